"""The full-text index: what goes in, how it is asked."""

"""The directory of parties: match, show, list."""

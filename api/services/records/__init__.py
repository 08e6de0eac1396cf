"""The only package that writes a record."""

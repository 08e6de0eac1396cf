"""Resources other than the record."""

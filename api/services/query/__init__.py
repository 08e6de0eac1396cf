"""From validated parameters to a page of stored items."""

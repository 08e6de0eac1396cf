"""Many records in and out, through the same writer."""

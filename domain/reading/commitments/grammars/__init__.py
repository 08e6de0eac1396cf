"""How announcements promise, by language."""

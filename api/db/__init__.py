"""Connections and transactions on SQLite and PostgreSQL. Knows no table."""

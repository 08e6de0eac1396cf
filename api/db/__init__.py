"""Connections and transactions on SQLite and PostgreSQL.

Knows no table but `versions`, whose newest number measures replication.
"""

"""Connections and transactions on SQLite and PostgreSQL.

Knows no table but `versions`, whose newest number measures replication.
"""

from api.db.database import CommitOutcomeUnknown, Database, ReadSource
from api.db.replicas import Replicas

__all__ = ["CommitOutcomeUnknown", "Database", "ReadSource", "Replicas"]

"""Passwords, made for one run."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex

OPERATOR = "operator"
SERVICE = "communique"


@dataclass(frozen=True, slots=True)
class Secrets:
    """The password of each who has one; kept nowhere."""

    superuser: str
    replicator: str
    service: str
    operator: str

    @classmethod
    def make(cls) -> Secrets:
        """Return new ones."""
        return cls(*(token_hex(16) for _ in range(4)))

    @property
    def for_nodes(self) -> dict[str, str]:
        """Return the variables that a node reads."""
        return {
            "PATRONI_SUPERUSER_USERNAME": "postgres",
            "PATRONI_SUPERUSER_PASSWORD": self.superuser,
            "PATRONI_REPLICATION_USERNAME": "replicator",
            "PATRONI_REPLICATION_PASSWORD": self.replicator,
            "PATRONI_RESTAPI_USERNAME": OPERATOR,
            "PATRONI_RESTAPI_PASSWORD": self.operator,
            "SERVICE_PASSWORD": self.service,
        }

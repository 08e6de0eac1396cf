"""Passwords, generated for one run and never stored."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import Self

OPERATOR = "operator"
SERVICE = "communique"


@dataclass(frozen=True, slots=True)
class Secrets:
    """The password of each role."""

    superuser: str
    replicator: str
    service: str
    operator: str

    @classmethod
    def generate(cls) -> Self:
        """New random passwords."""
        return cls(*(token_hex(16) for _ in range(4)))

    @property
    def node_environment(self) -> dict[str, str]:
        """Environment variables of a database node."""
        return {
            "PATRONI_SUPERUSER_USERNAME": "postgres",
            "PATRONI_SUPERUSER_PASSWORD": self.superuser,
            "PATRONI_REPLICATION_USERNAME": "replicator",
            "PATRONI_REPLICATION_PASSWORD": self.replicator,
            "PATRONI_RESTAPI_USERNAME": OPERATOR,
            "PATRONI_RESTAPI_PASSWORD": self.operator,
            "SERVICE_PASSWORD": self.service,
        }

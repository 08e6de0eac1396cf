"""Who asks: a key's identity and scopes, and what these allow."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from api.services.errors import Forbidden


@dataclass(frozen=True, slots=True)
class Actor:
    """The holder of a key; without one, a member of the public."""

    key_id: UUID | None = None
    scopes: frozenset[str] = frozenset()

    def require(self, scope: str) -> None:
        """Refuse whoever lacks the scope."""
        if scope not in self.scopes:
            raise Forbidden(f"This needs a key with the scope “{scope}”.")

    def seeing_drafts(self) -> Actor:
        """Return this actor as one who may know of drafts, as whoever writes may."""
        return Actor(self.key_id, self.scopes | {"read"})

    @property
    def visible_states(self) -> tuple[str, ...]:
        """Return the states of the records that this actor may read."""
        return ("published", "draft", "withdrawn") if "read" in self.scopes else ("published",)


PUBLIC = Actor()
OPERATOR = Actor(scopes=frozenset({"read", "write", "publish", "admin"}))
"""Whoever runs the command line on the server's own machine."""

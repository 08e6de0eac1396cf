"""What clients saw: every answer, what was acknowledged to them, and what they were told had changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

WRITE, READ, IMPORT = "write", "read", "import"


class Seen(NamedTuple):
    """One request: what for, from when to when, its status (0 when no answer came), and whether that was right.

    An answer that says to try again later is right in a fault; an error of the service, or a record gone, never.
    """

    purpose: str
    began: float
    ended: float
    status: int
    fitting: bool = True

    @property
    def well(self) -> bool:
        """Whether it was done."""
        return self.fitting and 200 <= self.status < 300  # noqa: PLR2004


class Kept(NamedTuple):
    """A version of a record, as it was acknowledged: when, and whether the service said it had been so before.

    The answer to an import names no ETags.
    """

    id: str
    version: int
    etag: str | None
    title: str
    at: float
    again: bool = False
    position: str | None = None


class Told(NamedTuple):
    """A change, as it was told to a follower."""

    seq: int
    id: str
    version: int


class Logged(NamedTuple):
    """A version as the database has it in the end."""

    seq: int
    id: str
    version: int
    etag: str
    title: str


@dataclass(slots=True)
class Witness:
    """Everything that clients saw, in the order of its coming. Appending to a list is safe from several threads."""

    seen: list[Seen] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    told: dict[str, list[Told]] = field(default_factory=dict)

    def since(self, began: float) -> list[Seen]:
        """Return what ended after a moment, the latest first."""
        return list(takewhile(lambda each: each.ended >= began, reversed(self.seen.copy())))

"""What clients observed: requests, acknowledged versions, and changes reported by the change feed."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

WRITE, READ, IMPORT = "write", "read", "import"


class Request(NamedTuple):
    """A request: purpose, begin and end (monotonic seconds), status (0 if no response came).

    `is_allowed` is false for a response that no fault excuses, such as 500 or 404. "Try again later" is allowed.
    """

    purpose: str
    began: float
    ended: float
    status: int
    is_allowed: bool = True

    @property
    def succeeded(self) -> bool:
        """Whether the operation was done."""
        return self.is_allowed and 200 <= self.status < 300  # noqa: PLR2004


class Acknowledged(NamedTuple):
    """An acknowledged version of a record. `replayed`: the service said that it had been acknowledged before.

    Imports acknowledge no ETag.
    """

    id: str
    version: int
    etag: str | None
    title: str
    at: float
    replayed: bool = False
    position: str | None = None


class Change(NamedTuple):
    """A change as the change feed reported it."""

    seq: int
    id: str
    version: int


class StoredVersion(NamedTuple):
    """A version in the database at the end."""

    seq: int
    id: str
    version: int
    etag: str
    title: str


@dataclass(slots=True)
class History:
    """All observations, in order. `changes` has a list per follower. Appending to a list is thread-safe."""

    requests: list[Request] = field(default_factory=list)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    changes: dict[str, list[Change]] = field(default_factory=dict)

    def since(self, time: float) -> list[Request]:
        """Requests that ended at or after this time, latest first."""
        return list(takewhile(lambda request: request.ended >= time, reversed(self.requests.copy())))

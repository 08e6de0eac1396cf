"""Where a request reads from: the primary, or a replica that has come far enough for whoever asks."""

from __future__ import annotations

from flask import Response

from api.db.database import Database, ReadSource
from api.db.replicas import PrimaryPreferred, Replicas
from api.http.context import ctx
from api.services import pagination
from api.services.errors import Invalid, invalid
from domain.violations import LocatedViolation, Violation

POSITION = "Communique-Position"
IN_ENVIRON = f"HTTP_{POSITION.upper().replace('-', '_')}"
QUESTION = {"list": "positions"}
"""What the place in a position belongs to: the one history that there is."""

WRITERS = frozenset({"write", "publish", "admin"})
"""The scopes whose holders may have written just now, and are to see what they wrote."""

LARGEST = 2**63 - 1


def database() -> Database:
    """Return the application's database, the one that is written to."""
    return ctx().database


def replicas() -> Replicas | None:
    """Return the application's replicas, where there are any."""
    return ctx().replicas


def read_source() -> ReadSource:
    """Return what this request reads from.

    Whoever may write reads from the primary. All others read from a replica, and where they say to which position
    they have seen, only from one that has come as far.
    """
    known = ctx()
    position = requested_position() if IN_ENVIRON in known.environ else 0
    found = known.replicas
    return known.database if found is None or not WRITERS.isdisjoint(known.actor.scopes) else found.since(position)


def authoritative_source() -> ReadSource:
    """Return where it is asked what has to be true now: the primary, or while that is away, a replica."""
    found = replicas()
    return database() if found is None else PrimaryPreferred(found)


def requested_position() -> int:
    """Return the position in the request's header. Where it is not one, remember that for `raise_collected_errors`."""
    try:
        (position,) = pagination.decode(ctx().environ[IN_ENVIRON], QUESTION)
        if type(position) is int and 0 <= position <= LARGEST:
            return position
    except (Invalid, TypeError, ValueError):
        pass
    detail = f"This server did not give it. Take {POSITION} from the answer to a write as it is, or leave it out."
    ctx().violations += invalid([LocatedViolation((POSITION,), Violation("position", detail), "header")]).violations
    return 0


def add_replication_token(answer: Response) -> Response:
    """Say in the answer to a write at which position it can be seen, where there are replicas that may not be there."""
    found = replicas()
    position = found.written() if found else None
    if position is not None:
        answer.headers[POSITION] = pagination.encode([position], QUESTION)
    return answer

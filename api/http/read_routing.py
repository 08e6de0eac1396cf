"""Where a request reads from: the primary, or a replica that has replayed enough of the log for this client."""

from __future__ import annotations

from flask import Response, request

from api.db.database import ReadSource
from api.db.replicas import PrimaryPreferred
from api.http.context import ctx
from api.services import pagination
from domain.violations import LocatedViolation, Violation

POSITION = "Communique-Position"
TOKEN_SCOPE = {"list": "positions"}
"""Marks a token as a replication position, so that a cursor of a list is not taken for one."""

WRITE_SCOPES = frozenset({"write", "publish", "admin"})


def read_source() -> ReadSource:
    """The primary for clients that may write, else a replica at least at the position that the client names."""
    context = ctx()
    position = requested_position() if POSITION in request.headers else 0
    if context.replicas is None or not WRITE_SCOPES.isdisjoint(context.actor.scopes):
        return context.database
    return context.replicas.at_least(position)


def authoritative_source() -> ReadSource:
    """The primary; while it cannot be reached, a replica."""
    context = ctx()
    return context.database if context.replicas is None else PrimaryPreferred(context.replicas)


def requested_position() -> int:
    """The position in the Communique-Position header. An invalid one is collected as an error, and counts as 0."""
    position = pagination.decode_number(request.headers[POSITION], TOKEN_SCOPE)
    if position is not None:
        return position
    detail = f"This is not a position of this server. Send {POSITION} as a write returned it, or leave it out."
    ctx().violations += (LocatedViolation((POSITION,), Violation("position", detail), "header"),)
    return 0


def add_replication_token(response: Response) -> Response:
    """Add the position at which a replica shows this write, if there are replicas."""
    replicas = ctx().replicas
    position = replicas.current_position() if replicas else None
    if position is not None:
        response.headers[POSITION] = pagination.encode_cursor([position], TOKEN_SCOPE)
    return response

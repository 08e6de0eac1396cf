"""The state of one request: the application's parts and the facts found about it, in Flask's `g`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Response, g

from api.db.database import Database
from api.db.replicas import Replicas
from api.services.auth import PUBLIC, Actor
from api.services.records.group_commit import GroupCommitter
from api.settings import Settings
from domain.violations import LocatedViolation


@dataclass(slots=True)
class RequestContext:
    """State of one request."""

    settings: Settings
    database: Database
    replicas: Replicas | None
    committer: GroupCommitter[Any, Response]
    request_id: str
    started_at: float
    """In seconds, of `time.perf_counter`."""
    actor: Actor = PUBLIC
    format: str = "json"
    """The response format that the Accept header prefers."""
    violations: tuple[LocatedViolation, ...] = ()
    """Errors found in the request so far: they are reported together."""
    secret: str = ""
    """The API key that was sent."""
    salt: str | None = None
    """The salt of a secret in the response, with which a replay derives the secret again."""


def ctx() -> RequestContext:
    """The state of the current request."""
    context: RequestContext = g.ctx
    return context


def now() -> datetime:
    """The current time, in UTC. Services get it as an argument."""
    return datetime.now(UTC)


def actor_and_time() -> dict[str, Any]:
    """Arguments of every service that writes: the actor and the time."""
    return {"actor": ctx().actor, "now": now()}

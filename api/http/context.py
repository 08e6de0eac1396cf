"""What is known of the request that is being answered, at hand in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import g

from api.db.database import Database
from api.db.replicas import Replicas
from api.services.auth import PUBLIC, Actor
from api.services.records.group_commit import GroupCommitter
from api.settings import Settings
from domain.violations import LocatedViolation

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class RequestContext:
    """What the application is made of, and what was found out about a request. It is Flask's `g`."""

    def __init__(
        self, settings: Settings, database: Database, replicas: Replicas | None, committer: GroupCommitter
    ) -> None:
        """Take what all requests have in common."""
        self.settings, self.database, self.replicas = settings, database, replicas
        self.committer = committer
        self.environ: WSGIEnvironment = {}
        self.actor: Actor = PUBLIC
        self.violations: tuple[LocatedViolation, ...] = ()
        self.began = 0.0
        self.salt: str | None = None


def ctx() -> RequestContext:
    """Return what is known of this request. To ask Flask's proxies for each of it takes six times as long."""
    proxy: Any = g
    found: RequestContext = proxy._get_current_object()  # noqa: SLF001 - It is documented, in spite of its name.
    return found

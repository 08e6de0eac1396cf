"""Keeping many records at once: each is kept or refused by itself, all in the transaction that is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from api.models import AnnouncementIdentifier
from api.models.database import Session
from api.models.statements import is_one_of
from api.services import announcements, documents
from api.services.access import Actor
from api.services.errors import Conflict, Malformed, ServiceError, invalid
from api.services.recording import Change, Stored
from domain.faults import Fault, Placed
from domain.ids import uuid7

Kept = tuple[str, Stored]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record that came in: the line it stood in, and what JSON says there."""

    line: int
    record: Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: `created`, `replaced` or `unchanged`, with the record as it is kept; or `refused`."""

    line: int
    status: str
    stored: Stored | None = None
    error: ServiceError | None = None


@dataclass(frozen=True, slots=True)
class Keeping:
    """How records are kept: why, by whom, and when."""

    change_type: str
    note: str | None
    actor: Actor
    now: datetime

    def change(self, operation: str) -> Change:
        """Return what is done to one of them."""
        return Change(operation, self.change_type, self.note)


def keep(
    session: Session,
    items: Sequence[Incoming],
    *,
    mode: str,
    change_type: str,
    note: str | None,
    actor: Actor,
    now: datetime,
) -> list[Outcome]:
    """Keep each record, in order: `create` takes new ones alone, `upsert` replaces what has the id or an identifier.

    A record that is refused leaves nothing behind and does not touch the others.
    """
    how = Keeping(change_type, note, actor, now)
    return [keep_one(session, item, MODES[mode], how) for item in items]


def keep_one(session: Session, item: Incoming, mode: Callable[..., Kept], how: Keeping) -> Outcome:
    """Keep one record, or take back what was done for it."""
    point = session.begin_nested()
    try:
        if not isinstance(item.record, Mapping):
            raise Malformed("A record is a JSON object.")
        status, stored = mode(session, documents.check(item.record), identity(item.record), how)
    except ServiceError as error:
        point.rollback()
        return Outcome(item.line, "refused", error=error)
    point.commit()
    return Outcome(item.line, status, stored)


def create(session: Session, stated: Mapping[str, Any], id: UUID | None, how: Keeping) -> Kept:
    """Keep a new record, at the id that it brings along."""
    if id is not None and announcements.find_for_update(session, id):
        detail = f"There is a record with this id already: /v1/announcements/{id}"
        raise Conflict("Another record has this id.", [Placed(("id",), Fault("taken", detail))])
    at = id or uuid7(how.now)
    change = how.change("created")
    return "created", announcements.create_at(session, at, stated, change, actor=how.actor, now=how.now)


def upsert(session: Session, stated: Mapping[str, Any], id: UUID | None, how: Keeping) -> Kept:
    """Keep a record in place of the one that has its id or one of its identifiers, where there is one."""
    at = id or holder(session, stated)
    before = announcements.find_for_update(session, at) if at else None
    if before is None:
        return create(session, stated, at, how)
    announcements.visible(before, how.actor.seeing_drafts())
    change = how.change("replaced")
    stored = announcements.change_stated(session, before, stated, change, actor=how.actor, now=how.now)
    return ("unchanged" if stored.version == before.version else "replaced"), stored


MODES: Mapping[str, Callable[..., Kept]] = {"create": create, "upsert": upsert}
"""What is done with a record, by the name of the mode."""


def identity(record: Mapping[str, Any]) -> UUID | None:
    """Return the id that a record brings along."""
    if record.get("id") is None:
        return None
    try:
        return UUID(record["id"])
    except (ValueError, TypeError, AttributeError):
        raise invalid([Placed(("id",), Fault("uuid", "This is not a UUID."))]) from None


def holder(session: Session, stated: Mapping[str, Any]) -> UUID | None:
    """Return the record that holds one of the identifiers."""
    table = AnnouncementIdentifier
    pairs = [(each["scheme"], each["id"]) for each in stated["identifiers"]]
    query = select(table.announcement_id).where(is_one_of((table.scheme, table.value), pairs)).limit(1)
    return session.scalar(query) if pairs else None

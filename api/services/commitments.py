"""Commitments across records: one by its id, and reports of progress on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from api.models import Announcement, Commitment, Progress
from api.models.database import Session
from api.services import announcements, documents, paging, progress
from api.services.access import Actor
from api.services.errors import NotFound
from api.services.paging import Order, Page
from api.services.recording import Change, record_change

ORDER = Order((Progress.on_to, Progress.seq), (date.fromisoformat, int))


class Place(NamedTuple):
    """Where a commitment stands: its record, as it is, and its key in it."""

    announcement: UUID
    key: str
    state: str
    published_at: datetime | None
    document: bytes


def locate(session: Session, id: UUID, *, actor: Actor) -> Place:
    """Return where a commitment stands, if the actor may see it. Raise `NotFound` or `Gone`."""
    query = (
        select(
            Commitment.announcement_id,
            Commitment.key,
            Announcement.state,
            Announcement.published_at,
            Announcement.document,
        )
        .join(Announcement, Announcement.id == Commitment.announcement_id)
        .where(Commitment.id == id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no commitment with this id.")
    return announcements.visible(Place(*row), actor)


def list_progress(session: Session, id: UUID, asked: Mapping[str, Any], *, actor: Actor) -> Page[dict[str, Any]]:
    """Return the reports on a commitment, the oldest `on` first; the last one is its status."""
    place = locate(session, id, actor=actor)
    here = (Progress.announcement_id == place.announcement, Progress.commitment == place.key)
    columns = (Progress.id, Progress.status, Progress.on, Progress.value, Progress.note, Progress.source)
    query = select(*columns, Progress.reported_at).where(*here)
    found = paging.take(session, query, ORDER, {**asked, "progress_of": id})
    return found.of([row._asdict() for row in found.items])


def report_progress(
    session: Session, id: UUID, report: Mapping[str, Any], *, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Add a report on a commitment. It makes a new version of the record, with the commitment's status as it is now."""
    place = locate(session, id, actor=actor.seeing_drafts())
    before = announcements.get_for_progress(session, place.announcement, actor=actor)
    stated = documents.stated_in(before.document)
    if place.key not in {part["key"] for part in stated["commitments"]}:
        raise NotFound("The record has just dropped this commitment.")
    kept = progress.append(session, place.announcement, place.key, report, now=now)
    change = Change("progress", "minor", f"Progress on “{place.key}”: {report['status']}, {report['on']}.")
    record_change(session, place.announcement, stated, before=before, change=change, actor=actor, now=now)
    return dict(report) | {"id": kept, "reported_at": now}

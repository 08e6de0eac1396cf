"""Progress on commitments: reports that are added and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, insert, select

from api.models import Announcement, Commitment, Progress
from api.services import pagination
from api.services.auth import Actor, require_visible
from api.services.bulk.legacy import documents, lifecycle
from api.services.bulk.legacy.writer import Change, record_change
from api.services.errors import NotFound
from api.services.pagination import Order, Page
from domain.dates.edtf import parse_edtf
from domain.ids import uuid7


def statuses(connection: Connection, announcement: UUID) -> dict[str, dict[str, Any]]:
    """Return the status of each commitment of a record that has one: the newest by `on`, then by arrival."""
    query = (
        select(Progress.commitment, Progress.status, Progress.on)
        .where(Progress.announcement_id == announcement)
        .order_by(Progress.on_to, Progress.seq)
    )
    return {key: {"code": status, "on": on} for key, status, on in connection.execute(query)}


def append(connection: Connection, announcement: UUID, key: str, report: Mapping[str, Any], *, now: datetime) -> UUID:
    """Keep a report on the commitment with this key. Its `on` has a last possible day."""
    id = uuid7(now)
    values = {name: report.get(name) for name in ("status", "on", "value", "note", "source")}
    values |= {"id": id, "announcement_id": announcement, "commitment": key, "reported_at": now}
    connection.execute(insert(Progress).values(**values, on_to=parse_edtf(report["on"]).last))
    return id


ORDER = Order((Progress.on_to, Progress.seq), (date.fromisoformat, int))


class Place(NamedTuple):
    """Where a commitment stands: its record, as it is, and its key in it."""

    announcement: UUID
    key: str
    state: str
    published_at: datetime | None
    document: bytes


def locate(connection: Connection, id: UUID, *, actor: Actor) -> Place:
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
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no commitment with this id.")
    return require_visible(Place(*row), actor)


def list_progress(connection: Connection, id: UUID, asked: Mapping[str, Any], *, actor: Actor) -> Page[dict[str, Any]]:
    """Return the reports on a commitment, the oldest `on` first; the last one is its status."""
    place = locate(connection, id, actor=actor)
    here = (Progress.announcement_id == place.announcement, Progress.commitment == place.key)
    columns = (Progress.id, Progress.status, Progress.on, Progress.value, Progress.note, Progress.source)
    query = select(*columns, Progress.reported_at).where(*here)
    found = pagination.paginate(connection, query, ORDER, {**asked, "progress_of": id})
    return found.with_items([row._asdict() for row in found.items])


def report_progress(
    connection: Connection, id: UUID, report: Mapping[str, Any], *, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Add a report on a commitment. It makes a new version of the record, with the commitment's status as it is now."""
    place = locate(connection, id, actor=actor.seeing_drafts())
    before = lifecycle.get_for_progress(connection, place.announcement, actor=actor)
    stated = documents.payload_of(before.document)
    if place.key not in {part["key"] for part in stated["commitments"]}:
        raise NotFound("The record has just dropped this commitment.")
    kept = append(connection, place.announcement, place.key, report, now=now)
    change = Change("progress", "minor", f"Progress on “{place.key}”: {report['status']}, {report['on']}.")
    record_change(connection, place.announcement, stated, before=before, change=change, actor=actor, now=now)
    return dict(report) | {"id": kept, "reported_at": now}

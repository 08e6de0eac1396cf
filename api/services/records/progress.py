"""Progress on commitments: reports, which are added and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from api.db.sql import AnyRow
from api.models import Announcement, Commitment, Progress
from api.services import pagination
from api.services.auth import Actor, require_visible
from api.services.errors import NotFound
from api.services.pagination import Order, Page
from api.services.records import documents
from api.services.records.reader import find_for_update, require_changeable
from api.services.records.types import Change
from api.services.records.writer import save_one
from domain.dates.edtf import parse_edtf
from domain.ids import uuid7

SHOWN = ("id", "status", "on", "value", "note", "source", "reported_at")
"""Columns of a report as the API shows it."""


def list_order(reports: Any) -> Order:
    """The order of reports by day, then as they arrived, which their number on the commitment tells.

    A cursor must not have their number among the reports of all records: it would count those of drafts.
    """
    return Order((reports.c.on_to, reports.c.number), (date.fromisoformat, int))


def find_commitment(connection: Connection, id: UUID, *, actor: Actor) -> AnyRow:
    """The record of a commitment, and its key. Raises `NotFound` or `Gone`."""
    columns = (Commitment.announcement_id, Commitment.key, Announcement.state, Announcement.published_at)
    query = (
        select(*columns, Announcement.document)
        .join(Announcement, Announcement.id == Commitment.announcement_id)
        .where(Commitment.id == id)
    )
    return require_visible(connection.execute(query).one_or_none(), actor, name="commitment")


def list_progress(connection: Connection, id: UUID, params: Mapping[str, Any], *, actor: Actor) -> Page[dict[str, Any]]:
    """The reports on a commitment, the oldest `on` first; the last one is its status."""
    commitment = find_commitment(connection, id, actor=actor)
    number = func.row_number().over(order_by=Progress.seq).label("number")
    reports = (
        select(*(getattr(Progress, name) for name in (*SHOWN, "on_to")), number)
        .where(Progress.announcement_id == commitment.announcement_id, Progress.commitment == commitment.key)
        .subquery("reports")
    )
    query = select(*(reports.c[name] for name in SHOWN))
    found = pagination.paginate(connection, query, list_order(reports), {**params, "progress_of": id})
    return found.with_items([row._asdict() for row in found.items])


def report_progress(
    connection: Connection, id: UUID, report: Mapping[str, Any], *, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Add a report on a commitment. It makes a new version of the record, with the commitment's status as it is now.

    Reports only add, so they need no If-Match.
    """
    commitment = find_commitment(connection, id, actor=actor.seeing_drafts())
    stored = find_for_update(connection, [commitment.announcement_id]).get(commitment.announcement_id)
    previous = require_changeable(stored, actor)
    payload = documents.payload_of(previous.document)
    if commitment.key not in {part["key"] for part in payload["commitments"]}:
        raise NotFound("The record has just dropped this commitment.")
    values = {name: report.get(name) for name in ("status", "on", "value", "note", "source")}
    values |= {"id": uuid7(now), "announcement_id": previous.id, "commitment": commitment.key, "reported_at": now}
    connection.execute(insert(Progress).values(**values, on_to=parse_edtf(report["on"]).last))
    note = f"Progress on “{commitment.key}”: {report['status']}, {report['on']}."
    change = Change(
        operation="progress", id=previous.id, payload=payload, previous=previous, note=note, actor=actor, now=now
    )
    save_one(connection, change)
    return dict(report) | {"id": values["id"], "reported_at": now}

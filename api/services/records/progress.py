"""Progress on commitments: reports, which are added and never changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select, update

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
from domain.json import encode_json
from schemas.resources.progress import ProgressSchema

REPORT = ProgressSchema()
TEXTS = ("note", "source")
"""Columns of a report that have free texts."""

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
    order, params = list_order(reports), {**params, "progress_of": id}
    found = pagination.paginate(connection, query, order, params)
    sizes = (len(encode_json([row.note, row.source])) for row in found.items)
    found = pagination.shortened(connection, found, sizes, order=order, params=params)
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


def report_texts(connection: Connection, id: UUID, reports: Collection[str]) -> dict[str, Any]:
    """The texts of reports on a record's commitments, dropped ones included, as a document in which pointers lead.

    Like `{"commitments": [{"key": "lead", "progress": [{"key": "<id of the report>", "note": …}]}]}`.
    """
    if not reports:
        return {}
    columns = (Progress.commitment, Progress.id, *(getattr(Progress, name) for name in TEXTS))
    rows = connection.execute(select(*columns).where(Progress.announcement_id == id).order_by(Progress.seq)).all()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if str(row.id) in reports:
            texts = {name: getattr(row, name) for name in TEXTS if getattr(row, name) is not None}
            found.setdefault(row.commitment, []).append({"key": str(row.id)} | texts)
    return {"commitments": [{"key": key, "progress": each} for key, each in found.items()]}


def store_report_texts(connection: Connection, document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Store the texts of the reports in such a document. Returns the texts by the report's id."""
    texts = {
        report["key"]: {name: report[name] for name in TEXTS if name in report}
        for commitment in document["commitments"]
        for report in commitment["progress"]
    }
    for id, values in texts.items():
        connection.execute(update(Progress).where(Progress.id == UUID(id)).values(**values))
    return texts

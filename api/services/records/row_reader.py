"""The record that rows hold: the inverse of `row_mapping`, for rebuilds, redactions and checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from api.models import Announcement, Base, StatedParty
from api.services.records.progress import stored_reports
from api.services.records.row_mapping import ANNOUNCEMENTS, PARTS, STATED, Row
from api.services.records.types import Record

STATED_IDS = {"announcement", "restates"}
"""Ids of others that a part states. As on the wire they are text."""


def read_record(connection: Connection, id: UUID) -> Record:
    """The whole record that the rows hold: the inverse of `row_mapping.write_rows`."""
    columns = [ANNOUNCEMENTS.c[name] for name in STATED[Announcement]]
    own = connection.execute(select(*columns).where(ANNOUNCEMENTS.c.id == id)).mappings().one()
    parts = {name: read_parts(connection, id, model) for name, (model, _) in PARTS.items()}
    reports = stored_reports(connection, [id]).get(id, {})
    commitments = [part | {"progress": reports.get(part["key"], [])} for part in parts["commitments"]]
    return without_nulls(own) | parts | {"commitments": commitments}


def read_parts(connection: Connection, id: UUID, model: type[Base]) -> list[Row]:
    """The parts of one list, in order."""
    table = model.__table__
    query = select(table).where(table.c.announcement_id == id).order_by(table.c.position)
    names = (*STATED[model], "party_id") if model is StatedParty else STATED[model]
    rows = [without_nulls({name: row[name] for name in names}) for row in connection.execute(query).mappings()]
    return [row | {name: str(row[name]) for name in STATED_IDS & row.keys()} for row in rows]


def without_nulls(row: Mapping[Any, Any]) -> Row:
    """The row without NULLs."""
    return {name: value for name, value in row.items() if value is not None}

"""Checks of records: derived from its rows again, each has the stored document, list items, columns and terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, func, select

from api.db.sql import encode_values, in_rows_param
from api.models import Announcement, Base
from api.search.index import index_items
from api.search.match_expression import INDEXES
from api.search.verification import outdated_items
from api.services.checks.results import Subject
from api.services.records import documents, rebuild, row_mapping
from api.services.records.row_reader import read_record
from api.services.records.types import Record, RenderedRecord

BATCH_SIZE = 100

Row = dict[str, Any]
Rendered = tuple[Record, RenderedRecord]


def id_batches(connection: Connection) -> Iterator[list[UUID]]:
    """Ids of all records, in order."""
    ids = rebuild.ids_after(connection, None, most=BATCH_SIZE)
    while ids:
        yield ids
        ids = rebuild.ids_after(connection, ids[-1], most=BATCH_SIZE)


def render_again(connection: Connection, id: UUID) -> Rendered | None:
    """A record as its rows have it, rendered; None if they do not make a record."""
    try:
        record = read_record(connection, id)
        return record, documents.render(record)
    except Exception:  # noqa: BLE001 - Damaged rows may fail anywhere.
        return None


def find_outdated_documents(subject: Subject) -> Iterator[str]:
    """Records whose document, ETag, list items or columns are not those that their rows give."""
    for ids in id_batches(subject.connection):
        rendered = {id: render_again(subject.connection, id) for id in ids}
        yield from (f"Record {id} cannot be read from its rows." for id, each in rendered.items() if each is None)
        readable = {id: each for id, each in rendered.items() if each is not None}
        expected = {id: row_mapping.rows_of(*each) for id, each in readable.items()}
        for model in row_mapping.TABLES:
            stored = stored_rows(subject.connection, model, ids)
            for id, rows in expected.items():
                names = differences(model, rows[model], stored.get(id, []))
                if names:
                    table = model.__tablename__
                    yield f"Record {id}: {', '.join(names)} of {table} differ from what the rows give."


def stored_rows(connection: Connection, model: type[Base], ids: Sequence[UUID]) -> Mapping[UUID, list[Row]]:
    """Rows of a table by record."""
    table = model.__table__
    owner = table.c.id if model is Announcement else table.c.announcement_id
    query = select(table).where(in_rows_param([owner], "ids")).order_by(owner)
    rows = connection.execute(query, {"ids": encode_values(ids)}).mappings()
    return {id: [dict(row) for row in group] for id, group in groupby(rows, key=lambda row: row[owner.key])}


def differences(model: type[Base], expected: Iterable[Row], stored: Iterable[Row]) -> list[str]:
    """Columns that differ; `rows` if there are more or fewer of them."""
    columns = [column.key for column in model.__table__.columns]
    key = [column.key for column in model.__table__.primary_key]
    left, right = ({tuple(str(row[name]) for name in key): row for row in rows} for rows in (expected, stored))
    if left.keys() != right.keys():
        return ["rows"]
    pairs = [(row, right[identity]) for identity, row in left.items()]
    return [name for name in columns if any(row.get(name) != other[name] for row, other in pairs)]


def find_outdated_terms(subject: Subject) -> Iterator[str]:
    """Records and parts whose terms in the search index are missing or others, and terms of nothing."""
    expected = dict.fromkeys(INDEXES, 0)
    for ids in id_batches(subject.connection):
        query = select(Announcement.document).where(in_rows_param([Announcement.id], "ids"))
        for document in subject.connection.scalars(query, {"ids": encode_values(ids)}):
            for name, items in index_items(orjson.loads(document)).items():
                expected[name] += len(items)
                for id in outdated_items(subject.connection, name, items):
                    yield f"The search index has not the terms of {name[:-1]} {id}."
    for name, index in INDEXES.items():
        surplus = (subject.connection.scalar(select(func.count()).select_from(index)) or 0) - expected[name]
        if surplus > 0:
            yield f"The search index has {surplus:,} more {name} than there are."

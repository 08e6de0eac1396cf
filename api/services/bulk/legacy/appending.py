"""New records that nothing is wrong with, written together: each table in one statement, their versions last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain, islice
from uuid import UUID

from sqlalchemy import Connection

from api.db.bulk_insert import insert_driver_rows, sort_by_primary_key
from api.search.index import insert_items
from api.services.auth import Actor
from api.services.bulk import prepare
from api.services.bulk.legacy import assemble, matching, visibility, writer
from api.services.bulk.legacy.writer import Change, Stored
from api.services.bulk.prepare import PreparedRecord, RecordRows


def append(
    connection: Connection, items: Sequence[PreparedRecord], *, change: Change, actor: Actor, now: datetime
) -> list[Stored]:
    """Keep new records that nothing is wrong with, all together; their versions come last, in their order."""
    if not items:
        return []
    engine, entries = connection.dialect.name, match(connection, items, now)
    made = [prepare.make(item, ids, engine=engine, change=change) for item, ids in zip(items, entries, strict=True)]
    insert_all(connection, made)
    make_public(connection, items, entries)
    stored = [each.stored for each in made]
    versions = [writer.version_row(each, before=None, change=change, actor=actor) for each in stored]
    writer.append_versions(connection, versions)
    return stored


def insert_all(connection: Connection, made: Sequence[RecordRows]) -> None:
    """Insert all rows of new records, one table after the other."""
    engine = connection.dialect.name
    for model in made[0].tables:
        rows = chain.from_iterable(each.tables[model] for each in made)
        insert_driver_rows(connection, model.__table__, sort_by_primary_key(engine, model.__table__, rows))
    for name in made[0].terms:
        insert_items(connection, name, sorted(chain.from_iterable(each.terms[name] for each in made)))


def match(connection: Connection, items: Sequence[PreparedRecord], now: datetime) -> list[list[UUID]]:
    """Return the directory's entries of each record's parties."""
    wanted = [each for item in items for each in item.wanted]
    public = (item.state == "published" for item in items for _ in item.wanted)
    found = matching.match_in_order(connection, wanted, public, now=now)
    now_ones = visibility.resolve_merged(connection, found, lock=True)
    entries = iter(found)
    return [[now_ones[id] for id in islice(entries, len(item.wanted))] for item in items]


def make_public(connection: Connection, items: Sequence[PreparedRecord], entries: Sequence[Sequence[UUID]]) -> None:
    """Show what the published records say of their parties."""
    said = [
        party
        for item, ids in zip(items, entries, strict=True)
        if item.state == "published"
        for party in assemble.linked(item.parties, ids)
    ]
    visibility.make_public(connection, said)

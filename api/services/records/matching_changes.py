"""The changes of records that a list of announcements had before or after them.

A change counts by its record as it stood right then, not by what became of it since: whoever reads the feed gets the
same changes, now or later. Current versions, nearly all, are compared where they are; of others documents are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

import orjson
from marshmallow import fields
from sqlalchemy import JSON, Connection, and_, case, false, select, true

from api.db.sql import AnySelect, encode_rows, encode_values, in_rows_param
from api.models import Announcement, AnnouncementIdentifier, Version
from api.search.index import announcement_texts
from api.services.auth import Actor
from api.services.change_feed import (
    MatchingChanges,
    Types,
    confirmed_changes,
    number_of,
    sees_public_changes,
    select_types,
)
from api.services.query import ListQuery, access_paths, past_rows
from api.services.query.past_rows import RECORD_ID
from api.services.query.statement_cache import compiled_for
from api.services.records import documents, row_mapping
from api.services.records.types import Record, RenderedRecord
from domain.text.analyzer import POSITION_GAP, bounded_terms
from domain.text.search_query import matches
from schemas.fields.composites import Instant

MAX_CHANGES = 2_000
"""Changes that a page looks at, at most."""

BATCH, MAX_DOCUMENTS = 20, 500
"""Changes whose documents are read at a time, and documents of a page, about."""

IDS = " ids"
"""Name of the bind parameter with the ids of records."""

TIMES = [name for name, field in documents.RECORD.fields.items() if isinstance(field, Instant)]
LISTS = [name for name, field in documents.RECORD.fields.items() if isinstance(field, fields.List)]
PARTS = ("commitments", "amounts", "quotes")
"""Lists of a record that no filter of announcements looks at."""

NOTHING_RENDERED = RenderedRecord(b"", "", {})
VERSION, NUMBER = Version.__table__.c, AnnouncementIdentifier.__table__.c
Key = tuple[UUID, int]
"""A version: the id of its record, and its number."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds the changes that concern the matches of a list query."""

    query: ListQuery

    def __call__(
        self, connection: Connection, number: int, *, limit: int, actor: Actor, types: Types
    ) -> MatchingChanges:
        """Up to `limit` changes of these types after the one with this number, as the actor counts."""
        query = select_types(connection, next_changes(number, actor), types, number, limit=MAX_CHANGES, actor=actor)
        rows = connection.execute(confirmed_changes(query, connection)).all()
        end = rows[-1].seq if rows else number
        rows = rows[:MAX_CHANGES]
        known = self.current_matches(connection, {row.announcement_id for row in rows})
        left: dict[int, bool] = {}
        read = 0
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            after: set[Key] = {(row.announcement_id, row.number) for row in batch} - known.keys()
            known |= self.past_matches(connection, after, actor)
            gone = [row for row in batch if not known[row.announcement_id, row.number]]
            before: set[Key] = {(row.announcement_id, row.number - 1) for row in gone} - known.keys()
            known |= self.past_matches(connection, before, actor)
            read += len(after) + len(before)
            for row in batch:
                is_match = known[row.announcement_id, row.number]
                if is_match or known.get((row.announcement_id, row.number - 1)):
                    left[row.seq] = not is_match
                number = row.seq
                if len(left) == limit:
                    return MatchingChanges(left, number, at_end=number == end)
            if read >= MAX_DOCUMENTS:
                break
        return MatchingChanges(left, number, at_end=number == end)

    def current_matches(self, connection: Connection, ids: set[UUID]) -> dict[Key, bool]:
        """Whether the query matches the current version of each of these records."""
        statement = compiled_for(self.query.shape, current_versions)
        rows = statement.rows(connection, self.query, {IDS: encode_values(ids)}) if ids else []
        return {(row.id, row.version): bool(row.is_match) for row in rows}

    def past_matches(self, connection: Connection, keys: set[Key], actor: Actor) -> dict[Key, bool]:
        """Whether the query matches each of these versions, as far as the actor may see it."""
        found = dict.fromkeys(keys, False)
        if not keys:
            return found
        query = select(VERSION.announcement_id, VERSION.number, VERSION.document)
        query = query.where(in_rows_param([VERSION.announcement_id, VERSION.number], "keys"))
        if sees_public_changes(actor):
            query = query.where(VERSION.public)
        records: list[Record] = []
        places: dict[UUID, Key] = {}
        for index, row in enumerate(connection.execute(query, {"keys": encode_rows(keys)})):
            record = orjson.loads(row.document)
            if self.has_words(record):
                places[UUID(int=index)] = (row.announcement_id, row.number)
                records.append(record | {"id": UUID(int=index), RECORD_ID: row.announcement_id})
        if records:
            without_words = without_search(self.query, actor)
            resolve_numbers(connection, records, actor)
            ids = past_rows.matching_ids(connection, without_words, rows_by_table(records))
            found |= dict.fromkeys([places[id] for id in ids], True)
        return found

    def has_words(self, record: Record) -> bool:
        """Whether a record has the words of the query, if it has any."""
        words = self.query.params.get("q")
        if words is None:
            return True
        streams = bounded_terms(announcement_texts(record))
        return matches(words, [term for stream in streams for term in (*stream, POSITION_GAP)])


def next_changes(number: int, actor: Actor) -> AnySelect:
    """The versions of the changes after the one with this number, and one more than a page looks at."""
    column = number_of(actor)
    query = select(column.label("seq"), VERSION.announcement_id, VERSION.number).where(column > number)
    return query.order_by(column).limit(MAX_CHANGES + 1)


def current_versions(query: ListQuery) -> AnySelect:
    """The number of the current version of each record, and whether the query matches it."""
    table: Any = Announcement.__table__
    ids = query.binds.add(itemgetter(IDS), JSON())
    path = access_paths.table_scan(query, table, query.resource.columns, ordered=True)
    is_match = case((and_(*path.predicates), true()), else_=false()).label("is_match")
    return select(table.c.id, table.c.version, is_match).where(in_rows_param([table.c.id], ids))


def without_search(query: ListQuery, actor: Actor) -> ListQuery:
    """The query without its words."""
    params = {name: value for name, value in query.params.items() if name != "q"}
    return ListQuery.of(query.resource, params, actor=actor, today=query.today)


def resolve_numbers(connection: Connection, records: Sequence[Record], actor: Actor) -> None:
    """Set the id of the record that holds the number of a relation now: rows of others are not in the statement."""
    relations = [(record, each) for record in records for each in record["relations"] if "identifier" in each]
    numbers = {(each["identifier"]["scheme"], each["identifier"]["id"]) for _, each in relations}
    if not numbers:
        return
    query = select(NUMBER.scheme, NUMBER.value, NUMBER.announcement_id).join_from(AnnouncementIdentifier, Announcement)
    query = query.where(in_rows_param([NUMBER.scheme, NUMBER.value], "numbers"))
    query = query.where(Announcement.state.in_(actor.live_states))
    found = connection.execute(query, {"numbers": encode_rows(numbers)})
    holders = {(row.scheme, row.value): row.announcement_id for row in found}
    for record, each in relations:
        holder = holders.get((each["identifier"]["scheme"], each["identifier"]["id"]))
        if holder not in (None, record[RECORD_ID]):
            each["announcement"] = str(holder)


def rows_by_table(records: Sequence[Record]) -> past_rows.Rows:
    """The rows of records in every table that filters of announcements look at."""
    rows: dict[Any, list[Any]] = {}
    for record in records:
        for model, own in row_mapping.rows_of(whole_record(record), NOTHING_RENDERED).items():
            rows.setdefault(model.__table__, []).extend(own)
    own_rows = zip(rows[Announcement.__table__], records, strict=True)
    return rows | {Announcement.__table__: [row | {RECORD_ID: record[RECORD_ID]} for row, record in own_rows]}


def whole_record(shown: Record) -> Record:
    """A record as `row_mapping` takes it, from its document, which may be older than some lists."""
    parties = [party | {"party_id": UUID(party["party"]["id"])} for party in shown["parties"]]
    times = {name: datetime.fromisoformat(shown[name]) for name in TIMES if name in shown}
    empty: Record = {name: [] for name in LISTS}
    return empty | shown | times | {name: [] for name in PARTS} | {"parties": parties, "due_histories": {}}

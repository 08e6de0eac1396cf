"""Writes the full-text indexes of records, commitments, amounts and quotes: FTS5 on SQLite, tsvector on PostgreSQL.

Both engines get the same terms in the same order and the same phrases to match, so they find the same rows. Search
text reaches them as terms in a bind parameter, never as SQL.

FTS5 returns rows by row id, which begins with the day, newest first (`sqlite_rowid`): the first matches are the first
of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Connection, Uuid, bindparam, column, delete, select, table, text
from sqlalchemy.exc import IntegrityError

from api.db.bulk_insert import DriverRow, insert_driver_rows
from api.db.engine import disable_timeouts
from api.search.match_expression import INDEXED_STATES, INDEXES, PREFIXES, IndexName, filter_term
from api.search.sqlite_rowid import MAX_ROWID_RETRIES, fts_rowid, rowid_range
from domain.dates.edtf import parse_edtf
from domain.text.analyzer import POSITION_GAP, bounded_terms

Part = Mapping[str, Any]
Texts = tuple[str, ...]
Fields = tuple[Texts, Texts, Texts]
"""The texts of title, lead and rest. Matches in the title rank first."""

EVIDENT = ("commitments", "amounts", "quotes")
"""The parts of a record that have evidence."""

OF_OWN_KIND = ("commitments", "amounts")
"""The parts whose filter `kind` is their own kind, not that of the record."""

REMOVE_BY_ID = {name: delete(index).where(index.c.id == bindparam("key")) for name, index in INDEXES.items()}
REMOVE_FTS5 = {
    name: statement.where(INDEXES[name].c.rowid.between(bindparam("first"), bindparam("last")))
    for name, statement in REMOVE_BY_ID.items()
}
"""FTS5 finds a row by its row id only."""


@dataclass(frozen=True, slots=True)
class IndexItem:
    """A row of an index: the first possible day of its record, its texts, and its terms for filters."""

    day: date
    fields: Fields
    filter_terms: tuple[str, ...] = ()


def analyze(fields: Fields) -> str:
    """The terms of texts in order, each with its field's prefix, and a position gap after each field."""
    found: list[str] = []
    for terms, prefix in zip(bounded_terms(fields), PREFIXES, strict=True):
        found += [term if term == POSITION_GAP else prefix + term for term in terms] if prefix else terms
        found.append(POSITION_GAP)
    return " ".join(found)


def analyze_record(record: Part) -> dict[Fields, str]:
    """What `analyze` returns for all searched texts of a record, which needs no ids yet."""
    return {fields: analyze(fields) for items in searched_texts(record).values() for _, fields in items}


def index_records(
    connection: Connection, records: Iterable[tuple[Part, bytes | None]], analyzed: Mapping[Fields, str]
) -> None:
    """Bring the indexes in line with records, each with the document that was indexed before; None for a new record.

    Only items that differ are written. Texts that are `analyzed` already are not analyzed again.
    """
    outdated: dict[IndexName, dict[UUID, date]] = {name: {} for name in INDEXES}
    changed: dict[IndexName, dict[UUID, IndexItem]] = {name: {} for name in INDEXES}
    for record, previous in records:
        indexed = index_items(orjson.loads(previous)) if previous else {}
        for name, items in index_items(record).items():
            before = indexed.get(name, {})
            outdated[name].update((id, item.day) for id, item in before.items() if items.get(id) != item)
            changed[name].update((id, item) for id, item in items.items() if before.get(id) != item)
    for name, items in changed.items():
        if outdated[name]:
            remove(connection, name, outdated[name])
        insert_items(connection, name, items, analyzed)


def reindex(connection: Connection, record: Part, indexed_on: date) -> None:
    """Index a record again, whatever the indexes hold of it under its day, or under the one that it had before."""
    for name, items in index_items(record).items():
        for day in {indexed_on, *(item.day for item in items.values())} if items else ():
            remove(connection, name, dict.fromkeys(items, day))
        insert_items(connection, name, items)


def insert_items(
    connection: Connection,
    name: IndexName,
    items: Mapping[UUID, IndexItem],
    analyzed: Mapping[Fields, str] = MappingProxyType({}),
) -> None:
    """Insert items into one index."""
    terms = {id: analyzed.get(item.fields) or analyze(item.fields) for id, item in items.items()}
    if connection.dialect.name == "postgresql":
        rows: list[DriverRow] = [(str(id), tsvector(terms[id], item.filter_terms)) for id, item in items.items()]
        insert_driver_rows(connection, INDEXES[name], rows, ("id", "terms"))
        return
    rows = sorted(
        (fts_rowid(item.day, id), id.hex, " ".join([terms[id], *item.filter_terms])) for id, item in items.items()
    )
    try:
        insert_driver_rows(connection, INDEXES[name], rows, ("rowid", "id", "terms"))
    except IntegrityError:
        for row in rows:
            insert_with_retries(connection, name, row)


def insert_with_retries(connection: Connection, name: IndexName, row: DriverRow) -> None:
    """Insert a row of FTS5 at its row id, or at the next one that is free."""
    first, id, terms = row
    index, last = INDEXES[name].c, first + MAX_ROWID_RETRIES
    connection.execute(REMOVE_FTS5[name], {"key": UUID(id), "first": first, "last": last})
    used = {*connection.scalars(select(index.rowid).where(index.rowid.between(first, last)))}
    free = next(each for each in range(first, last + 1) if each not in used)
    insert_driver_rows(connection, INDEXES[name], [(free, id, terms)], ("rowid", "id", "terms"))


def remove(connection: Connection, name: IndexName, days: Mapping[UUID, date]) -> None:
    """Remove rows, at least one, if they are there, by their ids and the first possible days of their records."""
    is_postgresql = connection.dialect.name == "postgresql"
    values = [{"key": id} | ({} if is_postgresql else rowid_range(day, id)) for id, day in days.items()]
    connection.execute((REMOVE_BY_ID if is_postgresql else REMOVE_FTS5)[name], values)


def orphan(name: IndexName) -> ColumnElement[bool]:
    """SQL: the item of a row is gone. A process of a release that does not know an index leaves such rows in it."""
    items = table(name, column("id", Uuid()))
    return INDEXES[name].c.id.not_in(select(items.c.id))


def find_orphans(connection: Connection, name: IndexName) -> list[Any]:
    """Keys, as `remove_orphans` takes them, of the rows whose item is gone. Reads the whole index."""
    disable_timeouts(connection)
    return list(connection.scalars(select(row_key(connection, name)).where(orphan(name))))


def remove_orphans(connection: Connection, name: IndexName, keys: Sequence[Any]) -> None:
    """Remove those of these rows whose item is still gone."""
    connection.execute(delete(INDEXES[name]).where(row_key(connection, name).in_(keys), orphan(name)))


def row_key(connection: Connection, name: IndexName) -> ColumnElement[Any]:
    """The column by which a row is found without reading the whole index."""
    return INDEXES[name].c.id if connection.dialect.name == "postgresql" else INDEXES[name].c.rowid


def tsvector(terms: str, filter_terms: Iterable[str]) -> str:
    """Each term with its positions, and the terms for filters without. A position gap takes a position of its own."""
    placed: dict[str, str] = {}
    for position, term in enumerate(terms.split(" "), 1):
        if term in placed:
            placed[term] = f"{placed[term]},{position}"
        elif term != POSITION_GAP:
            placed[term] = f"'{term}':{position}"
    return " ".join([*placed.values(), *(f"'{term}'" for term in filter_terms)])


def index_items(record: Part) -> dict[IndexName, dict[UUID, IndexItem]]:
    """The items of a record or of its document, by index and id."""
    announced = parse_edtf(record["announced_on"], record["jurisdiction"])
    day: Any = announced.first or announced.last  # Never open at its end: the schema sees to it.
    return {
        name: {
            (part["id"] if isinstance(part["id"], UUID) else UUID(part["id"])): IndexItem(
                day, fields, filter_terms(record, part if name in OF_OWN_KIND else record)
            )
            for part, fields in items
        }
        for name, items in searched_texts(record).items()
    }


def searched_texts(record: Part) -> dict[IndexName, list[tuple[Part, Fields]]]:
    """The record and its parts that are searched by themselves, with their texts, by index."""
    parties = {party.get("key"): party for party in record["parties"]}
    commitments = {part.get("key"): part for part in record["commitments"]}
    quotes = []
    for part in record["quotes"]:
        speaker = present([parties[part["speaker"]]], "name", "post")
        quotes.append((part, (present([part], "text"), speaker, present(part["evidence"], "exact"))))
    return {
        "announcements": [(record, announcement_texts(record))],
        "commitments": [(part, commitment_texts(part, parties)) for part in record["commitments"]],
        "amounts": [(part, amount_texts(part, parties, commitments)) for part in record["amounts"]],
        "quotes": quotes,
    }


def filter_terms(record: Part, part: Part) -> tuple[str, ...]:
    """The terms for filters within the index, of a record or of a part in it."""
    topics = [("topic", topic) for topic in part.get("topics") or record["topics"]]
    jurisdictions = [record["jurisdiction"], *record.get("other_jurisdictions", ())]  # Old documents have none.
    values = [*(("jurisdiction", each) for each in jurisdictions), ("kind", part["kind"]), *topics]
    if record["state"] in INDEXED_STATES:
        values.append(("state", record["state"]))
    return tuple(dict.fromkeys([filter_term(*each) for each in values]))


def announcement_texts(record: Part) -> Fields:
    """The searched texts of an announcement."""
    translated = [record, *[each or {} for each in (record.get("translations") or {}).values()]]
    evidence = [each for name in EVIDENT for part in record[name] for each in part["evidence"]]
    rest = (
        *present(translated, "body"),
        *present([record], "place"),
        *present(record["quotes"], "text"),
        *present(record["parties"], "name", "post"),
        *present(record["amounts"], "text", "purpose"),
        *present(record["sources"], "title", "publisher", "author", "via"),
        *present(evidence, "exact"),
        *present([part.get("target") or {} for part in record["commitments"]], "value"),
        *record["topics"],
        *present(record["identifiers"], "id"),
    )
    lead = (*present(translated, "summary"), *present(record["commitments"], "statement"))
    return present(translated, "title"), lead, rest


def commitment_texts(part: Part, parties: Mapping[Any, Part]) -> Fields:
    """The searched texts of a commitment."""
    lead = (*present([part.get("target") or {}], "value", "unit"), *present([part], "due_text", "place"))
    names = present([parties[each["party"]] for each in part["parties"]], "name")
    return present([part], "statement"), lead, (*present(part["evidence"], "exact"), *names)


def amount_texts(part: Part, parties: Mapping[Any, Part], commitments: Mapping[Any, Part]) -> Fields:
    """The searched texts of an amount: its purpose, the statement of its commitment, the names of payer and payee."""
    named = [parties[part[name]] for name in ("payer", "payee") if part.get(name)]
    lead = (*present([commitments.get(part.get("commitment"), {})], "statement"), *present(named, "name"))
    return present([part], "purpose", "text"), lead, present(part["evidence"], "exact")


def present(parts: Sequence[Part], *names: str) -> Texts:
    """The texts of these members, part by part, where there are any."""
    return tuple([text for part in parts for name in names if (text := part.get(name))])


def merge_segments(connection: Connection) -> None:
    """Merge all segments of SQLite's FTS indexes: until then, they have the terms of rows that were deleted.

    A large index takes longer than a statement may: https://www.sqlite.org/fts5.html#the_optimize_command.
    """
    if connection.dialect.name == "sqlite":
        disable_timeouts(connection)
        for index in INDEXES.values():
            connection.execute(text(f"INSERT INTO {index.name}({index.name}) VALUES ('optimize')"))  # noqa: S608

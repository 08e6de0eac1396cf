"""The full-text indexes of announcements, commitments and quotes: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

Both are given the same terms, in the same order, and asked for the same phrases, so that they find the same rows.
What was typed reaches them as terms in a bind value, never as SQL.

FTS5 goes through what it finds in the order of its row numbers. They begin with the day, the newest first, so that the
first matches are the first ones of a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Text,
    Uuid,
    bindparam,
    column,
    delete,
    literal,
    select,
    table,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.expression import TableClause

from api.db.bulk_insert import DriverRow, insert_driver_rows
from api.search.match_expression import Expression, Matches, MatchExpression, Scope, Streams, lexeme, marked
from api.search.sqlite_rowid import MAX_PROBES, fts_rowid, rowid_range
from domain.text.analyzer import POSITION_GAP
from domain.text.search_query import SearchQuery

Name = Literal["announcements", "commitments", "quotes"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index is told of an item: its day, by which it stands, its terms, and facts to find it by."""

    day: date
    bounded_terms: Streams
    filter_terms: tuple[str, ...] = ()


def index_of(name: str) -> TableClause:
    """Return an index with the columns that it has on either engine."""
    return table(
        name,
        *(column("id", Uuid()), column("rowid", BigInteger())),
        column("terms", Text().with_variant(postgresql.TSVECTOR(), "postgresql")),
    )


INDEXES: Mapping[Name, TableClause] = {
    "announcements": index_of("announcement_terms"),
    "commitments": index_of("commitment_terms"),
    "quotes": index_of("quote_terms"),
}


def clause(
    name: Name, id_column: ColumnElement[UUID], query: SearchQuery, *, scope: Scope = "all"
) -> ColumnElement[bool]:
    """Whether the row with this id has what the query wants, within the scope, and nowhere what it does not want.

    `title` is the title alone, `lead` the title or the lead.
    """
    if query.required:
        return id_column.in_(found(name, MatchExpression(query.required, query.excluded, scope)))
    return id_column.not_in(found(name, MatchExpression((query.excluded,))))


def found(name: Name, sought: MatchExpression | ColumnElement[Any]) -> Any:
    """Return the select of the ids of what has this."""
    return select(INDEXES[name].c.id).where(matches(name, sought))


def matches(name: Name, sought: MatchExpression | ColumnElement[Any]) -> Any:
    """Return the clause: a row of an index has this, which may be a parameter of the statement."""
    return Matches(
        INDEXES[name].c.terms, literal(sought, Expression()) if isinstance(sought, MatchExpression) else sought
    )


def put(connection: Connection, name: Name, rows: Mapping[UUID, Entry]) -> None:
    """Make these rows say this. They are not there; on PostgreSQL they may be."""
    if connection.dialect.name != "postgresql":
        insert_bound(connection, name, bound("sqlite", rows))
    elif rows:
        connection.execute(PUT_TSVECTOR[name], [{"id": id, "terms": tsvector(entry)} for id, entry in rows.items()])


def bound(engine: str, rows: Mapping[UUID, Entry]) -> list[DriverRow]:
    """Return new rows of an index as the driver takes them."""
    if engine == "postgresql":
        return [(str(id), tsvector(entry)) for id, entry in rows.items()]
    return [(fts_rowid(entry.day, id), id.hex, fts5_terms(entry)) for id, entry in rows.items()]


def insert_bound(connection: Connection, name: Name, rows: Sequence[DriverRow]) -> None:
    """Insert rows that are not there yet."""
    is_postgresql = connection.dialect.name == "postgresql"
    columns = ("id", "terms") if is_postgresql else ("rowid", "id", "terms")
    try:
        insert_driver_rows(connection, INDEXES[name], rows, columns)
    except IntegrityError:
        if is_postgresql:
            raise
        for row in rows:
            put_nearby(connection, name, row)


def put_nearby(connection: Connection, name: Name, row: DriverRow) -> None:
    """Put a row of FTS5 at its place, or the next one that no other row has."""
    place, id, terms = row
    index, last = INDEXES[name].c, place + MAX_PROBES
    connection.execute(REMOVE_FTS5[name], {"key": UUID(id), "first": place, "last": last})
    taken = {*connection.scalars(select(index.rowid).where(index.rowid.between(place, last)))}
    free = next(each for each in range(place, last + 1) if each not in taken)
    insert_driver_rows(connection, INDEXES[name], [(free, id, terms)], ("rowid", "id", "terms"))


def remove(connection: Connection, name: Name, days: Mapping[UUID, date]) -> None:
    """Remove these rows, by the days that they stand by, where they are there."""
    is_postgresql = connection.dialect.name == "postgresql"
    values = [{"key": id} | ({} if is_postgresql else rowid_range(day, id)) for id, day in days.items()]
    if values:
        connection.execute((REMOVE_TSVECTOR if is_postgresql else REMOVE_FTS5)[name], values)


def has(connection: Connection, name: Name, id: UUID, day: date) -> bool:
    """Whether there is a row with this id, which stands by this day."""
    index = INDEXES[name].c
    query = select(literal(1)).select_from(INDEXES[name]).where(index.id == id)
    if connection.dialect.name != "postgresql":
        near = rowid_range(day, id)
        query = query.where(index.rowid.between(near["first"], near["last"]))
    return connection.execute(query).first() is not None


def fts5_terms(entry: Entry) -> str:
    """Return the terms of a row of an FTS5 table."""
    return " ".join([*marked(entry.bounded_terms), *entry.filter_terms])


def tsvector(entry: Entry) -> str:
    """Return each term with its places, and facts without. The place of a filler is empty: no phrase reaches across."""
    placed: dict[str, str] = {}
    for place, term in enumerate(marked(entry.bounded_terms), 1):
        if term in placed:
            placed[term] = f"{placed[term]},{place}"
        elif term != POSITION_GAP:
            placed[term] = f"'{term}':{place}"
    return " ".join([*placed.values(), *map(lexeme, entry.filter_terms)])


def put_tsvector(index: TableClause) -> Any:
    """Return the statement that inserts a row, or replaces it."""
    statement = postgresql.insert(index)
    new = statement.values(id=bindparam("id"), terms=bindparam("terms"))
    return new.on_conflict_do_update(index_elements=["id"], set_={"terms": statement.excluded.terms})


def remove_fts5(index: TableClause) -> Any:
    """Return the statement that removes a row, which is at its place or near it."""
    near = index.c.rowid.between(bindparam("first"), bindparam("last"))
    return delete(index).where(near, index.c.id == bindparam("key"))


PUT_TSVECTOR = {name: put_tsvector(index) for name, index in INDEXES.items()}
REMOVE_FTS5 = {name: remove_fts5(index) for name, index in INDEXES.items()}
REMOVE_TSVECTOR = {name: delete(index).where(index.c.id == bindparam("key")) for name, index in INDEXES.items()}

"""The full-text indexes of announcements, commitments and quotes: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

Both are given the same terms, in the same order, and asked for the same phrases, so that they find the same rows.
What was typed reaches them as terms in a bind value, never as SQL.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    Text,
    Uuid,
    bindparam,
    column,
    delete,
    insert,
    literal,
    select,
    table,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement, TableClause
from sqlalchemy.types import TypeDecorator

from api.models.database import Session
from api.models.inserting import Values
from api.models.inserting import put as put_rows
from domain.indexed import Stream
from domain.search_query import AnyOf, Phrase, SearchQuery
from domain.terms import FILLER

Name = Literal["announcements", "commitments", "quotes"]
Scope = Literal["all", "title", "lead"]
Streams = tuple[Stream, Stream, Stream]
"""The terms of a row's title, lead and rest."""

TITLE_LEAD_REST = "ABD"
"""The weights under which PostgreSQL keeps what FTS5 keeps in columns."""

COLUMNS: Mapping[Scope, str] = {"title": "{title} : ", "lead": "{title lead} : ", "all": ""}
WEIGHTS: Mapping[Scope, str] = {"title": "A", "lead": "AB", "all": ""}


def index_of(name: str) -> TableClause:
    """Return an index with the columns that it has on either engine."""
    fts5 = (column(each, Text()) for each in ("title", "lead", "rest"))
    return table(
        name, column("id", Uuid()), column("rowid", BigInteger()), *fts5, column("terms", postgresql.TSVECTOR())
    )


INDEXES: Mapping[Name, TableClause] = {
    "announcements": index_of("announcement_terms"),
    "commitments": index_of("commitment_terms"),
    "quotes": index_of("quote_terms"),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What an index is asked for: one phrase of each group of `wanted`, in the scope, and none of `unwanted`."""

    wanted: tuple[AnyOf, ...]
    unwanted: AnyOf = ()
    scope: Scope = "all"

    def fts5(self) -> str:
        """Return it in the language of FTS5."""
        wanted = " AND ".join(any_fts5(group) for group in self.wanted)
        return f"{COLUMNS[self.scope]}({wanted})" + (f" NOT {any_fts5(self.unwanted)}" if self.unwanted else "")

    def tsquery(self) -> str:
        """Return it in the language of PostgreSQL."""
        wanted = [any_tsquery(group, WEIGHTS[self.scope]) for group in self.wanted]
        return " & ".join([*wanted, *([f"!{any_tsquery(self.unwanted, '')}"] if self.unwanted else [])])


def any_fts5(phrases: AnyOf) -> str:
    """Return what has one of these phrases."""
    return f"({' OR '.join(map(phrase_fts5, phrases))})"


def phrase_fts5(phrase: Phrase) -> str:
    """Return a phrase. Terms have no quotation marks."""
    return f'"{" ".join(phrase.terms)}"' + (" *" if phrase.is_open else "")


def any_tsquery(phrases: AnyOf, weights: str) -> str:
    """Return what has one of these phrases."""
    return f"({' | '.join(phrase_tsquery(phrase, weights) for phrase in phrases)})"


def phrase_tsquery(phrase: Phrase, weights: str) -> str:
    """Return a phrase. Terms have neither quotation marks nor backslashes."""
    *before, last = phrase.terms
    flags = [f"'{term}':{weights}" for term in before] + [f"'{last}':{'*' if phrase.is_open else ''}{weights}"]
    return f"({' <-> '.join(flag.removesuffix(':') for flag in flags)})"


class Expression(TypeDecorator[Sought]):
    """What is sought, in the engine's own language. It is a value: a statement is the same whatever is sought."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sought | None, dialect: Dialect) -> str | None:
        """Write it in the engine's language."""
        if value is None:
            return None
        return value.tsquery() if dialect.name == "postgresql" else value.fts5()


class Matches(FunctionElement[Any]):
    """Whether a row of an index, by its `terms`, is what is sought.

    It has no type: were it a boolean, SQLite would be asked whether it is 1, which is no question to an FTS5 index.
    """

    inherit_cache = True


@compiles(Matches, "sqlite")
def match_fts5(element: Matches, compiler: SQLCompiler, **kwargs: Any) -> str:
    """Match a row of an FTS5 table, which is named for that."""
    terms, sought = element.clauses
    return f"{terms.table.name} MATCH {compiler.process(sought, **kwargs)}"


@compiles(Matches, "postgresql")
def match_tsvector(element: Matches, compiler: SQLCompiler, **kwargs: Any) -> str:
    """Match a tsvector."""
    terms, sought = element.clauses
    return f"{compiler.process(terms, **kwargs)} @@ CAST({compiler.process(sought, **kwargs)} AS tsquery)"


def clause(
    name: Name, id_column: ColumnElement[UUID], query: SearchQuery, *, scope: Scope = "all"
) -> ColumnElement[bool]:
    """Whether the row with this id has what the query wants, within the scope, and nowhere what it does not want.

    `title` is the title alone, `lead` the title or the lead.
    """
    if query.wanted:
        return id_column.in_(found(name, Sought(query.wanted, query.unwanted, scope)))
    return id_column.not_in(found(name, Sought((query.unwanted,))))


def found(name: Name, sought: Sought) -> Any:
    """Return the select of the ids of what has this."""
    index = INDEXES[name].c
    return select(index.id).where(Matches(index.terms, literal(sought, Expression())))


def put(session: Session, name: Name, rows: Mapping[UUID, Streams]) -> None:
    """Make these rows say this, whether or not they are there."""
    if rows:
        is_postgresql = session.dialect.name == "postgresql"
        statement, row = (PUT_TSVECTOR, tsvector_row) if is_postgresql else (PUT_FTS5, fts5_row)
        session.execute(statement[name], [row(id, streams) for id, streams in rows.items()])


def bound(engine: str, rows: Mapping[UUID, Streams]) -> list[Values]:
    """Return new rows of an index as the driver takes them."""
    if engine == "postgresql":
        return [(str(id), tsvector(streams)) for id, streams in rows.items()]
    return [(rowid(id), id.hex, *map(" ".join, streams)) for id, streams in rows.items()]


def insert_bound(session: Session, name: Name, rows: Sequence[Values]) -> None:
    """Insert rows that are not there yet."""
    columns = ("id", "terms") if session.dialect.name == "postgresql" else ("rowid", "id", "title", "lead", "rest")
    put_rows(session, INDEXES[name].name, columns, rows)


def remove(session: Session, name: Name, ids: Iterable[UUID]) -> None:
    """Remove these rows, where they are there."""
    is_postgresql = session.dialect.name == "postgresql"
    values = [{"key": id if is_postgresql else rowid(id)} for id in ids]
    if values:
        session.execute((REMOVE_TSVECTOR if is_postgresql else REMOVE_FTS5)[name], values)


def has(session: Session, name: Name, id: UUID) -> bool:
    """Whether there is a row with this id."""
    index = INDEXES[name].c
    here = index.id == id if session.dialect.name == "postgresql" else index.rowid == rowid(id)
    return session.execute(select(literal(1)).select_from(INDEXES[name]).where(here)).first() is not None


def rowid(id: UUID) -> int:
    """Return the number by which FTS5 finds a row: positive, and with its 63 bits as good as unique."""
    return int.from_bytes(hashlib.blake2b(id.bytes, digest_size=8).digest()) >> 1


def fts5_row(id: UUID, streams: Streams) -> dict[str, Any]:
    """Return a row of an FTS5 table."""
    texts = dict(zip(("title", "lead", "rest"), map(" ".join, streams), strict=True))
    return {"rowid": rowid(id), "id": id} | texts


def tsvector_row(id: UUID, streams: Streams) -> dict[str, Any]:
    """Return a row with a tsvector."""
    return {"id": id, "terms": tsvector(streams)}


def tsvector(streams: Streams) -> str:
    """Return each term with its places. Between title, lead and rest a place is empty: no phrase reaches across it."""
    places: dict[str, list[str]] = {}
    for place, (term, weight) in enumerate(weighted(streams), 1):
        if term != FILLER:
            places.setdefault(term, []).append(f"{place}{weight}")
    return " ".join(f"'{term}':{','.join(at)}" for term, at in places.items())


def weighted(streams: Streams) -> Iterator[tuple[str, str]]:
    """Yield all terms with their weights, a filler after each stream."""
    return chain.from_iterable(
        ((term, weight) for term in (*stream, FILLER)) for stream, weight in zip(streams, TITLE_LEAD_REST, strict=True)
    )


def put_tsvector(index: TableClause) -> Any:
    """Return the statement that inserts a row, or replaces it."""
    statement = postgresql.insert(index)
    new = statement.values(id=bindparam("id"), terms=bindparam("terms"))
    return new.on_conflict_do_update(index_elements=["id"], set_={"terms": statement.excluded.terms})


PUT_FTS5 = {
    name: insert(index)
    .prefix_with("OR REPLACE")
    .values({each: bindparam(each) for each in ("rowid", "id", "title", "lead", "rest")})
    for name, index in INDEXES.items()
}
PUT_TSVECTOR = {name: put_tsvector(index) for name, index in INDEXES.items()}
REMOVE_FTS5 = {name: delete(index).where(index.c.rowid == bindparam("key")) for name, index in INDEXES.items()}
REMOVE_TSVECTOR = {name: delete(index).where(index.c.id == bindparam("key")) for name, index in INDEXES.items()}

"""The few statements that SQLAlchemy has only per engine, and the types of those whose columns vary."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    cast,
    func,
    literal,
    literal_column,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

from api.models.base import Base

AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]


def insert_missing(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows that are not there yet."""
    if rows:
        take = itemgetter(*(column.key for column in model.__table__.columns))
        connection.execute(
            insert_missing_statement(model, connection.dialect.name), {"rows": encode_rows(map(take, rows))}
        )


@cache
def insert_missing_statement(model: type[Base], engine: str) -> Any:
    """Return the statement that inserts those of the rows that it is told which are not there yet.

    SQLite takes `ON CONFLICT` for a part of a join where no condition stands before it.
    """
    insert = postgresql.insert if engine == "postgresql" else sqlite.insert
    columns = model.__table__.columns.values()
    rows = rows_param("rows", columns).where(true())
    return insert(model).from_select([column.key for column in columns], rows).on_conflict_do_nothing()


def lock_until_commit(connection: Connection, number: int) -> None:
    """Wait until no other transaction holds this lock. SQLite has one writer at a time, and needs none."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(number)))


def try_to_lock_until_commit(connection: Connection, number: int) -> bool:
    """Take this lock, unless another transaction holds it. SQLite has one writer at a time, and needs none."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.scalar(select(func.pg_try_advisory_xact_lock(literal(number, BigInteger)))))


def in_rows(columns: Sequence[Any], rows: Collection[tuple[Any, ...]]) -> ColumnElement[bool]:
    """Return the clause: together, the columns hold one of the rows.

    It says so of each column by itself too: SQLite finds rows of several columns by no index otherwise.
    """
    alone = (column.in_(sorted({row[place] for row in rows})) for place, column in enumerate(columns))
    return and_(*alone, tuple_(*columns).in_(sorted(rows)))


class Elements(FunctionElement[Any]):
    """The elements of a JSON array, a row for each."""

    inherit_cache = True


@compiles(Elements, "sqlite")
def json_each(element: Elements, compiler: SQLCompiler, **options: Any) -> str:
    """Write it as SQLite has it."""
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(Elements, "postgresql")
def json_array_elements(element: Elements, compiler: SQLCompiler, **options: Any) -> str:
    """Write it as PostgreSQL has it: so that it plans for ten rows, by an index, and the same for any other number."""
    return f"unnest(ARRAY(SELECT json_array_elements({compiler.process(element.clauses, **options)})))"


class Member(FunctionElement[Any]):
    """What stands at a place of an array of JSON."""

    inherit_cache = True


@compiles(Member, "sqlite")
def extracted(member: Member, compiler: SQLCompiler, **options: Any) -> str:
    """Write it as any SQLite has it that has JSON: the arrow is from 2022."""
    array, place = (compiler.process(each, **options) for each in member.clauses)
    return f"json_extract({array}, '$[{place}]')"


@compiles(Member, "postgresql")
def pointed_at(member: Member, compiler: SQLCompiler, **options: Any) -> str:
    """Write it as PostgreSQL has it."""
    array, place = (compiler.process(each, **options) for each in member.clauses)
    return f"{array} ->> {place}"


def rows_param(name: str, columns: Sequence[Any]) -> AnySelect:
    """Return the select of rows for these columns that a statement is told under this name, by `encode_rows`.

    However many there are, they are one value: the statement is the same, is planned once, and is as quick to send.
    """
    element = Elements(bindparam(name, type_=JSON())).column_valued("value")
    places = (cast(Member(element, literal_column(str(place))), each.type) for place, each in enumerate(columns))
    return select(*(place.label(each.key) for place, each in zip(places, columns, strict=True)))


def encode_rows(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Return rows as a statement is told them: an id by its digits alone, as SQLite keeps it."""
    return [[each.hex if isinstance(each, UUID) else each for each in row] for row in rows]


def in_rows_param(columns: Sequence[Any], name: str) -> ColumnElement[bool]:
    """Return the clause: together, the columns hold one of the rows that the statement is told."""
    return (tuple_(*columns) if len(columns) > 1 else columns[0]).in_(rows_param(name, columns))


def encode_values(values: Iterable[Any]) -> list[list[Any]]:
    """Return the values of one column as a statement is told rows."""
    return encode_rows((each,) for each in values)

"""New rows put into tables, many at a time, as the driver takes them.

What SQLAlchemy would do for each row is done once for each table.
Rows are made into tuples by themselves, without a connection: another process can do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import orjson
import psycopg
from sqlalchemy import JSON, Connection, Date, LargeBinary, Uuid
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator

from api.db.column_types import Compressed, ExactDecimal, UtcDateTime
from api.models.base import Base

Values = tuple[Any, ...]
Convert = Callable[[Any], Any]

WORTH_COPYING = 20
"""How many rows PostgreSQL takes sooner by COPY, which is a statement of several steps."""

SQLITE = sqlite.dialect()


def as_json(value: Any) -> str:
    """Return JSON as text."""
    return orjson.dumps(value).decode()


def as_escaped(document: bytes) -> str:
    """Return a document as text that PostgreSQL reads as its bytes: half as long as their digits would be."""
    return document.decode().replace("\\", "\\\\")


@lru_cache(maxsize=64)
def as_local_text(moment: datetime) -> str:
    """Return a moment in UTC as SQLite keeps it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def as_sqlite_keeps(kind: TypeDecorator[Any]) -> Convert:
    """Return what makes of a value of this type what SQLite keeps."""
    return lambda value: kind.process_bind_param(value, SQLITE)


CONVERTED: Mapping[str, Mapping[type[Any], Convert]] = {
    "sqlite": {
        Uuid: attrgetter("hex"),
        Date: date.isoformat,
        UtcDateTime: as_local_text,
        ExactDecimal: as_sqlite_keeps(ExactDecimal()),
        JSON: as_json,
        Compressed: as_sqlite_keeps(Compressed()),
    },
    "postgresql": {
        Uuid: str,
        JSON: as_json,
        LargeBinary: as_escaped,
        Compressed: as_sqlite_keeps(Compressed()),
    },
}
"""What becomes of values that the driver does not take as they are, by the type of their column."""


class Shape(NamedTuple):
    """A table as rows are put into it: its columns, how a row's values are taken, and which of them are converted."""

    columns: tuple[str, ...]
    take: Callable[[Any], Values]
    converted: tuple[tuple[int, Convert], ...]


def of_all(convert: Convert, *, nullable: bool) -> Convert:
    """Return what converts the values of a column, row by row; once, where all rows repeat what their record says."""

    def convert_all(values: Values) -> Iterable[Any]:
        if len(set(map(id, values))) == 1:
            value = values[0]
            return [None if value is None else convert(value)] * len(values)
        return [None if value is None else convert(value) for value in values] if nullable else map(convert, values)

    return convert_all


@cache
def shape_of(model: type[Base], engine: str) -> Shape:
    """Return the shape of a table; a number that the database gives is not part of it."""
    table: Any = model.__table__
    columns = [column for column in table.columns if column is not table.autoincrement_column]
    converts = CONVERTED[engine]
    converted = (
        (index, of_all(converts[kind], nullable=bool(column.nullable)))
        for index, column in enumerate(columns)
        for kind in converts
        if isinstance(column.type, kind)
    )
    names = tuple(column.name for column in columns)
    return Shape(names, itemgetter(*names), tuple(converted))


def bound(engine: str, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> list[Values]:
    """Return rows as the driver takes them, each with every column of its table."""
    _, take, converted = shape_of(model, engine)
    columns = list(zip(*map(take, rows), strict=True))
    for index, convert in converted if columns else ():
        columns[index] = convert(columns[index])
    return list(zip(*columns, strict=True))


def in_order(engine: str, model: type[Base], rows: Iterable[Values]) -> list[Values]:
    """Return rows in the order of their key: the database finds the places of neighbours sooner."""
    names = shape_of(model, engine).columns
    table: Any = model.__table__
    return sorted(rows, key=itemgetter(*(names.index(column.name) for column in table.primary_key)))


def insert(connection: Connection, model: type[Base], rows: Sequence[Values]) -> None:
    """Insert new rows of a table."""
    put(connection, model.__tablename__, shape_of(model, connection.dialect.name).columns, rows)


def put(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Values]) -> None:
    """Insert new rows into a table of this name."""
    if not rows:
        return
    is_postgresql = connection.dialect.name == "postgresql"
    names = f"{table} ({', '.join(map(quoted, columns))})"
    if is_postgresql and len(rows) >= WORTH_COPYING:
        copy(connection, f"COPY {names} FROM STDIN", rows)
    else:
        places = ", ".join(["%s" if is_postgresql else "?"] * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {names} VALUES ({places})", list(rows))  # noqa: S608 - Names of ours.


def quoted(name: str) -> str:
    """Return the name of a column as SQL has it, also where it is a word of SQL."""
    return f'"{name}"'


def copy(connection: Connection, statement: str, rows: Iterable[Values]) -> None:
    """Copy rows into PostgreSQL. What it refuses is raised as SQLAlchemy raises it."""
    if not connection.in_transaction():
        connection.begin()
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor().copy(statement) as taking:
            for row in rows:
                taking.write_row(row)
    except psycopg.Error as error:
        raise DBAPIError.instance(
            statement, None, error, psycopg.Error, hide_parameters=True, dialect=connection.dialect
        ) from error

"""Bulk inserts: rows become the driver's tuples by columns, then go in by `executemany` or COPY.

Buys: an import into PostgreSQL rises from 229 to 501 records a second, with COPY among others (docs/performance.md,
`python -m benchmarks`); on SQLite, rows take 0.58 of the CPU time of `insert(table)`: 17 ms instead of 29 for 600
commitments. Without it: `connection.execute(insert(table), rows)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache, partial
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import JSON, Connection, Date, LargeBinary, Table, Uuid
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import TypeDecorator

from api.db.engine import COMMON_OPTIONS, raise_driver_error
from api.db.sql import Compressed, ExactDecimal, UtcDateTime

DriverRow = tuple[Any, ...]
Convert = Callable[[Any], Any]

COPY_FROM_ROWS = 20
"""From this many rows on, PostgreSQL takes them sooner by COPY, which is a statement of several steps."""

SQLITE = sqlite.dialect()


def as_escaped_bytea(document: bytes) -> str:
    """Text that PostgreSQL reads as these bytes: half as long as hexadecimal digits."""
    return document.decode().replace("\\", "\\\\")


@lru_cache(maxsize=64)
def as_sqlite_datetime(moment: datetime) -> str:
    """A time as SQLite stores it: in UTC, without the offset."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def bind_converter(kind: TypeDecorator[Any]) -> Convert:
    """The type's own conversion for SQLite."""
    return lambda value: kind.process_bind_param(value, SQLITE)


CONVERTERS: Mapping[str, Mapping[type[Any], Convert]] = {
    "sqlite": {
        Uuid: attrgetter("hex"),
        Date: date.isoformat,
        UtcDateTime: as_sqlite_datetime,
        ExactDecimal: bind_converter(ExactDecimal()),
        JSON: COMMON_OPTIONS["json_serializer"],
        Compressed: bind_converter(Compressed()),
    },
    "postgresql": {
        Uuid: str,
        JSON: COMMON_OPTIONS["json_serializer"],
        LargeBinary: as_escaped_bytea,
        Compressed: bind_converter(Compressed()),
    },
}
"""Conversions by column type; the driver takes all other values as they are."""


class TableLayout(NamedTuple):
    """A table's columns in order, and functions by these: a row's values, converters by index, the primary key."""

    columns: tuple[str, ...]
    values_of: Callable[[Any], DriverRow]
    converters: tuple[tuple[int, Convert], ...]
    key_of: Callable[[DriverRow], Any] | None


@cache
def layout_of(table: Table, engine: str) -> TableLayout:
    """The layout of a table. A key that the database generates is not part of it."""
    columns = [column for column in table.columns if column is not table.autoincrement_column]
    converters = (
        (index, partial(convert_column, CONVERTERS[engine][kind], nullable=bool(column.nullable)))
        for index, column in enumerate(columns)
        for kind in CONVERTERS[engine]
        if isinstance(column.type, kind)
    )
    names = tuple(column.name for column in columns)
    key = [names.index(column.name) for column in table.primary_key if column.name in names]
    return TableLayout(names, itemgetter(*names), tuple(converters), itemgetter(*key) if key else None)


def convert_column(convert: Convert, values: DriverRow, *, nullable: bool) -> Iterable[Any]:
    """All values of a column, converted; once if all rows share one value."""
    if len(set(map(id, values))) == 1:
        value = values[0]
        return [None if value is None else convert(value)] * len(values)
    return [None if value is None else convert(value) for value in values] if nullable else map(convert, values)


def driver_rows(engine: str, table: Table, rows: Iterable[Mapping[str, Any]]) -> list[DriverRow]:
    """Rows, each with every column of the table, as the driver takes them.

    They are in the order of their primary key, so that neighbours go into the same pages; as they came, where the
    database generates the key.
    """
    layout = layout_of(table, engine)
    columns = list(zip(*map(layout.values_of, rows), strict=True))
    for index, convert in layout.converters if columns else ():
        columns[index] = convert(columns[index])
    converted = list(zip(*columns, strict=True))
    return sorted(converted, key=layout.key_of) if layout.key_of else converted


def insert_driver_rows(
    connection: Connection, table: TableClause, rows: Sequence[DriverRow], columns: Sequence[str] = ()
) -> None:
    """Insert new rows that `driver_rows` made, or that have these columns."""
    if not rows:
        return
    if isinstance(table, Table):
        columns = layout_of(table, connection.dialect.name).columns
    is_postgresql = connection.dialect.name == "postgresql"
    quoted = ", ".join([f'"{name}"' for name in columns])  # Some are words of SQL.
    names = f"{table.name} ({quoted})"
    if is_postgresql and len(rows) >= COPY_FROM_ROWS:
        copy_rows(connection, f"COPY {names} FROM STDIN", rows)
    else:
        places = ", ".join(["%s" if is_postgresql else "?"] * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {names} VALUES ({places})", list(rows))  # noqa: S608 - Names of ours.


def copy_rows(connection: Connection, statement: str, rows: Iterable[DriverRow]) -> None:
    """Copy rows into PostgreSQL. Errors of the driver are raised as SQLAlchemy raises them."""
    if not connection.in_transaction():
        connection.begin()
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor().copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise_driver_error(connection, statement, error)

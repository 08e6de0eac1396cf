"""Queries compiled once: their SQL text, their bind parameters, and how parameters and results are converted.

Buys: a list takes 430 µs instead of 620 in the process, a GET by id 20 µs less (docs/performance.md,
`python -m benchmarks`): SQLAlchemy computes a cache key from the whole statement for each execution. On SQLite the
driver runs them, without SQLAlchemy's events: a GET by id takes another 25 of 125 µs less, a list 40 of 310.
Without it: `connection.execute(query, values)`, with the same rows.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Connection, Dialect, bindparam
from sqlalchemy.sql.compiler import COLLECT_CARTESIAN_PRODUCTS, WARN_LINTING

from api.db.engine import raise_driver_error
from api.db.sql import AnySelect

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]

NO_VALUES: Values = {}

LINTING = COLLECT_CARTESIAN_PRODUCTS | WARN_LINTING
"""As SQLAlchemy's engines do: a query whose tables are not all joined is a warning, and in tests an error."""


@dataclass(frozen=True, slots=True)
class BindParams:
    """The bind parameters of a query: for each, how its value is read from the parameters of a request."""

    readers: dict[str, Callable[[Values], Any]] = field(default_factory=dict)

    def add(self, read: Callable[[Values], Any], type_: Any) -> BindParameter[Any]:
        """A new bind parameter of this type."""
        name = f"bind_{len(self.readers)}"
        self.readers[name] = read
        return bindparam(name, type_=type_)

    def values(self, params: Values) -> dict[str, Any]:
        """The values of the bind parameters for a request."""
        return {name: read(params) for name, read in self.readers.items()}


class DialectQuery:
    """A query in the SQL of one database."""

    def __init__(self, query: AnySelect | CompoundSelect[Any], dialect: Dialect) -> None:
        """Compile it. Parameters without a value are required from the caller."""
        self.query, self.dialect = query, dialect
        compiled = query.compile(dialect=dialect, linting=LINTING)
        required = [name for name, bind in compiled.binds.items() if bind.required]
        state = compiled.construct_expanded_state(dict.fromkeys(required))
        converters = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()
        } | dict(state.processors)
        self.sql = state.statement
        self.parameters = [(name, converters.get(name), default) for name, default in state.parameters.items()]
        self.columns: list[tuple[int, Convert]] | None = None

    def result_converters(self, description: Sequence[Any]) -> list[tuple[int, Convert]]:
        """Conversions by column index, for columns whose values are not as the driver gives them."""
        converters = [
            column.type.dialect_impl(self.dialect).result_processor(self.dialect, described[1])
            for column, described in zip(self.query.selected_columns, description, strict=True)
        ]
        return [(index, convert) for index, convert in enumerate(converters) if convert]


def fetch_rows(connection: Connection, sql: str, parameters: Values) -> tuple[Sequence[Any], Sequence[Any]]:
    """The rows of a query as the driver gives them, and the description of their columns."""
    if connection.dialect.name == "sqlite":
        if not connection.in_transaction():
            connection.begin()
        driver: Any = connection.connection.driver_connection
        try:
            cursor = driver.execute(sql, parameters)
            return cursor.fetchall(), cursor.description
        except sqlite3.Error as error:
            raise_driver_error(connection, sql, error)
    result = connection.exec_driver_sql(sql, parameters)
    description = result.cursor.description if result.cursor else ()
    return result.all(), description


class CompiledQuery:
    """A query to read with that is the same each time but for the values of its named parameters."""

    def __init__(self, query: AnySelect | CompoundSelect[Any]) -> None:
        self.query = query
        self.by_dialect: dict[str, DialectQuery] = {}
        row: Any = namedtuple("Row", query.selected_columns.keys())  # type: ignore[misc]  # The fields are the query's.
        self.make_row = row._make

    def all(self, connection: Connection, values: Values = NO_VALUES) -> list[Any]:
        """The rows as named tuples. A parameter that is not in `values` has the value that the query gives it."""
        compiled = self.by_dialect.get(connection.dialect.name)
        if compiled is None:
            compiled = self.by_dialect[connection.dialect.name] = DialectQuery(self.query, connection.dialect)
        parameters = {
            name: convert(values.get(name, default)) if convert else values.get(name, default)
            for name, convert, default in compiled.parameters
        }
        fetched, description = fetch_rows(connection, compiled.sql, parameters)
        if compiled.columns is None:
            compiled.columns = compiled.result_converters(description)
        if not compiled.columns:
            return [*map(self.make_row, fetched)]
        rows = []
        for row in map(list, fetched):
            for index, convert in compiled.columns:
                row[index] = convert(row[index])
            rows.append(self.make_row(row))
        return rows

    def first(self, connection: Connection, values: Values = NO_VALUES) -> Any:
        """The first row, or None."""
        rows = self.all(connection, values)
        return rows[0] if rows else None

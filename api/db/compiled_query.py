"""Statements that are made once, and then cost what the driver costs.

SQLAlchemy writes the SQL, turns values into what the engine keeps, and back. What it does anew for each execution of a
statement (a key for its cache, a context, a result with its metadata) is left out: that takes longer than a look-up.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from psycopg import RawCursor
from sqlalchemy import Connection, Dialect, LargeBinary
from sqlalchemy.exc import DBAPIError

from api.db.sql import AnySelect

Values = Mapping[str, Any]
Process = Callable[[Any], Any]

NO_VALUES: Values = {}


class CompiledQuery:
    """A query that is the same each time but for the values of its parameters. It is for sessions to read with."""

    def __init__(self, query: AnySelect) -> None:
        """Take the query, whose parameters are named."""
        self.query = query
        self.forms: WeakKeyDictionary[Dialect, Form] = WeakKeyDictionary()

    def all(self, connection: Connection, values: Values = NO_VALUES) -> list[Any]:
        """Return the rows that it finds, each with its columns by name."""
        form = self.forms.get(connection.dialect)
        if form is None:
            form = self.forms[connection.dialect] = Form(self.query, connection.dialect)
        return form.run(connection, values)

    def first(self, connection: Connection, values: Values = NO_VALUES) -> Any:
        """Return the one row that it finds, if it finds any."""
        rows = self.all(connection, values)
        return rows[0] if rows else None


class Form:
    """A query as one engine has it."""

    def __init__(self, query: AnySelect, dialect: Dialect) -> None:
        """Write it."""
        is_numbered = dialect.driver == "psycopg"
        compiled: Any = query.compile(dialect=numbering(dialect) if is_numbered else dialect)
        wanted = {name: None for name, bind in compiled.binds.items() if bind.required}
        state = compiled.construct_expanded_state(wanted)
        self.sql: str = state.statement
        processors = processors_of(compiled.bind_names, dialect) | dict(state.processors)
        self.bound = [(name, processors.get(name), state.parameters[name]) for name in state.positiontup]
        self.types = [column.type for column in query.selected_columns]
        named: Any = namedtuple("Row", query.selected_columns.keys())  # type: ignore[misc]  # Its fields are the query's.
        self.row = named._make
        self.read: list[tuple[int, Process]] | None = None
        self.execute: Callable[[Any, tuple[Any, ...]], Any] = (
            partial(numbered, self.sql.encode()) if is_numbered else partial(direct, self.sql)
        )

    def run(self, connection: Connection, values: Values) -> list[Any]:
        """Return the rows that it finds with these values."""
        parameters = self.parameters(values)
        driver: Any = connection.connection.driver_connection
        for tell in connection.dispatch.before_cursor_execute:
            tell(connection, None, self.sql, parameters, None, False)
        try:
            cursor = self.execute(driver, parameters)
            rows = cursor.fetchall()
        except connection.dialect.loaded_dbapi.Error as error:
            if connection.dialect.is_disconnect(error, driver, None):
                connection.exec_driver_sql("SELECT 1")  # SQLAlchemy finds it lost too, and all of its age.
            raise wrapped(connection.dialect, self.sql, error) from error
        if self.read is None:
            self.read = self.readers(connection.dialect, cursor.description)
        return [*map(self.row, rows if not self.read else map(self.readable, rows))]

    def parameters(self, values: Values) -> tuple[Any, ...]:
        """Return what the driver is given for these values; what has none keeps the value that the query has."""
        return tuple(
            [process(values.get(name, own)) if process else values.get(name, own) for name, process, own in self.bound]
        )

    def readers(self, dialect: Dialect, description: Sequence[Sequence[Any]]) -> list[tuple[int, Process]]:
        """Return for the columns that the driver does not give as they are wanted how they are read."""
        processors = (
            column.dialect_impl(dialect).result_processor(dialect, told[1])
            for column, told in zip(self.types, description, strict=True)
        )
        given = (isinstance(column, LargeBinary) for column in self.types)  # As bytes, by the drivers that there are.
        found = enumerate(zip(processors, given, strict=True))
        return [(place, process) for place, (process, is_given) in found if process and not is_given]

    def readable(self, row: Sequence[Any]) -> list[Any]:
        """Return a row as it is wanted."""
        values = list(row)
        for place, process in self.read or ():
            values[place] = process(values[place])
        return values


def numbering(dialect: Dialect) -> Dialect:
    """Return a dialect that writes its parameters as PostgreSQL numbers them, and otherwise the same SQL."""
    numbered: Any = copy(dialect)
    numbered.paramstyle, numbered.positional = "numeric_dollar", True
    numbered.identifier_preparer = numbered.preparer(numbered)
    found: Dialect = numbered
    return found


def numbered(sql: bytes, connection: Any, parameters: tuple[Any, ...]) -> Any:
    """Run a statement as psycopg sends it: else it is read for parameters anew each time, where it is long."""
    cursor: Any = RawCursor(connection)
    cursor.execute(sql, parameters, binary=True)
    return cursor


def direct(sql: str, connection: Any, parameters: tuple[Any, ...]) -> Any:
    """Run a statement on a connection that takes it as it is."""
    return connection.execute(sql, parameters)


def processors_of(names: Mapping[Any, str], dialect: Dialect) -> dict[str, Process]:
    """Return for the parameters that the driver does not take as they are how they are written, by their names."""
    found = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for bind, name in names.items()}
    return {name: process for name, process in found.items() if process is not None}


def wrapped(dialect: Dialect, sql: str, error: Exception) -> Exception:
    """Return an error of the driver as SQLAlchemy has it, without what was sent."""
    known: Any = dialect
    return DBAPIError.instance(sql, None, error, known.loaded_dbapi.Error, hide_parameters=True, dialect=dialect)

"""SQL that differs between the engines: rows as one JSON parameter, inserts that skip existing rows, advisory locks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
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

AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose primary key is not in the table yet."""
    if rows:
        values_of = itemgetter(*(column.key for column in table.columns))
        statement = insert_missing_statement(table, connection.dialect.name)
        connection.execute(statement, {"rows": encode_rows(map(values_of, rows))})


@cache
def insert_missing_statement(table: Table, engine: str) -> Any:
    """INSERT … SELECT from the parameter `rows` … ON CONFLICT DO NOTHING.

    Without a WHERE before it, SQLite would parse ON CONFLICT as the condition of a join.
    """
    insert = postgresql.insert if engine == "postgresql" else sqlite.insert
    columns = table.columns.values()
    rows = rows_param("rows", columns).where(true())
    return insert(table).from_select([column.key for column in columns], rows).on_conflict_do_nothing()


DIRECTORY_LOCK_ID, MIGRATION_LOCK_ID, CHANGE_LOG_LOCK_ID = 0x636F6D_01, 0x636F6D_02, 0x636F6D_03
"""Advisory locks: for adding and merging directory entries; for migrating; for numbering versions in commit order."""


def lock_until_commit(connection: Connection, number: int) -> None:
    """Wait for an advisory lock, held until the transaction ends. SQLite has one writer at a time and needs none."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(number)))


def try_to_lock_until_commit(connection: Connection, number: int) -> bool:
    """Take an advisory lock unless another transaction holds it. SQLite has one writer at a time and needs none."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.scalar(select(func.pg_try_advisory_xact_lock(literal(number, BigInteger)))))


class EngineSql(FunctionElement[Any]):
    """An expression whose SQL differs: a template for each engine, with the arguments as `{0}`, `{1}`."""

    inherit_cache = True
    templates: ClassVar[Mapping[str, str]]


@compiles(EngineSql)
def engine_sql(element: EngineSql, compiler: SQLCompiler, **options: Any) -> str:
    """The SQL for this engine; for any other, such as the one of `str(statement)`, that for PostgreSQL."""
    arguments = [compiler.process(each, **options) for each in element.clauses]
    return element.templates["sqlite" if compiler.dialect.name == "sqlite" else "postgresql"].format(*arguments)


class JsonElements(EngineSql):
    """The elements of a JSON array, one row each. PostgreSQL always estimates ten for this, and so uses an index."""

    inherit_cache = True
    templates: ClassVar = {
        "sqlite": "json_each({0})",
        "postgresql": "unnest(ARRAY(SELECT json_array_elements({0})))",
    }


class JsonItem(EngineSql):
    """The item of a JSON array at an index, as text. On SQLite, the operator `->>` would need version 3.38."""

    inherit_cache = True
    templates: ClassVar = {"sqlite": "json_extract({0}, '$[{1}]')", "postgresql": "{0} ->> {1}"}


def rows_param(name: str, columns: Sequence[Any]) -> AnySelect:
    """Subquery over rows with these columns, passed as one JSON parameter; fill it with `encode_rows()`.

    The statement is the same for any number of rows: it is compiled and planned once.
    """
    element = JsonElements(bindparam(name, type_=JSON())).column_valued("value")
    items = (cast(JsonItem(element, literal_column(str(index))), each.type) for index, each in enumerate(columns))
    return select(*(item.label(each.key) for item, each in zip(items, columns, strict=True)))


def encode_rows(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Rows as the value of a `rows_param`: a UUID as its 32 digits, as SQLite stores it."""
    return [[each.hex if isinstance(each, UUID) else each for each in row] for row in rows]


def in_rows_param(columns: Sequence[Any], name: str) -> ColumnElement[bool]:
    """`(a, b) IN` the rows of this parameter."""
    return (tuple_(*columns) if len(columns) > 1 else columns[0]).in_(rows_param(name, columns))


def encode_values(values: Iterable[Any]) -> list[list[Any]]:
    """The values of one column as the value of a `rows_param`."""
    return encode_rows((each,) for each in values)

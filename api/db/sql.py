"""What differs between SQLite and PostgreSQL, in one form for both: rows as one JSON parameter, inserts that skip
existing rows, advisory locks, and column types.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Context, Decimal
from functools import cache
from operator import itemgetter
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    Numeric,
    Row,
    Select,
    String,
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
from sqlalchemy.types import TypeDecorator, TypeEngine

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


DIRECTORY_LOCK_ID, MIGRATION_LOCK_ID, CHANGE_LOG_LOCK_ID, REPAIR_LOCK_ID = (
    0x636F6D_00 + number for number in range(1, 5)
)
"""Advisory locks: for adding and merging directory entries; for migrating; for numbering versions in commit order; for
merges and splits, one at a time."""


def lock_until_commit(connection: Connection, number: int) -> bool:
    """Wait for an advisory lock, held until the transaction ends. SQLite has one writer at a time and needs none.

    Returns whether others may have written since the transaction began, so that what was read has to be read again.
    """
    is_postgresql = connection.dialect.name == "postgresql"
    if is_postgresql:
        connection.execute(select(func.pg_advisory_xact_lock(number)))
    return is_postgresql


def try_to_lock_until_commit(connection: Connection, number: int) -> bool:
    """Take an advisory lock of PostgreSQL unless another transaction holds it."""
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


class JsonText(EngineSql):
    """The text of a member of a JSON object. The name is a literal, so that the expression may be that of an index."""

    type = String()
    inherit_cache = True
    templates: ClassVar = {"sqlite": "json_extract({0}, '$.{1}')", "postgresql": "({0} ->> '{1}')"}

    def __init__(self, document: ColumnElement[Any], member: str) -> None:
        super().__init__(document, literal_column(member))


def rows_param(name: str | BindParameter[Any], columns: Sequence[Any]) -> AnySelect:
    """Subquery over rows with these columns, passed as one JSON parameter; fill it with `encode_rows()`.

    The statement is the same for any number of rows: it is compiled and planned once.
    """
    parameter = bindparam(name, type_=JSON()) if isinstance(name, str) else name
    element = JsonElements(parameter).column_valued("value")
    items = (cast(JsonItem(element, literal_column(str(index))), each.type) for index, each in enumerate(columns))
    return select(*(item.label(each.key) for item, each in zip(items, columns, strict=True)))


class AsStored(EngineSql):
    """A value of JSON as a column holds it: SQLite stores all but numbers as the text that it is."""

    inherit_cache = True
    templates: ClassVar = {"sqlite": "{0}", "postgresql": "{1}"}


def stored_rows_param(parameter: BindParameter[Any], columns: Sequence[Any]) -> AnySelect:
    """Like `rows_param`, over rows with values as they are stored, to compare with columns by their indexes."""
    element = JsonElements(parameter).column_valued("value")
    items = [JsonItem(element, literal_column(str(index))) for index in range(len(columns))]
    stored = zip(columns, items, strict=True)
    return select(*(AsStored(item, cast(item, each.type)).label(each.name) for each, item in stored))


def encode_rows(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Rows as the value of a `rows_param`: a UUID as its 32 digits, as SQLite stores it."""
    return [[each.hex if isinstance(each, UUID) else each for each in row] for row in rows]


def in_rows_param(columns: Sequence[Any], name: str | BindParameter[Any]) -> ColumnElement[bool]:
    """`(a, b) IN` the rows of this parameter."""
    return (tuple_(*columns) if len(columns) > 1 else columns[0]).in_(rows_param(name, columns))


def encode_values(values: Iterable[Any]) -> list[list[Any]]:
    """The values of one column as the value of a `rows_param`."""
    return encode_rows((each,) for each in values)


INTEGER_DIGITS, FRACTION_DIGITS = 20, 8
SCALE = 10**FRACTION_DIGITS
OFFSET = 10 ** (INTEGER_DIGITS + FRACTION_DIGITS)
WIDTH = INTEGER_DIGITS + FRACTION_DIGITS + 1
GREATEST = Decimal(OFFSET - 1).scaleb(-FRACTION_DIGITS)
"""The greatest decimal; its negative is the least."""

DIGITS = ((1, 11), (12, 9), (21, 9))
"""Groups of the stored digits on SQLite, whose sums are far below 2^63: start and length of each."""

EXACT = Context(prec=60)
"""Precision for sums of any number of amounts; Python's default context rounds at 28 digits."""


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal of up to 20 digits before and 8 after the point, stored and compared exactly.

    NUMERIC on PostgreSQL. SQLite would store a float, so there it is text of a fixed width, shifted by a constant so
    that it is never negative and sorts like the number.
    """

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC, or text on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(WIDTH))
        return dialect.type_descriptor(Numeric(INTEGER_DIGITS + FRACTION_DIGITS, FRACTION_DIGITS))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Shift and pad a decimal on SQLite."""
        if value is None or dialect.name != "sqlite":
            return value
        return f"{int(value * SCALE) + OFFSET:0{WIDTH}d}"

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The decimal that was stored."""
        if value is None or dialect.name != "sqlite":
            return value
        return Decimal(int(value) - OFFSET) / SCALE


class ExactSum(TypeDecorator[Decimal]):
    """The sum of exact decimals. SQLite, which would add floats, sums three groups of digits and counts the values."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC, or text on SQLite."""
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Join the sums of the groups, and subtract the constant of each value."""
        if value is None or dialect.name != "sqlite":
            return value
        *groups, count = map(int, value.split(":"))
        total = sum(group * 10**power for group, power in zip(groups, (18, 9, 0), strict=True))
        return EXACT.divide(Decimal(total - count * OFFSET), Decimal(SCALE))


class exact_sum(EngineSql):  # noqa: N801 - A function of SQL.
    """The exact sum of a column of `ExactDecimal`; on SQLite, the sums of its groups of digits, and the count."""

    type = ExactSum()
    inherit_cache = True
    templates: ClassVar = {
        "sqlite": " || ':' || ".join(
            [*(f"sum(CAST(substr({{0}}, {start}, {length}) AS INTEGER))" for start, length in DIGITS), "count({0})"]
        ),
        "postgresql": "sum({0})",
    }


class year_of(EngineSql):  # noqa: N801 - A function of SQL.
    """The year of a day. SQLite stores the day as text that begins with it: `strftime` would parse all of it."""

    type = Integer()
    inherit_cache = True
    templates: ClassVar = {
        "sqlite": "CAST(substr({0}, 1, 4) AS INTEGER)",
        "postgresql": "CAST(EXTRACT(year FROM {0}) AS INTEGER)",
    }


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; SQLite stores it without the offset. Raises ValueError for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time needs its offset")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """An aware datetime in UTC, whatever the session's time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Compressed(TypeDecorator[bytes]):
    """Compressed bytes: written often and read seldom, such as old versions of a document."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Compress at the fastest level."""
        return None if value is None else zlib.compress(value, 1)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """The bytes that were stored."""
        return None if value is None else zlib.decompress(value)

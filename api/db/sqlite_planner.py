"""What the planner of SQLite cannot know by itself, and PostgreSQL's finds out from its statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Table, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

from api.models.base import Base


class no_index(FunctionElement[Any]):  # noqa: N801 - A function of SQL.
    """A column that rows are judged by as they come, not found from: SQLite uses no index for it."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        """Take the column, and be of its type."""
        self.type = column.type
        self.nullable = getattr(column, "nullable", True)
        super().__init__(column)


@compiles(no_index)
def as_it_is(element: no_index, compiler: SQLCompiler, **options: Any) -> str:
    """Write the column."""
    return compiler.process(element.clauses, **options)


@compiles(no_index, "sqlite")
def as_a_value(element: no_index, compiler: SQLCompiler, **options: Any) -> str:
    """Write the column's value, which is not the column: https://www.sqlite.org/optoverview.html, unary plus."""
    return f"+{compiler.process(element.clauses, **options)}"


class conditional_limit(FunctionElement[int]):  # noqa: N801 - A function of SQL.
    """A limit that is 0 where a condition does not hold. SQLite would go through all rows to judge it for each.

    PostgreSQL judges it once, before it reads anything, and plans for a limit that it knows: it gets the limit alone.
    """

    type = Integer()
    inherit_cache = True

    def __init__(self, condition: ColumnElement[bool], most: ColumnElement[int]) -> None:
        """Take the condition, and the limit where it holds."""
        super().__init__(condition, most)


@compiles(conditional_limit)
def as_a_limit(element: conditional_limit, compiler: SQLCompiler, **options: Any) -> str:
    """Write the limit."""
    _, most = element.clauses
    return compiler.process(most, **options)


@compiles(conditional_limit, "sqlite")
def as_a_limit_or_nothing(element: conditional_limit, compiler: SQLCompiler, **options: Any) -> str:
    """Write the limit or 0."""
    condition, most = (compiler.process(each, **options) for each in element.clauses)
    return f"CASE WHEN {condition} THEN {most} ELSE 0 END"


RECORDS = 100_000
PER_RECORD: Mapping[str, float] = {
    "announcements": 1,
    "announcement_tags": 8,
    "amounts": 1.5,
    "commitments": 4,
    "commitment_tags": 20,
}
"""Rows of a table for each record, where there are not about two."""

DIFFERENT: Mapping[str, int] = {
    **dict.fromkeys(("state", "public"), 2),
    **dict.fromkeys(("position", "scheme"), 5),
    **dict.fromkeys(("kind", "announcement_kind", "language", "stage", "status_code", "frequency", "name"), 12),
    **dict.fromkeys(("jurisdiction", "unit", "comparator", "currency", "role"), 40),
    **dict.fromkeys(("due_from", "due_to", "period_from", "period_to", "said_from", "said_to", "value"), 400),
    **dict.fromkeys(("announced_from", "announced_to", "due_rising", "due_falling", "said_rising"), 4_000),
    **dict.fromkeys(("party_id", "payer_id", "payee_id", "speaker_id", "target_value"), 20_000),
}
"""How many different values a column has, where it has not one for each record."""


def describe(connection: Connection) -> None:
    """Tell SQLite how many rows each index finds; PostgreSQL finds out by itself."""
    if connection.dialect.name != "sqlite":
        return
    connection.execute(text("ANALYZE alembic_version"))
    connection.execute(text("DELETE FROM sqlite_stat1"))
    for table in Base.metadata.sorted_tables:
        rows = [row(table.name, *each) for each in indexes(connection, table)]
        if rows:
            connection.execute(INSERT, rows)


LISTED = text("SELECT name, origin FROM pragma_index_list(:table)")
COLUMNS = text("SELECT name FROM pragma_index_info(:name)")
INSERT = text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:tbl, :idx, :stat)")


def indexes(connection: Connection, table: Table) -> list[tuple[str, Sequence[str]]]:
    """Return the names and columns of a table's indexes, also of those that its constraints make."""
    is_clustered = table.dialect_options["sqlite"]["with_rowid"] is False
    found = []
    for name, origin in connection.execute(LISTED, {"table": table.name}).all():
        columns = connection.scalars(COLUMNS, {"name": name}).all()
        found.append((table.name if is_clustered and origin == "pk" else name, columns))
    return found


def row(table: str, index: str, columns: Sequence[str]) -> dict[str, str]:
    """Return what is told of an index: its rows, and how many share the first column, the first two, and so on."""
    rows = RECORDS * PER_RECORD.get(table, 2)
    shares = [
        rows / prod(DIFFERENT.get(name, RECORDS) for name in columns[: place + 1]) for place in range(len(columns))
    ]
    figures = [rows, *(max(1, share) for share in shares)]
    return {"tbl": table, "idx": index, "stat": " ".join(str(int(figure)) for figure in figures)}

"""Hints for SQLite's query planner: columns that are not to use an index, and statistics of expected sizes.

`no_index` buys: a list by a frequent and a rare filter takes 2,200 steps of SQLite instead of 48,450, for the planner
cannot know that the frequent one finds more. The statistics buy: commitments of a topic by due date take 13,500 steps
instead of 2,513,600 (6,000 records, `python -m benchmarks`), from the first record on: ANALYZE would find nothing in an
empty database. Without both, lists give the same rows. PostgreSQL keeps statistics by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Connection, MetaData, Table, text

from api.db.sql import EngineSql


class no_index(EngineSql):  # noqa: N801 - A function of SQL.
    """A residual filter column: unary plus keeps SQLite from using an index on it.

    https://www.sqlite.org/optoverview.html
    """

    inherit_cache = True
    templates: ClassVar = {"sqlite": "+{0}", "postgresql": "{0}"}

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.type = column.type
        self.nullable = getattr(column, "nullable", True)
        super().__init__(column)


@dataclass(frozen=True)
class ExpectedSizes:
    """Expected size of a database."""

    records: int
    rows_per_record: Mapping[str, float]
    """By table; about two where a table is not named."""
    distinct_values: Mapping[str, int]
    """By column; as many as records where a column is not named."""


INDEXES = text("SELECT name, origin FROM pragma_index_list(:table)")
COLUMNS = text("SELECT name FROM pragma_index_info(:index)")
INSERT = text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:tbl, :idx, :stat)")


def write_planner_stats(connection: Connection, metadata: MetaData, sizes: ExpectedSizes) -> None:
    """Write `sqlite_stat1` for all indexes that there are: https://www.sqlite.org/fileformat2.html#stat1tab."""
    if connection.dialect.name != "sqlite":
        return
    connection.execute(text("ANALYZE alembic_version"))  # Makes sqlite_stat1.
    connection.execute(text("DELETE FROM sqlite_stat1"))
    for table in metadata.sorted_tables:
        for name, origin in connection.execute(INDEXES, {"table": table.name}).all():
            columns = connection.scalars(COLUMNS, {"index": name}).all()
            is_clustered = origin == "pk" and table.dialect_options["sqlite"]["with_rowid"] is False
            stat = index_stat(table, columns, sizes)
            connection.execute(INSERT, {"tbl": table.name, "idx": table.name if is_clustered else name, "stat": stat})


def index_stat(table: Table, columns: Sequence[str], sizes: ExpectedSizes) -> str:
    """Rows of an index, then how many of them share the first column, the first two, and so on."""
    rows = sizes.records * sizes.rows_per_record.get(table.name, 2)
    distinct = [sizes.distinct_values.get(name, sizes.records) for name in columns]
    shares = [max(1, rows / prod(distinct[: index + 1])) for index in range(len(distinct))]
    return " ".join(str(int(figure)) for figure in (rows, *shares))

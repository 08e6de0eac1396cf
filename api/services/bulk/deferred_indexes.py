"""Secondary indexes that are dropped while a large import fills an empty database, and rebuilt at the end.

Buys: an import into an empty SQLite file, 619 instead of 526 records/s with 20,000 of them, 548 instead of 400 with
60,000: an insert in random order touches a page of each index, a rebuild sorts once. Without it, an import takes
longer. Missing indexes are rebuilt by `communique import` and `communique migrate`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, Index, MetaData, Table, TableClause, inspect, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.schema import CreateIndex, DropIndex

from api.db.database import Database
from api.db.engine import disable_timeouts, shrink_cache
from api.db.sqlite_planner import write_planner_stats
from api.models import (
    EXPECTED_SIZES,
    Amount,
    Announcement,
    AnnouncementTag,
    Base,
    Commitment,
    CommitmentTag,
    Quote,
    StatedParty,
    Version,
)
from api.search.match_expression import INDEXES

DEFERRABLE_TABLES = frozenset(
    model.__tablename__
    for model in (Announcement, AnnouncementTag, CommitmentTag, StatedParty, Commitment, Amount, Quote, Version)
)
"""Tables that an import queries by id or by record only."""

SEQUENTIAL_COLUMNS = ("announcement_id", "id")
"""Leading columns whose values arrive in order, so that their indexes grow at one end and need no rebuild."""

MERGE_PAGES = 4_000
"""Pages of an FTS index merged per transaction, which takes about 0.2 s."""


def fts_index(name: str) -> Index:
    """GIN index of a full-text table on PostgreSQL. On SQLite such a table is its own index."""
    table = Table(name, MetaData(), Column("terms", TSVECTOR))
    return Index(f"ix_{name}_terms", table.c.terms, postgresql_using="gin")


FTS_INDEXES = tuple(fts_index(table.name) for table in INDEXES.values())


def all_indexes(engine: str) -> Iterator[Index]:
    """Every index of a migrated database."""
    for table in Base.metadata.sorted_tables:
        yield from sorted(table.indexes, key=lambda index: str(index.name))
    if engine == "postgresql":
        yield from FTS_INDEXES


def is_deferrable(index: Index) -> bool:
    """Whether an import can do without the index."""
    first = next(iter(index.columns)).name
    return index in FTS_INDEXES or (
        getattr(index.table, "name", "") in DEFERRABLE_TABLES and first not in SEQUENTIAL_COLUMNS
    )


def drop_deferrable(database: Database) -> None:
    """Drop all deferrable indexes, in one transaction."""

    def work(connection: Connection) -> None:
        for index in filter(is_deferrable, all_indexes(connection.dialect.name)):
            connection.execute(DropIndex(index, if_exists=True))

    database.write(work)


def missing_indexes(database: Database) -> list[Index]:
    """Indexes of existing tables that do not exist."""
    with database.engine.connect() as connection:
        inspector = inspect(connection)
        existing = {each["name"] for name in inspector.get_table_names() for each in inspector.get_indexes(name)}
        # PostgreSQL shortens long names.
        format_index = connection.dialect.identifier_preparer.format_index
        return [index for index in all_indexes(connection.dialect.name) if format_index(index) not in existing]


def build_missing(database: Database) -> Iterator[str]:
    """Build missing indexes, each in its own transaction, and yield the name of each beforehand."""
    missing = missing_indexes(database)
    for index in missing:
        yield str(index.name)
        database.write(partial(build, index=index))
    if missing:
        database.write(update_statistics)
        merge_fts_segments(database)


def build(connection: Connection, index: Index) -> None:
    """Build an index."""
    disable_timeouts(connection)
    shrink_cache(connection)
    connection.execute(CreateIndex(index, if_not_exists=True))


def update_statistics(connection: Connection) -> None:
    """Write statistics of the new indexes for the query planner."""
    disable_timeouts(connection)
    write_planner_stats(connection, Base.metadata, EXPECTED_SIZES)
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE"))


def merge_fts_segments(database: Database) -> None:
    """Merge the segments of SQLite's FTS indexes: a query has to look into each of them."""
    if database.engine.dialect.name == "sqlite":
        for index in INDEXES.values():
            while database.write(partial(merge_some, index=index)):
                pass


def merge_some(connection: Connection, index: TableClause) -> bool:
    """Merge some segments. Returns whether any were left: https://www.sqlite.org/fts5.html#the_merge_command."""
    driver: Any = connection.connection.driver_connection
    previous = driver.total_changes
    command = f"INSERT INTO {index.name}({index.name}, rank) VALUES ('merge', :pages)"  # noqa: S608  # Our own name.
    connection.execute(text(command), {"pages": -MERGE_PAGES})
    return bool(driver.total_changes - previous > 1)

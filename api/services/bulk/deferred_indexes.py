"""Indexes that only find rows: left out while an empty database is filled, and made when all rows are there.

An index whose rows come in no order takes a page read and a page written for nearly each; made at once, it is sorted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, Index, MetaData, Table, TableClause, inspect, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.schema import CreateIndex, DropIndex

from api.db import sqlite_planner
from api.db.database import Database
from api.db.engine import disable_timeouts, shrink_cache
from api.models.announcement import Announcement
from api.models.base import Base
from api.models.parts import Amount, Commitment, Quote, StatedParty
from api.models.tag import AnnouncementTag, CommitmentTag
from api.models.version import Version
from api.search.index import INDEXES

FILLED = frozenset(
    model.__tablename__
    for model in (Announcement, AnnouncementTag, CommitmentTag, StatedParty, Commitment, Amount, Quote, Version)
)
"""Tables in which no row is looked for while others are written, but by its id or its record."""

IN_ORDER = ("announcement_id", "id")
"""Columns whose values mostly come in their order, as ids do, so that their indexes only grow at one end."""

PAGES_JOINED = 4_000
"""How many pages of an index of words are written anew in one transaction: it takes about 0.2 s."""


def fts_index(name: str) -> Index:
    """Return PostgreSQL's index of the words in a table. On SQLite, such a table is its own index."""
    table = Table(name, MetaData(), Column("terms", TSVECTOR))
    return Index(f"ix_{name}_terms", table.c.terms, postgresql_using="gin")


FTS_INDEXES = tuple(fts_index(table.name) for table in INDEXES.values())


def all_indexes(engine: str) -> Iterator[Index]:
    """Yield every index that a migrated database has."""
    for table in Base.metadata.sorted_tables:
        yield from sorted(table.indexes, key=lambda index: str(index.name))
    if engine == "postgresql":
        yield from FTS_INDEXES


def can_wait(index: Index) -> bool:
    """Whether an index can be made later."""
    first = next(iter(index.columns)).name
    return index in FTS_INDEXES or (getattr(index.table, "name", "") in FILLED and first not in IN_ORDER)


def drop_deferrable(database: Database) -> None:
    """Drop the indexes that can be made later."""
    database.write(drop_what_can_wait)


def drop_what_can_wait(connection: Connection) -> None:
    """Drop the indexes that can be made later, in a transaction."""
    for index in filter(can_wait, all_indexes(connection.dialect.name)):
        connection.execute(DropIndex(index, if_exists=True))


def missing(database: Database) -> list[Index]:
    """Return the indexes that are not there, though their tables are."""
    with database.engine.connect() as connection:
        found = inspect(connection)
        there = {each["name"] for name in found.get_table_names() for each in found.get_indexes(name)}
        name_of = (
            connection.dialect.identifier_preparer.format_index
        )  # PostgreSQL's names are shorter than some of ours.
        return [index for index in all_indexes(connection.dialect.name) if name_of(index) not in there]


def build_missing(database: Database) -> Iterator[str]:
    """Make the indexes that are missing, each in a transaction of its own. Yield the name of each before it is made."""
    owed = missing(database)
    for index in owed:
        yield str(index.name)
        database.write(partial(make, index=index))
    if owed:
        database.write(describe)
        merge_fts_segments(database)


def make(connection: Connection, index: Index) -> None:
    """Make an index."""
    disable_timeouts(connection)
    shrink_cache(connection)
    connection.execute(CreateIndex(index, if_not_exists=True))


def describe(connection: Connection) -> None:
    """Let the planner know of the indexes."""
    disable_timeouts(connection)
    sqlite_planner.describe(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE"))


def merge_fts_segments(database: Database) -> None:
    """Join the pieces by which SQLite's indexes of words grew: a question has to look into each of them."""
    if database.engine.dialect.name == "sqlite":
        for index in INDEXES.values():
            while database.write(partial(merge_some, index=index)):
                pass


def merge_some(connection: Connection, index: TableClause) -> bool:
    """Join some of an index. Return whether anything changed: https://www.sqlite.org/fts5.html#the_merge_command."""
    driver: Any = connection.connection.driver_connection
    before = driver.total_changes
    command = f"INSERT INTO {index.name}({index.name}, rank) VALUES ('merge', :pages)"  # noqa: S608  # Our own name.
    connection.execute(text(command), {"pages": -PAGES_JOINED})
    return bool(driver.total_changes - before > 1)

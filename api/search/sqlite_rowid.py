"""The numbers by which FTS5 knows its rows: they begin with the day, the newest first, and go on by chance."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Date, case, cast, func

DAY_SHIFT = 41
DAY_MASK = (1 << DAY_SHIFT) - 1
"""How many bits of a row's number tell it from others of its day."""

BEFORE_THE_FIRST_DAY = 1_721_424.5
"""The Julian day, by which SQLite counts, whose ordinal is 0 in Python."""

MAX_PROBES = 3
"""How far from its place a row may stand, where that is taken: of a million of one day, one is."""


def fts_rowid(day: date, id: UUID) -> int:
    """Return the number by which FTS5 finds a row: the newest day has the least; within a day it is by chance."""
    digest = int.from_bytes(hashlib.blake2b(id.bytes, digest_size=8).digest())
    return first_rowid(day) | digest >> (64 - DAY_SHIFT)


def first_rowid(day: date) -> int:
    """Return the least number that a row of a day can have."""
    return (date.max.toordinal() - day.toordinal()) << DAY_SHIFT


def last_rowid(day: date) -> int:
    """Return the greatest number that a row of a day can have."""
    return first_rowid(day) + DAY_MASK


def rowid_range(day: date, id: UUID) -> dict[str, int]:
    """Return the first and last number that a row may have."""
    place = fts_rowid(day, id)
    return {"first": place, "last": place + MAX_PROBES}


def first_rowid_if(condition: ColumnElement[bool], day: ColumnElement[date]) -> ColumnElement[int]:
    """Return the least number of a day in SQLite's own words, where a condition holds; else a number before all."""
    ordinal = cast(func.julianday(day) - BEFORE_THE_FIRST_DAY, BigInteger)
    return case((condition, (date.max.toordinal() - ordinal).op("<<")(DAY_SHIFT)), else_=0)


def last_rowid_of_day(row: ColumnElement[int]) -> ColumnElement[int]:
    """Return the greatest number of a row's day, in SQLite's own words; of no row, the greatest of all."""
    return func.coalesce(row.op("|")(DAY_MASK), (1 << 63) - 1)


def day_of(row: ColumnElement[int]) -> ColumnElement[date]:
    """Return the day of a row by its number, in SQLite's own words."""
    return func.date(BEFORE_THE_FIRST_DAY + date.max.toordinal() - row.op(">>")(DAY_SHIFT), type_=Date())


def fts_rowid_in_sql(day: ColumnElement[date], id: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the number of a row, by a function that SQLite was taught."""
    return func.number_of_row(day, id, type_=BigInteger())


def number_of_row(day: str, id: str) -> int:
    """Return the number of a row by its day and id as SQLite has them."""
    return fts_rowid(date.fromisoformat(day), UUID(id))


def teach(connection: sqlite3.Connection) -> None:
    """Teach SQLite to tell the number of a row."""
    connection.create_function("number_of_row", 2, number_of_row, deterministic=True)

"""Row ids of the FTS5 tables: the day comes first, the newest day with the least number, then a hash of the id.

Buys: FTS5 returns matches by row id, so the first matches are the first page of a list, newest first. A page of a
common word takes 14,000 steps of SQLite instead of 579,050, about 10 ms instead of 450 (ADR 9; `python -m benchmarks`).
Without it, all matches would be sorted.
"""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Date, Engine, case, cast, event, func

DAY_SHIFT = 41
"""Bits of a row id below the day."""

DAY_MASK = (1 << DAY_SHIFT) - 1

JULIAN_DAY_0 = 1_721_424.5
"""The Julian day, by which SQLite counts, of the day with ordinal 0 in Python."""

MAX_PROBES = 3
"""A row whose row id is taken has one of the next three: of a million rows of one day, about one does."""


def fts_rowid(day: date, id: UUID) -> int:
    """The row id of an item: the later the day, the lower; within a day it is random."""
    digest = int.from_bytes(hashlib.blake2b(id.bytes, digest_size=8).digest())
    return (date.max.toordinal() - day.toordinal()) << DAY_SHIFT | digest >> (64 - DAY_SHIFT)


def first_rowid(day: date) -> int:
    """The lowest row id of a day."""
    return (date.max.toordinal() - day.toordinal()) << DAY_SHIFT


def last_rowid(day: date) -> int:
    """The highest row id of a day."""
    return first_rowid(day) + DAY_MASK


def rowid_range(day: date, id: UUID) -> dict[str, int]:
    """The first and the last row id that an item may have."""
    rowid = fts_rowid(day, id)
    return {"first": rowid, "last": rowid + MAX_PROBES}


def first_rowid_if(condition: ColumnElement[bool], day: ColumnElement[date]) -> ColumnElement[int]:
    """SQL: the lowest row id of a day if the condition holds, else 0."""
    ordinal = cast(func.julianday(day) - JULIAN_DAY_0, BigInteger)
    return case((condition, (date.max.toordinal() - ordinal).op("<<")(DAY_SHIFT)), else_=0)


def last_rowid_of_day(rowid: ColumnElement[int]) -> ColumnElement[int]:
    """SQL: the highest row id of the day of a row; the highest of all for NULL."""
    return func.coalesce(rowid.op("|")(DAY_MASK), (1 << 63) - 1)


def day_of(rowid: ColumnElement[int]) -> ColumnElement[date]:
    """SQL: the day of a row."""
    return func.date(JULIAN_DAY_0 + date.max.toordinal() - rowid.op(">>")(DAY_SHIFT), type_=Date())


def fts_rowid_in_sql(day: ColumnElement[date], id: ColumnElement[Any]) -> ColumnElement[int]:
    """SQL: `fts_rowid(day, id)`."""
    return func.fts_rowid(day, id, type_=BigInteger())


@event.listens_for(Engine, "connect")
def register_functions(connection: Any, _: Any) -> None:
    """Define `fts_rowid(day, id)` on every connection to SQLite, with the text that SQLite has of both."""
    if isinstance(connection, sqlite3.Connection):
        connection.create_function(
            "fts_rowid", 2, lambda day, key: fts_rowid(date.fromisoformat(day), UUID(key)), deterministic=True
        )

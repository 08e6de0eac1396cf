"""Row ids of the FTS5 tables: the day comes first, the newest day with the least number, then a hash of the id.

Buys: FTS5 returns matches by row id, so the first matches are the first page of a list, newest first. A page of a
common word takes 14,000 steps of SQLite instead of 579,050, about 10 ms instead of 450 (ADR 9; `python -m benchmarks`).
Without it, all matches would be sorted.
"""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Date, func

DAY_SHIFT = 41
"""Bits of a row id below the day."""

DAY_MASK = (1 << DAY_SHIFT) - 1

JULIAN_DAY_0 = 1_721_424.5
"""The Julian day, by which SQLite counts, of the day with ordinal 0 in Python."""

MAX_ROWID_RETRIES = 3
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
    return {"first": rowid, "last": rowid + MAX_ROWID_RETRIES}


def day_of(rowid: ColumnElement[int]) -> ColumnElement[date]:
    """SQL: the day of a row."""
    return func.date(JULIAN_DAY_0 + date.max.toordinal() - rowid.op(">>")(DAY_SHIFT), type_=Date())

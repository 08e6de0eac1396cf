"""What pictures show: promises on a scale of time, or by year where they are many; sums of a summary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, extract, func, select

from api.services import pagination
from api.services.query.access_paths import full_match
from api.services.query.filters.commitment import CLOSED_STATUSES
from api.services.query.list_query import ListQuery

MOST_NAMED = 40
"""How many promises are drawn by name; of more than these, how many fall due in each year."""


class TimelineEntry(NamedTuple):
    """What is drawn of a commitment. Without `due_to` its end is open."""

    statement: str
    jurisdiction: str
    due_from: date
    due_to: date | None
    status: str | None
    is_overdue: bool


class YearCount(NamedTuple):
    """How many commitments of a status fall due in a year."""

    year: int
    status: str | None
    number: int


class Timeline(NamedTuple):
    """The promises by name where they are few enough, else their numbers by year."""

    promises: Sequence[TimelineEntry]
    counts: Sequence[YearCount]
    total: int
    undated: int
    spanning: int = 0


def timeline(connection: Connection, query: ListQuery, *, today: date) -> Timeline:
    """Return when the commitments that were asked for fall due: of those that have a date, the soonest first."""
    names = ("statement", "jurisdiction", "due_from", "due_to", "status_code")
    path, values = full_match(query.template), query.bind_values
    columns = path.columns
    dated = path.select(*(query.column(name) for name in names)).where(columns["due"].is_not(None))
    soonest = dated.order_by(columns["due_rising"], columns["id"]).limit(MOST_NAMED + 1)
    rows = connection.execute(soonest, values).all()
    dateless = path.select().where(columns["due"].is_(None))
    undated = connection.scalar(select(pagination.count_of(dateless, exact=True)), values) or 0
    if len(rows) <= MOST_NAMED:
        return Timeline([timeline_entry(row, today) for row in rows], (), len(rows), undated)
    total = connection.scalar(select(pagination.count_of(dated, exact=True)), values) or 0
    year, status = extract("year", columns["due_rising"]).label("year"), columns["status_code"]
    in_one_year = extract("year", columns["due_from"]) == extract("year", columns["due_to"])
    numbers = dated.where(in_one_year).with_only_columns(year, status, func.count(), maintain_column_froms=True)
    counted = numbers.group_by(year, status)
    counts = [YearCount(int(row[0]), row[1], row[2]) for row in connection.execute(counted, values)]
    in_order = sorted(counts, key=lambda each: (each.year, each.status or ""))
    return Timeline((), in_order, total, undated, total - sum(each.number for each in counts))


def timeline_entry(row: Any, today: date) -> TimelineEntry:
    """Return what is drawn of one commitment. One that only has to be done by a day may be done on any before it."""
    late = row.due_to is not None and row.due_to < today and row.status_code not in CLOSED_STATUSES
    return TimelineEntry(row.statement, row.jurisdiction, row.due_from or row.due_to, row.due_to, row.status_code, late)

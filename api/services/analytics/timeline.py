"""The timeline of due dates: each commitment if they are few, else their number by year and status."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, extract, func, select

from api.services import pagination
from api.services.query.access_paths import full_match
from api.services.query.filters.commitment import CLOSED_STATUSES
from api.services.query.list_query import ListQuery

MAX_ENTRIES = 40
"""Number of commitments that are drawn one by one; more are counted by year."""


class TimelineEntry(NamedTuple):
    """One commitment. Without `due_to` its end is open."""

    statement: str
    jurisdiction: str
    due_from: date
    due_to: date | None
    status: str | None
    is_overdue: bool


class YearCount(NamedTuple):
    """Number of commitments of a status that are due in a year."""

    year: int
    status: str | None
    number: int


class Timeline(NamedTuple):
    """Entries or counts by year; the numbers of commitments with a due date, without one, and across years."""

    entries: Sequence[TimelineEntry]
    counts: Sequence[YearCount]
    total: int
    undated: int
    spanning: int = 0


def timeline(connection: Connection, query: ListQuery, *, today: date) -> Timeline:
    """When the matching commitments fall due, soonest first."""
    names = ("statement", "jurisdiction", "due_from", "due_to", "status_code")
    path, values = full_match(query.template), query.bind_values
    columns = path.columns
    shown = (getattr(query.resource.table, name) for name in names)
    dated = path.select(*shown, where=[columns["due"].is_not(None)])
    soonest = dated.order_by(columns["due_rising"], columns["id"]).limit(MAX_ENTRIES + 1)
    rows = connection.execute(soonest, values).all()
    dateless = path.select(where=[columns["due"].is_(None)])
    undated = connection.scalar(select(pagination.count_of(dateless, exact=True)), values) or 0
    if len(rows) <= MAX_ENTRIES:
        return Timeline([timeline_entry(row, today) for row in rows], (), len(rows), undated)
    total = connection.scalar(select(pagination.count_of(dated, exact=True)), values) or 0
    year, status = extract("year", columns["due_rising"]).label("year"), columns["status_code"]
    in_one_year = extract("year", columns["due_from"]) == extract("year", columns["due_to"])
    by_year = dated.where(in_one_year).with_only_columns(year, status, func.count(), maintain_column_froms=True)
    rows = connection.execute(by_year.group_by(year, status), values).all()
    counts = sorted((YearCount(int(row[0]), row[1], row[2]) for row in rows), key=lambda c: (c.year, c.status or ""))
    return Timeline((), counts, total, undated, total - sum(count.number for count in counts))


def timeline_entry(row: Any, today: date) -> TimelineEntry:
    """One commitment. Without a first day, it starts at the last."""
    late = row.due_to is not None and row.due_to < today and row.status_code not in CLOSED_STATUSES
    return TimelineEntry(row.statement, row.jurisdiction, row.due_from or row.due_to, row.due_to, row.status_code, late)

"""The timeline of due dates: each commitment if they are few, else their number by year and status."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, case, func

from api.db.sql import AnySelect, year_of
from api.services.query import statement_cache
from api.services.query.access_paths import full_match
from api.services.query.filters.commitment import is_overdue
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
    """Number of commitments of a status that are due in a year, and of late ones among them."""

    year: int
    status: str | None
    number: int
    late: int = 0


class Timeline(NamedTuple):
    """Entries or counts by year; the numbers of late commitments, of those without a due date, and across years."""

    entries: Sequence[TimelineEntry] = ()
    counts: Sequence[YearCount] = ()
    late: int = 0
    undated: int = 0
    spanning: int = 0


def timeline(connection: Connection, query: ListQuery) -> Timeline:
    """When the matching commitments fall due, soonest first."""
    numbers = statement_cache.compiled_for(query.shape, counts_by_year).rows(connection, query)
    dated = [row for row in numbers if row.is_dated]
    total, undated = sum(row.number for row in dated), sum(row.number for row in numbers if not row.is_dated)
    late = sum(row.late for row in dated)
    if total <= MAX_ENTRIES:
        rows = statement_cache.compiled_for(query.shape, soonest).rows(connection, query)
        return Timeline([timeline_entry(row) for row in rows], late=late, undated=undated)
    counts = [YearCount(row.year, row.status, row.number, row.late) for row in dated if row.year is not None]
    counts.sort(key=lambda count: (count.year, count.status or ""))
    spanning = total - sum(count.number for count in counts)
    return Timeline(counts=counts, late=late, undated=undated, spanning=spanning)


def counts_by_year(query: ListQuery) -> AnySelect:
    """The number of matches, and of late ones, by whether they are dated, year and status, in one pass over them."""
    path = full_match(query)
    is_dated = path.columns["due"].is_not(None)
    first, last = (year_of(path.columns[f"due_{end}"]) for end in ("from", "to"))
    keys = {
        "is_dated": is_dated,
        "year": case((and_(is_dated, first == last), first)),
        "status": path.columns["status_code"],
    }
    late = is_overdue(path.columns, query.today, superseded=query.params.get("superseded"))
    figures = (func.count().label("number"), func.count(case((late, 1))).label("late"))
    selected = (each.label(name) for name, each in keys.items())
    return path.select(*selected, *figures).group_by(*keys.values())


def soonest(query: ListQuery) -> AnySelect:
    """The dated matches that are drawn one by one, soonest first, and whether they are overdue."""
    path = full_match(query)
    names = ("statement", "jurisdiction", "due_from", "due_to", "status_code")
    late = is_overdue(path.columns, query.today, superseded=query.params.get("superseded")).label("late")
    dated = path.select(
        *(getattr(query.resource.table, name) for name in names), late, where=[path.columns["due"].is_not(None)]
    )
    return dated.order_by(path.columns["due_rising"], path.columns["id"]).limit(MAX_ENTRIES)


def timeline_entry(row: Any) -> TimelineEntry:
    """One commitment. Without a first day, it starts at the last."""
    days = (row.due_from or row.due_to, row.due_to)
    return TimelineEntry(row.statement, row.jurisdiction, *days, row.status_code, bool(row.late))

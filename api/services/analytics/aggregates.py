"""Summaries: commitments counted and amounts added up, by one to three dimensions; never a part and its whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, Connection, FromClause, Select, case, distinct, exists, func, select
from sqlalchemy.orm import aliased

from api.db.column_types import exact_sum
from api.db.sql import AnyRow
from api.models import AmountWhole
from api.services.analytics import currency
from api.services.analytics.dimensions import DIMENSIONS, PARTIES, as_text, matching, value_and_label
from api.services.analytics.facets import party_names
from api.services.errors import invalid_parameter
from api.services.query import statement_cache
from api.services.query.filters.commitment import is_overdue
from api.services.query.list_query import ListQuery
from domain.money.parser import format_decimal
from domain.violations import Violation

MOST_ROWS = 10_000
"""A summary of more rows than these is refused: nobody reads it, and an export has more to say."""

Row = dict[str, Any]


def count_commitments(connection: Connection, query: ListQuery, groups: Sequence[str]) -> list[Row]:
    """Return for each group how many commitments there are, and how many of them are overdue today."""
    rows = statement_cache.get(query, commitment_counts, tuple(groups)).rows(connection, query)
    return [show(query, groups, row) | {"count": row.number, "overdue": row.overdue} for row in within_bounds(rows)]


def sum_amounts(
    connection: Connection, query: ListQuery, groups: Sequence[str], *, target: str | None = None
) -> list[Row]:
    """Return for each group and currency the exact sum of the amounts and their number.

    With a target, sums are converted at the European Central Bank's reference rate of the day of the announcement: each
    row then has the target's sum, the rates, and what could not be converted.
    """
    others = tuple(group for group in groups if group != "currency")
    rows = statement_cache.get(query, amount_sums, others, target is not None).rows(connection, query)
    if target:
        return currency.convert(within_bounds(rows, currency.MOST_ROWS), target, lambda row: show(query, others, row))
    return [
        show(query, others, row) | {"currency": row.currency, "sum": format_decimal(row.sum), "count": row.number}
        for row in within_bounds(rows)
    ]


def commitment_counts(query: ListQuery, groups: Sequence[str]) -> Select[Any]:
    """The query for the number of commitments and of overdue ones by group."""
    matched = matching(query, groups, "id", "due_to", "status_code").cte("matched")
    late = is_overdue(matched.c.due_to, matched.c.status_code, query.today)
    counts = (
        func.count(distinct(matched.c.id)).label("number"),
        func.count(distinct(case((late, matched.c.id)))).label("overdue"),
    )
    return grouped(query, matched, groups, counts)


def amount_sums(query: ListQuery, groups: Sequence[str], is_by_day: bool) -> Select[Any]:
    """The query for the sum and the number of amounts by group and currency, and by day where they are converted."""
    matched = counted_once(query, groups)
    days = (matched.c.announced_from, matched.c.announced_to) if is_by_day else ()
    figures = (exact_sum(matched.c.value).label("sum"), func.count().label("number"))
    most = currency.MOST_ROWS if is_by_day else MOST_ROWS
    return grouped(query, matched, groups, figures, (matched.c.currency, *days), most=most)


def counted_once(query: ListQuery, groups: Sequence[str]) -> CTE:
    """Return the matching amounts without those whose whole is among them: they are in it already."""
    every = matching(query, groups, "id", "value", "currency", "announced_from", "announced_to").cte("every")
    whole = aliased(every, name="whole")
    inside = exists().where(AmountWhole.amount_id == every.c.id, AmountWhole.whole_id == whole.c.id)
    return select(every).where(~inside).cte("matched")


def grouped(
    query: ListQuery,
    matched: CTE,
    groups: Sequence[str],
    figures: Sequence[Any],
    more: Sequence[Any] = (),
    *,
    most: int = MOST_ROWS,
) -> Select[Any]:
    """Return the query for figures by groups and by more columns, with the names of the parties among them."""
    source: FromClause = matched
    values = []
    for name in groups:
        source, value = DIMENSIONS[query.resource.name][name].values(query, matched, source)
        values.append(as_text(value).label(f"group_{name}"))
    sums = select(*values, *more, *figures).select_from(source).group_by(*values, *more).subquery()
    found: FromClause = sums
    names = []
    for name in groups:
        if name in PARTIES:
            label, found = party_names_beside(found, sums, f"group_{name}")
            names.append(label.label(f"name_{name}"))
    ordering = [sums.c[f"group_{name}"].is_(None) for name in groups] + [sums.c[f"group_{name}"] for name in groups]
    ordered = select(sums, *names).select_from(found).order_by(*ordering, *(sums.c[each.key] for each in more))
    return ordered.limit(most + 1)


def party_names_beside(found: FromClause, sums: Any, name: str) -> Any:
    """Return the names of the parties in a column of the sums, and what to read beside what is read already."""
    label, joined = party_names(sums, name)
    return label, found.outerjoin(joined.right, joined.onclause)  # type: ignore[attr-defined]


def show(query: ListQuery, groups: Sequence[str], row: AnyRow) -> Row:
    """Return the groups of a row, and words for those that are codes."""
    shown: Row = {}
    words: dict[str, str] = {}
    for name in groups:
        value = getattr(row, f"group_{name}")
        shown[name], label = value_and_label(query.resource.name, name, value, getattr(row, f"name_{name}", None))
        if value is not None and label != shown[name]:
            words[name] = label
    return shown | {"labels": words}


def within_bounds(rows: Sequence[AnyRow], most: int = MOST_ROWS) -> Sequence[AnyRow]:
    """Return the rows, unless there are more than anybody reads."""
    if len(rows) > most:
        detail = f"This makes more than {most:,} rows. Group by less, or filter more."
        raise invalid_parameter("group_by", Violation("too_many", detail))
    return rows

"""Summaries: commitments counted and amounts added up, by one to three dimensions; never a part and its whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
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
from api.services.query.filters.commitment import is_late
from api.services.query.list_query import Plan
from domain.money.parser import format_decimal
from domain.violations import Violation

MOST_ROWS = 10_000
"""A summary of more rows than these is refused: nobody reads it, and an export has more to say."""

Row = dict[str, Any]


def count_commitments(connection: Connection, plan: Plan, groups: Sequence[str], *, today: date) -> list[Row]:
    """Return for each group how many commitments there are, and how many of them are overdue on a day."""
    matched = matching(plan, groups, "id", "due_to", "status_code").cte("matched")
    late = is_late(matched.c.due_to, matched.c.status_code, today)
    counts = (
        func.count(distinct(matched.c.id)).label("number"),
        func.count(distinct(case((late, matched.c.id)))).label("overdue"),
    )
    rows = connection.execute(grouped(plan, matched, groups, counts)).all()
    return [show(plan, groups, row) | {"count": row.number, "overdue": row.overdue} for row in within_bounds(rows)]


def sum_amounts(connection: Connection, plan: Plan, groups: Sequence[str], *, target: str | None = None) -> list[Row]:
    """Return for each group and currency the exact sum of the amounts and their number.

    With a target, sums are converted at the European Central Bank's reference rate of the day of the announcement: each
    row then has the target's sum, the rates, and what could not be converted.
    """
    matched = counted_once(plan, groups)
    days = (matched.c.announced_from, matched.c.announced_to) if target else ()
    others = [group for group in groups if group != "currency"]
    figures = (exact_sum(matched.c.value).label("sum"), func.count().label("number"))
    most = currency.MOST_ROWS if target else MOST_ROWS
    query = grouped(plan, matched, others, figures, (matched.c.currency, *days), most=most)
    rows = connection.execute(query).all()
    if target:
        return currency.convert(within_bounds(rows, currency.MOST_ROWS), target, lambda row: show(plan, others, row))
    return [
        show(plan, others, row) | {"currency": row.currency, "sum": format_decimal(row.sum), "count": row.number}
        for row in within_bounds(rows)
    ]


def counted_once(plan: Plan, groups: Sequence[str]) -> CTE:
    """Return the matching amounts without those whose whole is among them: they are in it already."""
    every = matching(plan, groups, "id", "value", "currency", "announced_from", "announced_to").cte("every")
    whole = aliased(every, name="whole")
    inside = exists().where(AmountWhole.amount_id == every.c.id, AmountWhole.whole_id == whole.c.id)
    return select(every).where(~inside).cte("matched")


def grouped(
    plan: Plan,
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
        source, value = DIMENSIONS[plan.collection.name][name].values(plan, matched, source)
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


def show(plan: Plan, groups: Sequence[str], row: AnyRow) -> Row:
    """Return the groups of a row, and words for those that are codes."""
    shown: Row = {}
    words: dict[str, str] = {}
    for name in groups:
        value = getattr(row, f"group_{name}")
        shown[name], label = value_and_label(plan.collection.name, name, value, getattr(row, f"name_{name}", None))
        if value is not None and label != shown[name]:
            words[name] = label
    return shown | {"labels": words}


def within_bounds(rows: Sequence[AnyRow], most: int = MOST_ROWS) -> Sequence[AnyRow]:
    """Return the rows, unless there are more than anybody reads."""
    if len(rows) > most:
        detail = f"This makes more than {most:,} rows. Group by less, or filter more."
        raise invalid_parameter("group_by", Violation("too_many", detail))
    return rows

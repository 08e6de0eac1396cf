"""Summaries by one to three dimensions: counts of commitments, sums of amounts without parts of other amounts.

Sums may be converted to one currency, each at the reference rate of the announcement's day.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import CTE, Connection, FromClause, Select, case, distinct, exists, func, select
from sqlalchemy.orm import aliased

from api.db.sql import EXACT, AnyRow, exact_sum
from api.models import AmountWhole
from api.services.analytics.dimensions import dimension_of, join_groups, join_party, matching_rows, value_and_label
from api.services.analytics.summary_limits import require_at_most, require_few_groups
from api.services.query import statement_cache
from api.services.query.filters.commitment import is_overdue
from api.services.query.list_query import ListQuery
from domain.money import rates
from domain.money.parser import format_decimal
from domain.money.rates import NoRate

MAX_ROWS = 10_000
"""A summary with more rows is refused; an export says more."""

DAYS = ("announced_from", "announced_to")
"""Columns by which amounts are grouped too if they are to be converted."""

MAX_CONVERTED = 50_000
"""Number of sums, one per day and currency, that one summary converts at most."""

REASONS: Mapping[str, str] = {
    "currency": "The European Central Bank publishes no reference rate for {}.",
    "date": "There is no reference rate of that day: it is outside the series, or {} was not quoted then.",
    "announced_on": "The announcement is not of one known day.",
}
"""Sentences for why a sum was not converted."""

Row = dict[str, Any]


def count_commitments(connection: Connection, query: ListQuery, groups: Sequence[str]) -> list[Row]:
    """Number of commitments, and of those overdue today, by group. Raises `Invalid` above `MAX_ROWS` rows."""
    require_few_groups(connection, query, every_commitment, groups=groups, limit=MAX_ROWS)
    rows = statement_cache.compiled_for(query.shape, commitment_counts, tuple(groups)).rows(connection, query)
    require_at_most(MAX_ROWS, rows)
    return [group_of(query, groups, row) | {"count": row.number, "overdue": row.overdue} for row in rows]


def sum_amounts(
    connection: Connection, query: ListQuery, groups: Sequence[str], *, target: str | None = None
) -> list[Row]:
    """Exact sum and number of amounts by group and currency. Raises `Invalid` above `MAX_ROWS` rows.

    With a target currency, sums are converted at the European Central Bank's reference rate of the announcement's
    day: each row has the sum in the target, the rates, and the sums without a rate.
    """
    others = tuple(group for group in groups if group != "currency")
    more, limit = ("currency", *(DAYS if target else ())), MAX_CONVERTED if target else MAX_ROWS
    require_few_groups(connection, query, whole_amounts, groups=others, more=more, limit=limit)
    rows = statement_cache.compiled_for(query.shape, amount_sums, others, more, limit).rows(connection, query)
    require_at_most(limit, rows)
    if target:
        by_group = groupby(rows, lambda row: group_of(query, others, row))
        return [group | converted_sum(members, target) for group, members in by_group]
    return [
        group_of(query, others, row) | {"currency": row.currency, "sum": format_decimal(row.sum), "count": row.number}
        for row in rows
    ]


def commitment_counts(query: ListQuery, groups: Sequence[str]) -> Select[Any]:
    """Select the number of commitments, and of overdue ones, by group."""
    matched = every_commitment(query, groups)
    late = is_overdue(matched.c.due_to, matched.c.status_code, query.today)
    repeats = any(dimension_of(query, name).repeats for name in groups)  # Else a commitment is in a group once.
    ids = (matched.c.id, case((late, matched.c.id)))
    number, overdue = (func.count(distinct(each) if repeats else each) for each in ids)
    counts = (number.label("number"), overdue.label("overdue"))
    return group_rows(query, matched, groups, counts, limit=MAX_ROWS)


def amount_sums(query: ListQuery, groups: Sequence[str], more: Sequence[str], limit: int) -> Select[Any]:
    """Select the sum and number of amounts by group and currency, and by day if they are converted."""
    matched = whole_amounts(query, groups)
    sums = (exact_sum(matched.c.value).label("sum"), func.count().label("number"))
    return group_rows(query, matched, groups, sums, [matched.c[name] for name in more], limit=limit)


def every_commitment(query: ListQuery, groups: Sequence[str]) -> CTE:
    """The matching commitments."""
    return matching_rows(query, groups, "id", "due_to", "status_code").cte("matched")


def whole_amounts(query: ListQuery, groups: Sequence[str]) -> CTE:
    """The matching amounts, without those whose whole matches too, since the whole includes them."""
    every = matching_rows(query, groups, "id", "value", "currency", *DAYS).cte("every")
    whole = aliased(every, name="whole")
    is_part = exists().where(AmountWhole.amount_id == every.c.id, AmountWhole.whole_id == whole.c.id)
    return select(every).where(~is_part).cte("matched")


def group_rows(
    query: ListQuery,
    matched: CTE,
    groups: Sequence[str],
    figures: Sequence[Any],
    more: Sequence[Any] = (),
    *,
    limit: int,
) -> Select[Any]:
    """Select figures by groups and by more columns, with the names of parties; one row more than the limit."""
    source, values = join_groups(query, matched, groups)
    grouped = select(*values, *more, *figures).select_from(source).group_by(*values, *more).subquery()
    rows: FromClause = grouped
    names = []
    for name in groups:
        if dimension_of(query, name).is_party:
            rows, party_name = join_party(rows, grouped.c[f"group_{name}"])
            names.append(party_name.label(f"name_{name}"))
    keys = [grouped.c[f"group_{name}"] for name in groups]
    order = (*(key.is_(None) for key in keys), *keys, *(grouped.c[each.key] for each in more))
    return select(grouped, *names).select_from(rows).order_by(*order).limit(limit + 1)


def group_of(query: ListQuery, groups: Sequence[str], row: AnyRow) -> Row:
    """The group of a row by dimension, and `labels` for values that are not their own label."""
    group: Row = {}
    labels: dict[str, str] = {}
    for name in groups:
        value, party_name = getattr(row, f"group_{name}"), getattr(row, f"name_{name}", None)
        group[name], label = value_and_label(dimension_of(query, name), value, party_name)
        if value is not None and label != group[name]:
            labels[name] = label
    return group | {"labels": labels}


def converted_sum(rows: Iterable[AnyRow], target: str) -> Row:
    """The sum of one group in the target currency, its conversions, and the sums that have none.

    The sum is None, not 0, if nothing could be converted. `rows` have a sum for each currency and day of announcement.
    """
    conversions: list[Row] = []
    rejected: dict[tuple[str, str], Row] = {}
    amounts: list[Decimal] = []
    number = 0
    for row in rows:
        is_one_day = row.announced_from == row.announced_to
        if row.currency != target and not is_one_day:
            add_rejected(rejected, row, "announced_on", row.currency)
            continue
        conversion = rates.convert_amount(row.sum, row.currency, target, row.announced_from)
        if isinstance(conversion, NoRate):
            add_rejected(rejected, row, conversion.reason, conversion.currency)
            continue
        amounts.append(conversion.amount)
        number += row.number
        conversions.append(
            {
                "currency": row.currency,
                "announced_on": row.announced_from if is_one_day else None,
                "sum": format_decimal(row.sum),
                "count": row.number,
                "rate": format_decimal(conversion.rate),
                "rate_on": conversion.rate_on if is_one_day else None,
                "converted": format_decimal(rates.rounded(conversion.amount, target)),
            }
        )
    return {
        "currency": target,
        "sum": format_decimal(rates.rounded_sum(amounts, target)) if amounts else None,
        "count": number,
        "conversions": conversions,
        "not_converted": [each | {"sum": format_decimal(each["sum"])} for each in rejected.values()],
    }


def add_rejected(rejected: dict[tuple[str, str], Row], row: AnyRow, reason: str, currency: str) -> None:
    """Add a sum that could not be converted to those of its currency and reason."""
    detail = REASONS[reason].format(currency)
    zero = {"currency": row.currency, "reason": reason, "detail": detail, "sum": Decimal(0), "count": 0}
    entry = rejected.setdefault((row.currency, reason), zero)
    entry["sum"] = EXACT.add(entry["sum"], row.sum)
    entry["count"] += row.number

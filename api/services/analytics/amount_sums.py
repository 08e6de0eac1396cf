"""Sums of amounts by one to three dimensions, of what is exact: limits, ranges and repetitions are told beside them.

A part is not added to its whole. Sums may be converted to one currency, each at the reference rate of the
announcement's day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Connection, Select, case, exists, func, null, select
from sqlalchemy.orm import aliased

from api.db.compiled_query import CompiledQuery
from api.db.sql import EXACT, AnyRow, exact_sum
from api.models import Amount, AmountWhole
from api.services.analytics.aggregates import MAX_ROWS, Row, Summary, group_of, group_rows
from api.services.analytics.dimensions import matching_rows
from api.services.analytics.summary_limits import require_at_most, require_few_groups
from api.services.query import statement_cache
from api.services.query.conversion import MAX_CONVERTED, convert_bounds
from api.services.query.filters.operators import Clause
from api.services.query.filters.supersession import is_restated, is_superseded, restates_any, supersedes_any
from api.services.query.list_query import ListQuery
from domain.money import rates
from domain.money.parser import format_decimal
from domain.money.rates import Conversion, NoRate

DAYS = ("announced_from", "announced_to")
"""Columns by which amounts are grouped too if they are to be converted."""

REASONS: Mapping[str, str] = {
    "currency": "The European Central Bank publishes no reference rate for {}.",
    "date": "There is no reference rate of that day: it is outside the series, or {} was not quoted then.",
    "announced_on": "The announcement is not of one known day.",
}
"""Sentences for why a sum was not converted."""


class Nature(NamedTuple):
    """A reason for which amounts are not added up: whether there are any, and the column that tells, and how."""

    is_any: Clause
    column: str
    is_left_out: Callable[[ColumnElement[Any]], Clause] | None = None


NATURES_BY_NAME: Mapping[str, Nature] = {
    "superseded": Nature(supersedes_any(), "announcement_id", is_superseded),
    "restated": Nature(restates_any(), "id", is_restated),
    "bounded": Nature(exists().where(Amount.bound > ""), "bound"),
}
LEFT_OUT = ("superseded", "restated")
"""Reasons for which amounts are left out, unless the parameter of this name includes them."""

NATURES = CompiledQuery(select(*(each.is_any.label(name) for name, each in NATURES_BY_NAME.items())))
"""Whether there are amounts of each nature at all: without any, sums cost what they cost without such reasons."""

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits and ranges among amounts: their number, and what they come to at least and at most; None if open."""

    count: int
    low: Decimal | None
    high: Decimal | None

    def plus(self, other: "Bounds") -> "Bounds":
        """Both together."""
        return Bounds(self.count + other.count, plus(self.low, other.low), plus(self.high, other.high))

    def to_json(self) -> Row:
        """As the API shows them: without an end that is open."""
        ends = {"low": self.low, "high": self.high}
        return {"count": self.count} | {name: format_decimal(end) for name, end in ends.items() if end is not None}


NO_BOUNDS = Bounds(0, Decimal(0), Decimal(0))


class Figures(NamedTuple):
    """The amounts of a group in one currency, and of one day if they are converted.

    `row` has the group. The sum and its number are of exact amounts; the sum is None, not 0, without any.
    """

    row: AnyRow
    sum: Decimal | None
    number: int
    bounds: Bounds

    def plus(self, other: "Figures") -> "Figures":
        """Both together, with the group of this one."""
        sums = [each.sum for each in (self, other) if each.sum is not None]
        total = reduce(EXACT.add, sums) if sums else None
        return Figures(self.row, total, self.number + other.number, self.bounds.plus(other.bounds))

    def to_json(self) -> Row:
        """As the API shows them; `bounds` only if there are limits or ranges."""
        return {
            "currency": self.row.currency,
            "sum": None if self.sum is None else format_decimal(self.sum),
            "count": self.number,
        } | ({"bounds": self.bounds.to_json()} if self.bounds.count else {})


def sum_amounts(connection: Connection, query: ListQuery, groups: Sequence[str]) -> Summary:
    """Exact sum and number of amounts by group and currency. Raises `Invalid` above `MAX_ROWS` rows.

    Limits and ranges are not added to the sums: each row has their number, and what they come to. What says again, or
    what no longer holds, is left out and counted.

    With `convert`, sums are converted at the European Central Bank's reference rate of the announcement's day: each row
    has the sum in the target, the rates, and the sums without a rate.
    """
    target = query.params.get("convert")
    query, not_converted = convert_bounds(connection, query) if target else (query, 0)
    others = tuple(group for group in groups if group != "currency")
    more, limit = ("currency", *(DAYS if target else ())), MAX_CONVERTED if target else MAX_ROWS
    require_few_groups(connection, query, whole_amounts, groups=others, more=more, limit=limit)
    found = NATURES.first(connection)
    natures = tuple(name for name in NATURES_BY_NAME if getattr(found, name) and name not in query.params)

    def rows_of(build: statement_cache.Builder, *args: Any) -> list[Any]:
        return statement_cache.compiled_for(query.shape, build, natures, *args).rows(connection, query)

    rows = rows_of(sums_of_whole, others, more, limit)
    require_at_most(limit, rows)
    counted = [row for row in rows if row.nature not in LEFT_OUT]
    keys = (*(f"group_{name}" for name in others), *more)
    has_ranges = any(row.nature == "range" for row in counted)
    ranges = {key_of(row, keys): row for row in rows_of(sums_of_ranges, others, more, limit)} if has_ranges else {}
    left_out = {row.nature: row.number for row in rows_of(count_left_out)} if len(counted) < len(rows) else {}
    left_out |= {"not_converted": not_converted} if not_converted else {}
    figures = figures_of(counted, ranges, keys)
    if target:
        by_group = groupby(figures, lambda each: group_of(query, others, each.row))
        return Summary([group | converted_sum(members, target) for group, members in by_group], left_out)
    return Summary([group_of(query, others, each.row) | each.to_json() for each in figures], left_out)


def sums_of_whole(
    query: ListQuery, natures: Sequence[str], groups: Sequence[str], more: Sequence[str], limit: int
) -> Select[Any]:
    """Select the sum and number of amounts by group, currency and nature, and by day if they are converted."""
    matched = whole_amounts(query, groups, natures)
    sums = (exact_sum(matched.c.value).label("sum"), func.count().label("number"))
    names = (*more, "nature") if natures else more
    rows = group_rows(query, matched, groups, sums, [matched.c[name] for name in names], limit=limit)
    return rows if natures else rows.add_columns(null().label("nature"))


def sums_of_ranges(
    query: ListQuery, natures: Sequence[str], groups: Sequence[str], more: Sequence[str], limit: int
) -> Select[Any]:
    """Select the sum of the upper ends of ranges by group and currency, and by day if they are converted."""
    every = whole_amounts(query, groups, natures)
    amount: Any = aliased(Amount)
    ranges = select(every, amount.upper_value).join(amount, amount.id == every.c.id).where(every.c.nature == "range")
    matched = ranges.cte("ranges")
    sums = (exact_sum(matched.c.upper_value).label("upper"),)
    return group_rows(query, matched, groups, sums, [matched.c[name] for name in more], limit=limit)


def count_left_out(query: ListQuery, natures: Sequence[str]) -> Select[Any]:
    """Select the number of amounts that are left out, by reason."""
    matched = whole_amounts(query, (), natures)
    number = func.count().label("number")
    return select(matched.c.nature, number).where(matched.c.nature.in_([*LEFT_OUT])).group_by(matched.c.nature)


def whole_amounts(query: ListQuery, groups: Sequence[str], natures: Sequence[str] = ()) -> CTE:
    """The matching amounts, without those whose whole matches too, since the whole includes them.

    With `natures`, theirs is the reason for which they are left out, else their bound; NULL if they are exact.
    """
    stated = [NATURES_BY_NAME[name] for name in natures]
    columns = dict.fromkeys(("id", "value", "currency", *DAYS, *(each.column for each in stated)))
    every = matching_rows(query, groups, *columns).cte("every")
    whole = aliased(every, name="whole")
    is_part = exists().where(AmountWhole.amount_id == every.c.id, AmountWhole.whole_id == whole.c.id)
    reasons = [
        (each.is_left_out(every.c[each.column]), name)
        for name, each in zip(natures, stated, strict=True)
        if each.is_left_out
    ]
    bound = every.c.bound if "bounded" in natures else null()
    nature = [(case(*reasons, else_=bound) if reasons else bound).label("nature")] if natures else []
    return select(every, *nature).where(~is_part).cte("matched")


def key_of(row: AnyRow, keys: Sequence[str]) -> Key:
    """The values of a row by which its amounts are grouped."""
    return tuple(getattr(row, name) for name in keys)


def figures_of(rows: Iterable[AnyRow], ranges: Mapping[Key, AnyRow], keys: Sequence[str]) -> Iterator[Figures]:
    """The figures of each group and currency, from its rows: one for exact amounts, and one for each kind of bound."""
    for key, members in groupby(rows, lambda row: key_of(row, keys)):
        natures = {row.nature: row for row in members}
        exact = natures.pop(None, None)
        bounds = reduce(Bounds.plus, (bounds_of(row, ranges.get(key)) for row in natures.values()), NO_BOUNDS)
        row = exact or next(iter(natures.values()))
        yield Figures(row, exact.sum if exact else None, exact.number if exact else 0, bounds)


def bounds_of(row: AnyRow, uppers: AnyRow | None) -> Bounds:
    """What limits or ranges of one kind come to."""
    if row.nature == "range" and uppers:
        return Bounds(row.number, row.sum, uppers.upper)
    return Bounds(row.number, *((row.sum, None) if row.nature == "gte" else (None, row.sum)))


def plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The exact sum of two ends; None if one is open."""
    return None if one is None or other is None else EXACT.add(one, other)


def converted_sum(figures: Iterable[Figures], target: str) -> Row:
    """The sum of one group in the target currency, its conversions, and the sums that have none.

    The sum is None, not 0, if nothing could be converted. There are figures for each currency and day of announcement.
    """
    conversions: list[Row] = []
    rejected: dict[tuple[str, str], tuple[str, Figures]] = {}
    amounts: list[Decimal] = []
    bounds, number = NO_BOUNDS, 0
    for each in figures:
        row = each.row
        is_one_day = row.announced_from == row.announced_to
        if row.currency != target and not is_one_day:
            add_rejected(rejected, each, "announced_on", row.currency)
            continue
        conversion = rates.convert_amount(each.sum or Decimal(0), row.currency, target, row.announced_from)
        if isinstance(conversion, NoRate):
            add_rejected(rejected, each, conversion.reason, conversion.currency)
            continue
        if each.bounds.count:
            bounds = bounds.plus(converted_bounds(each, target))
        if each.sum is None:
            continue
        amounts.append(conversion.amount)
        number += each.number
        conversions.append(
            {
                "currency": row.currency,
                "announced_on": row.announced_from if is_one_day else None,
                "sum": format_decimal(each.sum),
                "count": each.number,
                "rate": format_decimal(conversion.rate),
                "rate_on": conversion.rate_on if is_one_day else None,
                "converted": format_decimal(rates.rounded(conversion.amount, target)),
            }
        )
    low, high = (None if end is None else rates.rounded(end, target) for end in (bounds.low, bounds.high))
    return {
        "currency": target,
        "sum": format_decimal(rates.rounded_sum(amounts, target)) if amounts else None,
        "count": number,
        **({"bounds": Bounds(bounds.count, low, high).to_json()} if bounds.count else {}),
        "conversions": conversions,
        "not_converted": [
            {"currency": currency, "reason": reason, "detail": detail} | each.to_json()
            for (currency, reason), (detail, each) in rejected.items()
        ],
    }


def converted_bounds(figures: Figures, target: str) -> Bounds:
    """Bounds of one day in the target currency, unrounded; the day has a rate."""
    row, ends = figures.row, (figures.bounds.low, figures.bounds.high)
    found = (
        None if end is None else rates.convert_amount(end, row.currency, target, row.announced_from) for end in ends
    )
    return Bounds(figures.bounds.count, *(each.amount if isinstance(each, Conversion) else None for each in found))


def add_rejected(
    rejected: dict[tuple[str, str], tuple[str, Figures]], figures: Figures, reason: str, currency: str
) -> None:
    """Add figures that could not be converted to those of their currency and reason."""
    key = (figures.row.currency, reason)
    detail, before = rejected.get(key, (REASONS[reason].format(currency), None))
    rejected[key] = (detail, before.plus(figures) if before else figures)

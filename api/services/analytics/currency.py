"""Sums in one currency: each at the reference rate of the day of its announcement, and what has no rate by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from api.db.column_types import EXACT
from api.db.sql import AnyRow
from domain.money import rates
from domain.money.parser import format_decimal
from domain.money.rates import NoRate

Row = dict[str, Any]

MOST_ROWS = 50_000
"""How many sums, one a day and currency, are converted for one summary."""

NO_SINGLE_DAY = "announced_on"
"""Why a sum is not converted whose announcement is not of one known day."""

WHY: Mapping[str, str] = {
    "currency": "The European Central Bank publishes no reference rate for {}.",
    "date": "There is no reference rate of that day: it is outside the series, or {} was not quoted then.",
    NO_SINGLE_DAY: "The announcement is not of one known day.",
}
"""Why a sum was not converted, in words."""


def convert(rows: Sequence[AnyRow], target: str, groups: Callable[[AnyRow], Row]) -> list[Row]:
    """Return for each group the sum in the target currency, how it came about, and what could not be converted.

    `rows` have the sum and the number of amounts of each group, currency and window of announcement.
    """
    gathered: dict[str, tuple[Row, list[AnyRow]]] = {}
    for row in rows:
        shown = groups(row)
        gathered.setdefault(repr(shown), (shown, []))[1].append(row)
    return [shown | converted(inner, target) for shown, inner in gathered.values()]


def converted(rows: Iterable[AnyRow], target: str) -> Row:
    """Return the sum of one group; none where nothing of it could be converted, which is not 0."""
    conversions: list[Row] = []
    refused: dict[tuple[str, str], Row] = {}
    amounts: list[Decimal] = []
    number = 0
    for row in rows:
        found = rate_of(row, target)
        if isinstance(found, NoRate):
            add_refused(refused, row, found)
        else:
            amounts.append(found.amount)
            number += row.number
            conversions.append(
                {
                    "currency": row.currency,
                    "announced_on": row.announced_from if is_one_day(row) else None,
                    "sum": format_decimal(row.sum),
                    "count": row.number,
                    "rate": format_decimal(found.rate),
                    "rate_on": found.rate_on if is_one_day(row) else None,
                    "converted": format_decimal(rates.rounded(found.amount, target)),
                }
            )
    total = format_decimal(rates.rounded_sum(amounts, target)) if amounts else None
    return {
        "currency": target,
        "sum": total,
        "count": number,
        "conversions": conversions,
        "not_converted": [each | {"sum": format_decimal(each["sum"])} for each in refused.values()],
    }


def is_one_day(row: AnyRow) -> bool:
    """Whether the announcements are of one known day."""
    return bool(row.announced_from == row.announced_to)


def rate_of(row: AnyRow, target: str) -> Any:
    """Return what a sum is worth in the target currency, or why that cannot be said."""
    if row.currency != target and not is_one_day(row):
        return NoRate(NO_SINGLE_DAY, row.currency)  # type: ignore[arg-type]  # A reason of ours beside the rates'.
    return rates.convert_amount(row.sum, row.currency, target, row.announced_from)


def add_refused(refused: dict[tuple[str, str], Row], row: AnyRow, why: NoRate) -> None:
    """Add up what could not be converted, by currency and reason: as it was stated, never as nothing."""
    detail = WHY[why.reason].format(why.currency)
    none = {"currency": row.currency, "reason": why.reason, "detail": detail, "sum": Decimal(0), "count": 0}
    entry = refused.setdefault((row.currency, why.reason), none)
    entry["sum"] = EXACT.add(entry["sum"], row.sum)
    entry["count"] += row.number

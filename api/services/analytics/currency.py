"""Sums in one currency: each at the reference rate of the announcement's day, and apart the sums without a rate."""

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

MAX_ROWS = 50_000
"""Number of sums, one per day and currency, that one summary converts at most."""

NO_SINGLE_DAY = "announced_on"

REASONS: Mapping[str, str] = {
    "currency": "The European Central Bank publishes no reference rate for {}.",
    "date": "There is no reference rate of that day: it is outside the series, or {} was not quoted then.",
    NO_SINGLE_DAY: "The announcement is not of one known day.",
}
"""Sentences for why a sum was not converted."""


def convert(rows: Sequence[AnyRow], target: str, group_of: Callable[[AnyRow], Row]) -> list[Row]:
    """By group: the sum in the target currency, the conversions in it, and the sums that could not be converted.

    `rows` have the sum and the number of amounts of each group, currency and day range of announcement.
    """
    by_group: dict[str, tuple[Row, list[AnyRow]]] = {}
    for row in rows:
        group = group_of(row)
        by_group.setdefault(repr(group), (group, []))[1].append(row)
    return [group | converted_sum(members, target) for group, members in by_group.values()]


def converted_sum(rows: Iterable[AnyRow], target: str) -> Row:
    """The sum of one group in the target currency; None, not 0, if nothing could be converted."""
    conversions: list[Row] = []
    rejected: dict[tuple[str, str], Row] = {}
    amounts: list[Decimal] = []
    number = 0
    for row in rows:
        is_one_day = row.announced_from == row.announced_to
        if row.currency != target and not is_one_day:
            add_rejected(rejected, row, NO_SINGLE_DAY, row.currency)
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

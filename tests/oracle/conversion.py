"""Figures of amounts in other currencies, and amounts that have none, in plain Python."""

from __future__ import annotations

from decimal import Decimal

from domain.money import rates
from domain.money.rates import NoRate
from tests.oracle.filter_rules import days_of, ends_of_amount, is_in_number_range
from tests.oracle.snapshot import Item, Query


def in_currency(item: Item, figure: Decimal, target: str) -> Decimal | None:
    """A figure of an amount at the rate of its announcement's day; None without one day or a rate."""
    days = days_of(item, "announced")
    if item.part["currency"] == target:
        return figure
    if days is None or days.first is None or days.first != days.last:
        return None
    found = rates.convert_amount(figure, item.part["currency"], target, days.first)
    return None if isinstance(found, NoRate) else found.amount


def has_rate(item: Item, target: str) -> bool:
    """Whether an amount can be converted."""
    return in_currency(item, Decimal(0), target) is not None


def is_in_converted_range(item: Item, query: Query) -> bool:
    """Whether an amount, converted, may lie in the query's range; not without a rate."""
    (target,) = query["currency"]
    if not has_rate(item, target):
        return False
    low, high = (None if end is None else in_currency(item, Decimal(end), target) for end in ends_of_amount(item.part))
    return is_in_number_range((low, high), "amount", query)


def asks_for_converted_range(query: Query) -> bool:
    """Whether a query has a range in another currency."""
    return "convert" in query and not query.keys().isdisjoint({"amount_min", "amount_max"})

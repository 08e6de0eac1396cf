"""What summaries, topics and coverage say, in plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from domain.dates.edtf import parse_edtf
from domain.money import rates
from domain.money.rates import NoRate
from tests.oracle.meanings import is_overdue
from tests.oracle.oracle import Oracle
from tests.oracle.world import Item, Part

Group = tuple[str | None, ...]
Sums = dict[Group, Any]


def grouped(oracle: Oracle, items: Sequence[Item], names: Sequence[str]) -> dict[Group, list[Item]]:
    """Return the items of each group; what has several values is in several."""
    groups: dict[Group, list[Item]] = defaultdict(list)
    for item in items:
        values: list[list[Any]] = [sorted(oracle.dimension(name)(item)) or [None] for name in names]
        for group in product(*values):
            groups[group].append(item)
    return groups


def commitments(oracle: Oracle, names: Sequence[str]) -> Sums:
    """Return for each group how many commitments there are, and how many are overdue."""
    today = oracle.world.today
    return {
        group: (len(items), sum(is_overdue(item.part, today) for item in items))
        for group, items in grouped(oracle, oracle.found(), names).items()
    }


def counted_once(items: Sequence[Item]) -> list[Item]:
    """Return the amounts that are not, near or far, a part of another one of them."""
    here = {(item.record["id"], item.part["key"]) for item in items}
    return [item for item in items if not any((item.record["id"], key) in here for key in wholes(item))]


def wholes(item: Item) -> list[str]:
    """Return the keys of the amounts that one is a part of."""
    parts = {part["key"]: part for part in item.record["amounts"]}
    above, key = [], item.part.get("part_of")
    while key is not None:
        above.append(key)
        key = parts[key].get("part_of")
    return above


def amounts(oracle: Oracle, names: Sequence[str]) -> Sums:
    """Return the exact sum and the number of the amounts of each group and currency."""
    groups = grouped(oracle, counted_once(oracle.found()), [*names, "currency"])
    return {group: (sum(map(exactly, items)), len(items)) for group, items in groups.items()}


def figure(item: Item) -> Decimal:
    """Return an amount's number."""
    return Decimal(item.part["amount"])


def exactly(item: Item) -> Fraction:
    """Return an amount's number, of which no sum is ever rounded."""
    return Fraction(item.part["amount"])


def converted(oracle: Oracle, names: Sequence[str], target: str) -> Sums:
    """Return for each group the sum in one currency, the number in it, and by currency what is not in it."""
    groups = grouped(oracle, counted_once(oracle.found()), names)
    return {group: conversion(items, target) for group, items in groups.items()}


def conversion(items: Sequence[Item], target: str) -> tuple[Decimal | None, int, dict[str, tuple[Fraction, int]]]:
    """Return the sum of some amounts in one currency, if any has a rate, their number, and those that have none."""
    worth: list[Decimal] = []
    refused: dict[str, list[Fraction]] = defaultdict(list)
    for item in items:
        found = in_currency(item, target)
        if found is None:
            refused[item.part["currency"]].append(exactly(item))
        else:
            worth.append(found)
    return (
        rates.rounded_sum(worth, target) if worth else None,
        len(worth),
        {currency: (sum(figures, Fraction(0)), len(figures)) for currency, figures in refused.items()},
    )


def in_currency(item: Item, target: str) -> Decimal | None:
    """Return what an amount was worth on the day of its announcement; None where that cannot be said."""
    days = parse_edtf(item.record["announced_on"])
    if item.part["currency"] == target:
        return figure(item)
    if days.first is None or days.first != days.last:
        return None
    found = rates.convert_amount(figure(item), item.part["currency"], target, days.first)
    return None if isinstance(found, NoRate) else found.amount


def topics(oracle: Oracle) -> list[tuple[str, int, str, str]]:
    """Return each topic of the records found, with their number, and the first and last day of any."""
    return [
        (topic, len(items), *span(items))
        for (topic,), items in sorted(grouped(oracle, oracle.found(), ["topic"]).items(), key=str)
        if topic is not None
    ]


def span(items: Sequence[Item]) -> tuple[str, str]:
    """Return the first and the last day on which one may have been announced."""
    days = [parse_edtf(item.record["announced_on"]) for item in items]
    return str(min(each.first for each in days if each.first)), str(max(each.last for each in days if each.last))


def coverage(oracle: Oracle) -> dict[Group, tuple[int, str, str, str]]:
    """Return for each jurisdiction and publisher the number of records, their days, and the last change."""
    groups = grouped(oracle, oracle.found(), ["jurisdiction", "publisher"])
    return {group: (len(items), *span(items), changed(items)) for group, items in groups.items()}


def changed(items: Sequence[Item]) -> str:
    """Return when one of them changed last."""
    records: list[Part] = [item.record for item in items]
    return max(str(record["updated_at"]) for record in records)

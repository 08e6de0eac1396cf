"""Expected summaries, topics and coverage, computed in plain Python."""

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
from tests.oracle.filter_rules import is_overdue
from tests.oracle.oracle import Oracle
from tests.oracle.snapshot import Item, Part

Group = tuple[str | None, ...]
Sums = dict[Group, Any]


def grouped(oracle: Oracle, items: Sequence[Item], names: Sequence[str]) -> dict[Group, list[Item]]:
    """Items by group; an item with several values is in several groups."""
    groups: dict[Group, list[Item]] = defaultdict(list)
    for item in items:
        values: list[list[Any]] = [sorted(oracle.dimension(name)(item)) or [None] for name in names]
        for group in product(*values):
            groups[group].append(item)
    return groups


def commitments(oracle: Oracle, names: Sequence[str]) -> Sums:
    """Number of commitments, and of overdue ones, by group."""
    today = oracle.snapshot.today
    return {
        group: (len(items), sum(is_overdue(item.part, today) for item in items))
        for group, items in grouped(oracle, oracle.expected_items(), names).items()
    }


def counted_once(items: Sequence[Item]) -> list[Item]:
    """Amounts without those that are, directly or not, a part of another one here."""
    here = {(item.record["id"], item.part["key"]) for item in items}
    return [item for item in items if not any((item.record["id"], key) in here for key in keys_of_wholes(item))]


def keys_of_wholes(item: Item) -> list[str]:
    """Keys of the amounts that an amount is a part of, nearest first."""
    parts = {part["key"]: part for part in item.record["amounts"]}
    above, key = [], item.part.get("part_of")
    while key is not None:
        above.append(key)
        key = parts[key].get("part_of")
    return above


def amounts(oracle: Oracle, names: Sequence[str]) -> Sums:
    """Exact sum and number of the amounts by group and currency."""
    groups = grouped(oracle, counted_once(oracle.expected_items()), [*names, "currency"])
    return {group: (sum(map(exact_amount, items)), len(items)) for group, items in groups.items()}


def decimal_amount(item: Item) -> Decimal:
    """An amount as a decimal."""
    return Decimal(item.part["amount"])


def exact_amount(item: Item) -> Fraction:
    """An amount as a fraction, so that sums are not rounded."""
    return Fraction(item.part["amount"])


def converted(oracle: Oracle, names: Sequence[str], target: str) -> Sums:
    """By group: the sum in one currency, the number of amounts in it, and the amounts left out, by currency."""
    groups = grouped(oracle, counted_once(oracle.expected_items()), names)
    return {group: conversion(items, target) for group, items in groups.items()}


def conversion(items: Sequence[Item], target: str) -> tuple[Decimal | None, int, dict[str, tuple[Fraction, int]]]:
    """Sum in one currency (None if no amount has a rate), number of amounts in it, and those without a rate."""
    worth: list[Decimal] = []
    refused: dict[str, list[Fraction]] = defaultdict(list)
    for item in items:
        found = in_currency(item, target)
        if found is None:
            refused[item.part["currency"]].append(exact_amount(item))
        else:
            worth.append(found)
    return (
        rates.rounded_sum(worth, target) if worth else None,
        len(worth),
        {currency: (sum(figures, Fraction(0)), len(figures)) for currency, figures in refused.items()},
    )


def in_currency(item: Item, target: str) -> Decimal | None:
    """An amount at the rate of its announcement's day; None without one day or a rate."""
    days = parse_edtf(item.record["announced_on"])
    if item.part["currency"] == target:
        return decimal_amount(item)
    if days.first is None or days.first != days.last:
        return None
    found = rates.convert_amount(decimal_amount(item), item.part["currency"], target, days.first)
    return None if isinstance(found, NoRate) else found.amount


def topics(oracle: Oracle) -> list[tuple[str, int, str, str]]:
    """Topics of the matching records, with their number and first and last day."""
    return [
        (topic, len(items), *span(items))
        for (topic,), items in sorted(grouped(oracle, oracle.expected_items(), ["topic"]).items(), key=str)
        if topic is not None
    ]


def span(items: Sequence[Item]) -> tuple[str, str]:
    """First and last possible day of announcement."""
    days = [parse_edtf(item.record["announced_on"]) for item in items]
    return str(min(each.first for each in days if each.first)), str(max(each.last for each in days if each.last))


def coverage(oracle: Oracle) -> dict[Group, tuple[int, str, str, str]]:
    """Number of records, their first and last day, and last change, by jurisdiction and publisher."""
    groups = grouped(oracle, oracle.expected_items(), ["jurisdiction", "publisher"])
    return {group: (len(items), *span(items), last_change(items)) for group, items in groups.items()}


def last_change(items: Sequence[Item]) -> str:
    """Time of the last change of any of them."""
    records: list[Part] = [item.record for item in items]
    return max(str(record["updated_at"]) for record in records)

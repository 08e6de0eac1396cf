"""Expected summaries, topics and coverage, computed in plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from api.db.sql import EXACT
from domain.money import rates
from tests.oracle import repetition
from tests.oracle.conversion import asks_for_converted_range, has_rate, in_currency
from tests.oracle.filter_rules import days_of, ends_of_amount, is_overdue
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
    return {
        group: (len(items), sum(is_overdue_today(oracle, item) for item in items) - len(superseded(oracle, items)))
        for group, items in grouped(oracle, oracle.expected_items(), names).items()
    }


def quotes(oracle: Oracle, names: Sequence[str]) -> Sums:
    """Number of quotes by group."""
    return {group: len(items) for group, items in grouped(oracle, oracle.expected_items(), names).items()}


def superseded(oracle: Oracle, items: Sequence[Item]) -> list[Item]:
    """Commitments that would be overdue today if their records were not superseded."""
    return [item for item in items if is_overdue_today(oracle, item) and item.record["id"] in oracle.superseded]


def is_overdue_today(oracle: Oracle, item: Item) -> bool:
    """Whether a commitment is overdue by its date and its status."""
    return is_overdue(item.part, item.record["jurisdiction"], oracle.snapshot.today)


def order_key(row: Any, name: str, groups: Sequence[str]) -> Any:
    """What an order of a summary goes by, of a row: sums are in their currency, parties go by name."""
    if name == "sum":
        return row["currency"], row["sum"] if row["sum"] is None else Fraction(row["sum"])
    if name != "group":
        return row[name]
    parties = {"party", "payer", "payee", "speaker"}
    shown = [row["labels"][each] if each in parties and row[each] else row[each] for each in groups]
    return [(value is None, value or "") for value in shown]


def first_keys(rows: Sequence[Any], name: str, groups: Sequence[str], *, is_descending: bool, limit: int) -> list[Any]:
    """The keys of the first rows of a summary in an order; by sum, of each currency, those without a sum last."""
    keys = [order_key(row, name, groups) for row in rows]
    if name != "sum":
        return sorted(keys, reverse=is_descending)[:limit]
    first = []
    for currency in sorted({currency for currency, _ in keys}):
        sums = [figure for each, figure in keys if each == currency]
        stated = sorted((each for each in sums if each is not None), reverse=is_descending)
        ordered = [*stated, *(each for each in sums if each is None)]
        first += [(currency, figure) for figure in ordered[:limit]]
    return first


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


def left_out(oracle: Oracle) -> dict[str, set[str]]:
    """Ids of the amounts that match and are left out of sums, by reason."""
    items = counted_once(oracle.expected_items())
    superseded = repetition.superseded_records(oracle.snapshot) if "superseded" not in oracle.query else set()
    restating = repetition.restating_amounts(oracle.snapshot) if "restated" not in oracle.query else set()
    old = {item.part["id"] for item in items if item.record["id"] in superseded}
    again = {item.part["id"] for item in items} & restating - old
    return {"superseded": old, "restated": again, "not_converted": without_rate(oracle)}


def without_rate(oracle: Oracle) -> set[str]:
    """Ids of the amounts that match all but a range in another currency, and have no rate."""
    query = oracle.query
    if not asks_for_converted_range(query):
        return set()
    others = {name: values for name, values in query.items() if name not in {"currency", "amount_min", "amount_max"}}
    every = replace(oracle, query=others).expected_items()
    return {item.part["id"] for item in every if not has_rate(item, query["currency"][0])}


def added_up(oracle: Oracle) -> list[Item]:
    """The amounts that sums are of."""
    absent = set().union(*left_out(oracle).values())
    return [item for item in counted_once(oracle.expected_items()) if item.part["id"] not in absent]


def is_exact(item: Item) -> bool:
    """Whether an amount is one sum: no limit, and no range."""
    figure, comparator = Decimal(item.part["amount"]), item.part.get("comparator", "eq")
    return comparator == "eq" and Decimal(item.part.get("upper", figure)) == figure


def amounts(oracle: Oracle, names: Sequence[str]) -> Sums:
    """By group and currency: exact sum (None without exact amounts), their number, and what the others come to."""
    groups = grouped(oracle, added_up(oracle), [*names, "currency"])
    return {
        group: (
            sum(map(exact_amount, exact)) if (exact := [item for item in items if is_exact(item)]) else None,
            len(exact),
            bounds([ends_of_amount(item.part) for item in items if not is_exact(item)]),
        )
        for group, items in groups.items()
    }


def bounds(ends: Sequence[tuple[Any, Any]]) -> tuple[int, Fraction | None, Fraction | None]:
    """The number of limits and ranges, and what they come to at least and at most; None where one is open."""
    lows, highs = zip(*ends, strict=True) if ends else ((), ())
    return len(ends), total(lows), total(highs)


def total(figures: Sequence[str | None]) -> Fraction | None:
    """The exact sum; None if one is unknown."""
    known = [Fraction(each) for each in figures if each is not None]
    return sum(known, Fraction(0)) if len(known) == len(figures) else None


def decimal_amount(item: Item) -> Decimal:
    """An amount as a decimal."""
    return Decimal(item.part["amount"])


def exact_amount(item: Item) -> Fraction:
    """An amount as a fraction, so that sums are not rounded."""
    return Fraction(item.part["amount"])


def converted(oracle: Oracle, names: Sequence[str], target: str) -> Sums:
    """By group: the sum in one currency, the number of amounts in it, bounds, and what has no rate, by currency."""
    groups = grouped(oracle, added_up(oracle), names)
    return {group: conversion(items, target) for group, items in groups.items()}


def conversion(items: Sequence[Item], target: str) -> Any:
    """Sum in one currency (None if none has a rate), number of amounts in it, bounds, and what has no rate."""
    worth: list[Decimal] = []
    ends: list[tuple[Decimal | None, Decimal | None]] = []
    refused: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        low, high = (
            None if end is None else in_currency(item, Decimal(end), target) for end in ends_of_amount(item.part)
        )
        if in_currency(item, decimal_amount(item), target) is None:
            refused[item.part["currency"]].append(item)
        elif is_exact(item):
            worth += [low] if low is not None else []
        else:
            ends.append((low, high))
    number, *totals = bounds(ends)
    return (
        rates.rounded_sum(worth, target) if worth else None,
        len(worth),
        (number, *(None if each is None else rates.rounded(decimal_of(each), target) for each in totals)),
        {currency: refusal(each) for currency, each in refused.items()},
    )


def decimal_of(figure: Fraction) -> Decimal:
    """A fraction as a decimal."""
    return EXACT.divide(Decimal(figure.numerator), Decimal(figure.denominator))


def refusal(items: Sequence[Item]) -> tuple[Fraction, int, int]:
    """Exact sum and number of amounts without a rate, and the number of limits and ranges among them."""
    exact = [item for item in items if is_exact(item)]
    return sum(map(exact_amount, exact), Fraction(0)), len(exact), len(items) - len(exact)


def topics(oracle: Oracle) -> list[tuple[str, int, str, str]]:
    """Topics of the matching records, with their number and first and last day."""
    return [
        (topic, len(items), *span(items))
        for (topic,), items in sorted(grouped(oracle, oracle.expected_items(), ["topic"]).items(), key=str)
        if topic is not None
    ]


def span(items: Sequence[Item]) -> tuple[str, str]:
    """First and last possible day of announcement."""
    days = [each for item in items if (each := days_of(item, "announced"))]
    return str(min(each.first for each in days if each.first)), str(max(each.last for each in days if each.last))


def coverage(oracle: Oracle) -> dict[Group, tuple[int, str, str, str]]:
    """Number of records, their first and last day, and last change, by jurisdiction and publisher."""
    groups = grouped(oracle, oracle.expected_items(), ["jurisdiction", "publisher"])
    return {group: (len(items), *span(items), last_change(items)) for group, items in groups.items()}


def last_change(items: Sequence[Item]) -> str:
    """Time of the last change of any of them."""
    records: list[Part] = [item.record for item in items]
    return max(str(record["updated_at"]) for record in records)

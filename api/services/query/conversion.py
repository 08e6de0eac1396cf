"""Bounds of amounts in one currency as what they come to in each other one, at the rate of the announcement's day.

Statements compare amounts as they are stated, exactly and by an index: not a figure of the database is converted.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from sqlalchemy import Connection, Dialect, func, select

from api.db.sql import EXACT, FRACTION_DIGITS, GREATEST, AnyRow, AnySelect, ExactDecimal
from api.services.errors import invalid_parameter
from api.services.query import statement_cache
from api.services.query.access_paths import full_match
from api.services.query.branches import branches
from api.services.query.list_query import ListQuery
from api.services.query.page_statements import joined
from domain.money.rates import Conversion, convert_amount
from domain.violations import Violation

MAX_CONVERTED = 50_000
"""Number of pairs of a day and a currency that one request converts at most."""

BOUND_PARAMS = ("amount_min", "amount_max")
KEYS = ("currency", "announced_from", "announced_to")
STEP = Decimal(1).scaleb(-FRACTION_DIGITS)


class Bounds(NamedTuple):
    """The least and the greatest figure in one currency; None where it is beyond what a column can hold."""

    least: Decimal | None
    most: Decimal | None


class ConvertedQuery(NamedTuple):
    """A query that can be executed, and the number of amounts that match all else and cannot be converted."""

    query: ListQuery
    not_converted: int


def convert_bounds(connection: Connection, query: ListQuery) -> ConvertedQuery:
    """Convert the bounds of a query with `convert` into all currencies, on all days, of what its other filters match.

    Raises `Invalid` if these are more than `MAX_CONVERTED`.
    """
    stated = [query.params.get(name) for name in BOUND_PARAMS]
    if stated == [None, None]:
        return ConvertedQuery(query, 0)
    others = {name: value for name, value in query.params.items() if name not in {*BOUND_PARAMS, "convert"}}
    unbounded = ListQuery.of(query.resource, others, actor=query.actor, today=query.today)
    rows = statement_cache.compiled_for(unbounded.shape, currencies_and_days).rows(connection, unbounded)
    if len(rows) > MAX_CONVERTED:
        detail = f"This is money of more than {MAX_CONVERTED:,} pairs of a day and a currency. Filter more."
        raise invalid_parameter("convert", Violation("too_many", detail))
    least, most = (None if each is None else Decimal(each) for each in stated)
    target, dialect = query.params["convert"], connection.dialect
    found = [(row, converted_bounds(row, target, least, most)) for row in rows]
    stored = [
        [*(getattr(row, name) for name in KEYS), *(stored_decimal(each, dialect) for each in bounds)]
        for row, bounds in found
        if bounds
    ]
    without_rate = sum(row.number for row, bounds in found if not bounds)
    return ConvertedQuery(replace(query, converted_bounds=stored), without_rate)


def currencies_and_days(query: ListQuery) -> AnySelect:
    """Select the currencies and days of all matches, with the number of matches of each."""
    paths = map(full_match, branches(query))
    every = joined(path.select(*(path.columns[name].label(name) for name in KEYS)) for path in paths).subquery("every")
    keys = [every.c[name] for name in KEYS]
    pairs: AnySelect = select(*keys, func.count().label("number")).group_by(*keys).limit(MAX_CONVERTED + 1)
    return pairs


def converted_bounds(row: AnyRow, target: str, least: Decimal | None, most: Decimal | None) -> Bounds | None:
    """Both bounds in the currency of a row, for figures with 8 decimals; None without a rate on one known day."""
    if row.currency != target and row.announced_from != row.announced_to:
        return None
    ends = [convert_amount(each or Decimal(0), target, row.currency, row.announced_from) for each in (least, most)]
    low, high = (each.amount if isinstance(each, Conversion) else None for each in ends)
    if low is None or high is None:
        return None
    low, high = low.quantize(STEP, ROUND_CEILING, EXACT), high.quantize(STEP, ROUND_FLOOR, EXACT)
    return Bounds(
        max(low, -GREATEST) if low <= GREATEST else None,
        min(high, GREATEST) if high >= -GREATEST else None,
    )


def stored_decimal(figure: Decimal | None, dialect: Dialect) -> str | None:
    """A decimal as a column holds it."""
    return None if figure is None else str(ExactDecimal().process_bind_param(figure, dialect))

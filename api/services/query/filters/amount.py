"""Filters of amounts."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Date, Text, and_, or_, select, true
from sqlalchemy import column as sql_column
from sqlalchemy.orm import aliased

from api.db.sql import ExactDecimal, stored_rows_param
from api.models import Amount
from api.services.query.filters.operators import (
    CONVERTED_BOUNDS,
    Clause,
    FilterClause,
    FilterContext,
    at_least,
    at_most,
    days,
    is_any,
    is_true,
    missing,
    name_literal,
    stated_values,
)
from api.services.query.filters.party import is_party
from domain.codes import MISSING

BOUND_COLUMNS = (
    sql_column("currency", Text()),
    *(sql_column(name, Date()) for name in ("announced_from", "announced_to")),
    *(sql_column(name, ExactDecimal()) for name in ("least", "most")),
)


def is_any_party(name: str) -> FilterClause:
    """The column holds one of the parties, or is NULL if `_missing` is one of the values."""

    def clause(context: FilterContext, values: list[str]) -> Clause:
        column = context.columns[name]
        stated = is_party(column, stated_values(values), context.actor)
        return or_(column.is_(None), stated) if MISSING in values else stated

    return clause


def unless_converted(filter_: FilterClause) -> FilterClause:
    """Compare figures as stated; with `convert`, `is_within_converted_bounds` compares them."""
    return lambda context, value: true() if "convert" in context.params else filter_(context, value)


def is_within_converted_bounds(context: FilterContext, target: Any) -> Clause:
    """The amount, converted, may lie between `amount_min` and `amount_max`; not if there is no rate.

    A bound that no figure can reach in the amount's currency is NULL: only what has no end there is beyond it.
    """
    bounds = stored_rows_param(target.binds.add(itemgetter(CONVERTED_BOUNDS), JSON()), BOUND_COLUMNS).subquery("bounds")
    amount: Any = aliased(Amount)
    is_same = [getattr(amount, name) == bounds.c[name] for name in ("currency", "announced_from", "announced_to")]
    ends = []
    if "amount_min" in context.params:
        ends.append(or_(amount.upper_value >= bounds.c.least, amount.bound == name_literal("gte")))
    if "amount_max" in context.params:
        ends.append(or_(amount.lower_value <= bounds.c.most, amount.bound == name_literal("lte")))
    found = select(amount.id).join_from(bounds, amount, and_(*is_same)).where(*ends)
    return context.columns["id"].in_(found) if ends else true()


MULTI_VALUE: Mapping[str, FilterClause] = {
    "kind": is_any("kind"),
    "currency": is_any("currency"),
    "stage": is_any("stage"),
    "frequency": is_any("frequency"),
    "comparator": is_any("comparator"),
    "payer": is_any_party("payer_id"),
    "payee": is_any_party("payee_id"),
}

SINGLE_VALUE: Mapping[str, FilterClause] = {
    **days("period"),
    "period": missing("period"),
    "amount_min": unless_converted(at_least("upper_value")),
    "amount_max": unless_converted(at_most("lower_value")),
    "convert": is_within_converted_bounds,
    "change": missing("percent"),
    "change_min": at_least("percent"),
    "change_max": at_most("percent"),
    "approximate": is_true("approximate"),
}

"""Filters of amounts."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import or_

from api.services.query.filters.operators import (
    Clause,
    FilterClause,
    FilterContext,
    at_least,
    at_most,
    days,
    is_any,
    is_true,
    missing,
    stated_values,
)
from api.services.query.filters.party import is_party
from domain.codes import MISSING


def is_any_party(name: str) -> FilterClause:
    """The column holds one of the parties, or is NULL if `_missing` is one of the values."""

    def clause(context: FilterContext, values: list[str]) -> Clause:
        column = context.columns[name]
        stated = is_party(column, stated_values(values), context.actor)
        return or_(column.is_(None), stated) if MISSING in values else stated

    return clause


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
    "amount_min": at_least("upper_value"),
    "amount_max": at_most("lower_value"),
    "change": missing("percent"),
    "change_min": at_least("percent"),
    "change_max": at_most("percent"),
    "approximate": is_true("approximate"),
}

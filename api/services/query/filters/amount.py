"""What amounts can be filtered by."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import or_

from api.services.query.filters.operators import (
    Clause,
    Filter,
    Question,
    at_least,
    at_most,
    days,
    is_any,
    is_true,
    missing,
)
from api.services.query.filters.party import is_party
from domain.codes import MISSING


def in_rows(name: str) -> Filter:
    """Return the filter: the column is one of the parties that are named; `_missing` is nobody."""

    def clause(question: Question, texts: list[str]) -> Clause:
        column = question.at[name]
        stated = is_party(column, [text for text in texts if text != MISSING], question.actor)
        return or_(column.is_(None), stated) if MISSING in texts else stated

    return clause


MANY: Mapping[str, Filter] = {
    "kind": is_any("kind"),
    "currency": is_any("currency"),
    "stage": is_any("stage"),
    "frequency": is_any("frequency"),
    "payer": in_rows("payer_id"),
    "payee": in_rows("payee_id"),
}

ONE: Mapping[str, Filter] = {
    **days("period"),
    "period": missing("period"),
    "amount_min": at_least("value"),
    "amount_max": at_most("value"),
    "change": missing("percent"),
    "change_min": at_least("percent"),
    "change_max": at_most("percent"),
    "approximate": is_true("approximate"),
}

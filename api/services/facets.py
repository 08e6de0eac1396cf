"""Facets: how many of the matches have which value, for several dimensions by one statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    String,
    Uuid,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from api.models import Party
from api.models.database import Session
from api.models.statements import AnyRow
from api.services.asking import Plan
from api.services.dimensions import DIMENSIONS, PARTIES, as_text, named
from api.services.filters.question import MISSING

MOST = 100
"""How many values of a facet are given, the most frequent ones."""

Facet = list[dict[str, Any]]


def count(session: Session, plan: Plan, names: Sequence[str]) -> dict[str, Facet]:
    """Return for each name the most frequent values among all matches: their value, label and count."""
    matched = plan.select(*(column.label(name) for name, column in plan.at.items())).cte("matched")
    rows = session.execute(union_all(*(counted(plan, matched, name) for name in names))).all()
    ordered = sorted(rows, key=lambda row: (-row.number, row.value is None, row.value))
    return {name: [show(plan, row) for row in ordered if row.facet == name] for name in names}


def counted(plan: Plan, matched: CTE, name: str) -> Select[Any]:
    """Return the query for the counts of one facet, the greatest first."""
    source, value = DIMENSIONS[plan.collection.name][name](plan, matched, matched)
    number = func.count(matched.c.id.distinct()).label("number")
    top = select(as_text(value).label("value"), number).select_from(source).group_by(value)
    counts = top.order_by(number.desc(), value).limit(MOST).subquery()
    label, found = party_names(counts, "value") if name in PARTIES else (null().cast(String), counts)
    return select(literal(name).label("facet"), counts.c.value, label.label("label"), counts.c.number).select_from(
        found
    )


def party_names(rows: Any, name: str) -> tuple[ColumnElement[Any], FromClause]:
    """Return the names of the parties whose tags stand in a column, and what to read them from."""
    entry: Any = aliased(Party)
    return entry.name, rows.outerjoin(entry, entry.id == cast(rows.c[name], Uuid))


def show(plan: Plan, row: AnyRow) -> dict[str, Any]:
    """Return one value of a facet."""
    value, label = named(plan.collection.name, row.facet, row.value, row.label)
    return {"value": MISSING if value is None else value, "label": label, "count": row.number}

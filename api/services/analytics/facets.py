"""Facets: how many of the matches have which value, for several dimensions by one statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
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

from api.db.sql import AnyRow, AnySelect
from api.models import Party
from api.services.analytics.dimensions import DIMENSIONS, PARTIES, Dimension, as_text, matching, value_and_label
from api.services.query import statement_cache
from api.services.query.list_query import ListQuery
from domain.codes import MISSING

MAX_FACET_VALUES = 100
"""How many values of a facet are given, the most frequent ones."""

Facet = list[dict[str, Any]]


class FacetCounts(NamedTuple):
    """How many matches have which value, by the names of the facets, and how many there are, if that was asked too."""

    facets: dict[str, Facet]
    total: int | None


def facets(connection: Connection, query: ListQuery, names: Sequence[str], *, with_total: bool) -> FacetCounts:
    """Return for each name the most frequent values among all matches: their value, label and count."""
    rows = statement_cache.get(query, counting, tuple(names), with_total).rows(connection, query)
    ordered = sorted(rows, key=lambda row: (-row.number, row.value is None, row.value))
    counts = {name: [show(query, row) for row in ordered if row.facet == name] for name in names}
    return FacetCounts(counts, max((int(row.total or 0) for row in rows), default=0) if with_total else None)


def counting(query: ListQuery, names: Sequence[str], with_total: bool) -> AnySelect:
    """Return the query for the counts of some facets."""
    matched = matching(query, names).cte("matched")
    queries = [counted(query, matched, name) for name in names]
    if with_total and not any(dimension(query, name).one for name in names):
        queries.append(total_of(matched))
    together = union_all(*queries).subquery("counts")
    counts: AnySelect = select(together)
    return counts


def dimension(query: ListQuery, name: str) -> Dimension:
    """Return the dimension that a facet counts by."""
    return DIMENSIONS[query.resource.name][name]


def counted(query: ListQuery, matched: CTE, name: str) -> AnySelect:
    """Return the query for the counts of one facet, the greatest first; with their sum, where a row has one value."""
    by = dimension(query, name)
    source, value = by.values(query, matched, matched)
    number = (func.count(matched.c.announcement_id.distinct()) if by.again else func.count()).label("number")
    total = func.sum(func.count()).over() if by.one else null()
    top: AnySelect = select(as_text(value).label("value"), number, total.cast(BigInteger).label("total"))
    counts = top.select_from(source).group_by(value).order_by(number.desc(), value).limit(MAX_FACET_VALUES).subquery()
    label, found = party_names(counts, "value") if name in PARTIES else (null().cast(String), counts)
    shown = (literal(name).label("facet"), counts.c.value, label.label("label"), counts.c.number, counts.c.total)
    return select(*shown).select_from(found)


def total_of(matched: CTE) -> AnySelect:
    """Return the query for the number of all matches, as the only value of a facet without a name."""
    none, number = null().cast(String), func.count()
    return select(none, none, none, number, number.cast(BigInteger)).select_from(matched)


def party_names(rows: Any, name: str) -> tuple[ColumnElement[Any], FromClause]:
    """Return the names of the parties whose tags stand in a column, and what to read them from."""
    entry: Any = aliased(Party)
    return entry.name, rows.outerjoin(entry, entry.id == cast(rows.c[name], Uuid))


def show(query: ListQuery, row: AnyRow) -> dict[str, Any]:
    """Return one value of a facet."""
    value, label = value_and_label(query.resource.name, row.facet, row.value, row.label)
    return {"value": MISSING if value is None else value, "label": label, "count": row.number}

"""Facets: the number of matches by value, for several dimensions in one statement."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, BigInteger, Connection, String, cast, func, literal, null, select, union_all

from api.db.sql import AnySelect
from api.services.analytics.dimensions import dimension_of, join_party, matching_rows, value_and_label
from api.services.query import statement_cache
from api.services.query.list_query import ListQuery
from domain.codes import MISSING

MAX_FACET_VALUES = 100
"""Number of values of a facet, the most frequent ones."""

Facet = list[dict[str, Any]]


class FacetCounts(NamedTuple):
    """Facets by name, and the number of all matches if requested."""

    facets: dict[str, Facet]
    total: int | None


def facets(connection: Connection, query: ListQuery, names: Sequence[str], *, with_total: bool) -> FacetCounts:
    """The most frequent values of each named dimension among all matches, with label and count."""
    rows = statement_cache.compiled_for(query.shape, count_statement, tuple(names), with_total).rows(connection, query)
    counts: dict[str, Facet] = {name: [] for name in names}
    for row in sorted(rows, key=lambda row: (-row.number, row.value is None, row.value)):
        if row.facet is not None:
            value, label = value_and_label(dimension_of(query, row.facet), row.value, row.label)
            counts[row.facet].append(
                {"value": MISSING if value is None else value, "label": label, "count": row.number}
            )
    return FacetCounts(counts, max((int(row.total or 0) for row in rows), default=0) if with_total else None)


def count_statement(query: ListQuery, names: Sequence[str], with_total: bool) -> AnySelect:
    """The counts of several facets, and the total: in the rows of a facet, or in a row without a facet."""
    matched = matching_rows(query, names).cte("matched")
    counts = [facet_counts(query, matched, name) for name in names]
    if with_total and not any(dimension_of(query, name).is_single for name in names):
        none, number = null().cast(String), func.count()
        counts.append(select(none, none, none, number, number.cast(BigInteger)).select_from(matched))
    statement: AnySelect = select(union_all(*counts).subquery("counts"))
    return statement


def facet_counts(query: ListQuery, matched: CTE, name: str) -> AnySelect:
    """The counts of one facet, greatest first, and their sum if each row has one value."""
    dimension = dimension_of(query, name)
    source, value = dimension.join(query, matched, matched)
    number = func.count(matched.c.announcement_id.distinct()) if dimension.repeats else func.count()
    total = func.sum(func.count()).over() if dimension.is_single else null()
    grouped: AnySelect = select(
        cast(value, String).label("value"), number.label("number"), total.cast(BigInteger).label("total")
    )
    grouped = grouped.select_from(source).group_by(value)
    top = grouped.order_by(number.desc(), value).limit(MAX_FACET_VALUES).subquery()
    rows, label = join_party(top, top.c.value) if dimension.is_party else (top, null().cast(String))
    columns = (literal(name).label("facet"), top.c.value, label.label("label"), top.c.number, top.c.total)
    return select(*columns).select_from(rows)

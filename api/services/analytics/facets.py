"""Facets: the number of matches by value, for several dimensions in one statement."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, BigInteger, Connection, String, cast, func, literal, null, select, union_all

from api.db.sql import AnySelect
from api.services.analytics.dimensions import Dimension, dimension_of, join_party, rows_of, value_and_label
from api.services.query import statement_cache
from api.services.query.access_paths import full_match, joint_path
from api.services.query.branches import branches
from api.services.query.list_query import ListQuery
from api.services.query.page_statements import joined
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
    dimensions = [dimension_of(query, name) for name in names]
    matched = [
        rows_of(full_match(each), dimensions).cte(f"matched_{index}") for index, each in enumerate(branches(query))
    ]
    counts = [facet_counts(query, matched, name) for name in names]
    if with_total and not any(dimension.is_single for dimension in dimensions):
        none = null().cast(String)
        first, *others = (select(func.count()).select_from(each).scalar_subquery() for each in matched)
        number = sum(others, start=first)
        counts.append(select(none, none, none, number, number.cast(BigInteger)))
    statement: AnySelect = select(union_all(*counts).subquery("counts"))
    return statement


def facet_counts(query: ListQuery, matched: Sequence[CTE], name: str) -> AnySelect:
    """The counts of one facet, greatest first, and their sum if each row has one value."""
    dimension = dimension_of(query, name)
    grouped = [value_counts(query, each, dimension, is_single=dimension.is_single) for each in matched]
    if dimension.is_joint:
        joint = rows_of(joint_path(query), [dimension]).cte("joint")
        grouped.append(value_counts(query, joint, dimension, is_single=False))
    counted = joined(grouped).subquery("counted")
    number, rows_counted = counted.c.number, counted.c.rows_counted
    is_merged = len(grouped) > 1
    if is_merged:
        number, rows_counted = func.sum(number).cast(BigInteger), func.sum(rows_counted)
    total = func.sum(rows_counted).over().cast(BigInteger).label("total")
    values = select(counted.c.value, number.label("number"), total)
    values = values.group_by(counted.c.value) if is_merged else values
    top = values.order_by(number.desc(), counted.c.value).limit(MAX_FACET_VALUES).subquery()
    rows, label = join_party(top, top.c.value) if dimension.is_party else (top, null().cast(String))
    columns = (literal(name).label("facet"), top.c.value, label.label("label"), top.c.number, top.c.total)
    return select(*columns).select_from(rows)


def value_counts(query: ListQuery, matched: CTE, dimension: Dimension, *, is_single: bool) -> AnySelect:
    """The number of rows by value; `rows_counted` is that number if each row has one value, else NULL."""
    source, value = dimension.join(query, matched, matched)
    number = func.count(matched.c.announcement_id.distinct()) if dimension.repeats else func.count()
    counted = number.cast(BigInteger) if is_single else null().cast(BigInteger)
    columns = (cast(value, String).label("value"), number.label("number"), counted.label("rows_counted"))
    counts: AnySelect = select(*columns).select_from(source).group_by(value)
    return counts

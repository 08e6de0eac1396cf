"""Limits of summaries: one with too many rows is refused, on SQLite mostly before it is computed.

Buys: with 120,000 commitments, the refusal of groups by topic, party and due year takes 0.03 instead of 1.5 s of CPU
(`python -m tests.resilience.dearest --records 30000`), and anybody may ask for it. Without it, the same summaries are
refused once all their rows are computed. PostgreSQL would compute the distinct groups of all rows first.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import CTE, Connection, func, select

from api.db.sql import AnyRow, AnySelect
from api.services.analytics.dimensions import join_groups
from api.services.errors import Invalid, invalid_parameter
from api.services.query import statement_cache
from api.services.query.list_query import ListQuery
from domain.violations import Violation

ROWS_PER_GROUP = 4
"""Rows to look at, for each group that a summary may have, to find too many groups early."""

MatchedRows = Callable[[ListQuery, Sequence[str]], CTE]
"""The rows that a summary counts or adds up, with the columns of its groups."""


def too_many(limit: int) -> Invalid:
    """The error for a summary with more rows than the limit."""
    detail = f"This makes more than {limit:,} rows. Group by less, or filter more."
    return invalid_parameter("group_by", Violation("too_many", detail))


def require_at_most(limit: int, rows: Sequence[AnyRow]) -> None:
    """Raise `Invalid` if there are more rows than the limit."""
    if len(rows) > limit:
        raise too_many(limit)


def require_few_groups(
    connection: Connection,
    query: ListQuery,
    match: MatchedRows,
    *,
    groups: Sequence[str],
    more: Sequence[str] = (),
    limit: int,
) -> None:
    """Raise `Invalid` if the first rows alone have more groups than the limit, by dimensions and more columns.

    One dimension alone has few values, or few of each among the first rows.
    """
    if connection.dialect.name != "sqlite" or not groups or len(groups) + len(more) == 1:
        return
    statement = statement_cache.compiled_for(query.shape, first_groups, match, tuple(groups), tuple(more), limit)
    (found,) = statement.rows(connection, query)
    if found.number > limit:
        raise too_many(limit)


def first_groups(
    query: ListQuery, match: MatchedRows, groups: Sequence[str], more: Sequence[str], limit: int
) -> AnySelect:
    """The number of distinct groups among the first rows, up to one more than the limit."""
    matched = match(query, groups)
    source, values = join_groups(query, matched, groups)
    columns: Any = (*values, *(matched.c[name] for name in more))
    first = select(*columns).select_from(source).limit(ROWS_PER_GROUP * limit).subquery("first")
    found = select(first).distinct().limit(limit + 1).subquery("found")
    return select(func.count().label("number")).select_from(found)

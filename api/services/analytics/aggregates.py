"""Summaries by one to three dimensions: counts of commitments and quotes, and what sums of amounts share with them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, Connection, FromClause, Select, case, distinct, func, select

from api.db.sql import AnyRow
from api.services.analytics.dimensions import dimension_of, join_groups, join_party, matching_rows, value_and_label
from api.services.analytics.summary_limits import require_at_most, require_few_groups
from api.services.query import statement_cache
from api.services.query.filters.commitment import is_overdue
from api.services.query.list_query import ListQuery

MAX_ROWS = 10_000
"""A summary with more rows is refused; an export says more."""

Row = dict[str, Any]


class Summary(NamedTuple):
    """The rows of a summary, and the number of items left out of their figures by reason."""

    rows: list[Row]
    left_out: Mapping[str, int]

    @property
    def meta(self) -> Row:
        """What the API tells beside the rows."""
        counts = {reason: {"count": number} for reason, number in self.left_out.items()}
        return {"left_out": counts} if counts else {}


def count_commitments(connection: Connection, query: ListQuery, groups: Sequence[str]) -> Summary:
    """Number of commitments, and of those overdue today, by group. Raises `Invalid` above `MAX_ROWS` rows.

    Those of superseded records that would be overdue are left out of the overdue ones, unless the query includes them.
    """
    require_few_groups(connection, query, every_commitment, groups=groups, limit=MAX_ROWS)
    rows = statement_cache.compiled_for(query.shape, commitment_counts, tuple(groups)).rows(connection, query)
    require_at_most(MAX_ROWS, rows)
    left_out: dict[str, int] = {}
    if "superseded" not in query.params and any(row.superseded for row in rows):
        (found,) = statement_cache.compiled_for(query.shape, count_superseded).rows(connection, query)
        left_out = {"superseded": found.number}
    counts = [group_of(query, groups, row) | {"count": row.number, "overdue": row.overdue} for row in rows]
    return Summary(counts, left_out)


def commitment_counts(query: ListQuery, groups: Sequence[str]) -> Select[Any]:
    """Select the number of commitments, of overdue ones, and of superseded ones that would be, by group."""
    matched = every_commitment(query, groups)
    late = is_overdue(matched.c, query.today, superseded=query.params.get("superseded"))
    superseded = is_overdue(matched.c, query.today, superseded="only")
    repeats = any(dimension_of(query, name).repeats for name in groups)  # Else a commitment is in a group once.
    id = matched.c.id
    ids = {"number": id, "overdue": case((late, id)), "superseded": case((superseded, id))}
    counts = [func.count(distinct(each) if repeats else each).label(name) for name, each in ids.items()]
    return group_rows(query, matched, groups, counts, limit=MAX_ROWS)


def count_superseded(query: ListQuery) -> Select[Any]:
    """Select the number of matching commitments that would be overdue if their records were not superseded."""
    matched = every_commitment(query, ())
    return select(func.count().label("number")).where(is_overdue(matched.c, query.today, superseded="only"))


def every_commitment(query: ListQuery, groups: Sequence[str]) -> CTE:
    """The matching commitments."""
    columns = ("id", "due_to", "status_code")
    matched: CTE = matching_rows(query, groups, *columns).cte("matched")
    return matched


def count_quotes(connection: Connection, query: ListQuery, groups: Sequence[str]) -> Summary:
    """Number of quotes by group. Raises `Invalid` above `MAX_ROWS` rows."""
    require_few_groups(connection, query, every_quote, groups=groups, limit=MAX_ROWS)
    rows = statement_cache.compiled_for(query.shape, quote_counts, tuple(groups)).rows(connection, query)
    require_at_most(MAX_ROWS, rows)
    return Summary([group_of(query, groups, row) | {"count": row.number} for row in rows], {})


def quote_counts(query: ListQuery, groups: Sequence[str]) -> Select[Any]:
    """Select the number of quotes by group, each once in a group."""
    matched = every_quote(query, groups)
    return group_rows(query, matched, groups, [func.count(distinct(matched.c.id)).label("number")], limit=MAX_ROWS)


def every_quote(query: ListQuery, groups: Sequence[str]) -> CTE:
    """The matching quotes."""
    matched: CTE = matching_rows(query, groups, "id").cte("matched")
    return matched


def group_rows(
    query: ListQuery,
    matched: CTE,
    groups: Sequence[str],
    figures: Sequence[Any],
    more: Sequence[Any] = (),
    *,
    limit: int,
) -> Select[Any]:
    """Select figures by groups and by more columns, with the names of parties; one row more than the limit."""
    source, values = join_groups(query, matched, groups)
    grouped = select(*values, *more, *figures).select_from(source).group_by(*values, *more).subquery()
    rows: FromClause = grouped
    names = []
    for name in groups:
        if dimension_of(query, name).is_party:
            rows, party_name = join_party(rows, grouped.c[f"group_{name}"])
            names.append(party_name.label(f"name_{name}"))
    keys = [grouped.c[f"group_{name}"] for name in groups]
    order = (*(key.is_(None) for key in keys), *keys, *(grouped.c[each.key] for each in more))
    return select(grouped, *names).select_from(rows).order_by(*order).limit(limit + 1)


def group_of(query: ListQuery, groups: Sequence[str], row: AnyRow) -> Row:
    """The group of a row by dimension, and `labels` for values that are not their own label."""
    group: Row = {}
    labels: dict[str, str] = {}
    for name in groups:
        value, party_name = getattr(row, f"group_{name}"), getattr(row, f"name_{name}", None)
        group[name], label = value_and_label(dimension_of(query, name), value, party_name)
        if value is not None and label != group[name]:
            labels[name] = label
    return group | {"labels": labels}

"""Access paths for list queries: the index that yields the first matches fastest, or a scan in sort order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnClause, FromClause, and_, select
from sqlalchemy.sql import visitors

from api.db.sql import AnySelect
from api.db.sqlite_planner import no_index
from api.search.match_expression import INDEXES, Matches, MatchExpression, MatchExpressionType, matching_ids
from api.services.query.filters.operators import (
    Clause,
    Columns,
    FilterContext,
    Params,
    bind_param,
    first_day,
    is_in,
    last_day,
    name_literal,
)
from api.services.query.filters.party import canonical_id, is_party
from api.services.query.list_query import ListQuery
from api.services.query.resources import RESOURCES
from domain.codes import MISSING


@dataclass(frozen=True, slots=True)
class AccessPath:
    """Tables to read, the columns of their rows by name, and the predicates that matching rows satisfy.

    `covering_source` is the tag table alone: it yields the same rows when a query needs no other columns.
    """

    source: FromClause
    columns: Columns
    predicates: tuple[Clause, ...]
    covering_source: FromClause | None = None

    def select(self, *columns: Any, where: Sequence[Clause] = ()) -> AnySelect:
        """The query for these columns of all matching rows, or of those that satisfy the clauses of `where` too.

        Clauses belong into `where`, not behind it: the tables that the query reads are chosen here, by all its columns.
        """
        query = select(*columns).where(*self.predicates, *where)
        source = self.source if self.covering_source is None or reads_resource(query) else self.covering_source
        return query.select_from(source)


def reads_resource(query: AnySelect) -> bool:
    """Whether a query has a column of a resource's table anywhere."""
    columns = (each for each in visitors.iterate(query) if isinstance(each, ColumnClause))
    return any(getattr(each.table, "name", None) in RESOURCE_TABLES for each in columns)


RESOURCE_TABLES = frozenset(each.table.__tablename__ for each in RESOURCES.values())


def full_match(query: ListQuery) -> AccessPath:
    """The path that yields every match once, for counts and sums."""
    tag = driving_tag(query)
    if tag and has_one_tag(query, tag):
        return tag_path(query, tag, searched=True)
    return table_scan(query, query.resource.table.__table__, without_nullable_ranges(query))


def first_matches(query: ListQuery) -> AccessPath:
    """The path that yields the first few matches fastest, in no order: by the words, a tag or an index."""
    path = selective_path(query)
    if not query.has_search:
        return path
    return fts_path(query, path, Matches(INDEXES[query.resource.name].c.terms, match_param(query, required_words)))


def match_param(query: ListQuery, expression: Any) -> Any:
    """The bind parameter for a full-text query, which `expression` reads from the parameters of a request."""
    return query.binds.add(expression, MatchExpressionType())


def required_words(params: Params) -> MatchExpression:
    """Match rows that have the required words and none of the excluded ones."""
    return MatchExpression(params["q"].required, params["q"].excluded)


def excluded_words(params: Params) -> MatchExpression:
    """Match rows that have an excluded word."""
    return MatchExpression((params["q"].excluded,))


def selective_path(query: ListQuery) -> AccessPath:
    """The path that yields the first matches of the filters fastest, without the words."""
    tag = driving_tag(query)
    if tag:
        return tag_path(query, tag, searched=False)
    return table_scan(query, query.resource.table.__table__, without_nullable_ranges(query), searched=False)


def without_nullable_ranges(query: ListQuery) -> Columns:
    """The list's columns, of which those of `nullable_ranges` use no index on SQLite."""
    columns = query.resource.columns
    return residual_except(columns, {*columns} - {*nullable_ranges(query)})


def ordered_scan(query: ListQuery, *, searched: bool = True) -> AccessPath:
    """The path through the list in its order, which tests each row as it comes."""
    order, tag = query.sort_columns, driving_tag(query)
    if tag and has_one_tag(query, tag) and order == query.resource.sort_key:
        tags = query.resource.tag_filters[tag].table.__table__
        return tag_path(query, tag, searched=searched, indexed=(*order, *prefix_indexed(query, order, tags)))
    columns = residual_except(query.resource.columns, {*order, *prefix_indexed(query, order), *bounded_ranges(query)})
    return table_scan(query, query.resource.table.__table__, columns, ordered=True, searched=searched)


def tag_path(query: ListQuery, name: str, *, searched: bool, indexed: Sequence[str] | None = None) -> AccessPath:
    """The path through the rows that have the tags of a filter; an index may serve the `indexed` columns alone."""
    tags = query.resource.tag_filters[name].table.__table__
    has_tag, is_single = is_tagged(query, name), has_one_tag(query, name)
    matched = tags if is_single else distinct_owners(tags, has_tag)
    source, columns = query.resource.join_tags(matched)
    filtered = columns if indexed is None else residual_except(columns, {*indexed})
    path = table_scan(query, source, filtered, ordered=True, searched=searched, applied=name)
    is_covering = ("position" in matched.c) == ("position" in query.resource.columns)
    predicates = (has_tag, *path.predicates) if is_single else path.predicates
    return replace(path, predicates=predicates, covering_source=matched if is_covering else None)


def distinct_owners(tags: Any, has_tag: Clause) -> FromClause:
    """The columns that tags repeat of their rows: each row once, if it has one of several tags."""
    columns = [column for column in tags.c if column.name not in {"name", "value"}]
    return select(*columns).where(has_tag).distinct().subquery("tagged")


def joint_path(query: ListQuery) -> AccessPath:
    """The path to every match that is of a joint announcement, once for each other jurisdiction, its `jurisdiction`."""
    tags = query.resource.tag_filters["other_jurisdiction"].table.__table__
    source, columns = query.resource.join_tags(tags)
    path = table_scan(query, source, columns)
    has_name = tags.c.name == name_literal("other_jurisdiction")
    return replace(path, columns={**columns, "jurisdiction": tags.c.value}, predicates=(has_name, *path.predicates))


def is_tagged(query: ListQuery, name: str) -> Clause:
    """The tag is one of those that a filter names."""
    tags, values = query.resource.tag_filters[name], query.params[name]
    is_single = has_one_tag(query, name)
    if name.endswith("party"):
        has_value = (
            tags.table.value == canonical_id(values[0], query.actor, in_tag=True)
            if is_single
            else is_party(tags.table.value, values, query.actor, in_tag=True)
        )
    else:
        has_value = (
            tags.table.value == bind_param(values[0], str, tags.table.value.type)
            if is_single
            else is_in(tags.table.value, values)
        )
    return and_(tags.table.name == name_literal(tags.name), has_value)


def driving_tag(query: ListQuery) -> str | None:
    """The filter whose tags are the most selective way to the matches, if there is one."""
    names = (name for name in query.resource.tag_filters if MISSING not in query.params.get(name, (MISSING,)))
    return next((name for name in names if name != "role" or "party" not in query.params), None)


def has_one_tag(query: ListQuery, name: str) -> bool:
    """Whether a filter names one tag, so that each row is found once, in the order of the list."""
    values = query.params[name]
    return len(values) == 1 and (not name.endswith("party") or values[0].kind == "id")


def table_scan(
    query: ListQuery,
    source: FromClause,
    columns: Columns,
    *,
    ordered: bool = False,
    searched: bool = True,
    applied: str = "",
) -> AccessPath:
    """The path that applies all filters to `source`, but the one that is `applied` already, and the words if wanted."""
    context = FilterContext(query.params, query.actor, query.today, columns, ordered)
    filters = query.resource.filters
    clauses = [
        filters[name](context, value) for name, value in query.params.items() if name in filters and name != applied
    ]
    if "q" in query.params and (searched or not query.has_search):
        clauses.append(has_words(query, columns["id"]))
    return AccessPath(
        source, columns, (columns["state"].in_(query.states), *clauses, *sort_column_bounds(query, columns))
    )


def has_words(query: ListQuery, id: Any) -> Clause:
    """The row with this id has all required words, and no excluded one."""
    name = query.resource.name
    clause: Clause = (
        id.in_(matching_ids(name, match_param(query, required_words)))
        if query.has_search
        else id.not_in(matching_ids(name, match_param(query, excluded_words)))
    )
    return clause


def sort_column_bounds(query: ListQuery, columns: Columns) -> Iterator[Clause]:
    """Bounds that `match=within` implies for the column of the order, so that a scan in order starts and ends there."""
    if query.params.get("match") != "within":
        return
    for stem, sort_column in DATE_SORT_COLUMNS.items():
        first, last = (date_bound(query, f"{stem}_{end}", end) for end in ("from", "to"))
        names = [sort_column[query.sort]] if query.sort in sort_column else []
        if first is not None:
            yield from (columns[name] >= first for name in names)
        if last is not None:
            yield from (columns[name] <= last for name in names)
        if first is not None and last is not None and f"{stem}_to" in columns:
            yield columns[f"{stem}_to"] >= first


DATE_SORT_COLUMNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "announced": dict.fromkeys(("announced_on", "-announced_on", "relevance"), "announced_from"),
        "due": {"due": "due_rising", "-due": "due_falling"},
        "said": {"said_on": "said_rising", "-said_on": "said_rising"},
        "period": {},
    }
)
"""For each uncertain date, the sort columns that lie between its first and its last day."""


def nullable_ranges(query: ListQuery) -> list[str]:
    """Days for which SQLite must use no index.

    With `match=overlaps` open ends match too: SQLite would read two indexes for them, and then fetch each row. In
    the order of a date, the index of that order has all compared columns.
    """
    is_within = query.params.get("match") == "within"
    stems = [stem for stem, sort_column in DATE_SORT_COLUMNS.items() if not is_within or query.sort in sort_column]
    return [f"{stem}_{end}" for stem in stems if stem != "announced" for end in ("from", "to")]


def bounded_ranges(query: ListQuery) -> list[str]:
    """Last days that must lie in a window: few rows do, and an index of the last days has their sort columns.

    In the order of the date itself, the index of that order has the same bounds.
    """
    if query.params.get("match") != "within":
        return []
    bounded = [stem for stem in DATE_SORT_COLUMNS if {f"{stem}_from", f"{stem}_to"} <= query.params.keys()]
    return [f"{stem}_to" for stem in bounded if stem != "announced" and query.sort not in DATE_SORT_COLUMNS[stem]]


def date_bound(query: ListQuery, name: str, end: str) -> Any:
    """The first or the last day of a window, if the request has it."""
    if name not in query.params:
        return None
    return (first_day if end == "from" else last_day)(query.params[name])


def fts_path(query: ListQuery, path: AccessPath, matches: Clause) -> AccessPath:
    """The path that reads the full-text index first, and then the rows of another path."""
    index = INDEXES[query.resource.name]
    source = path.source.join(index, index.c.id == path.columns["id"])
    return replace(path, source=source, predicates=(matches, *path.predicates), covering_source=None)


def residual_except(columns: Columns, indexed: set[str]) -> Columns:
    """Columns of which only the `indexed` may use an index on SQLite; the others only filter rows that were read."""
    return MappingProxyType({name: each if name in indexed else no_index(each) for name, each in columns.items()})


def prefix_indexed(query: ListQuery, order: Sequence[str], tags: Any = None) -> list[str]:
    """Columns with an index in which each value's rows are in this order; none if a filter has several values.

    With `tags`, an index on them, in which each value of a tag has the rows of each value of the column in this order.
    """
    other = ("exclude_", "all_")
    lists = (each for name, each in query.params.items() if isinstance(each, list) and not name.startswith(other))
    if any(len(values) > 1 or MISSING in values for values in lists) or "subdivisions" in query.params:
        return []
    columns = query.resource.columns if tags is None else query.resource.join_tags(tags)[1]
    table, start = (query.resource.table.__table__, []) if tags is None else (tags, ["value"])
    keys = [columns[name].key for name in order]
    indexes = ([column.key for column in index.columns] for index in table.indexes)
    rests = (index[len(start) :] for index in indexes if index[: len(start)] == start)
    first = {rest[0] for rest in rests if rest[1 : len(keys) + 1] == keys}
    return [name for name, column in columns.items() if column.key in first and not name.endswith("language")]

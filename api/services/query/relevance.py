"""Search results in order: the title before the lead before the rest, the newest first in each; or the newest first.

Each of these rank tiers has a statement of its own, which runs only while the page has room. SQLite's full-text index
has its rows by day, the newest first: a tier reads whole days, and sorts them. PostgreSQL's has no order: a tier with
up to 1,000 matches is sorted, for one with more the list is walked in its order. If only the rows can answer a filter,
PostgreSQL first reads up to 1,001 matches of all tiers, which are all if they are fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Connection, Integer, literal, select

from api.db.compiled_query import CompiledQuery
from api.db.sql import AnySelect, encode_values, in_rows_param
from api.search import index as search_index
from api.search.sqlite_rowid import DAY_MASK, MAX_ROWID_RETRIES, first_rowid, fts_rowid, last_rowid
from api.services.query import access_paths, page_statements, search_paths, statement_cache
from api.services.query.access_paths import AccessPath
from api.services.query.list_query import ListQuery
from api.services.query.page_statements import LIMIT, POSITION, PageRows, cursor_text
from api.services.query.resources import Resource
from api.services.query.search_paths import (
    NEAR,
    PROBE_BITS,
    RANK_TIERS,
    SINGLE_TIER,
    RankTier,
    is_covered_by_index,
    is_in_tier,
)

SORT_AT_MOST = 1_000
"""Matches that PostgreSQL sorts at most; if there are more, it walks the list instead."""

READ_AHEAD = 20
"""Rows that SQLite reads beyond a page, which mostly is the rest of its last day."""

LOOK_UP_AT_MOST, NARROW_AT_MOST = 1_000, 2_000
"""If more rows have the words, SQLite looks up those alone that are near a match of the other filters, unless these
have more matches than the second number.
"""

AFTER_ROW, LAST_ROW = " after row", " last row"
"""Reserved names of bind parameters: the rowids of SQLite's full-text index between which a statement reads."""

NO_LIMIT, MAX_ROWID = -1, (1 << 63) - 1

Match = tuple[list[Any], Any]
"""A sort key, which begins with the rank, and the id of its row."""


def first_search_rows(
    connection: Connection,
    query: ListQuery,
    columns: tuple[str, ...],
    position: Sequence[Any] | None,
    limit: int,
    *,
    is_counted: bool,
) -> PageRows:
    """At most `limit` rows after a sort key, in order, tier by tier; `is_counted`: with the number of matches."""
    near = None if is_covered_by_index(query.shape) else near_rowids(connection, query)
    is_sqlite, is_ranked, start, number = connection.dialect.name == "sqlite", query.sort == "relevance", position, None
    if position is not None and not is_ranked:
        start = [0, *position]
    tiers: Sequence[RankTier] = RANK_TIERS if is_ranked else SINGLE_TIER
    found: list[Match] = []
    if not is_sqlite and not is_covered_by_index(query.shape):
        candidates = statement_cache.compiled_for(query.shape, ranked_candidates).rows(connection, query)
        number = len(candidates)
        if number <= SORT_AT_MOST:
            matches = [([row.rank, *row[1:-1]], row.row_id) for row in candidates]
            tiers, found = (), first_after(matches, [*start] if start is not None else None, limit)
    for tier in tiers:
        if start is None or start[0] >= tier.rank:
            tier_start = start[1:] if start is not None and start[0] == tier.rank else None
            if is_sqlite:
                found += days_on_sqlite(connection, query, tier, tier_start, limit - len(found), near=near)
            else:
                found += page_on_postgresql(connection, query, tier, tier_start, limit - len(found))
        if len(found) == limit:
            break
    ids = [id for _, id in found]
    items = items_by_id(query.resource, columns).all(connection, {"ids": encode_values(ids)}) if ids else []
    rows = {row.row_id: row for row in items}
    keys = [key if is_ranked else key[1:] for key, _ in found]
    if position is None and len(found) < limit:
        number = len(found)
    elif number is None and is_counted:
        number = count_near(connection, query, near)
    return PageRows([rows.get(id) for id in ids], keys, number)


@cache
def items_by_id(resource: Resource, columns: tuple[str, ...]) -> CompiledQuery:
    """The statement that reads items by their ids, in no order."""
    id = resource.columns["id"]
    shown = (getattr(resource.table, name) for name in columns)
    return CompiledQuery(select(*shown, cursor_text(id).label("row_id")).where(in_rows_param([id], "ids")))


def days_on_sqlite(
    connection: Connection,
    query: ListQuery,
    tier: RankTier,
    start: Sequence[Any] | None,
    limit: int,
    *,
    near: Sequence[int] | None,
) -> list[Match]:
    """The first matches of a tier after a sort key: whole days are read from the index, then sorted."""
    read = partial(
        statement_cache.compiled_for(query.shape, rows_between, tier, near is not None).rows, connection, query
    )
    bounds = {AFTER_ROW: -1, LAST_ROW: MAX_ROWID, LIMIT: limit + READ_AHEAD, NEAR: near}
    rows: list[Any] = []
    if start is not None:  # The day of the start, of which a part may be before it.
        day = {AFTER_ROW: first_rowid(start[0]) - 1, LAST_ROW: last_rowid(start[0]), LIMIT: NO_LIMIT}
        rows, bounds = read({**bounds, **day}), {**bounds, AFTER_ROW: last_rowid(start[0])}
    following = read(bounds)
    if len(following) == limit + READ_AHEAD:
        last, end_of_day = following[-1].rowid, following[limit - 1].rowid | DAY_MASK
        if last <= end_of_day:
            following += read({**bounds, AFTER_ROW: last, LAST_ROW: end_of_day, LIMIT: NO_LIMIT})
    matches = [([tier.rank, *row[1:-1]], row.row_id) for row in rows + following]
    return first_after(matches, [tier.rank, *map(value_on_sqlite, start)] if start is not None else None, limit)


def first_after(matches: Sequence[Match], start: list[Any] | None, limit: int) -> list[Match]:
    """The first matches in order after a sort key."""
    following = [match for match in matches if match[0] < start] if start is not None else matches
    return sorted(following, reverse=True)[:limit]


def value_on_sqlite(value: Any) -> Any:
    """A value of a sort key as SQLite stores it."""
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value


def rows_between(query: ListQuery, tier: RankTier, is_narrow: bool) -> AnySelect:
    """The matches of a tier between two rowids of SQLite's full-text index, by rowid."""
    path = search_paths.by_rowid(query, tier, is_narrow=is_narrow)
    rowid = search_index.INDEXES[query.resource.name].c.rowid
    first, last = (query.binds.add(itemgetter(name), BigInteger()) for name in (AFTER_ROW, LAST_ROW))
    rows = path.select(*shown_columns(query, path), rowid.label("rowid"))
    limit = query.binds.add(itemgetter(LIMIT), Integer())
    return rows.where(rowid > first, rowid <= last).order_by(rowid).limit(limit)


def near_rowids(connection: Connection, query: ListQuery) -> list[int] | None:
    """Rowid prefixes of rows that match the other filters, or None if all index rows must be checked.

    Only SQLite narrows, and only if many rows have the words and few match the other filters. A prefix lacks the low
    bits in which a row's rowid may differ from the computed one.
    """
    if connection.dialect.name != "sqlite":
        return None
    (words,) = statement_cache.compiled_for(query.shape, word_count).rows(connection, query)
    if words.number <= LOOK_UP_AT_MOST:
        return None
    others = statement_cache.compiled_for(query.shape, other_matches).rows(connection, query)
    if len(others) > NARROW_AT_MOST:
        return None
    places = [fts_rowid(row.announced_from, row.id) for row in others]
    return sorted({(place + far) >> PROBE_BITS for place in places for far in (0, MAX_ROWID_RETRIES)})


def word_count(query: ListQuery) -> AnySelect:
    """The number of rows of SQLite's full-text index that have the words, up to 1,001."""
    return page_statements.count_rows(search_paths.index_path(query, SINGLE_TIER[0]))


def other_matches(query: ListQuery) -> AnySelect:
    """The day and the id of up to 2,001 matches of the other filters."""
    path = access_paths.selective_path(query)
    columns = (path.columns[name].label(name) for name in ("announced_from", "id"))
    return path.select(*columns).limit(NARROW_AT_MOST + 1)


def page_on_postgresql(
    connection: Connection, query: ListQuery, tier: RankTier, start: Sequence[Any] | None, limit: int
) -> list[Match]:
    """The first matches of a tier after a sort key: sorted if they are few, else from a scan of the list."""
    is_dense, rows = False, []
    if is_covered_by_index(query.shape):  # The index counts without reading rows.
        (counted,) = statement_cache.compiled_for(query.shape, tier_count, tier).rows(connection, query)
        if not counted.number:
            return []
        is_dense = counted.number > SORT_AT_MOST
    if not is_dense:
        rows = statement_cache.compiled_for(query.shape, tier_candidates, tier).rows(connection, query)
    if is_dense or len(rows) > SORT_AT_MOST:
        statement = statement_cache.compiled_for(query.shape, ordered_tier, tier, start is not None)
        rows = statement.rows(connection, query, {POSITION: start, LIMIT: limit})
    matches = [([tier.rank, *row[1:]], row.row_id) for row in rows]
    return first_after(matches, [tier.rank, *start] if start is not None else None, limit)


def tier_count(query: ListQuery, tier: RankTier) -> AnySelect:
    """The number of matches of a tier on PostgreSQL, up to 1,001: by the full-text index alone, if that suffices."""
    paths = search_paths
    path = paths.index_path(query, tier) if is_covered_by_index(query.shape) else paths.unordered_path(query, tier)
    return page_statements.count_rows(path)


def tier_candidates(query: ListQuery, tier: RankTier) -> AnySelect:
    """The ids and sort keys of the first 1,001 matches of a tier, in no order."""
    path = search_paths.unordered_path(query, tier)
    return path.select(*shown_columns(query, path)).limit(SORT_AT_MOST + 1)


def ranked_candidates(query: ListQuery) -> AnySelect:
    """The ids, sort keys and ranks of the first 1,001 matches on PostgreSQL, in no order."""
    path, higher = (
        search_paths.unordered_path(query, SINGLE_TIER[0]),
        RANK_TIERS[:2] if query.sort == "relevance" else (),
    )
    ranks = (is_in_tier(query, each._replace(exclude_fields=None)).cast(Boolean).cast(Integer) for each in higher)
    rank = sum(ranks, start=literal(0, Integer())).label("rank")
    rows: AnySelect = path.select(*shown_columns(query, path), rank)
    return rows.limit(SORT_AT_MOST + 1)


def shown_columns(query: ListQuery, path: AccessPath) -> list[Any]:
    """The id of a row, and its sort key."""
    keys = [cursor_text(path.columns[name]).label(f"key_{index}") for index, name in enumerate(query.sort_columns)]
    return [cursor_text(path.columns["id"]).label("row_id"), *keys]


def ordered_tier(query: ListQuery, tier: RankTier, is_after: bool) -> AnySelect:
    """A page of a tier with many matches: the list is walked in its order."""
    return page_statements.page_of_scan(query, search_paths.scan_probing_index(query, tier), (), is_after=is_after)


def count_matches(connection: Connection, query: ListQuery) -> int:
    """The number of matches, up to 1,001."""
    near = None if is_covered_by_index(query.shape) else near_rowids(connection, query)
    return count_near(connection, query, near)


def count_near(connection: Connection, query: ListQuery, near: Sequence[int] | None) -> int:
    """The number of matches, up to 1,001."""
    if connection.dialect.name == "sqlite" and not is_covered_by_index(query.shape):
        statement = statement_cache.compiled_for(query.shape, row_count, near is not None)
    else:
        statement = statement_cache.compiled_for(query.shape, tier_count, SINGLE_TIER[0])
    (row,) = statement.rows(connection, query, {NEAR: near})
    return int(row.number)


def row_count(query: ListQuery, is_narrow: bool) -> AnySelect:
    """The number of matches on SQLite, up to 1,001, if the full-text index does not know all filters."""
    return page_statements.count_rows(search_paths.by_rowid(query, SINGLE_TIER[0], is_narrow=is_narrow))

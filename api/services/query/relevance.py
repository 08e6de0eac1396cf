"""Search results in order: the title before the lead before the rest, the newest first in each; or the newest first.

The ranks are tiers. SQLite's full-text index has its rows by day, the newest first: one statement reads tier after tier
until it has a page and the rest of the page's last day. PostgreSQL's index has no order: up to 1,000 matches are read
and sorted; if there are more, a tier with more than 1,000 is read by a walk through the list in its order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Integer,
    Text,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from api.db.sql import AnySelect
from api.search.match_expression import INDEXES
from api.search.sqlite_rowid import MAX_ROWID_RETRIES, first_rowid, fts_rowid, last_rowid
from api.services import pagination
from api.services.pagination import COUNT_AT_MOST, Order
from api.services.query import access_paths, page_statements
from api.services.query.filters.operators import Params
from api.services.query.list_query import ListQuery, table_order
from api.services.query.page_statements import LIMIT, POSITION, PageRows, count_rows, item_of
from api.services.query.search_paths import (
    ALL_MATCHES,
    NEAR,
    PROBE_BITS,
    RANK_TIERS,
    RankTier,
    by_rowid,
    index_path,
    is_covered_by_index,
    is_in_tier,
    scan_probing_index,
    unordered_path,
)
from api.services.query.statement_cache import compiled_for

READ_AHEAD = 10
"""Rows that SQLite reads beyond a page, which mostly have the rest of its last day."""

LOOK_UP_AT_MOST, NARROW_AT_MOST = 1_000, 2_000
"""If more rows have the words, SQLite looks up those alone that are near a match of the other filters, unless these
have more matches than the second number.
"""

CANDIDATES = " candidates"
"""Reserved name of a bind parameter: how many rows SQLite reads at most."""

BEFORE_ALL, AFTER_ALL = -1, (1 << 63) - 1


def first_search_rows(
    connection: Connection,
    query: ListQuery,
    columns: tuple[str, ...],
    position: Sequence[Any] | None,
    limit: int,
    *,
    is_counted: bool,
) -> PageRows:
    """At most `limit` rows after a sort key, in order; `is_counted`: with the number of matches."""
    if connection.dialect.name == "sqlite":
        return page_on_sqlite(connection, query, columns, position, limit, is_counted=is_counted)
    number = None
    if not is_covered_by_index(query.shape):  # Only the rows decide: they are read once, for all tiers.
        statement = compiled_for(query.shape, ranked_candidates, columns, position is not None)
        rows = statement.rows(connection, query, {POSITION: position, LIMIT: limit})
        number = rows[0].number if rows else 0
        if not rows and position is not None:  # Behind the last row, no row has the number.
            number = count_matches(connection, query)
        if number <= COUNT_AT_MOST:
            return PageRows(rows, [*map(attrgetter(*table_order(query.resource, query.sort).key_names), rows)], number)
    rows, keys = tiers_on_postgresql(connection, query, columns, position, limit)
    return PageRows(rows, keys, number)


def page_on_sqlite(
    connection: Connection,
    query: ListQuery,
    columns: tuple[str, ...],
    position: Sequence[Any] | None,
    limit: int,
    *,
    is_counted: bool,
) -> PageRows:
    """A page of the first candidates of the full-text index, which must have all of its last day: a day is unsorted."""
    is_ranked = query.sort == "relevance"
    near = None if is_covered_by_index(query.shape) else near_rowids(connection, query)
    start = position if is_ranked or position is None else [0, *position]
    statement = compiled_for(query.shape, page_of_tiers, columns, start is not None, near is not None, is_counted)
    values = {POSITION: start, LIMIT: limit, NEAR: near}
    key_of = attrgetter(*(f"key_{index}" for index in range(1 + len(query.sort_columns))))
    candidates = limit + READ_AHEAD
    while True:
        rows = statement.rows(connection, query, {**values, CANDIDATES: candidates})
        keys = [*map(key_of, rows)]
        is_last = not rows or rows[0].candidates < candidates
        if is_last or "{}{}".format(*keys[-1]) > rows[0].last_day:
            break
        candidates *= 8
    number = rows[0].number if rows and is_counted else None
    if is_last and position is None:
        number = rows[0].candidates if rows else 0
    return PageRows(rows, keys if is_ranked else [key[1:] for key in keys], number)


def page_of_tiers(
    query: ListQuery, columns: Sequence[str], is_after: bool, is_narrow: bool, is_counted: bool
) -> AnySelect:
    """A page of the first candidates of SQLite's index, tier by tier; each row has their number and their last day."""
    tiers = RANK_TIERS if query.sort == "relevance" else (ALL_MATCHES,)
    days = [tier_by_day(query, tier, is_after=is_after, is_narrow=is_narrow).subquery() for tier in tiers]
    limit = query.binds.add(itemgetter(CANDIDATES), Integer())
    candidates = union_all(*map(select, days)).limit(limit).cte("candidates")
    found = candidates.c
    rows = page_statements.item_rows(query, [(select(found.id), dict(found.items()))], columns, is_after=False)
    last_day = func.min(found.rank.cast(Text).concat(type_coerce(found.announced_from, Text())))
    facts = {"candidates": select(func.count()).select_from(candidates), "last_day": select(last_day)}
    if is_counted:
        facts["number"] = row_count(query, is_narrow)
    return rows.add_columns(*(fact.scalar_subquery().label(name) for name, fact in facts.items()))


def tier_by_day(query: ListQuery, tier: RankTier, *, is_after: bool, is_narrow: bool) -> AnySelect:
    """The matches of a tier in SQLite's index by day, the newest first, after the request's position."""
    path, rowid = by_rowid(query, tier, is_narrow=is_narrow), INDEXES[query.resource.name].c.rowid
    names = dict.fromkeys(("id", *query.resource.sort_key))
    rows = path.select(literal(tier.rank, Integer()).label("rank"), *(path.columns[name].label(name) for name in names))
    if is_after:
        before_day, end_of_day = (query.binds.add(rowid_bound(tier, end), BigInteger()) for end in (0, 1))
        within: tuple[Any, ...] = tuple(path.columns[name] for name in query.resource.sort_key[1:])
        key = [query.binds.add(item_of(POSITION, 2 + index), each.type) for index, each in enumerate(within)]
        is_later = pagination.after(Order(within, (), descending=True), key)
        rows = rows.where(rowid > before_day, or_(rowid > end_of_day, is_later))
    return rows.order_by(rowid)


def rowid_bound(tier: RankTier, end: int) -> Callable[[Params], int]:
    """Reader of the rowid before the day of a position, or of its last one; all rows of lower tiers follow."""

    def read(values: Params) -> int:
        rank, day, *_ = values[POSITION]
        if rank != tier.rank:
            return BEFORE_ALL if rank > tier.rank else AFTER_ALL
        return last_rowid(day) if end else first_rowid(day) - 1

    return read


def near_rowids(connection: Connection, query: ListQuery) -> list[int] | None:
    """Rowid prefixes of rows that match the other filters, or None if all index rows must be checked.

    SQLite narrows if many rows have the words and few match the other filters. A prefix lacks the low bits in which a
    row's rowid may differ from the computed one.
    """
    (words,) = compiled_for(query.shape, word_count).rows(connection, query)
    if words.number <= LOOK_UP_AT_MOST:
        return None
    others = compiled_for(query.shape, other_matches).rows(connection, query)
    if len(others) > NARROW_AT_MOST:
        return None
    places = [fts_rowid(row.announced_from, row.id) for row in others]
    return sorted({(place + far) >> PROBE_BITS for place in places for far in (0, MAX_ROWID_RETRIES)})


def other_matches(query: ListQuery) -> AnySelect:
    """The day and the id of up to 2,001 matches of the other filters."""
    path = access_paths.selective_path(query)
    columns = (path.columns[name].label(name) for name in ("announced_from", "id"))
    return path.select(*columns).limit(NARROW_AT_MOST + 1)


def tiers_on_postgresql(
    connection: Connection, query: ListQuery, columns: tuple[str, ...], position: Sequence[Any] | None, limit: int
) -> tuple[list[Any], list[Any]]:
    """A page, tier by tier until it is full, and its sort keys."""
    is_ranked = query.sort == "relevance"
    key_of = attrgetter(*(f"key_{index}" for index in range(len(query.sort_columns))))
    rows: list[Any] = []
    keys: list[Any] = []
    for tier in RANK_TIERS if is_ranked else (ALL_MATCHES,):
        rank, *start = position if is_ranked and position else (tier.rank, *(position or ()))
        if rank < tier.rank or len(rows) == limit:
            continue
        (counted,) = compiled_for(query.shape, tier_count, tier).rows(connection, query)
        build = ordered_tier if counted.number > COUNT_AT_MOST else sorted_tier
        is_after = bool(start) and rank == tier.rank
        statement = compiled_for(query.shape, build, tier, columns, is_after)
        found = statement.rows(connection, query, {POSITION: start, LIMIT: limit - len(rows)}) if counted.number else []
        rows += found
        keys += [(tier.rank, *key) if is_ranked else key for key in map(key_of, found)]
    return rows, keys


def ranked_candidates(query: ListQuery, columns: Sequence[str], is_after: bool) -> AnySelect:
    """A page of the first 1,001 matches on PostgreSQL, with their ranks, sorted."""
    path = unordered_path(query, ALL_MATCHES)
    if query.sort == "relevance":
        higher = (is_in_tier(query, each._replace(exclude_fields=None)) for each in RANK_TIERS[:2])
        rank = sum((each.cast(Boolean).cast(Integer) for each in higher), start=literal(0, Integer()))
        path = replace(path, columns={**path.columns, "rank": rank})
    return page_statements.sorted_matches(query, [path], columns, is_after=is_after)


def sorted_tier(query: ListQuery, tier: RankTier, columns: Sequence[str], is_after: bool) -> AnySelect:
    """A page of a tier with few matches on PostgreSQL, sorted."""
    return page_statements.sorted_matches(query, [unordered_path(query, tier)], columns, is_after=is_after)


def ordered_tier(query: ListQuery, tier: RankTier, columns: Sequence[str], is_after: bool) -> AnySelect:
    """A page of a tier with many matches on PostgreSQL: the list is walked in its order."""
    return page_statements.page_of_scan(query, [scan_probing_index(query, tier)], columns, is_after=is_after)


def count_matches(connection: Connection, query: ListQuery) -> int:
    """The number of matches, up to 1,001."""
    near, statement = None, compiled_for(query.shape, tier_count, ALL_MATCHES)
    if connection.dialect.name == "sqlite" and not is_covered_by_index(query.shape):
        near = near_rowids(connection, query)
        statement = compiled_for(query.shape, row_count, near is not None)
    (row,) = statement.rows(connection, query, {NEAR: near})
    return int(row.number)


def row_count(query: ListQuery, is_narrow: bool) -> AnySelect:
    """The number of matches on SQLite, up to 1,001."""
    if is_covered_by_index(query.shape):
        return count_rows(index_path(query, ALL_MATCHES))
    return count_rows(by_rowid(query, ALL_MATCHES, is_narrow=is_narrow))


def word_count(query: ListQuery) -> AnySelect:
    """The number of rows that have the words, up to 1,001, by the full-text index alone."""
    return count_rows(index_path(query, ALL_MATCHES))


def tier_count(query: ListQuery, tier: RankTier) -> AnySelect:
    """The number of matches of a tier on PostgreSQL, up to 1,001: by the full-text index alone, if that suffices."""
    return count_rows((index_path if is_covered_by_index(query.shape) else unordered_path)(query, tier))

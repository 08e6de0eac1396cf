"""Access paths for full-text queries: drive from the FTS index, or probe it per row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Boolean, select, true

from api.db.sql import AnySelect, encode_values, in_rows_param
from api.search import sqlite_rowid
from api.search.match_expression import (
    INDEXED_FILTERS,
    INDEXED_STATES,
    INDEXES,
    Matches,
    MatchExpression,
    MatchExpressionType,
    SearchFields,
    filter_term,
)
from api.services.query import access_paths
from api.services.query.access_paths import AccessPath
from api.services.query.filters.operators import Clause, Params, bind_date
from api.services.query.list_query import CACHE_SIZE, ListQuery, QueryShape, template_of
from domain.codes import MISSING
from domain.dates.edtf import parse_edtf
from domain.dates.instants import required_day


class RankTier(NamedTuple):
    """Matches of one rank: those in `fields` without those in `exclude_fields`, which are in the tier before."""

    rank: int
    fields: SearchFields
    exclude_fields: SearchFields | None


RANK_TIERS = (RankTier(2, "title", None), RankTier(1, "lead", "title"), RankTier(0, "all", "lead"))
"""By relevance: the title before the lead before the rest."""

ALL_MATCHES = RankTier(0, "all", None)
"""By date: all matches have one rank."""


def match_expression(tier: RankTier, filters: Sequence[str], states: Sequence[str], params: Params) -> MatchExpression:
    """The full-text query for a request: its words, and those of its filters that are indexed as terms."""
    words = params["q"]
    known = [tuple([filter_term(name, value) for value in params[name]]) for name in filters]
    exceptions: tuple[str, ...] = ()
    if "published" in states:
        exceptions = tuple([filter_term("state", state) for state in INDEXED_STATES if state not in states])
    else:
        known.append(tuple([filter_term("state", state) for state in states]))
    return MatchExpression(words.required, words.excluded, tier.fields, tier.exclude_fields, tuple(known), exceptions)


def indexed_filters(query: ListQuery) -> list[str]:
    """The filters of a request that are indexed as terms."""
    names = [name for name in INDEXED_FILTERS if MISSING not in query.params.get(name, (MISSING,))]
    return [name for name in names if name != "jurisdiction" or "subdivisions" not in query.params]


@lru_cache(CACHE_SIZE)
def is_covered_by_index(shape: QueryShape) -> bool:
    """Whether the full-text index alone decides which rows match."""
    query = template_of(shape)
    return not set(query.params) & set(query.resource.filters) - {*indexed_filters(query)}


def is_in_tier(query: ListQuery, tier: RankTier) -> Clause:
    """A row of the full-text index belongs to the tier."""
    expression = partial(match_expression, tier, indexed_filters(query), query.states)
    terms = INDEXES[query.resource.name].c.terms
    clause: Clause = Matches(terms, query.binds.add(expression, MatchExpressionType()))
    return clause


def index_path(query: ListQuery, tier: RankTier) -> AccessPath:
    """The path through the full-text index alone; `announced_from` is there on SQLite only."""
    index = INDEXES[query.resource.name]
    ids = {name: index.c.id for name, column in query.resource.columns.items() if column.key == "id"}
    columns = {**ids, "announced_from": sqlite_rowid.day_of(index.c.rowid)}
    return AccessPath(index, columns, (is_in_tier(query, tier),))


def by_rowid(query: ListQuery, tier: RankTier, *, is_narrow: bool) -> AccessPath:
    """The path through SQLite's full-text index by rowid, that is by day, newest first.

    If the index lacks filters or sort columns of the request, each match is looked up in the table and tested;
    `is_narrow`: only matches that satisfy `is_near`.
    """
    is_covered = is_covered_by_index(query.shape)
    in_index = index_path(query, tier)
    if is_covered and in_index.columns.keys() >= {*query.resource.sort_key}:
        return in_index
    table, index = query.resource.table.__table__, INDEXES[query.resource.name]
    columns = access_paths.residual_except(query.resource.columns, set())
    tested = access_paths.table_scan(query, table, columns, ordered=True, searched=False)
    source = index.join(table, query.resource.columns["id"] == index.c.id)
    narrow = (is_near(query),) if is_narrow else ()
    bounds = () if is_covered else window_bounds(query)
    return replace(tested, source=source, predicates=(*in_index.predicates, *narrow, *bounds, *tested.predicates))


def is_near(query: ListQuery) -> Clause:
    """The rowid, without its low bits, is one of the values of the parameter `near`."""
    place = INDEXES[query.resource.name].c.rowid.op(">>")(PROBE_BITS).label("place")
    query.binds.readers["near"] = lambda values: encode_values(values[NEAR])
    return in_rows_param([place], "near")


NEAR = " near"
"""Reserved name of a bind parameter: where SQLite's full-text index may have matches of other filters."""

PROBE_BITS = 2
"""Low bits of a rowid to ignore, so that rows moved to the next free rowid are found too."""


def window_bounds(query: ListQuery) -> Iterator[Clause]:
    """Bounds of SQLite's rowids, which go by day, that a window of announcement days implies."""
    rowid = INDEXES[query.resource.name].c.rowid
    first, last = (query.params.get(f"announced_{end}") for end in ("from", "to"))
    if last is not None:
        yield rowid >= bind_date(
            last, lambda text: sqlite_rowid.first_rowid(required_day(parse_edtf(text).last, text)), BigInteger()
        )
    if first is not None and query.params.get("match") == "within":
        yield rowid <= bind_date(
            first, lambda text: sqlite_rowid.last_rowid(required_day(parse_edtf(text).first, text)), BigInteger()
        )


def unordered_path(query: ListQuery, tier: RankTier) -> AccessPath:
    """The path on PostgreSQL that yields the first few matches of a tier fastest, in no order."""
    if set(query.params).isdisjoint(query.resource.filters):
        return lookup_path(query, is_in_tier(query, tier))
    return access_paths.fts_path(query, access_paths.selective_path(query), is_in_tier(query, tier))


def lookup_path(query: ListQuery, has_words: Clause) -> AccessPath:
    """The path from the full-text index to each row by its id: PostgreSQL would rather read the whole table."""
    index, columns = INDEXES[query.resource.name], query.resource.columns
    shown = (columns[name].label(name) for name in dict.fromkeys(("id", *query.resource.sort_key)))
    row: AnySelect = select(*shown).where(columns["id"] == index.c.id, columns["state"].in_(query.states))
    lateral = row.limit(1).lateral("row")
    return AccessPath(index.join(lateral, true()), dict(lateral.c.items()), (has_words,))


def scan_probing_index(query: ListQuery, tier: RankTier) -> AccessPath:
    """The path through the list in its order, which probes the full-text index for each row."""
    path, index = access_paths.ordered_scan(query, searched=False), INDEXES[query.resource.name]
    has_words: Any = select(is_in_tier(query, tier)).where(index.c.id == path.columns["id"]).scalar_subquery()
    return replace(path, predicates=(*path.predicates, has_words.cast(Boolean)))

"""The ways to what is found by words: from the index of words, or asking each row of a list whether it has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import CTE, BigInteger, Boolean, ColumnElement, func, literal, not_, or_, select, true, union

from api.db.sqlite_planner import conditional_limit
from api.search import index as searching
from api.search import sqlite_rowid
from api.search.content import INDEXED_FILTERS, INDEXED_STATES
from api.search.match_expression import MatchExpression, SearchFields, filter_term
from api.search.sqlite_rowid import MAX_PROBES, fts_rowid_in_sql
from api.services.query import access_paths
from api.services.query.access_paths import Asked, Way
from api.services.query.filters.operators import Clause, known
from api.services.query.filters.placeholders import told
from domain.codes import MISSING
from domain.dates.edtf import parse_edtf


def sought(asked: Asked, scope: SearchFields = "all", above: SearchFields | None = None) -> MatchExpression:
    """Return what the index of words is asked for, which knows some of what the filters ask for too."""
    query = asked.by_name["q"]
    known = [tuple(filter_term(name, value) for value in asked.by_name[name]) for name in facts_in(asked)]
    if "published" in asked.states:
        others = tuple(filter_term("state", state) for state in INDEXED_STATES if state not in asked.states)
        return MatchExpression(query.required, query.excluded, scope, above, tuple(known), others)
    known.append(tuple(filter_term("state", state) for state in asked.states))
    return MatchExpression(query.required, query.excluded, scope, above, tuple(known))


def facts_in(asked: Asked) -> list[str]:
    """Return the filters that ask for what the index of words knows."""
    return [name for name in INDEXED_FILTERS if MISSING not in asked.by_name.get(name, (MISSING,))]


def matches(asked: Asked, scope: SearchFields, above: SearchFields | None) -> Clause:
    """Return the clause: a row of the index is what is sought."""
    wanted = access_paths.sought(asked, partial(sought, scope=scope, above=above))
    found: Clause = searching.matches(asked.collection.name, wanted)
    return found


def alone(asked: Asked, scope: SearchFields = "all", above: SearchFields | None = None) -> Way | None:
    """Return the way through the index of words, if it knows all that is asked for. The day is SQLite's alone."""
    if set(asked.by_name) & set(asked.collection.filters) - {*facts_in(asked)}:
        return None
    index = searching.INDEXES[asked.collection.name]
    ids = {name: index.c.id for name, column in asked.collection.at.items() if column.key == "id"}
    at = {**ids, "announced_from": sqlite_rowid.day_of(index.c.rowid)}
    return Way(index, at, (matches(asked, scope, above),))


def in_order(
    asked: Asked, few: Callable[[], Clause], scope: SearchFields = "all", above: SearchFields | None = None
) -> Way:
    """Return the way through SQLite's index of words, which has an order; by it alone, if it knows each row's place.

    Else each row is looked up and judged, unless it cannot be one of `few`.
    """
    way = alone(asked, scope, above)
    if way and way.at.keys() >= {*asked.collection.place}:
        return way
    table: Any = asked.collection.table.__table__
    index = searching.INDEXES[asked.collection.name]
    judged = access_paths.looking(
        asked, table, access_paths.compared(asked.collection.at, set()), walked=True, searched=False
    )
    source = index.join(table, asked.collection.at["id"] == index.c.id)
    narrow = () if way else (few(), *days(asked))
    return replace(judged, source=source, wanted=(matches(asked, scope, above), *narrow, *judged.wanted))


def few(asked: Asked) -> Clause:
    """Return the clause: a row of SQLite's index may be one of few that the other filters find.

    They are looked for only where many have the words. It holds of each row if they are not few, or not looked for.
    """
    index = searching.INDEXES[asked.collection.name]
    worded = select(literal(1)).select_from(index).where(matches(asked, "all", None)).limit(WORDED + 1).cte("worded")
    are_many = number_of(worded) > WORDED
    way = access_paths.first_found(asked)
    place = fts_rowid_in_sql(way.at["announced_from"], way.at["id"]).label("place")
    others = way.select(place).limit(conditional_limit(are_many, literal(FEW + 1))).cte("others")
    near = union(*(select((others.c.place + far).op(">>")(NEAR)) for far in (0, MAX_PROBES))).cte("near")
    is_near = index.c.rowid.op(">>")(NEAR).in_(select(*near.c))
    return or_(not_(are_many), number_of(others) > FEW, is_near)


def number_of(rows: CTE) -> ColumnElement[int]:
    """Return how many rows these are."""
    return select(func.count()).select_from(rows).scalar_subquery()


WORDED, FEW = 1_000, 2_000
"""How many rows SQLite looks up and judges at most, before it is seen whether the other filters find few."""

NEAR = 2
"""How many bits of a row's number are passed over, so that what stands within its reach is taken for the row."""


def days(asked: Asked) -> Iterator[Clause]:
    """Yield what follows from a window for the rows of SQLite's index, which stand by day."""
    row = searching.INDEXES[asked.collection.name].c.rowid
    first, last = (asked.by_name.get(f"announced_{end}") for end in ("from", "to"))
    if last is not None:
        yield row >= told(last, lambda text: sqlite_rowid.first_rowid(known(parse_edtf(text).last)), BigInteger())
    if first is not None and asked.by_name.get("match") == "within":
        yield row <= told(first, lambda text: sqlite_rowid.last_rowid(known(parse_edtf(text).first)), BigInteger())


def soonest(asked: Asked, scope: SearchFields, above: SearchFields | None) -> Way:
    """Return the way on which the first few are found soonest, in no order."""
    if set(asked.by_name).isdisjoint(asked.collection.filters):
        return looking_up(asked, matches(asked, scope, above))
    return access_paths.by_words(asked, access_paths.first_found(asked), matches(asked, scope, above))


def looking_up(asked: Asked, has_words: Clause) -> Way:
    """Return the way from the index of words to the rows, one by one: PostgreSQL would rather read all of them."""
    index, at = searching.INDEXES[asked.collection.name], asked.collection.at
    columns = (at[name].label(name) for name in dict.fromkeys(("id", *asked.collection.place)))
    row = select(*columns).where(at["id"] == index.c.id, at["state"].in_(asked.states)).limit(1).lateral("row")
    return Way(index.join(row, true()), dict(row.c.items()), (has_words,))


def asking(asked: Asked, order: Sequence[str], scope: SearchFields, above: SearchFields | None) -> Way:
    """Return the way through the list in its order, on which each row is asked for its words."""
    way, index = access_paths.in_order(asked, order, searched=False), searching.INDEXES[asked.collection.name]
    has_words = select(matches(asked, scope, above)).where(index.c.id == way.at["id"])
    return replace(way, wanted=(*way.wanted, has_words.scalar_subquery().cast(Boolean)))

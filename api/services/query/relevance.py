"""The best matches first: what has the words in its title, then in what leads it, then elsewhere; each newest first.

Each of these three is looked for by itself, and only until the page is full. SQLite's index has its rows in the order
of lists: what is read are the matches of a page and those of its last day. PostgreSQL's has no order: if the first
thousand matches are all, they are put in order; if there are more, the list is gone through in its order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    ScalarSelect,
    Uuid,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from api.db.sql import AnySelect
from api.db.sqlite_planner import conditional_limit
from api.search import index as searching
from api.search.match_expression import SearchFields
from api.search.sqlite_rowid import first_rowid_if, last_rowid_of_day
from api.services import pagination
from api.services.pagination import COUNT_AT_MOST
from api.services.query import search_paths
from api.services.query.filters.operators import Clause, Columns
from api.services.query.list_query import Plan

Place = Sequence[Any]

SORTED_AT_MOST = 1_000
"""How many matches PostgreSQL puts in order, before it goes through the list instead."""


MORE = 20
"""How many rows SQLite reads beyond a page at once, which mostly is all of the last day of it."""


ALL = literal(-1)
"""No limit, in SQLite's own words."""


class Tier(NamedTuple):
    """Where the words are found, and in which scope not: what comes before. The highest number comes first."""

    number: int
    scope: SearchFields
    above: SearchFields | None


TIERS = (Tier(2, "title", None), Tier(1, "lead", "title"), Tier(0, "all", "lead"))
ONE_TIER = (Tier(0, "all", None),)
"""Where the newest come first, wherever the words are found."""


class Found(NamedTuple):
    """The first rows of each part of a page, and how many match, as far as was counted."""

    parts: list[CTE]
    number: ScalarSelect[int]


@dataclass(frozen=True)
class Wanted:
    """What is wanted of a list: where it goes on, and how many rows at most."""

    plan: Plan
    place: Place | None
    most: int
    tiers: tuple[Tier, ...] = TIERS

    @cached_property
    def few(self) -> Clause:
        """Return the clause: a row of SQLite's index may be one of few that the other filters find."""
        return search_paths.few(self.plan.question)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns by which the rows of a tier are in order."""
        return self.plan.sorted_by()

    def reaches(self, tier: Tier) -> ColumnElement[bool]:
        """Whether the page begins in this tier or above it."""
        return true() if self.place is None else as_value(self.place[0], Integer()) >= tier.number

    def first_rows(self, query: AnySelect, at: Columns, tier: Tier, condition: ColumnElement[bool]) -> AnySelect:
        """Return the first rows of a query for those of a tier, behind the place; none without the condition."""
        columns: list[Any] = [at[name] for name in self.names]
        shown = columns if self.tiers is ONE_TIER else [literal(tier.number, Integer()), *columns]
        found = query.add_columns(*(column.label(f"place_{index}") for index, column in enumerate(shown)))
        behind = tuple_(*columns) < tuple_(*self.start(tier, columns))
        found = found.where(condition) if self.place is None else found.where(condition, behind)
        return found.order_by(*(column.desc() for column in columns)).limit(
            conditional_limit(condition, literal(self.most))
        )

    def start(self, tier: Tier, columns: Sequence[Any]) -> list[ColumnElement[Any]]:
        """Return the place behind which the page begins in a tier: before all, where it begins above."""
        begins_here = as_value(self.place[0], Integer()) == tier.number if self.place else true()
        return [
            case((begins_here, as_value(value, column.type)), else_=literal(GREATEST[type(column.type)], column.type))
            for value, column in zip((self.place or ())[1:], columns, strict=False)
        ]

    def has_room(self, parts: Sequence[CTE]) -> ColumnElement[bool]:
        """Whether these parts do not fill the page."""
        return number_of(*parts) < self.most


GREATEST: Mapping[type, Any] = {Date: date.max, Uuid: UUID(int=(1 << 128) - 1), Integer: (1 << 31) - 1}
"""What is behind no value, by the type of the column."""


def find(plan: Plan, place: Place | None, *, most: int, engine: str) -> Found:
    """Return how to find a page."""
    if plan.is_by_relevance:
        return FINDERS[engine](Wanted(plan, place, most))
    return FINDERS[engine](Wanted(plan, [literal(0), *place] if place else None, most, ONE_TIER))


def number_of(*parts: CTE) -> ColumnElement[int]:
    """Return how many rows these have together."""
    numbers: list[Any] = [select(func.count()).select_from(part).scalar_subquery() for part in parts]
    return sum(numbers[1:], numbers[0]) if numbers else literal(0)


def as_value(value: Any, of: Any) -> ColumnElement[Any]:
    """Return a value of a place, which may be a parameter already."""
    return value if isinstance(value, ColumnElement) else literal(value, of)


def in_sqlite(wanted: Wanted) -> Found:
    """Return how to find a page by an index whose rows stand by day: whole days, the last one too, are put in order."""
    parts: list[CTE] = []
    for tier in wanted.tiers:
        here = and_(wanted.reaches(tier), wanted.has_room(parts))
        parts.append(days_of(wanted, tier, here).cte(f"tier_{tier.number}"))
    return Found(parts, counted_in_sqlite(wanted))


def days_of(wanted: Wanted, tier: Tier, here: ColumnElement[bool]) -> AnySelect:
    """Return the query for the first rows of a tier: of as many whole days as fill a page, behind that it begins on."""
    way = search_paths.in_order(wanted.plan.question, lambda: wanted.few, tier.scope, tier.above)
    row = searching.INDEXES[wanted.plan.collection.name].c.rowid
    names = dict.fromkeys(("id", *wanted.names))
    query = way.select(row.label("row"), *(way.at[name].label(name) for name in names)).order_by(row)
    day, behind = day_of(wanted.place, tier)
    begun = (
        query.where(row > behind)
        .limit(conditional_limit(here, literal(wanted.most + MORE)))
        .cte(f"begun_{tier.number}")
    )
    last, reached = last_rowid_of_day(row_at(begun, wanted.most)), row_at(begun, wanted.most + MORE)
    rest = query.where(row > reached, row <= last).limit(conditional_limit(reached <= last, ALL))
    parts = [select(begun), select(rest.subquery())]
    if day is not None:
        parts.append(select(query.where(row >= day, row <= behind).limit(conditional_limit(here, ALL)).subquery()))
    rows = union_all(*parts).subquery()
    return wanted.first_rows(select(rows.c.id), dict(rows.c.items()), tier, true())


def row_at(rows: CTE, place: int) -> ColumnElement[int]:
    """Return the number of the row at a place, from 1; nothing where there are fewer."""
    return select(rows.c.row).order_by(rows.c.row).limit(1).offset(place - 1).scalar_subquery()


def day_of(place: Place | None, tier: Tier) -> tuple[ColumnElement[int] | None, ColumnElement[int]]:
    """Return the first and the last row number of the day on which a page begins in a tier, or what is before all."""
    if place is None:
        return None, literal(-1)
    first = first_rowid_if(as_value(place[0], Integer()) == tier.number, as_value(place[1], Date()))
    return first, last_rowid_of_day(first)


def counted_in_sqlite(wanted: Wanted) -> ScalarSelect[int]:
    """Return how many match, up to a bound: by the index of words alone, where it knows all that is asked."""
    question = wanted.plan.question
    way = search_paths.alone(question) or search_paths.in_order(question, lambda: wanted.few)
    return pagination.counting(way.select(), exact=False)


def in_postgresql(wanted: Wanted) -> Found:
    """Return how to find a page by an index without order. What comes out of it first tells whether to sort it."""
    parts: list[CTE] = []
    counted: list[CTE] = []
    alone = search_paths.alone(wanted.plan.question)
    for tier in wanted.tiers:
        here = and_(wanted.reaches(tier), wanted.has_room(parts))
        few = few_of(wanted, tier, here if alone else or_(here, number_of(*counted) <= COUNT_AT_MOST))
        counted.append(few)
        parts += [sorted_of(wanted, tier, few, here), walked_of(wanted, tier, few, here)]
    if alone:
        return Found(parts, pagination.counting(alone.select(), exact=False))
    return Found(parts, select(number_of(*counted)).scalar_subquery())


def few_of(wanted: Wanted, tier: Tier, is_wanted: ColumnElement[bool]) -> CTE:
    """Return the first few matches of a tier in no order; none where neither the page nor the total wants for them."""
    way = search_paths.soonest(wanted.plan.question, tier.scope, tier.above)
    names = dict.fromkeys(("id", *wanted.names))
    query = way.select(*(way.at[name].label(name) for name in names)).where(is_wanted)
    return query.limit(SORTED_AT_MOST + 1).cte(f"first_{tier.number}")


def sorted_of(wanted: Wanted, tier: Tier, few: CTE, here: ColumnElement[bool]) -> CTE:
    """Return the first of few rows that are all of a tier."""
    condition = and_(here, number_of(few) <= SORTED_AT_MOST)
    return wanted.first_rows(select(few.c.id), dict(few.c.items()), tier, condition).cte(f"sorted_{tier.number}")


def walked_of(wanted: Wanted, tier: Tier, few: CTE, here: ColumnElement[bool]) -> CTE:
    """Return the first rows of a tier that has many, found by going through the list in its order."""
    way = search_paths.asking(wanted.plan.question, wanted.names, tier.scope, tier.above)
    condition = and_(here, number_of(few) > SORTED_AT_MOST)
    query = way.select(way.at["id"].label("id"))
    return wanted.first_rows(query, way.at, tier, condition).cte(f"walked_{tier.number}")


FINDERS = {"sqlite": in_sqlite, "postgresql": in_postgresql}
"""How each engine finds a page."""

"""A page of what may be few rows or very many, by one statement that costs about the same for both.

The first thousand that match are looked for, in no order, by whatever finds them soonest. If that is all of them, they
are put in order. If there are more, they are so dense that the list is gone through in its order instead, until the
page is full. Only then are the stored bytes of its rows read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    ScalarSelect,
    Subquery,
    Text,
    Uuid,
    bindparam,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)

from api.models.database import Session, Source
from api.models.hints import Only
from api.models.statements import AnyRow, AnySelect
from api.services import paging, relevance, shapes
from api.services.asking import Plan
from api.services.filters.later import Told
from api.services.paging import COUNT_AT_MOST, Order, Page

Place = Sequence[Any]


class Found(NamedTuple):
    """The first rows of each part of a page, and how many match, as far as was counted."""

    parts: Sequence[FromClause]
    number: ScalarSelect[int]


def take(session: Session, plan: Plan, columns: Sequence[str], *, number: int | None = None) -> Page[AnyRow]:
    """Return a page of what was asked for, and the number of all that matches, which may be known already."""
    asked, order, engine = plan.asked, plan.order(), session.dialect.name
    exact = asked.get("total") == "exact"
    if not asked["limit"]:
        known = number if number is not None else session.scalar(total_query(plan, engine)) or 0
        return paging.of_total([], None, known, exact=exact)
    place = paging.place_in(asked, order)
    made = shapes.statement(plan, page_made_once, columns, engine, place is not None)
    rows: Sequence[AnyRow] = (
        made.rows(session, plan, place or ())
        if made
        else session.execute(page_query(plan, columns, place, engine=engine)).all()
    )
    return paging.paged(session, rows, lambda: total_query(plan, engine), order, asked)


def page_made_once(plan: Plan, told: Told, columns: Sequence[str], engine: str, is_behind: bool) -> AnySelect:
    """Return the query for all pages of a shape."""
    place = shapes.places(told, plan.order().columns) if is_behind else None
    return page_query(plan, columns, place, engine=engine)


def page_query(plan: Plan, columns: Sequence[str], place: Place | None, *, engine: str) -> AnySelect:
    """Return the query for a page, and the number of all that matches beside each row."""
    most = plan.asked["limit"] + 1
    found = find(plan, place, most=most, engine=engine)
    shown = [*(plan.own(name) for name in columns), total_of(plan, found).label("total")]
    return page_of(plan, found, shown, most=most)


def total_query(plan: Plan, engine: str) -> AnySelect:
    """Return the query for the number of all that matches, alone."""
    return select(total_of(plan, find(plan, None, most=1, engine=engine)))


def total_of(plan: Plan, found: Found) -> ScalarSelect[int]:
    """Return the number of all that matches, as far as it is counted."""
    return paging.counting(plan.select(), exact=True) if plan.asked.get("total") == "exact" else found.number


def every(source: Source, plan: Plan, names_shown: Sequence[str], *, most: int) -> Iterator[AnyRow]:
    """Yield all that was asked for, in order, so many rows at a time; between two batches no connection is held."""
    order, engine = plan.order(), source.read(lambda session: session.dialect.name)
    ordered: tuple[Any, ...] = order.columns
    columns = [plan.own(name) for name in names_shown]
    names = [f"after_{index}" for index in range(len(ordered))]
    behind = [bindparam(name, type_=column.type) for name, column in zip(names, ordered, strict=True)]
    query, following = (
        page_of(plan, find(plan, place, most=most, engine=engine), columns, most=most) for place in (None, behind)
    )
    values: dict[str, Any] = {}
    rows: Sequence[AnyRow] = ()
    while not values or len(rows) == most:
        rows = source.read(partial(fetch, query=query, values=values))
        yield from rows
        if not rows:
            return
        place = paging.read_back(paging.ending(rows[-1], order), order)
        query, values = following, dict(zip(names, place, strict=True))


def fetch(session: Session, query: AnySelect, values: Mapping[str, Any]) -> Sequence[AnyRow]:
    """Return all rows of a query."""
    return session.execute(query, values).all()


def find(plan: Plan, place: Place | None, *, most: int, engine: str) -> Found:
    """Return how to find a page: behind a place, if it is not the first one."""
    if plan.is_by_words:
        return Found(*relevance.find(plan, place, most=most, engine=engine))
    few, walk = first_of(plan), plan.in_order()
    number = counted_once(few)
    found, is_all = select(few.c.id).select_from(few), number <= COUNT_AT_MOST
    walked = walk.select(walk.at["id"].label("id"))
    parts = (
        cut(found, plan.order(dict(few.c.items())), place, most, is_all),
        cut(walked, plan.order(walk.at), place, most, ~is_all),
    )
    return Found(parts, number)


def first_of(plan: Plan) -> CTE:
    """Return the first rows that match, in no order: one more than are counted, to tell whether there are more."""
    way = plan.soonest()
    names = dict.fromkeys(("id", *plan.sorted_by()))
    return way.select(*(way.at[name].label(name) for name in names)).limit(COUNT_AT_MOST + 1).cte("few")


def counted_once(few: CTE) -> ScalarSelect[int]:
    """Return how many rows these are, however often that is asked in a statement."""
    counted = select(func.count().label("number")).select_from(few).cte("counted")
    return select(counted.c.number).scalar_subquery()


def page_of(plan: Plan, found: Found, columns: Sequence[Any], *, most: int) -> AnySelect:
    """Return the query for these columns of the rows of a page, and their places."""
    order, rows = plan.order(), union_all(*(select(part) for part in found.parts))
    page = rows.order_by(*in_turn(rows.selected_columns, order)).limit(most).subquery("page")
    shown: AnySelect = select(*columns, *(as_kept(page.c[name]) for name in names_of(order)))
    joined = shown.join_from(page, plan.collection.table, plan.own("id") == page.c.id)
    return joined.order_by(*in_turn(page.c, order))


def in_turn(columns: Any, order: Order) -> list[ColumnElement[Any]]:
    """Return the columns of places as rows are ordered by them."""
    return [columns[name].desc() if order.down else columns[name] for name in names_of(order)]


def cut(query: AnySelect, order: Order, place: Place | None, most: int, condition: ColumnElement[bool]) -> Subquery:
    """Return the first rows of a query in an order, behind a place; none where a condition does not hold."""
    found = paging.ordered(query.where(condition), order)
    first = found if place is None else found.where(paging.beyond(order, place))
    return first.limit(Only(condition, literal(most))).subquery()


def as_kept(place: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column of places as it is kept, where that can be read back from a cursor: of a page, one row is."""
    return type_coerce(place, Text()).label(place.key) if isinstance(place.type, Uuid | Date) else place


def names_of(order: Order) -> list[str]:
    """Return the names of the columns that hold a row's place."""
    return [f"place_{index}" for index in range(len(order.columns))]

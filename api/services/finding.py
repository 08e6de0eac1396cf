"""A page of what may be few rows or very many, by one statement that costs about the same for both.

The first thousand that match are looked for, in no order, by whatever finds them soonest. If that is all of them, they
are put in order. If there are more, they are so dense that the list is gone through in its order instead, until the
page is full. Only then are the stored bytes of its rows read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    ScalarSelect,
    Subquery,
    bindparam,
    func,
    literal,
    select,
    union_all,
)

from api.models.database import Database, Session
from api.models.hints import Only
from api.models.statements import AnyRow, AnySelect
from api.services import paging, relevance
from api.services.asking import Plan
from api.services.paging import COUNT_AT_MOST, Order, Page

Place = Sequence[Any]


class Found(NamedTuple):
    """The first rows of each part of a page, and how many match, as far as was counted."""

    parts: Sequence[FromClause]
    number: ScalarSelect[int]


def take(session: Session, plan: Plan, columns: Sequence[Any], *, number: int | None = None) -> Page[AnyRow]:
    """Return a page of what was asked for, and the number of all that matches, which may be known already."""
    asked, order, engine = plan.asked, plan.order(), session.dialect.name
    exact = asked.get("total") == "exact"
    found = find(plan, paging.place_in(asked, order), most=asked["limit"] + 1, engine=engine)
    total = paging.counting(plan.select(), exact=True) if exact else found.number
    if not asked["limit"]:
        known = number if number is not None else session.scalar(select(total)) or 0
        return paging.of_total([], None, known, exact=exact)
    query = page_of(plan, found, [*columns, total.label("total")], most=asked["limit"] + 1)
    return paging.paged(session, session.execute(query).all(), total, order, asked)


def every(database: Database, plan: Plan, columns: Sequence[Any], *, most: int) -> Iterator[AnyRow]:
    """Yield all that was asked for, in order, so many rows at a time; between two batches no connection is held."""
    order, engine = plan.order(), database.engine.dialect.name
    ordered: tuple[Any, ...] = order.columns
    names = [f"after_{index}" for index in range(len(ordered))]
    behind = [bindparam(name, type_=column.type) for name, column in zip(names, ordered, strict=True)]
    query, following = (
        page_of(plan, find(plan, place, most=most, engine=engine), columns, most=most) for place in (None, behind)
    )
    values: dict[str, Any] = {}
    rows: Sequence[AnyRow] = ()
    while not values or len(rows) == most:
        with database.reading() as session:
            rows = session.execute(query, values).all()
        yield from rows
        if not rows:
            return
        query, values = following, dict(zip(names, paging.place_at(rows[-1], order), strict=True))


def find(plan: Plan, place: Place | None, *, most: int, engine: str) -> Found:
    """Return how to find a page: behind a place, if it is not the first one."""
    if plan.is_by_words:
        return Found(*relevance.find(plan, place, most=most, engine=engine))
    few, walk = first_of(plan), plan.in_order()
    number = select(func.count()).select_from(few).scalar_subquery()
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


def page_of(plan: Plan, found: Found, columns: Sequence[Any], *, most: int) -> AnySelect:
    """Return the query for these columns of the rows of a page, and their places."""
    order, rows = plan.order(), union_all(*(select(part) for part in found.parts))
    page = rows.order_by(*in_turn(rows.selected_columns, order)).limit(most).subquery("page")
    shown: AnySelect = select(*columns, *(page.c[name] for name in names_of(order)))
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


def names_of(order: Order) -> list[str]:
    """Return the names of the columns that hold a row's place."""
    return [f"place_{index}" for index in range(len(order.columns))]

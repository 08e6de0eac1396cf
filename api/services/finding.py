"""A page of what may be few rows or very many, by one statement that costs about the same for both.

The first thousand that match are looked for, in no order, by whatever finds them soonest. If that is all of them, they
are put in order. If there are more, they are so dense that the list is gone through in its order instead, until the
page is full. Only then are the stored bytes of its rows read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, ScalarSelect, Subquery, bindparam, func, select, union_all

from api.models.database import Session, Source
from api.models.statements import AnyRow, AnySelect
from api.services import paging
from api.services.asking import Plan
from api.services.paging import COUNT_AT_MOST, Order, Page

Place = Sequence[Any]


class Few(NamedTuple):
    """The first rows that match, in no order, and how many they are."""

    rows: CTE
    number: ScalarSelect[int]


def take(session: Session, plan: Plan, columns: Sequence[Any]) -> Page[AnyRow]:
    """Return a page of what was asked for, and the number of all that matches."""
    few, asked = first_of(plan), plan.asked
    exact = asked.get("total") == "exact"
    total = paging.counting(plan.select(), exact=True) if exact else few.number
    if not asked["limit"]:
        return paging.of_total([], None, session.scalar(select(total)) or 0, exact=exact)
    order = plan.order()
    place = paging.place_in(asked, order)
    query = page_of(plan, few, [*columns, total.label("total")], place, most=asked["limit"] + 1)
    return paging.paged(session, session.execute(query).all(), total, order, asked)


def every(source: Source, plan: Plan, columns: Sequence[Any], *, most: int) -> Iterator[AnyRow]:
    """Yield all that was asked for, in order, so many rows at a time; between two batches no connection is held."""
    order, few = plan.order(), first_of(plan)
    ordered: tuple[Any, ...] = order.columns
    names = [f"after_{index}" for index in range(len(ordered))]
    behind = [bindparam(name, type_=column.type) for name, column in zip(names, ordered, strict=True)]
    following = page_of(plan, few, columns, behind, most=most)
    query, values = page_of(plan, few, columns, None, most=most), dict[str, Any]()
    rows: Sequence[AnyRow] = ()
    while not values or len(rows) == most:
        rows = source.read(partial(fetch, query=query, values=values))
        yield from rows
        if not rows:
            return
        query, values = following, dict(zip(names, paging.place_at(rows[-1], order), strict=True))


def fetch(session: Session, query: AnySelect, values: Mapping[str, Any]) -> Sequence[AnyRow]:
    """Return all rows of a query."""
    return session.execute(query, values).all()


def first_of(plan: Plan) -> Few:
    """Return the first rows that match: one more than are counted, to tell whether there are more."""
    way = plan.soonest()
    names = dict.fromkeys(("id", *plan.sorted_by()))
    rows = way.select(*(way.at[name].label(name) for name in names)).limit(COUNT_AT_MOST + 1).cte("few")
    return Few(rows, select(func.count()).select_from(rows).scalar_subquery())


def page_of(plan: Plan, few: Few, columns: Sequence[Any], place: Place | None, *, most: int) -> AnySelect:
    """Return the query for these columns of the rows of a page, and their places."""
    walk = plan.in_order()
    of_few = few.rows.c
    found = select(of_few.id).select_from(few.rows).where(few.number <= COUNT_AT_MOST)
    walked = walk.select(walk.at["id"].label("id")).where(few.number > COUNT_AT_MOST)
    parts = (cut(found, plan.order(dict(of_few.items())), place, most), cut(walked, plan.order(walk.at), place, most))
    page = union_all(*(select(part) for part in parts)).subquery("page")
    order = plan.order()
    places: list[ColumnElement[Any]] = [page.c[name] for name in names_of(order)]
    rows: AnySelect = select(*columns, *places).join_from(page, plan.collection.table, plan.own("id") == page.c.id)
    return rows.order_by(*(place.desc() if order.down else place for place in places)).limit(most)


def cut(query: AnySelect, order: Order, place: Place | None, most: int) -> Subquery:
    """Return the first rows of a query in an order, behind a place."""
    found = paging.ordered(query, order)
    return (found if place is None else found.where(paging.beyond(order, place))).limit(most).subquery()


def names_of(order: Order) -> list[str]:
    """Return the names of the columns that hold a row's place."""
    return [f"place_{index}" for index in range(len(order.columns))]

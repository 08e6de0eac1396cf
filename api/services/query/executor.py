"""A page of what may be few rows or very many, by one statement that costs about the same for both.

The first thousand that match are looked for, in no order, by whatever finds them soonest. If that is all of them, they
are put in order. If there are more, they are so dense that the list is gone through in its order instead, until the
page is full. Only then are the stored bytes of its rows read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
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

from api.db.database import ReadSource
from api.db.sql import AnyRow, AnySelect
from api.db.sqlite_planner import conditional_limit
from api.models import Announcement
from api.services import pagination
from api.services.auth import Actor, require_visible
from api.services.errors import NotFound
from api.services.pagination import COUNT_AT_MOST, Order, Page
from api.services.query import relevance, statement_cache
from api.services.query.filters.placeholders import Told
from api.services.query.list_query import Plan
from api.services.query.resources import ANNOUNCEMENTS, Collection

Place = Sequence[Any]


class Found(NamedTuple):
    """The first rows of each part of a page, and how many match, as far as was counted."""

    parts: Sequence[FromClause]
    number: ScalarSelect[int]


def take(connection: Connection, plan: Plan, columns: Sequence[str], *, number: int | None = None) -> Page[AnyRow]:
    """Return a page of what was asked for, and the number of all that matches, which may be known already."""
    asked, order, engine = plan.asked, plan.order(), connection.dialect.name
    exact = asked.get("total") == "exact"
    if not asked["limit"]:
        known = number if number is not None else connection.scalar(total_query(plan, engine)) or 0
        return pagination.of_total([], None, known, exact=exact)
    place = pagination.place_in(asked, order)
    made = statement_cache.statement(plan, page_made_once, columns, engine, place is not None)
    rows: Sequence[AnyRow] = (
        made.rows(connection, plan, place or ())
        if made
        else connection.execute(page_query(plan, columns, place, engine=engine)).all()
    )
    return pagination.paged(connection, rows, lambda: total_query(plan, engine), order, asked)


def page_made_once(plan: Plan, told: Told, columns: Sequence[str], engine: str, is_behind: bool) -> AnySelect:
    """Return the query for all pages of a shape."""
    place = statement_cache.places(told, plan.order().columns) if is_behind else None
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
    return pagination.counting(plan.select(), exact=True) if plan.asked.get("total") == "exact" else found.number


def iterate_rows(source: ReadSource, plan: Plan, names_shown: Sequence[str], *, most: int) -> Iterator[AnyRow]:
    """Yield all that was asked for, in order, so many rows at a time; between two batches no connection is held."""
    order, engine = plan.order(), source.read(lambda connection: connection.dialect.name)
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
        place = pagination.read_back(pagination.ending(rows[-1], order), order)
        query, values = following, dict(zip(names, place, strict=True))


def fetch(connection: Connection, query: AnySelect, values: Mapping[str, Any]) -> Sequence[AnyRow]:
    """Return all rows of a query."""
    return connection.execute(query, values).all()


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
    found = pagination.ordered(query.where(condition), order)
    first = found if place is None else found.where(pagination.beyond(order, place))
    return first.limit(conditional_limit(condition, literal(most))).subquery()


def as_kept(place: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column of places as it is kept, where that can be read back from a cursor: of a page, one row is."""
    return type_coerce(place, Text()).label(place.key) if isinstance(place.type, Uuid | Date) else place


def names_of(order: Order) -> list[str]:
    """Return the names of the columns that hold a row's place."""
    return [f"place_{index}" for index in range(len(order.columns))]


BATCH, BATCH_OF_RECORDS = 500, 50
"""How many rows are read at a time where all are wanted: whole records may be long."""


class Listed(NamedTuple):
    """An item on a page: its stored bytes, what names these, and where ids were asked for, its id."""

    document: bytes
    validator: bytes
    id: UUID | None


def page(connection: Connection, plan: Plan, *, total: int | None = None) -> Page[Listed]:
    """Return a page of what was asked for. Where no item is wanted, its total may be known already."""
    found = take(connection, plan, shown(plan), number=total)
    return found.of([Listed(row.document, name_of(row), getattr(row, "id", None)) for row in found.items])


def name_of(row: AnyRow) -> bytes:
    """Return what names the bytes of an item: its ETag where it has one, else they themselves."""
    return row.etag.encode() if "etag" in row._fields else bytes(row.document)


def every(source: ReadSource, plan: Plan) -> Iterator[bytes]:
    """Yield the stored bytes of all that was asked for, in order; only some of them are in memory at a time.

    Each batch is read by itself, so that a slow reader holds no connection.
    """
    most = BATCH_OF_RECORDS if plan.collection is ANNOUNCEMENTS else BATCH
    yield from (row.document for row in iterate_rows(source, plan, shown(plan), most=most))


def shown(plan: Plan) -> tuple[str, ...]:
    """Return the names of the columns of an item."""
    named = ("etag",) if plan.collection is ANNOUNCEMENTS else ()
    return ("document", *named, *(("id",) if "id" in plan.asked else ()))


def not_found(connection: Connection, plan: Plan, found: Page[Listed]) -> list[UUID]:
    """Return the ids that were asked for and are not there, or not for this actor, or not with these filters."""
    asked = [UUID(id) for id in plan.asked["id"]]
    whole = found.next_cursor is None and "cursor" not in plan.asked and plan.asked["limit"]
    here = {item.id for item in found.items} if whole else set(connection.scalars(plan.select(plan.own("id"))))
    return [id for id in dict.fromkeys(asked) if id not in here]


def get(connection: Connection, collection: Collection, id: UUID, *, actor: Actor) -> bytes:
    """Return the stored bytes of a part by its id. Raise `NotFound`, or `Gone` where its record was withdrawn."""
    part = collection.table
    query = (
        select(Announcement.state, Announcement.published_at, Announcement.document, part.document.label("part"))
        .join(Announcement, Announcement.id == part.announcement_id)
        .where(part.id == id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound(f"There is no {collection.name.removesuffix('s')} with this id.")
    return bytes(require_visible(row, actor).part)

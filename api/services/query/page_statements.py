"""The statements that read a page of a list and the number of its matches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, Text, Uuid, func, select, type_coerce

from api.db.sql import AnySelect
from api.services import pagination
from api.services.pagination import COUNT_AT_MOST, Order
from api.services.query import access_paths
from api.services.query.access_paths import AccessPath
from api.services.query.filters.operators import Columns, Params
from api.services.query.list_query import ListQuery

POSITION, LIMIT = " position", " limit"
"""Reserved names of bind parameters: the sort key after which a page begins, and how many rows it has at most."""


class PageRows(NamedTuple):
    """Rows of a page, and one more if there is a next page.

    A row is None if it was deleted between two statements. `keys` are the sort keys of the rows. `number` is the number
    of matches, None if they were not counted.
    """

    rows: Sequence[Any]
    keys: Sequence[Sequence[Any]]
    number: int | None


def match_count(query: ListQuery, is_exact: bool) -> AnySelect:
    """The number of matches: all of them, or up to 1,001."""
    path = access_paths.full_match(query) if is_exact else access_paths.first_matches(query)
    return count_rows(path, exact=is_exact)


def count_rows(path: AccessPath, *, exact: bool = False) -> AnySelect:
    """The number of rows of an access path, up to 1,001 unless it is to be exact."""
    return select(pagination.count_of(path.select(), exact=exact).label("number"))


def sorted_candidates(query: ListQuery, columns: Sequence[str], is_after: bool) -> AnySelect:
    """A page of the first 1,001 matches by the most selective access path, sorted; each row has their `number`.

    The limit keeps planners from walking an index in the page's order.
    """
    path = access_paths.first_matches(query)
    names = dict.fromkeys(("id", *query.sort_columns))
    matches = path.select(*(path.columns[name].label(name) for name in names))
    candidates = matches.limit(COUNT_AT_MOST + 1).cte("candidates")
    rows = item_rows(query, select(candidates.c.id), dict(candidates.c.items()), columns, is_after=is_after)
    return rows.add_columns(select(func.count()).select_from(candidates).scalar_subquery().label("number"))


def counted_walk(query: ListQuery, columns: Sequence[str], is_after: bool) -> AnySelect:
    """A page of the first matches on a walk in the order of the list; each row has their `number`, up to 1,001."""
    number = pagination.count_of(access_paths.first_matches(query).select(), exact=False)
    return ordered_walk(query, columns, is_after).add_columns(number.label("number"))


def ordered_walk(query: ListQuery, columns: Sequence[str], is_after: bool) -> AnySelect:
    """A page of the first matches on a walk in the order of the list."""
    return page_of_scan(query, access_paths.ordered_scan(query), columns, is_after=is_after)


def page_of_scan(query: ListQuery, path: AccessPath, columns: Sequence[str], *, is_after: bool) -> AnySelect:
    """A page of the first rows of an ordered path."""
    return item_rows(query, path.select(path.columns["id"].label("id")), path.columns, columns, is_after=is_after)


def item_rows(
    query: ListQuery, ids: AnySelect, sortable: Columns, columns: Sequence[str], *, is_after: bool
) -> AnySelect:
    """The first rows in the order of the list, after the request's position if it `is_after` one.

    Of each, these columns, its id, and its sort key. Only the rows of the page are read from the resource's table.
    """
    order = Order(tuple(sortable[name] for name in query.sort_columns), (), query.is_descending)
    found = pagination.ordered(ids, order)
    if is_after:
        position = (
            query.binds.add(item_of(POSITION, index), sortable[name].type)
            for index, name in enumerate(query.sort_columns)
        )
        found = found.where(pagination.after(order, [*position]))
    page = found.limit(query.binds.add(lambda values: values[LIMIT], Integer())).subquery("page")
    keys = [page.c[name] for name in order.key_names]
    texts = [cursor_text(each).label(each.key) for each in (page.c.id.label("row_id"), *keys)]
    source = page.join(query.resource.table, query.column("id") == page.c.id) if columns else page
    rows: AnySelect = select(*(query.column(name) for name in columns), *texts).select_from(source)
    return rows.order_by(*order.directed(keys))


def cursor_text(column: Any) -> Any:
    """A column as its engine writes it, without conversion to a Python object, if a cursor can be read from that."""
    return type_coerce(column, Text()) if isinstance(column.type, Uuid | Date) else column


def item_of(name: str, index: int) -> Callable[[Params], Any]:
    """Reader of one item of a reserved value."""
    return lambda values: values[name][index]

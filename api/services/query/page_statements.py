"""The statements that read a page of a list and the number of its matches, and the choice between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, Label, Text, Uuid, func, select, type_coerce, union_all

from api.db.sql import AnySelect
from api.services import pagination
from api.services.pagination import COUNT_AT_MOST, Order
from api.services.query import access_paths
from api.services.query.access_paths import DATE_SORT_COLUMNS, AccessPath
from api.services.query.branches import branches
from api.services.query.filters.operators import Columns, Params
from api.services.query.list_query import CACHE_SIZE, ListQuery, QueryShape, table_order, template_of
from api.services.query.search_paths import ALL_MATCHES, index_path, is_covered_by_index

POSITION, LIMIT, ROW_ID = " position", " limit", " row id"
"""Reserved names of bind parameters: the sort key after which a page begins, how many rows it has at most, one row."""


class FirstStatement(Enum):
    """How the first page is read: by a walk in the list's order, by sorting its first 1,001 matches, or by counting."""

    WALK, SORT, COUNT = range(3)


@lru_cache(CACHE_SIZE)
def first_statement(shape: QueryShape) -> FirstStatement:
    """The cheapest first statement for requests of a shape.

    WALK: one index finds the matches in the order of the list. SORT: a filter leaves few rows. COUNT: neither, and
    sorting could be in vain. Exclusions leave most rows and do not matter.
    """
    query = template_of(shape)
    order, tag = query.sort_columns, access_paths.driving_tag(query)
    filters = {name for name in query.params if name in query.resource.filters and not name.startswith("exclude_")}
    if tag:
        is_in_order = access_paths.has_one_tag(query, tag) and order == query.resource.sort_key
        is_walk = is_in_order and filters.isdisjoint({"id", "identifier"})
    else:
        indexed = (query.resource.columns[name] for name in access_paths.prefix_indexed(query, order))
        is_walk = filters <= {*(str(column.key).removesuffix("_code") for column in indexed), *range_filters(query)}
    if is_walk and not query.has_search:
        return FirstStatement.WALK
    has_window = any({f"{stem}_from", f"{stem}_to"} <= filters for stem in DATE_SORT_COLUMNS)
    is_selective = query.has_search or has_window or not filters.isdisjoint(SELECTIVE_FILTERS)
    return FirstStatement.SORT if is_selective else FirstStatement.COUNT


SELECTIVE_FILTERS = frozenset(
    {
        *("id", "identifier", "announcement", "publisher", "place"),
        *(
            "party",
            "announcement_party",
            "all_party",
            "all_announcement_party",
            "payer",
            "payee",
            "speaker",
            "related_to",
        ),
    }
)
"""Filters with so many values that few rows have one of them."""


def range_filters(query: ListQuery) -> Iterator[str]:
    """The filters that bound the column of the order."""
    yield from RANGE_FILTERS.get(query.sort.removeprefix("-"), ())
    for stem, sort_column in DATE_SORT_COLUMNS.items():
        if query.sort in sort_column and query.params.get("match") == "within":
            yield from (f"{stem}_from", f"{stem}_to")


RANGE_FILTERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "amount": ("amount_min", "amount_max"),
        "created_at": ("created_from", "created_to"),
        "updated_at": ("updated_from", "updated_to"),
        "significantly_updated_at": ("significantly_updated_from", "significantly_updated_to"),
    }
)
"""The filters that bound the column of an order by an exact value."""


class PageRows(NamedTuple):
    """Rows of a page, and one more if there is a next page.

    `keys` are the sort keys of the rows. `number` is the number of matches, None if they were not counted.
    """

    rows: Sequence[Any]
    keys: Sequence[Sequence[Any]]
    number: int | None


def match_count(query: ListQuery, is_exact: bool) -> AnySelect:
    """The number of matches: all of them, by the full-text index alone if that suffices, or up to 1,001."""
    if not is_exact:
        return count_rows(*map(access_paths.first_matches, branches(query)))
    if query.has_search and is_covered_by_index(query.shape):
        return count_rows(index_path(query, ALL_MATCHES), exact=True)
    return count_rows(*map(access_paths.full_match, branches(query)), exact=True)


def count_rows(*paths: AccessPath, exact: bool = False) -> AnySelect:
    """The number of rows of access paths, of each up to 1,001 unless it is to be exact."""
    return select(number_of_rows(paths, exact=exact))


def number_of_rows(paths: Iterable[AccessPath], *, exact: bool = False) -> Label[int]:
    """The number of rows of access paths as an expression."""
    first, *others = (pagination.count_of(path.select(), exact=exact) for path in paths)
    return sum(others, start=first).label("number")


def sorted_candidates(query: ListQuery, columns: Sequence[str], is_after: bool) -> AnySelect:
    """A page of the first 1,001 matches by the most selective access path, sorted; each row has their `number`.

    The limit keeps planners from walking an index in the page's order.
    """
    paths = [*map(access_paths.first_matches, branches(query))]
    return sorted_matches(query, paths, columns, is_after=is_after)


def sorted_matches(
    query: ListQuery, paths: Sequence[AccessPath], columns: Sequence[str], *, is_after: bool
) -> AnySelect:
    """A page of the first 1,001 rows of each path, sorted; each row has their `number`."""
    names = [name for name in dict.fromkeys(("id", "rank", *query.sort_columns)) if name in paths[0].columns]
    matches = (path.select(*(path.columns[name].label(name) for name in names)) for path in paths)
    candidates = joined(each.limit(COUNT_AT_MOST + 1) for each in matches).cte("candidates")
    found = [(select(candidates.c.id), dict(candidates.c.items()))]
    rows = item_rows(query, found, columns, is_after=is_after)
    return rows.add_columns(select(func.count()).select_from(candidates).scalar_subquery().label("number"))


def joined(queries: Iterable[AnySelect]) -> Any:
    """One query for the rows of several disjoint ones, each of which may have an order and a limit."""
    first, *others = queries
    named = (select(each.subquery(f"branch_{index}")) for index, each in enumerate((first, *others)))
    return union_all(*named) if others else first


def counted_walk(query: ListQuery, columns: Sequence[str], is_after: bool) -> AnySelect:
    """A page of the first matches on a walk in the order of the list; each row has their `number`, up to 1,001."""
    number = number_of_rows(map(access_paths.first_matches, branches(query)))
    return ordered_walk(query, columns, is_after).add_columns(number)


def ordered_walk(query: ListQuery, columns: Sequence[str], is_after: bool) -> AnySelect:
    """A page of the first matches on a walk in the order of the list."""
    main, *joint = branches(query)
    paths = [access_paths.ordered_scan(main), *map(access_paths.selective_path, joint)]
    return page_of_scan(query, paths, columns, is_after=is_after)


def page_of_scan(query: ListQuery, paths: Sequence[AccessPath], columns: Sequence[str], *, is_after: bool) -> AnySelect:
    """A page of the first rows of an ordered path, and of others with few rows."""
    found = [(path.select(path.columns["id"].label("id")), path.columns) for path in paths]
    return item_rows(query, found, columns, is_after=is_after)


def item_rows(
    query: ListQuery, found: Sequence[tuple[AnySelect, Columns]], columns: Sequence[str], *, is_after: bool
) -> AnySelect:
    """The first rows in the order of the list, after the request's position if it `is_after` one.

    `found` are queries for their ids, with the columns to sort by. Of each row, these columns, its id, and its sort
    key, which begins with the `rank` if there is one. Only the rows of the page are read from the resource's table.
    """
    limit = query.binds.add(itemgetter(LIMIT), Integer())
    is_descending = table_order(query.resource, query.sort).descending
    names = [name for name in ("rank", *query.sort_columns) if name in found[0][1]]
    orders = [Order(tuple(sortable[name] for name in names), (), is_descending) for _, sortable in found]
    first = [rows_after(query, ids, order, is_after) for (ids, _), order in zip(found, orders, strict=True)]
    ordered = first[0]
    if len(first) > 1:
        merged = joined(each.limit(limit) for each in first).subquery("candidates")
        ordered = select(merged).order_by(*orders[0].directed([merged.c[name] for name in orders[0].key_names]))
    page = ordered.limit(limit).subquery("page")
    keys = [page.c[name] for name in orders[0].key_names]
    texts = [cursor_text(each).label(each.key) for each in (page.c.id.label("row_id"), *keys)]
    table = query.resource.table
    source = page.join(table, table.id == page.c.id) if columns else page
    shown = (getattr(table, name) for name in columns)
    longest = query.binds.add(lambda values: pagination.longest_short(values[LIMIT]), Integer())
    items = (pagination.short_value(each, longest) if each.key == "document" else each for each in shown)
    rows: AnySelect = select(*items, *texts).select_from(source)
    return rows.order_by(*orders[0].directed(keys))


def rows_after(query: ListQuery, ids: AnySelect, order: Order, is_after: bool) -> AnySelect:
    """The rows in order with their sort keys, after the request's position if it `is_after` one."""
    rows = pagination.ordered(ids, order)
    if not is_after:
        return rows
    columns: tuple[Any, ...] = order.columns
    position = (query.binds.add(item_of(POSITION, index), each.type) for index, each in enumerate(columns))
    return rows.where(pagination.after(order, [*position]))


def long_item(query: ListQuery, columns: Sequence[str]) -> AnySelect:
    """One row of the resource's table by its id, whatever its length; not if it is no longer to be seen."""
    table = query.resource.table
    is_found = table.id == query.binds.add(itemgetter(ROW_ID), Uuid())
    row: AnySelect = select(*(getattr(table, name) for name in columns))
    return row.where(is_found, query.resource.columns["state"].in_(query.states))


def cursor_text(column: Any) -> Any:
    """A column as its engine writes it, without conversion to a Python object, if a cursor can be read from that."""
    return type_coerce(column, Text()) if isinstance(column.type, Uuid | Date) else column


def item_of(name: str, index: int) -> Callable[[Params], Any]:
    """Reader of one item of a reserved value."""
    return lambda values: values[name][index]

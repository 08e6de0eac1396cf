"""Keyset pagination: pages, and opaque cursors that say where a page ended, bound to the request's filters.

A page ends after `limit` items, or before it has more than `MAX_PAGE_BYTES` of stored values. A statement returns short
values with their rows; those so long that a few fill a page are read one by one until it is full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    ScalarSelect,
    SQLColumnExpression,
    Text,
    case,
    cast,
    func,
    literal_column,
    select,
    tuple_,
)

from api.db.sql import AnyRow, AnySelect
from api.services.errors import Invalid, invalid_parameter
from api.services.tokens import Scope, decode_token, encode_token, signer
from domain.violations import Violation

COUNT_AT_MOST = 1_000
"""Counting stops here unless the client asks for the exact total: a page must not cost more as the data grows."""

MAX_PAGE_BYTES = 4 * 1024**2
"""Bytes of stored values in a page, unless its first item alone has more."""

UNBOUND_PARAMS = frozenset({"cursor", "limit", "total"})
"""Parameters that may differ between the pages of a list."""

Item = TypeVar("Item")
Shown = TypeVar("Shown")


def invalid_cursor() -> Invalid:
    """The error for a cursor that does not belong to this list."""
    detail = "This is not a cursor of this list with these filters and this order. Begin again without it."
    return invalid_parameter("cursor", Violation("cursor", detail))


@dataclass(frozen=True)
class Order:
    """A total order: columns whose values together differ between any two rows, and how a cursor's text is read."""

    columns: tuple[SQLColumnExpression[Any], ...]
    readers: tuple[Callable[[Any], Any], ...]
    descending: bool = False

    @cached_property
    def names(self) -> list[str]:
        """Names of the columns: a cursor belongs to its order."""
        return [str(column) if hasattr(column, "table") else "computed" for column in self.columns]

    @cached_property
    def key_names(self) -> list[str]:
        """Names under which queries select the sort key of a row."""
        return [f"key_{index}" for index in range(len(self.columns))]

    def directed(self, columns: Sequence[Any]) -> list[Any]:
        """Columns for ORDER BY in the direction of the order."""
        return [column.desc() if self.descending else column for column in columns]


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items in order, the total, at most 1,000 unless it is `exact`, and the cursor of the next page, if any."""

    items: Sequence[Item]
    next_cursor: str | None
    total: int
    exact: bool = True
    ended_by: Literal["bytes"] | None = None
    """Why there are fewer items than `limit`, if there are more."""

    def with_items(self, items: Sequence[Shown]) -> Page[Shown]:
        """The same page with other items."""
        return Page(items, self.next_cursor, self.total, self.exact, self.ended_by)


class LongValue(NamedTuple):
    """A column whose values may be long: its name in rows, and how the row with a long one is read again.

    `read` returns None if the row is no longer there.
    """

    name: str
    read: Callable[[Any], Any | None]


def short_value(column: Any, longest: Any) -> ColumnElement[Any]:
    """A column with NULL in place of values longer than `longest_short`, which `within_bytes` reads."""
    is_binary = isinstance(column.type, LargeBinary)
    length = func.length(column if is_binary else cast(column, Text()))
    return case((length <= longest, column)).label(column.key)


def longest_short(limit: int) -> int:
    """Bytes of a value that a statement of `limit` rows returns: at most twice as much as a page may have."""
    return 2 * MAX_PAGE_BYTES // limit


def within_bytes(rows: Sequence[AnyRow], long: LongValue) -> tuple[Sequence[AnyRow], int]:
    """The first rows with their values, as many as a page may have, and the number of rows that they come from."""
    kept: list[Any] = []
    total = 0
    for index, row in enumerate(rows):
        value = getattr(row, long.name)
        whole = row if value is not None else long.read(row)
        if whole is None:
            continue
        total += size_of(getattr(whole, long.name))
        if kept and total > MAX_PAGE_BYTES:
            return kept, index
        kept.append(whole)
    return kept, len(rows)


def size_of(value: bytes | Sequence[str]) -> int:
    """Bytes of a stored value: of a document, or about those of a list of texts."""
    return len(value) if isinstance(value, bytes) else sum(map(len, value))


def paginate(
    connection: Connection,
    query: AnySelect,
    order: Order,
    params: Mapping[str, Any],
    values: Mapping[str, Any] | None = None,
    *,
    long: LongValue | None = None,
) -> Page[AnyRow]:
    """One page of a query's rows with the total, in one statement. `values`: its bind parameters.

    `long`: the column, selected by `short_value`, that is limited in bytes.
    """
    exact = params.get("total") == "exact"
    total = count_of(query, exact=exact)
    if not params["limit"]:
        return counted_page([], None, connection.scalar(select(total), values) or 0, exact=exact)
    rows_query = ordered(query.add_columns(total.label("total")), order)
    position = cursor_position(connection, params, order)
    if position is not None:
        rows_query = rows_query.where(after(order, position))
    rows = connection.execute(rows_query.limit(params["limit"] + 1), values).all()
    if rows or position is None:
        number = rows[0].total if rows else 0
    else:  # Behind the last row, no row has the total.
        number = connection.scalar(select(total), values) or 0
    keys = [[getattr(row, name) for name in order.key_names] for row in rows]
    items: Sequence[AnyRow] = rows[: params["limit"]]
    items, end = within_bytes(items, long) if long else (items, len(items))
    return page_of(connection, items, keys, number, order=order, params=params, end=end)


def shortened(
    connection: Connection,
    page: Page[AnyRow],
    sizes: Iterable[int],
    *,
    order: Order,
    params: Mapping[str, Any],
) -> Page[AnyRow]:
    """The page, ended before what its rows are shown with has more than `MAX_PAGE_BYTES`; `sizes` are those of each."""
    totals = accumulate(sizes)
    end = next((index for index, total in enumerate(totals) if index and total > MAX_PAGE_BYTES), len(page.items))
    if end == len(page.items):
        return page
    key = [str(getattr(page.items[end - 1], name)) for name in order.key_names]
    cursor = encode_token(signer(connection), key, cursor_scope(params, order))
    return replace(page, items=page.items[:end], next_cursor=cursor, ended_by="bytes")


def page_of(
    connection: Connection,
    items: Sequence[Item],
    keys: Sequence[Sequence[Any]],
    number: int,
    *,
    order: Order,
    params: Mapping[str, Any],
    end: int,
) -> Page[Item]:
    """A page of the items of the first `end` rows; `keys` are the sort keys of these and of rows after them."""
    next_cursor = None
    if len(keys) > end:
        next_cursor = encode_token(signer(connection), [*map(str, keys[end - 1])], cursor_scope(params, order))
    exact = params.get("total") == "exact"
    is_short = next_cursor is not None and end < params["limit"]
    return counted_page(items, next_cursor, number, exact=exact, ended_by="bytes" if is_short else None)


def counted_page(
    rows: Sequence[Item],
    next_cursor: str | None,
    number: int,
    *,
    exact: bool,
    ended_by: Literal["bytes"] | None = None,
) -> Page[Item]:
    """A page with the number of all matches, as far as they were counted."""
    total = number if exact else min(number, COUNT_AT_MOST)
    return Page(rows, next_cursor, total, exact or number <= COUNT_AT_MOST, ended_by)


def cursor_scope(params: Mapping[str, Any], order: Order) -> Scope:
    """The parameters and the order to which a cursor belongs, whatever the size of the page."""
    return {name: value for name, value in params.items() if name not in UNBOUND_PARAMS} | {"order": order.names}


def cursor_position(connection: Connection, params: Mapping[str, Any], order: Order) -> list[Any] | None:
    """The sort key after which the page begins; None for the first page. Raises Invalid for a foreign cursor."""
    if "cursor" not in params:
        return None
    key = decode_token(signer(connection), params["cursor"], cursor_scope(params, order))
    try:
        if key is not None:
            return read_key(key, order)
    except (TypeError, ValueError):
        pass  # A cursor of an earlier release, whose order had other columns.
    raise invalid_cursor()


def read_key(key: Sequence[Any], order: Order) -> list[Any]:
    """The values of a sort key from their text."""
    return [read(str(value)) for read, value in zip(order.readers, key, strict=True)]


def count_of(query: AnySelect, *, exact: bool) -> ScalarSelect[int]:
    """The number of a query's rows, up to 1,001 unless it is to be exact, as a subquery."""
    rows: AnySelect = query.with_only_columns(literal_column("1"), maintain_column_froms=True)
    bounded = rows if exact else rows.limit(COUNT_AT_MOST + 1)
    return select(func.count()).select_from(bounded.subquery()).scalar_subquery()


def ordered(query: AnySelect, order: Order) -> AnySelect:
    """The query in this order, with the sort key of each row."""
    keys: Any = (column.label(name) for name, column in zip(order.key_names, order.columns, strict=True))
    return query.add_columns(*keys).order_by(*order.directed(order.columns))


def after(order: Order, position: Sequence[Any]) -> ColumnElement[bool]:
    """The row comes after this sort key."""
    columns: tuple[Any, ...] = order.columns
    key = tuple_(*position, types=[column.type for column in columns])
    return tuple_(*order.columns) < key if order.descending else tuple_(*order.columns) > key

"""Keyset pagination: pages, and opaque cursors that say where a page ended, bound to the request's filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    SQLColumnExpression,
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

    def with_items(self, items: Sequence[Shown]) -> Page[Shown]:
        """The same page with other items."""
        return Page(items, self.next_cursor, self.total, self.exact)


def paginate(
    connection: Connection,
    query: AnySelect,
    order: Order,
    params: Mapping[str, Any],
    values: Mapping[str, Any] | None = None,
) -> Page[AnyRow]:
    """One page of a query's rows with the total, in one statement. `values`: its bind parameters."""
    exact = params.get("total") == "exact"
    total = count_of(query, exact=exact)
    if not params["limit"]:
        return counted_page([], None, connection.scalar(select(total), values) or 0, exact=exact)
    rows_query, position = (
        ordered(query.add_columns(total.label("total")), order),
        cursor_position(connection, params, order),
    )
    if position is not None:
        rows_query = rows_query.where(after(order, position))
    rows = connection.execute(rows_query.limit(params["limit"] + 1), values).all()
    if rows or position is None:
        number = rows[0].total if rows else 0
    else:  # Behind the last row, no row has the total.
        number = connection.scalar(select(total), values) or 0
    keys = [[getattr(row, name) for name in order.key_names] for row in rows]
    return page_of(connection, rows[: params["limit"]], keys, number, order=order, params=params)


def page_of(
    connection: Connection,
    items: Sequence[Item],
    keys: Sequence[Sequence[Any]],
    number: int,
    *,
    order: Order,
    params: Mapping[str, Any],
) -> Page[Item]:
    """A page of items; `keys` are the sort keys of its rows, and of one more row if there is a next page."""
    size = params["limit"]
    next_cursor = None
    if len(keys) > size:
        next_cursor = encode_token(signer(connection), [*map(str, keys[size - 1])], cursor_scope(params, order))
    return counted_page(items, next_cursor, number, exact=params.get("total") == "exact")


def counted_page(rows: Sequence[Item], next_cursor: str | None, number: int, *, exact: bool) -> Page[Item]:
    """A page with the number of all matches, as far as they were counted."""
    return Page(rows, next_cursor, number if exact else min(number, COUNT_AT_MOST), exact or number <= COUNT_AT_MOST)


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

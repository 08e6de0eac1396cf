"""Keyset pagination: pages, and opaque cursors that say where a page ended, bound to the request's filters."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import orjson
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
from domain.violations import Violation

DIGEST_SIZE = 9

COUNT_AT_MOST = 1_000
"""Counting stops here unless the client asks for the exact total: a page must not cost more as the data grows."""

UNBOUND_PARAMS = frozenset({"cursor", "limit", "total"})
"""Parameters that may differ between the pages of a list."""

Item = TypeVar("Item")
Shown = TypeVar("Shown")


def encode_cursor(key: Sequence[Any], params: Mapping[str, Any]) -> str:
    """A cursor for a sort key, a list of JSON values, within the list of these parameters."""
    content = orjson.dumps(list(key))
    return base64url(sign(content, params) + content)


def base64url(raw: bytes) -> str:
    """Bytes as a cursor spells them. Base64 has several spellings of the same bytes; cursors use this one."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_cursor(cursor: str, params: Mapping[str, Any]) -> list[Any]:
    """The sort key of a cursor. Raises Invalid if it is damaged, or belongs to another list."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise invalid_cursor() from None
    digest, content = raw[:DIGEST_SIZE], raw[DIGEST_SIZE:]
    if digest != sign(content, params) or base64url(raw) != cursor:
        raise invalid_cursor()
    return list(orjson.loads(content))


def decode_number(cursor: str, params: Mapping[str, Any]) -> int | None:
    """The number in a cursor of one number from 0 to 2^63 - 1; None if this is not such a cursor."""
    try:
        (number,) = decode_cursor(cursor, params)
    except (Invalid, TypeError, ValueError):
        return None
    return number if type(number) is int and 0 <= number < 2**63 else None


def sign(content: bytes, params: Mapping[str, Any]) -> bytes:
    """A digest that binds a sort key to filters and order, but not to the size of a page."""
    bound = {name: value for name, value in params.items() if name not in UNBOUND_PARAMS}
    canonical = orjson.dumps(bound, option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.blake2s(content + b"\0" + canonical, digest_size=DIGEST_SIZE).digest()


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
    rows_query, position = ordered(query.add_columns(total.label("total")), order), cursor_position(params, order)
    if position is not None:
        rows_query = rows_query.where(after(order, position))
    rows = connection.execute(rows_query.limit(params["limit"] + 1), values).all()
    if rows or position is None:
        number = rows[0].total if rows else 0
    else:  # Behind the last row, no row has the total.
        number = connection.scalar(select(total), values) or 0
    keys = [[getattr(row, name) for name in order.key_names] for row in rows]
    return page_of(rows[: params["limit"]], keys, number, order, params)


def page_of(
    items: Sequence[Item], keys: Sequence[Sequence[Any]], number: int, order: Order, params: Mapping[str, Any]
) -> Page[Item]:
    """A page of items; `keys` are the sort keys of its rows, and of one more row if there is a next page."""
    size = params["limit"]
    has_next = len(keys) > size
    next_cursor = encode_cursor([*map(str, keys[size - 1])], cursor_scope(params, order)) if has_next else None
    return counted_page(items, next_cursor, number, exact=params.get("total") == "exact")


def counted_page(rows: Sequence[Item], next_cursor: str | None, number: int, *, exact: bool) -> Page[Item]:
    """A page with the number of all matches, as far as they were counted."""
    return Page(rows, next_cursor, number if exact else min(number, COUNT_AT_MOST), exact or number <= COUNT_AT_MOST)


def cursor_scope(params: Mapping[str, Any], order: Order) -> Mapping[str, Any]:
    """The parameters and the order to which a cursor belongs."""
    return {**params, "order": order.names}


def cursor_position(params: Mapping[str, Any], order: Order) -> list[Any] | None:
    """The sort key after which the page begins; None for the first page. Raises Invalid for a foreign cursor."""
    if "cursor" not in params:
        return None
    try:
        return read_key(decode_cursor(params["cursor"], cursor_scope(params, order)), order)
    except (TypeError, ValueError):
        raise invalid_cursor() from None


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

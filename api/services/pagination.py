"""Opaque cursors: where a page ended, bound to the question that was asked."""

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


def encode(place: Sequence[Any], question: Mapping[str, Any]) -> str:
    """Return a cursor for the place, a list of JSON values, in the answer to this question."""
    content = orjson.dumps(list(place))
    return written(sign(content, question) + content)


def written(raw: bytes) -> str:
    """Return bytes as a cursor has them. Base64 has several spellings of the same: one of them is ours."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(cursor: str, question: Mapping[str, Any]) -> list[Any]:
    """Return the place that a cursor names. Raise `Invalid` for one that is not whole, or is of another question."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise bad_cursor() from None
    digest, content = raw[:DIGEST_SIZE], raw[DIGEST_SIZE:]
    if digest != sign(content, question) or written(raw) != cursor:
        raise bad_cursor()
    return list(orjson.loads(content))


def sign(content: bytes, question: Mapping[str, Any]) -> bytes:
    """Return a digest that binds a place to the question: filters and order, but not the size of a page."""
    asked = {name: value for name, value in question.items() if name not in {"cursor", "limit", "total"}}
    canonical = orjson.dumps(asked, option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.blake2s(content + b"\0" + canonical, digest_size=DIGEST_SIZE).digest()


def bad_cursor() -> Invalid:
    """Return the error for a cursor that this list did not give."""
    detail = "This is not a cursor of this list with these filters and this order. Begin again without it."
    return invalid_parameter("cursor", Violation("cursor", detail))


Item = TypeVar("Item")
Shown = TypeVar("Shown")

COUNT_AT_MOST = 1_000
"""Counting stops here unless the client asks for the exact total: a page must not cost more as the data grows."""


@dataclass(frozen=True)
class Order:
    """A total order: columns that differ between any two rows, and how a cursor's values are read back."""

    columns: tuple[SQLColumnExpression[Any], ...]
    read: tuple[Callable[[Any], Any], ...]
    down: bool = False

    @cached_property
    def names(self) -> list[str]:
        """Return the names of the columns: a cursor belongs to its order."""
        return [str(column) if hasattr(column, "table") else "computed" for column in self.columns]


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items in order, how many there are in all, and the cursor of the next page, if there is one."""

    items: Sequence[Item]
    next_cursor: str | None
    total: int
    exact: bool = True

    def of(self, items: Sequence[Shown]) -> Page[Shown]:
        """Return the same page of what its items are shown as."""
        return Page(items, self.next_cursor, self.total, self.exact)


def take(connection: Connection, query: AnySelect, order: Order, asked: Mapping[str, Any]) -> Page[AnyRow]:
    """Return one page of what a query finds, and the number of all that it finds: by one statement, at one moment."""
    exact = asked.get("total") == "exact"
    total = counting(query, exact=exact)
    if not asked["limit"]:
        return of_total([], None, connection.scalar(select(total)) or 0, exact=exact)
    found, place = ordered(query.add_columns(total.label("total")), order), place_in(asked, order)
    if place is not None:
        found = found.where(beyond(order, place))
    rows = connection.execute(found.limit(asked["limit"] + 1)).all()
    return paged(connection, rows, lambda: select(total), order, asked)


def paged(
    connection: Connection,
    rows: Sequence[AnyRow],
    total: Callable[[], AnySelect],
    order: Order,
    asked: Mapping[str, Any],
) -> Page[AnyRow]:
    """Return a page of the rows that were found for it: one more than it has where there is a next one.

    `total` is the query for the number of all matches, should there be no row to tell it.
    """
    page = rows[: asked["limit"]]
    next_cursor = encode(ending(page[-1], order), bound(asked, order)) if len(rows) > len(page) else None
    number = rows[0].total if rows else number_beyond(connection, total, asked)
    return of_total(page, next_cursor, number, exact=asked.get("total") == "exact")


def bound(asked: Mapping[str, Any], order: Order) -> Mapping[str, Any]:
    """Return the question to which a cursor belongs."""
    return {**asked, "order": order.names}


def place_in(asked: Mapping[str, Any], order: Order) -> list[Any] | None:
    """Return where the page begins, if it is not the first one."""
    return place_of(asked["cursor"], order, bound(asked, order)) if "cursor" in asked else None


def of_total(page: Sequence[AnyRow], next_cursor: str | None, number: int, *, exact: bool) -> Page[AnyRow]:
    """Return a page with the number of all matches, as far as they were counted."""
    return Page(page, next_cursor, number if exact else min(number, COUNT_AT_MOST), exact or number <= COUNT_AT_MOST)


def counting(matching: AnySelect, *, exact: bool) -> ScalarSelect[int]:
    """Return the number of rows that match, as a part of another statement."""
    rows: AnySelect = matching.with_only_columns(literal_column("1"), maintain_column_froms=True)
    bounded = rows if exact else rows.limit(COUNT_AT_MOST + 1)
    return select(func.count()).select_from(bounded.subquery()).scalar_subquery()


def number_beyond(connection: Connection, total: Callable[[], AnySelect], asked: Mapping[str, Any]) -> int:
    """Return the number of rows that match where a page has none: behind the last row, no row can tell."""
    return (connection.scalar(total()) or 0) if "cursor" in asked else 0


def ordered(query: AnySelect, order: Order) -> AnySelect:
    """Return the query in this order, with the place of each row."""
    places: list[Any] = [column.label(f"place_{index}") for index, column in enumerate(order.columns)]
    return query.add_columns(*places).order_by(*(column.desc() if order.down else column for column in order.columns))


def place_at(row: AnyRow, order: Order) -> list[Any]:
    """Return the place of a row."""
    return [getattr(row, f"place_{index}") for index in range(len(order.columns))]


def ending(row: AnyRow, order: Order) -> list[str]:
    """Return the place of a page's last row, as a cursor has it."""
    return [str(value) for value in place_at(row, order)]


def place_of(cursor: str, order: Order, question: Mapping[str, Any]) -> list[Any]:
    """Return where the page before ended. Raise `Invalid` for a cursor that this list did not give."""
    try:
        return read_back(decode(cursor, question), order)
    except (TypeError, ValueError):
        raise bad_cursor() from None


def read_back(place: Sequence[str], order: Order) -> list[Any]:
    """Return the values of a place that are written as a cursor has them."""
    return [read(value) for read, value in zip(order.read, place, strict=True)]


def beyond(order: Order, place: Sequence[Any]) -> ColumnElement[bool]:
    """Return the clause: the row comes after this place."""
    columns: tuple[Any, ...] = order.columns
    here = tuple_(*place, types=[column.type for column in columns])
    return tuple_(*order.columns) < here if order.down else tuple_(*order.columns) > here

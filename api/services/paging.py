"""Pages of a total order: each begins where the last one ended, whatever others write meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select, tuple_

from api.models.database import Session
from api.models.statements import AnyRow, AnySelect
from api.services import cursors

Item = TypeVar("Item")

COUNT_AT_MOST = 10_000
"""Counting stops here unless the client asks for the exact total: a page must not cost more as the data grows."""


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: columns that differ between any two rows, and how a cursor's values are read back."""

    columns: tuple[SQLColumnExpression[Any], ...]
    read: tuple[Callable[[Any], Any], ...]
    down: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items in order, how many there are in all, and the cursor of the next page, if there is one."""

    items: Sequence[Item]
    next_cursor: str | None
    total: int
    exact: bool = True


def take(
    session: Session, query: AnySelect, order: Order, asked: Mapping[str, Any]
) -> tuple[Sequence[AnyRow], str | None]:
    """Return the rows of one page, and the cursor of the next page."""
    places: list[Any] = [column.label(f"place_{index}") for index, column in enumerate(order.columns)]
    query = query.add_columns(*places).order_by(*(column.desc() if order.down else column for column in order.columns))
    question = {**asked, "order": [str(column) for column in order.columns]}
    if "cursor" in asked:
        query = query.where(beyond(order, place_of(asked["cursor"], order, question)))
    rows = session.execute(query.limit(asked["limit"] + 1)).all()
    page = rows[: asked["limit"]]
    if not page or len(rows) == len(page):
        return page, None
    return page, cursors.encode([str(getattr(page[-1], place.name)) for place in places], question)


def place_of(cursor: str, order: Order, question: Mapping[str, Any]) -> list[Any]:
    """Return where the page before ended. Raise `Invalid` for a cursor that this list did not give."""
    try:
        return [read(value) for read, value in zip(order.read, cursors.decode(cursor, question), strict=True)]
    except (TypeError, ValueError):
        raise cursors.bad_cursor() from None


def beyond(order: Order, place: Sequence[Any]) -> ColumnElement[bool]:
    """Return the clause: the row comes after this place."""
    columns: tuple[Any, ...] = order.columns
    here = tuple_(*place, types=[column.type for column in columns])
    return tuple_(*order.columns) < here if order.down else tuple_(*order.columns) > here


def count(session: Session, matching: AnySelect, *, exact: bool = False) -> tuple[int, bool]:
    """Return how many rows match, and whether all were counted."""
    bounded = matching if exact else matching.limit(COUNT_AT_MOST + 1)
    number = session.scalar(select(func.count()).select_from(bounded.subquery())) or 0
    return (number, True) if exact or number <= COUNT_AT_MOST else (COUNT_AT_MOST, False)

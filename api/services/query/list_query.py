"""From what was asked to a statement: what to read, which rows, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Uuid, literal

from api.db.column_types import ExactDecimal, UtcDateTime
from api.db.sql import AnySelect
from api.services.auth import Actor
from api.services.errors import Forbidden, Unauthenticated
from api.services.pagination import Order
from api.services.query import access_paths
from api.services.query.access_paths import Asked, Way
from api.services.query.filters.operators import Columns
from api.services.query.resources import Collection

READ: Mapping[type, Any] = {
    Date: date.fromisoformat,
    UtcDateTime: datetime.fromisoformat,
    Uuid: UUID,
    Integer: int,
    ExactDecimal: Decimal,
}
"""How the values of a cursor are read back, by the type of the column."""


@dataclass(frozen=True)
class Plan:
    """What to read, and what has to hold of each row."""

    collection: Collection
    asked: Mapping[str, Any]
    question: Asked

    @cached_property
    def way(self) -> Way:
        """Return the way that finds each row once: counts and sums take it, a page alone does not."""
        return access_paths.directly(self.question)

    @property
    def at(self) -> Columns:
        """Return the columns of what is found, by their names."""
        return self.way.at

    def select(self, *columns: Any) -> AnySelect:
        """Return the query for these columns of every row that was asked for."""
        return self.way.select(*columns)

    def own(self, name: str) -> Any:
        """Return a column of the list's own table."""
        return getattr(self.collection.table, name)

    def soonest(self) -> Way:
        """Return the way on which the first few rows are found soonest, in no order."""
        return access_paths.soonest(self.question)

    def in_order(self) -> Way:
        """Return the way through the list in its order."""
        return access_paths.in_order(self.question, self.sorted_by())

    def sorted_by(self) -> tuple[str, ...]:
        """Return the names of the columns of the order, without how well a row matches."""
        sort = sort_of(self.collection, self.asked)
        return sorted_by(self.collection, sort)

    def order(self, at: Columns | None = None) -> Order:
        """Return the total order that was asked for, in these columns or else in those of the list's own table."""
        sort = sort_of(self.collection, self.asked)
        return own_order(self.collection, sort) if at is None else order_in(at, self.collection, sort)

    @property
    def is_by_relevance(self) -> bool:
        """Whether the best match comes first. Where words only must not be there, all match alike."""
        return access_paths.searches(self.question) and sort_of(self.collection, self.asked) == "relevance"

    @property
    def is_by_words(self) -> bool:
        """Whether rows are found by words in their own order: the best or the newest first."""
        return access_paths.searches(self.question) and sort_of(self.collection, self.asked) in {
            "relevance",
            "-announced_on",
        }


def sorted_by(collection: Collection, sort: str) -> tuple[str, ...]:
    """Return the names of the columns of an order, without how well a row matches."""
    return collection.place if sort == "relevance" else collection.sorts[sort]


def order_in(at: Columns, collection: Collection, sort: str) -> Order:
    """Return an order in these columns."""
    columns: tuple[Any, ...] = tuple(at[name] for name in sorted_by(collection, sort))
    if sort == "relevance":
        columns = (literal(2, Integer()), *columns)
    return Order(columns, readers(columns), down=sort == "relevance" or sort.startswith("-"))


@cache
def own_order(collection: Collection, sort: str) -> Order:
    """Return an order in the columns of a list's own table."""
    return order_in(collection.at, collection, sort)


def readers(columns: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return how each column's value in a cursor is read back."""
    return tuple(READ[type(column.type)] for column in columns)


def plan(collection: Collection, asked: Mapping[str, Any], *, actor: Actor, today: date) -> Plan:
    """Return how to find what was asked. Raise `Forbidden` for what the actor may not see."""
    question = Asked(collection, asked, actor, today, states(asked, actor))
    return Plan(collection, asked, question)


def sort_of(collection: Collection, asked: Mapping[str, Any]) -> str:
    """Return the order that was asked for; with words to search for, the best match first."""
    sort: str = asked.get("sort") or ("relevance" if "q" in asked else collection.default_sort)
    return sort


def states(asked: Mapping[str, Any], actor: Actor) -> list[str]:
    """Return the states to list: those asked for, else published records, and drafts for who may read them."""
    wanted = set(asked.get("state", set(actor.visible_states) - {"withdrawn"}))
    if not wanted <= set(actor.visible_states):
        refusal = Unauthenticated if actor.key_id is None else Forbidden
        raise refusal("Listing drafts or withdrawn records needs a key with the scope “read”.")
    return sorted(wanted)

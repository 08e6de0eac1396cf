"""From what was asked to a statement: what to read, which rows, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, FromClause, Integer, Uuid, case, literal, select

from api.models import searching
from api.models.statements import AnySelect
from api.models.types import ExactDecimal, UtcDateTime
from api.services.access import Actor
from api.services.collections import Collection
from api.services.errors import Forbidden, Unauthenticated
from api.services.filters.parties import id_of
from api.services.filters.question import MISSING, Columns, Question
from api.services.paging import Order

READ: Mapping[type, Any] = {
    Date: date.fromisoformat,
    UtcDateTime: datetime.fromisoformat,
    Uuid: UUID,
    Integer: int,
    ExactDecimal: Decimal,
}
"""How the values of a cursor are read back, by the type of the column."""

WALKED: Mapping[str, Callable[[str], str]] = {"party": lambda text: (id_of(text) or UUID(int=0)).hex, "topic": str}
"""The filters by which a list can be walked through its tags, and the tag's value for what was asked."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to read, and what has to hold of each row."""

    collection: Collection
    source: FromClause
    at: Columns
    wanted: tuple[ColumnElement[bool], ...]
    asked: Mapping[str, Any]

    def select(self, *columns: Any) -> AnySelect:
        """Return the query for these columns of every row that was asked for."""
        return select(*columns).select_from(self.source).where(*self.wanted)

    def own(self, name: str) -> Any:
        """Return a column of the list's own table."""
        return getattr(self.collection.table, name)

    def order(self) -> Order:
        """Return the total order that was asked for."""
        sort = sort_of(self.collection, self.asked)
        if sort == "relevance":
            columns: tuple[Any, ...] = (self.tier(), *(self.at[name] for name in self.collection.place))
            return Order(columns, readers(columns), down=True)
        columns = tuple(self.at[name] for name in self.collection.sorts[sort])
        return Order(columns, readers(columns), down=sort.startswith("-"))

    def tier(self) -> ColumnElement[int]:
        """Return how much what was searched for stands at the top of an item: 2 in its title, 1 before its body."""

        def found(scope: Any) -> ColumnElement[bool]:
            return searching.clause(self.collection.name, self.at["id"], self.asked["q"], scope=scope)

        return case((found("title"), literal(2)), (found("lead"), literal(1)), else_=literal(0)).cast(Integer)


def readers(columns: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return how each column's value in a cursor is read back."""
    return tuple(READ[type(column.type)] for column in columns)


def plan(collection: Collection, asked: Mapping[str, Any], *, actor: Actor, today: date) -> Plan:
    """Return how to find what was asked. Raise `Forbidden` for what the actor may not see."""
    tag = walkable(collection, asked)
    source, at, clauses = collection.table.__table__, collection.at, []
    if tag is not None:
        source, at, clause = collection.walk(*tag)
        clauses.append(clause)
    question = Question(asked, actor, today, at, walked=tag is not None)
    clauses.append(at["state"].in_(states(asked, actor)))
    applied = {
        name: value for name, value in asked.items() if name in collection.filters and (not tag or name != tag[0])
    }
    clauses.extend(collection.filters[name](question, value) for name, value in applied.items())
    if "q" in asked:
        clauses.append(searching.clause(collection.name, at["id"], asked["q"]))
    return Plan(collection, source, at, tuple(clauses), asked)


def sort_of(collection: Collection, asked: Mapping[str, Any]) -> str:
    """Return the order that was asked for; with words to search for, the best match first."""
    sort: str = asked.get("sort") or ("relevance" if "q" in asked else collection.default_sort)
    return sort


def walkable(collection: Collection, asked: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the tag, its name and value, through which to read the list: one that finds all in the list's order."""
    if sort_of(collection, asked).removeprefix("-") != "announced_on":
        return None
    for name, as_tag in WALKED.items():
        values = asked.get(name, ())
        if len(values) == 1 and values[0] != MISSING and (name != "party" or id_of(values[0])):
            return name, as_tag(values[0])
    return None


def states(asked: Mapping[str, Any], actor: Actor) -> list[str]:
    """Return the states to list: those asked for, else published records, and drafts for who may read them."""
    wanted = set(asked.get("state", set(actor.visible_states) - {"withdrawn"}))
    if not wanted <= set(actor.visible_states):
        refusal = Unauthenticated if actor.key_id is None else Forbidden
        raise refusal("Listing drafts or withdrawn records needs a key with the scope “read”.")
    return sorted(wanted)

"""Questions of one shape, which differ in their values alone: one statement, made once, answers all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Date

from api.db.compiled_query import CompiledQuery
from api.db.sql import AnySelect
from api.services.auth import OPERATOR, PUBLIC
from api.services.query.access_paths import Asked
from api.services.query.filters.party import is_id, is_identifier
from api.services.query.filters.placeholders import Later, LaterId, LaterQuery, Told
from api.services.query.list_query import Plan
from api.services.query.resources import COLLECTIONS
from domain.codes import MISSING
from domain.text.search_query import SearchQuery

REMEMBERED = 500
"""How many shapes are remembered: the latest ones that were asked."""

HOW_SHOWN = frozenset({"format", "fields", "highlight", "facet", "cursor"})
"""Parameters that say nothing of which rows are found, or that come to the statement in another way."""

AS_IT_IS = frozenset({"limit", "match", "since", "sort", "state", "total"})
"""Parameters by whose values statements differ, and which have few."""

MOST_VALUES = 20
"""How many values of one parameter have a shape: a statement for more is not likely to be asked for again."""

TODAY, PLACE = " today", " place"
"""What a statement is told beside the parameters, whose names have no space: the day, and where a page begins."""

Form = tuple[Any, ...]
Maker = Callable[..., AnySelect]
"""What makes a statement from a question of the shape, from what it is told, and from the circumstances."""


class Shape(NamedTuple):
    """What questions have in common that one statement can answer: all but the values that it is told."""

    collection: str
    parameters: tuple[tuple[str, Form], ...]
    states: tuple[str, ...]
    sees_drafts: bool
    made_for: tuple[Any, ...]


class Statement(NamedTuple):
    """A statement for all questions of a shape, and what it is told of each."""

    query: CompiledQuery
    told: Told

    def rows(self, connection: Any, plan: Plan, place: Sequence[Any] = ()) -> list[Any]:
        """Return what it finds for a question."""
        values = {**plan.asked, TODAY: plan.question.today, PLACE: place}
        return self.query.all(connection, self.told.values(values))


def statement(plan: Plan, make: Maker, *made_for: Any) -> Statement | None:
    """Return the statement for the shape of a question, made by `make` for these circumstances.

    None where it asks in a way that is too seldom to be remembered.
    """
    forms = {name: form(name, value) for name, value in plan.asked.items() if name not in HOW_SHOWN}
    if not all(forms.values()):
        return None
    question = plan.question
    sees_drafts = "read" in question.actor.scopes
    shape = Shape(plan.collection.name, tuple(forms.items()), tuple(question.states), sees_drafts, made_for)
    return made(shape, make)


@lru_cache(REMEMBERED)
def made(shape: Shape, make: Maker) -> Statement:
    """Return the statement for a shape."""
    told = Told()
    asked = {name: stand_in(told, name, parts) for name, parts in shape.parameters}
    actor, collection = OPERATOR if shape.sees_drafts else PUBLIC, COLLECTIONS[shape.collection]
    today: Any = told.bind(lambda values: values[TODAY], Date())
    question = Asked(collection, asked, actor, today, shape.states, told)
    return Statement(CompiledQuery(make(Plan(collection, asked, question), told, *shape.made_for)), told)


def places(told: Told, columns: Sequence[Any]) -> list[Any]:
    """Return the parameters for where a page begins, in an order by these columns."""
    return [told.bind(in_place(index), column.type) for index, column in enumerate(columns)]


def in_place(index: int) -> Callable[[Mapping[str, Any]], Any]:
    """Return what reads one value of the place."""
    return lambda values: values[PLACE][index]


def form(name: str, value: Any) -> Form:
    """Return what a statement has to know of a parameter's value when it is made; nothing, if that is too much."""
    if name in AS_IT_IS or isinstance(value, bool) or value == MISSING:
        return ("is", tuple(value) if isinstance(value, list) else value)
    if isinstance(value, SearchQuery):
        return ("words", bool(value.required), bool(value.excluded))
    if not isinstance(value, list):
        return ("one",)
    if len(value) > MOST_VALUES or name.endswith("identifier"):
        return ()
    sorts = tuple(sort_of(name, each) for each in value)
    return ("many", *sorts) if all(sorts) else ()


def sort_of(name: str, text: str) -> str:
    """Return which sort of value this is: parties are found in one way by their ids, in another by their names."""
    if text == MISSING:
        return MISSING
    if not name.endswith(PARTIES):
        return "text"
    return "id" if is_id(text) else "" if is_identifier(text) else "text"


PARTIES = ("party", "payer", "payee", "speaker")


def stand_in(told: Told, name: str, parts: Form) -> Any:
    """Return what stands for a parameter's value while the statement is made."""
    sort, *more = parts
    if sort == "is":
        (value,) = more
        return list(value) if isinstance(value, tuple) else value
    if sort == "words":
        return LaterQuery(told, *more)
    if sort == "one":
        return Later(told, name)
    return [STAND_INS[each](told, name, place) for place, each in enumerate(more)]


STAND_INS: Mapping[str, Callable[[Told, str, int], Any]] = {
    MISSING: lambda *_: MISSING,
    "id": LaterId,
    "text": Later,
}

"""The ways to come by what was asked for: by what finds it soonest, or one after the other in the order of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import FromClause, and_, literal, select

from api.models import searching
from api.models.hints import Compared
from api.models.searching import Sought
from api.models.statements import AnySelect
from api.services.access import Actor
from api.services.collections import Collection
from api.services.filters.parties import id_of, is_party
from api.services.filters.question import MISSING, Clause, Columns, Question


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of which list, by whom and on which day, and the states to look at."""

    collection: Collection
    by_name: Mapping[str, Any]
    actor: Actor
    today: date
    states: Sequence[str]


@dataclass(frozen=True, slots=True)
class Way:
    """What to read, the columns to ask, and what has to hold. Unless it is `once`, a row may come several times."""

    source: FromClause
    at: Columns
    wanted: tuple[Clause, ...]
    once: bool = True

    def select(self, *columns: Any) -> AnySelect:
        """Return the query for these columns of every row."""
        found: AnySelect = select(*columns).select_from(self.source).where(*self.wanted)
        return found if self.once else found.distinct()


def directly(asked: Asked) -> Way:
    """Return the way that finds each row once, to count or to sum up all of them."""
    tag = tag_of(asked)
    if tag and is_one(asked, tag):
        return by_tag(asked, tag, searched=True)
    return looking(asked, asked.collection.table.__table__, asked.collection.at)


def soonest(asked: Asked) -> Way:
    """Return the way on which the first few are found soonest, in no order: by a tag or by words, if there are any."""
    tag = tag_of(asked)
    if tag:
        found = by_tag(asked, tag, searched=False)
    else:
        found = looking(asked, asked.collection.table.__table__, asked.collection.at, searched=False)
    return by_words(asked, found) if searches(asked) else found


def in_order(asked: Asked, order: Sequence[str]) -> Way:
    """Return the way through the list in an order, by the names of its columns: each row is looked at as it comes."""
    tag = tag_of(asked)
    if tag and is_one(asked, tag) and tuple(order) == asked.collection.place:
        return by_tag(asked, tag, searched=True, plain=order)
    at = compared(asked.collection.at, {*order, *leading(asked.collection, order)})
    return looking(asked, asked.collection.table.__table__, at, walked=True)


def by_tag(asked: Asked, name: str, *, searched: bool, plain: Sequence[str] | None = None) -> Way:
    """Return the way through what has the tags that a filter asks for; only `plain` columns may be found from."""
    tags = asked.collection.tagged[name]
    source, at = asked.collection.by_tag(tags.table)
    judged = at if plain is None else compared(at, {*plain})
    way = looking(asked, source, judged, walked=True, searched=searched, but=name)
    return replace(way, wanted=(tagged(asked, name), *way.wanted), once=is_one(asked, name))


def tagged(asked: Asked, name: str) -> Clause:
    """Return the clause: a tag is one of those that a filter asks for."""
    tags, texts = asked.collection.tagged[name], asked.by_name[name]
    if not name.endswith("party"):
        has_value = tags.table.value == texts[0] if is_one(asked, name) else tags.table.value.in_(texts)
    elif is_one(asked, name):
        has_value = tags.table.value == known(texts[0])
    else:
        has_value = is_party(tags.table.value, texts, asked.actor, tagged=True)
    return and_(tags.table.name == tags.name, has_value)


def known(text: str) -> str:
    """Return the tag of a party that was named by its id."""
    id = id_of(text)
    return id.hex if id else ""


def tag_of(asked: Asked) -> str | None:
    """Return the filter by whose tags to find what is asked for, if there is one."""
    names = (name for name in asked.collection.tagged if MISSING not in asked.by_name.get(name, (MISSING,)))
    return next(names, None)


def is_one(asked: Asked, name: str) -> bool:
    """Whether a filter asks for one tag, so that each row is found once, and in the order of the list."""
    texts = asked.by_name[name]
    return len(texts) == 1 and (not name.endswith("party") or id_of(texts[0]) is not None)


def looking(
    asked: Asked, source: FromClause, at: Columns, *, walked: bool = False, searched: bool = True, but: str = ""
) -> Way:
    """Return the way through all that is read, to look at each; one filter may have been seen to."""
    question = Question(asked.by_name, asked.actor, asked.today, at, walked=walked)
    filters = asked.collection.filters
    clauses = [
        filters[name](question, value) for name, value in asked.by_name.items() if name in filters and name != but
    ]
    if "q" in asked.by_name and (searched or not searches(asked)):
        clauses.append(searching.clause(asked.collection.name, at["id"], asked.by_name["q"]))
    return Way(source, at, (at["state"].in_(asked.states), *clauses))


def searches(asked: Asked) -> bool:
    """Whether there are words to find something by; those that must not be there find nothing."""
    return "q" in asked.by_name and bool(asked.by_name["q"].wanted)


def by_words(asked: Asked, way: Way) -> Way:
    """Return a way by which words are found before what they stand in."""
    query, index = asked.by_name["q"], searching.INDEXES[asked.collection.name]
    matches: Any = searching.Matches(
        index.c.terms, literal(Sought(query.wanted, query.unwanted), searching.Expression())
    )
    return replace(way, source=way.source.join(index, index.c.id == way.at["id"]), wanted=(matches, *way.wanted))


def compared(at: Columns, plain: set[str]) -> Columns:
    """Return columns of which only these may be found from; by all others, what is found is judged."""
    return MappingProxyType({name: column if name in plain else Compared(column) for name, column in at.items()})


def leading(collection: Collection, order: Sequence[str]) -> list[str]:
    """Return the columns of which an index has each value's rows in this order."""
    wanted = [collection.at[name].key for name in order]
    indexes = ([column.key for column in index.columns] for index in collection.table.__table__.indexes)
    first = {columns[0] for columns in indexes if columns[1 : len(wanted) + 1] == wanted}
    return [name for name, column in collection.at.items() if column.key in first]

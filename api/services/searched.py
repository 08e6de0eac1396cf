"""The ways to what is found by words: from the index of words, or asking each row of a list whether it has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import BigInteger, Boolean, select, true

from api.models import searching
from api.models.sought import Scope, Sought, fact
from api.services import ways
from api.services.filters.later import told
from api.services.filters.question import MISSING, Clause, known
from api.services.searching import EXCEPTIONS, FACTS
from api.services.ways import Asked, Way
from domain.edtf import window


def sought(asked: Asked, scope: Scope = "all", above: Scope | None = None) -> Sought:
    """Return what the index of words is asked for, which knows some of what the filters ask for too."""
    query = asked.by_name["q"]
    known = [tuple(fact(name, value) for value in asked.by_name[name]) for name in facts_in(asked)]
    if "published" in asked.states:
        others = tuple(fact("state", state) for state in EXCEPTIONS if state not in asked.states)
        return Sought(query.wanted, query.unwanted, scope, above, tuple(known), others)
    known.append(tuple(fact("state", state) for state in asked.states))
    return Sought(query.wanted, query.unwanted, scope, above, tuple(known))


def facts_in(asked: Asked) -> list[str]:
    """Return the filters that ask for what the index of words knows."""
    return [name for name in FACTS if MISSING not in asked.by_name.get(name, (MISSING,))]


def matches(asked: Asked, scope: Scope, above: Scope | None) -> Clause:
    """Return the clause: a row of the index is what is sought."""
    wanted = ways.sought(asked, partial(sought, scope=scope, above=above))
    found: Clause = searching.matches(asked.collection.name, wanted)
    return found


def alone(asked: Asked, scope: Scope = "all", above: Scope | None = None) -> Way | None:
    """Return the way through the index of words, if it knows all that is asked for. The day is SQLite's alone."""
    if set(asked.by_name) & set(asked.collection.filters) - {*facts_in(asked)}:
        return None
    index = searching.INDEXES[asked.collection.name]
    ids = {name: index.c.id for name, column in asked.collection.at.items() if column.key == "id"}
    at = {**ids, "announced_from": searching.day_of(index.c.rowid)}
    return Way(index, at, (matches(asked, scope, above),))


def in_order(asked: Asked, scope: Scope = "all", above: Scope | None = None) -> Way:
    """Return the way through SQLite's index of words, which has an order; by it alone, if it knows each row's place."""
    way = alone(asked, scope, above)
    return way if way and way.at.keys() >= {*asked.collection.place} else judged(asked, scope, above)


def judged(asked: Asked, scope: Scope, above: Scope | None) -> Way:
    """Return the way through the index of words, each of whose rows is looked up and judged."""
    table: Any = asked.collection.table.__table__
    index = searching.INDEXES[asked.collection.name]
    at = ways.compared(asked.collection.at, set())
    way = ways.looking(asked, table, at, walked=True, searched=False)
    source = index.join(table, asked.collection.at["id"] == index.c.id)
    return replace(way, source=source, wanted=(matches(asked, scope, above), *days(asked), *way.wanted))


def days(asked: Asked) -> Iterator[Clause]:
    """Yield what follows from a window for the rows of SQLite's index, which stand by day."""
    row = searching.INDEXES[asked.collection.name].c.rowid
    first, last = (asked.by_name.get(f"announced_{end}") for end in ("from", "to"))
    if last is not None:
        yield row >= told(last, lambda text: searching.first_of(known(window(text).last)), BigInteger())
    if first is not None and asked.by_name.get("match") == "within":
        yield row <= told(first, lambda text: searching.last_of(known(window(text).first)), BigInteger())


def soonest(asked: Asked, scope: Scope, above: Scope | None) -> Way:
    """Return the way on which the first few are found soonest, in no order."""
    if set(asked.by_name).isdisjoint(asked.collection.filters):
        return looking_up(asked, matches(asked, scope, above))
    return ways.by_words(asked, ways.first_found(asked), matches(asked, scope, above))


def looking_up(asked: Asked, has_words: Clause) -> Way:
    """Return the way from the index of words to the rows, one by one: PostgreSQL would rather read all of them."""
    index, at = searching.INDEXES[asked.collection.name], asked.collection.at
    columns = (at[name].label(name) for name in dict.fromkeys(("id", *asked.collection.place)))
    row = select(*columns).where(at["id"] == index.c.id, at["state"].in_(asked.states)).limit(1).lateral("row")
    return Way(index.join(row, true()), dict(row.c.items()), (has_words,))


def asking(asked: Asked, order: Sequence[str], scope: Scope, above: Scope | None) -> Way:
    """Return the way through the list in its order, on which each row is asked for its words."""
    way, index = ways.in_order(asked, order, searched=False), searching.INDEXES[asked.collection.name]
    has_words = select(matches(asked, scope, above)).where(index.c.id == way.at["id"])
    return replace(way, wanted=(*way.wanted, has_words.scalar_subquery().cast(Boolean)))

"""The ways to come by what was asked for: by what finds it soonest, or one after the other in the order of the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnClause, FromClause, Text, and_, literal, literal_column, select
from sqlalchemy.sql import visitors

from api.db.sql import AnySelect
from api.db.sqlite_planner import no_index
from api.search import index as searching
from api.search.match_expression import MatchExpression, MatchExpressionType
from api.services.auth import Actor
from api.services.query.filters.operators import Clause, Columns, Question, first_day, is_in, last_day
from api.services.query.filters.party import is_id, is_party, now_one
from api.services.query.filters.placeholders import Told, told
from api.services.query.resources import COLLECTIONS, Collection
from domain.codes import MISSING


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of which list, by whom and on which day, and the states to look at.

    Where a statement is made for all questions of a shape, `told` is what it will be told of each.
    """

    collection: Collection
    by_name: Mapping[str, Any]
    actor: Actor
    today: date
    states: Sequence[str]
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """What to read, the columns to ask, and what has to hold of each row.

    `enough` is a part of what to read that has the same rows, for questions that are about its columns alone.
    """

    source: FromClause
    at: Columns
    wanted: tuple[Clause, ...]
    enough: FromClause | None = None

    def select(self, *columns: Any) -> AnySelect:
        """Return the query for these columns of every row."""
        query = select(*columns).where(*self.wanted)
        source = self.source if self.enough is None or asks_what_is_listed(query) else self.enough
        return query.select_from(source)


def asks_what_is_listed(query: AnySelect) -> bool:
    """Whether a query has a column of a table that is listed, under its own name, anywhere."""
    columns = (each for each in visitors.iterate(query) if isinstance(each, ColumnClause))
    return any(getattr(each.table, "name", None) in LISTED for each in columns)


LISTED = frozenset(each.table.__tablename__ for each in COLLECTIONS.values())
"""The tables that are listed."""


def directly(asked: Asked) -> Way:
    """Return the way that finds each row once, to count or to sum up all of them."""
    tag = tag_of(asked)
    if tag and is_one(asked, tag):
        return by_tag(asked, tag, searched=True)
    return looking(asked, asked.collection.table.__table__, asked.collection.at)


def soonest(asked: Asked) -> Way:
    """Return the way on which the first few are found soonest, in no order: by a tag or by words, if there are any."""
    found = first_found(asked)
    if not searches(asked):
        return found
    return by_words(asked, found, searching.matches(asked.collection.name, sought(asked, what_is_wanted)))


def sought(asked: Asked, read: Callable[[Asked], MatchExpression]) -> Any:
    """Return what an index of words is asked for as a parameter: told at once, or later."""
    if asked.told is None:
        return literal(read(asked), MatchExpressionType())
    return asked.told.bind(lambda values: read(replace(asked, by_name=values)), MatchExpressionType())


def what_is_wanted(asked: Asked) -> MatchExpression:
    """Return the words that are to be there, without those that are not."""
    return MatchExpression(asked.by_name["q"].required, asked.by_name["q"].excluded)


def what_is_unwanted(asked: Asked) -> MatchExpression:
    """Return the words that are not to be there."""
    return MatchExpression((asked.by_name["q"].excluded,))


def first_found(asked: Asked) -> Way:
    """Return the way on which the first few are found soonest, without the words that find something."""
    tag = tag_of(asked)
    if tag:
        return by_tag(asked, tag, searched=False)
    at = asked.collection.at
    return looking(asked, asked.collection.table.__table__, compared(at, {*at} - {*open_ended(asked)}), searched=False)


def in_order(asked: Asked, order: Sequence[str], *, searched: bool = True) -> Way:
    """Return the way through the list in an order, by the names of its columns: each row is looked at as it comes."""
    tag = tag_of(asked)
    if tag and is_one(asked, tag) and tuple(order) == asked.collection.place:
        return by_tag(asked, tag, searched=searched, plain=order)
    at = compared(asked.collection.at, {*order, *leading(asked, order), *windows(asked)})
    return looking(asked, asked.collection.table.__table__, at, walked=True, searched=searched)


def by_tag(asked: Asked, name: str, *, searched: bool, plain: Sequence[str] | None = None) -> Way:
    """Return the way through what has the tags that a filter asks for; only `plain` columns may be found from."""
    tags = asked.collection.tagged[name].table.__table__
    has_tag = tagged(asked, name)
    found = tags if is_one(asked, name) else any_of(tags, has_tag)
    source, at = asked.collection.by_tag(found)
    judged = at if plain is None else compared(at, {*plain})
    way = looking(asked, source, judged, walked=True, searched=searched, but=name)
    enough = found if ("position" in found.c) == ("position" in asked.collection.at) else None
    return replace(way, wanted=(has_tag, *way.wanted) if found is tags else way.wanted, enough=enough)


def any_of(tags: Any, has_tag: Clause) -> FromClause:
    """Return what tags repeat of all that has one of several, each once."""
    columns = [column for column in tags.c if column.name not in {"name", "value"}]
    return select(*columns).where(has_tag).distinct().subquery("tagged")


def tagged(asked: Asked, name: str) -> Clause:
    """Return the clause: a tag is one of those that a filter asks for."""
    tags, texts = asked.collection.tagged[name], asked.by_name[name]
    if not name.endswith("party"):
        one = told(texts[0], str, Text())
        has_value = tags.table.value == one if is_one(asked, name) else is_in(tags.table.value, texts)
    elif is_one(asked, name):
        has_value = tags.table.value == now_one(texts[0], tagged=True)
    else:
        has_value = is_party(tags.table.value, texts, asked.actor, tagged=True)
    return and_(tags.table.name == literal_column(f"'{tags.name}'"), has_value)


def tag_of(asked: Asked) -> str | None:
    """Return the filter by whose tags to find what is asked for, if there is one."""
    names = (name for name in asked.collection.tagged if MISSING not in asked.by_name.get(name, (MISSING,)))
    return next((name for name in names if name != "role" or "party" not in asked.by_name), None)


def is_one(asked: Asked, name: str) -> bool:
    """Whether a filter asks for one tag, so that each row is found once, and in the order of the list."""
    texts = asked.by_name[name]
    return len(texts) == 1 and (not name.endswith("party") or is_id(texts[0]))


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
        clauses.append(has_words(asked, at["id"]))
    return Way(source, at, (at["state"].in_(asked.states), *clauses, *bounds(asked, at)))


def has_words(asked: Asked, id: Any) -> Clause:
    """Return the clause: what has this id has all words that are wanted, and none that is not."""
    name = asked.collection.name
    clause: Clause = (
        id.in_(searching.matching_ids(name, sought(asked, what_is_wanted)))
        if searches(asked)
        else id.not_in(searching.matching_ids(name, sought(asked, what_is_unwanted)))
    )
    return clause


def bounds(asked: Asked, at: Columns) -> Iterator[Clause]:
    """Yield what follows from a window in which a date must lie whole, for the column by which the list is ordered."""
    if asked.by_name.get("match") != "within":
        return
    for stem, ordered in ORDERED.items():
        first, last = (edge(asked, f"{stem}_{end}", end) for end in ("from", "to"))
        columns = [at[name] for name in is_ordered_by(asked, ordered)]
        if first is not None:
            yield from (column >= first for column in columns)
        if last is not None:
            yield from (column <= last for column in columns)
        if first is not None and last is not None and f"{stem}_to" in at:
            yield at[f"{stem}_to"] >= first


def is_ordered_by(asked: Asked, ordered: Mapping[str, str]) -> list[str]:
    """Return the column by which a list is in the order of these dates, if it is."""
    sort = asked.by_name.get("sort", asked.collection.default_sort)
    return [ordered[sort]] if sort in ordered else []


ORDERED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "announced": dict.fromkeys(("announced_on", "-announced_on", "relevance"), "announced_from"),
        "due": {"due": "due_rising", "-due": "due_falling"},
        "said": {"said_on": "said_rising", "-said_on": "said_rising"},
        "period": {},
    }
)
"""The columns of each order that are no earlier than a date's first day, and no later than its last."""


def open_ended(asked: Asked) -> list[str]:
    """Return the days by which SQLite must not find anything.

    Where open ends match too, it would read two indexes for them, and each row by itself; and where a list is in the
    order of these days, an index in this order has all that is compared.
    """
    is_within = asked.by_name.get("match") == "within"
    stems = [stem for stem, ordered in ORDERED.items() if not is_within or is_ordered_by(asked, ordered)]
    stems = [stem for stem in stems if stem != "announced"]
    return [f"{stem}_{end}" for stem in stems for end in ("from", "to")]


def windows(asked: Asked) -> list[str]:
    """Return the last days that must lie in a window: an index of them has all that puts the dates within in order."""
    bounded = (stem for stem in ORDERED if f"{stem}_from" in asked.by_name and f"{stem}_to" in asked.by_name)
    return [f"{stem}_to" for stem in bounded if stem != "announced" and asked.by_name.get("match") == "within"]


def edge(asked: Asked, name: str, end: str) -> Any:
    """Return a window's first or last day, if it is asked for."""
    if name not in asked.by_name:
        return None
    return (first_day if end == "from" else last_day)(asked.by_name[name])


def searches(asked: Asked) -> bool:
    """Whether there are words to find something by; those that must not be there find nothing."""
    return "q" in asked.by_name and bool(asked.by_name["q"].required)


def by_words(asked: Asked, way: Way, matches: Clause) -> Way:
    """Return a way by which words are found before what they stand in."""
    index = searching.INDEXES[asked.collection.name]
    source = way.source.join(index, index.c.id == way.at["id"])
    return replace(way, source=source, wanted=(matches, *way.wanted), enough=None)


def compared(at: Columns, plain: set[str]) -> Columns:
    """Return columns of which only these may be found from; by all others, what is found is judged."""
    return MappingProxyType({name: column if name in plain else no_index(column) for name, column in at.items()})


def leading(asked: Asked, order: Sequence[str]) -> list[str]:
    """Return the columns of which an index has each value's rows in this order, if nothing has several values."""
    if any(len(values) > 1 for values in asked.by_name.values() if isinstance(values, list)):
        return []
    at = asked.collection.at
    wanted = [at[name].key for name in order]
    indexes = ([column.key for column in index.columns] for index in asked.collection.table.__table__.indexes)
    first = {columns[0] for columns in indexes if columns[1 : len(wanted) + 1] == wanted}
    return [name for name, column in at.items() if column.key in first and not name.endswith("language")]

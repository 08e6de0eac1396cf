"""Notes on an empty list: values of its filters that nothing in the list has, with the nearest that something has.

Only an empty list pays for them: at most 18 counts, which stop at a fixed number of rows, and candidates that are read
by indexes up to a fixed number. For a party, all names of the directory are searched, as `/v1/parties?q=` does. If that
takes longer than a statement may, the list comes without notes.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from itertools import islice
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, bindparam, func, select, union_all
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased

from api.db.engine import exceeded_limit
from api.db.sql import AnySelect
from api.models import Party, PartyName, Quote
from api.search.match_expression import INDEXES, Matches, MatchExpressionType
from api.services import query
from api.services.query.filters.operators import name_literal, stated_values
from api.services.query.filters.party import is_held, is_in_directory, kind_of_name, word_pattern
from api.services.query.list_query import PARTY_PARAMS, ListQuery
from api.services.query.resources import TagColumn
from api.services.query.search_paths import RANK_TIERS, match_expression
from domain.text.analyzer import is_bigram_script
from domain.text.normalize import match_name, name_words
from domain.text.search_query import InvalidSearch, parse_query
from domain.violations import MAX_COMPARED, is_misspelling

Note = dict[str, Any]

PARAMETER_ENDS = ("topic", "publisher", *PARTY_PARAMS)
"""Ends of the names of the filters whose values are looked up; `exclude_…` never empties a list by an unknown value."""

MAX_LOOKED_UP, MAX_CHECKED = 3, 5
"""Values that are looked up, and candidates for one that are checked: those that occur are suggested."""

MAX_CANDIDATES, MAX_NAMES = 500, 50
"""Values or names that are compared from one place of an index on, and names that have the same words."""

MAX_SPOKEN = 1_000
"""Quotes by whose speakers' posts candidates are found."""

FIRST_LETTERS, WORD_LENGTH = 4, 4
"""Letters that a misspelt name shares with the right one, and those of a word that says something by itself."""

WHERE_TO_LOOK: Mapping[str, str] = {
    "topic": "All topics: /v1/topics.",
    "publisher": "All publishers: /v1/coverage.",
    "party": "To search for names by word: /v1/parties?q={}.",
    "speaker": "To search for names and posts of speakers by word, send q={}.",
    "payer": "To search for names by word: /v1/parties?q={}.",
    "payee": "To search for names by word: /v1/parties?q={}.",
}


def notes_on_unknown_values(connection: Connection, wanted: ListQuery) -> list[Note]:
    """A note on each value of a topic, party or publisher that no item of the list has, whatever the other filters.

    Items that the actor may not see do not count. Empty if the time of a statement is over: the list is complete, and
    must not become an error.
    """
    filters = (
        (name, str(value))
        for name, values in wanted.params.items()
        if name.endswith(PARAMETER_ENDS) and not name.startswith("exclude_")
        for value in stated_values(values)
    )
    try:
        return [
            note_on(connection, wanted, name, value)
            for name, value in islice(filters, MAX_LOOKED_UP)
            if not occurs(connection, wanted, name.removeprefix("all_"), value)
        ]
    except DBAPIError as error:
        if exceeded_limit(error) != "statement":
            raise
        return []


def occurs(connection: Connection, wanted: ListQuery, name: str, value: str) -> bool:
    """Whether an item of the list has the value."""
    params = {name: [value]} | {each: wanted.params[each] for each in ("state",) if each in wanted.params}
    alone = ListQuery.of(wanted.resource, params, actor=wanted.actor, today=wanted.today)
    return query.count(connection, alone, exact=False) > 0


def note_on(connection: Connection, wanted: ListQuery, parameter: str, value: str) -> Note:
    """What is unknown, what to do instead, and the nearest values that occur, the nearest first."""
    name = parameter.removeprefix("all_")
    nearest_first = sorted((nearness, near) for near, nearness in candidates(connection, wanted, name, value).items())
    nearest = [near for _, near in nearest_first[:MAX_CHECKED] if occurs(connection, wanted, name, near)]
    detail = f"Nothing in this list has the {name.replace('_', ' ')} “{value}”, whatever the other filters."
    if nearest:
        detail += f" Did you mean {' or '.join(f'“{each}”' for each in nearest)}?"
    place = WHERE_TO_LOOK[name.removeprefix("announcement_")].format(quote(value))
    return {"parameter": parameter, "value": value, "detail": f"{detail} {place}", "did_you_mean": nearest}


class Nearness(IntEnum):
    """How near a value is to the one that was sent, the nearest first."""

    SAME_LETTERS = 0
    """They differ in case and punctuation alone."""
    SAME_WORDS = 1
    """Each word that was sent begins one of its words, or all of them together stand in it; or a speaker's post."""
    INITIALS = 2
    """One is made of the initials of the other."""
    MISSPELLING = 3
    """Each word that was sent begins one of its words, or is a misspelling of one."""
    COMMON_WORD = 4
    """It has one of the words that were sent."""


def candidates(connection: Connection, wanted: ListQuery, name: str, value: str) -> dict[str, Nearness]:
    """Values that may be meant, and how near each is."""
    value = value[:MAX_COMPARED]
    if name.endswith(PARTY_PARAMS):
        if kind_of_name(value) == "id":
            return {}
        named = near_values(value, names_near(connection, wanted, value))
        posts = speakers_by_post(connection, wanted, value) if name == "speaker" else ()
        return dict.fromkeys(posts, Nearness.SAME_WORDS) | named
    tags = tags_near(connection, wanted, wanted.resource.tag_filters[name], value)
    return near_values(value, ((each, each) for each in tags))


def near_values(value: str, spellings: Iterable[tuple[str, str]]) -> dict[str, Nearness]:
    """The values among these, each with a spelling of it, that are near enough; of several spellings, the nearest."""
    near: dict[str, Nearness] = {}
    for meant, spelled in spellings:
        nearness = nearness_of(value, spelled[:MAX_COMPARED])
        if nearness is not None:
            near[meant] = min(nearness, near.get(meant, nearness))
    return near


def nearness_of(value: str, other: str) -> Nearness | None:
    """How near another value is; None if it is not."""
    wanted, words = name_words(value), name_words(other)
    joined, other_joined = "".join(wanted), "".join(words)
    if not joined or not other_joined:
        return None
    if joined == other_joined:
        return Nearness.SAME_LETTERS
    if all(any(word.startswith(each) for word in words) for each in wanted) or (
        is_telling(joined) and joined in other_joined
    ):
        return Nearness.SAME_WORDS
    if joined == initials(words) or initials(wanted) == other_joined:
        return Nearness.INITIALS
    if all(any(begins_or_misspells(each, word) for word in words) for each in wanted):
        return Nearness.MISSPELLING
    return Nearness.COMMON_WORD if any(each in words for each in wanted if is_telling(each)) else None


def is_telling(word: str) -> bool:
    """Whether a word is long enough to say something by itself."""
    return len(word) >= WORD_LENGTH or is_bigram_script(word)


def initials(words: list[str]) -> str:
    """The first letters of several words."""
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def begins_or_misspells(word: str, other: str) -> bool:
    """Whether a word is the beginning of another one, or a misspelling of it."""
    return other.startswith(word) or is_misspelling(word, other, 1) or is_misspelling(word, other, 2)


def tags_near(connection: Connection, wanted: ListQuery, tags: TagColumn, value: str) -> Iterator[str]:
    """Values of a tag, each once: those from the first letter of the value on, and the first ones of all."""
    for start in dict.fromkeys((value[:1], value[:1].upper(), "")):
        yield from connection.scalars(distinct_values(wanted, tags), {"start": start})


def distinct_values(wanted: ListQuery, tags: TagColumn) -> AnySelect:
    """Select the values of a tag from `start` on, each by one look into the index however many records have it."""

    def next_value(is_next: Any) -> Any:
        tag: Any = aliased(tags.table)
        is_shown = (tag.name == name_literal(tags.name), tag.state.in_(wanted.states))
        return select(tag.value).where(*is_shown, is_next(tag.value)).order_by(tag.value).limit(1).scalar_subquery()

    first = select(next_value(lambda value: value >= bindparam("start")).label("value"))
    distinct = first.cte("near_values", recursive=True)
    following = next_value(lambda value: value > distinct.c.value).correlate(distinct)
    distinct = distinct.union_all(select(following).where(distinct.c.value.is_not(None)))
    return select(distinct.c.value).where(distinct.c.value.is_not(None)).limit(MAX_CANDIDATES)


def names_near(connection: Connection, wanted: ListQuery, value: str) -> Iterator[tuple[str, str]]:
    """Names of parties that may be meant, each with a spelling: those next in the index, and those with its words."""
    words, folded = name_words(value), match_name(value)
    if not words:
        return
    names = select(Party.name, PartyName.words).join(Party, Party.id == PartyName.party_id)
    order = (PartyName.folded_name, PartyName.party_id)
    allowed = (is_held(PartyName, wanted.actor), is_in_directory(wanted.actor))
    shown = names.where(*allowed, PartyName.words.is_not(None)).order_by(*order)
    searches = {tuple(words), (max(words, key=len),)}
    selects = [
        *(
            shown.where(PartyName.folded_name >= start).limit(limit)
            for start, limit in ((folded, MAX_NAMES), (folded[:FIRST_LETTERS], MAX_CANDIDATES))
        ),
        *(
            shown.where(*(PartyName.words.like(word_pattern(word)) for word in each)).limit(MAX_NAMES)
            for each in sorted(searches)
        ),
    ]
    statement = union_all(*(select(each.subquery()) for each in selects))
    yield from ((row.name, row.words) for row in connection.execute(statement))


def speakers_by_post(connection: Connection, wanted: ListQuery, value: str) -> list[str]:
    """Names of speakers whose posts have the words, those who are quoted most first."""
    try:
        words = parse_query(" ".join(name_words(value)))
    except InvalidSearch:  # No word of it is searched for, or it has too many.
        return []
    index = INDEXES["quotes"].c
    expression = match_expression(RANK_TIERS[1], (), wanted.states, {"q": words})
    has_words = Matches(index.terms, bindparam("words", expression, MatchExpressionType()))
    spoken = select(index.id).where(has_words).limit(MAX_SPOKEN).subquery()
    speakers = (
        select(Party.name)
        .select_from(spoken)
        .join(Quote, Quote.id == spoken.c.id)
        .join(Party, Party.id == Quote.speaker_id)
        .where(Quote.state.in_(wanted.states))
        .group_by(Party.name)
        .order_by(func.count().desc(), Party.name)
        .limit(MAX_CHECKED)
    )
    return [*connection.scalars(speakers)]

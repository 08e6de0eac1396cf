"""What a list answers, in plain Python: which items, in which order, and how many of them have which value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from api.search import content
from domain.codes import canonical_language_tag
from domain.dates.edtf import parse_edtf
from domain.text.analyzer import POSITION_GAP
from domain.text.search_query import matches, parse_query
from domain.text.token_stream import bounded_terms
from tests.oracle import meanings
from tests.oracle.meanings import DATES, FIGURES, FLAGS, INSTANTS, LACKS, PARTIES, ROLES, Values
from tests.oracle.world import MISSING, Item, Part, Question, World

Key = tuple[Any, ...]

SAID = frozenset({"sort", "match", "since", "state"})
"""Parameters that are no filters by themselves."""

LIKEWISE: Mapping[str, Callable[[str], str]] = dict.fromkeys(
    ("language", "announcement_language", "translated_from"),
    lambda tag: tag if tag == MISSING else canonical_language_tag(tag),
)
"""Filters whose values can be written in several ways."""


@dataclass(frozen=True)
class Oracle:
    """Who knows the answer to a question to a list, asked with a key or without."""

    world: World
    collection: str
    question: Question
    with_key: bool = True

    def found(self) -> list[Item]:
        """Return the items that match every filter, in the order asked for."""
        matching = [item for item in self.world.items(self.collection) if self.wants(item)]
        down = self.sort.startswith("-") or self.sort == "relevance"
        return sorted(matching, key=self.place, reverse=down)

    @property
    def sort(self) -> str:
        """Return the order asked for."""
        (usual,) = self.question.get("sort", ["relevance" if "q" in self.question else "-announced_on"])
        return usual

    def wants(self, item: Item) -> bool:
        """Whether an item matches every filter, and may be seen."""
        states = self.question.get("state", ["published", "draft"] if self.with_key else ["published"])
        return item.record["state"] in states and all(self.passes(item, name) for name in self.question)

    def passes(self, item: Item, name: str) -> bool:
        """Whether an item passes the filter of this name."""
        plain = name.removeprefix("exclude_")
        many = meanings.values_of(self.collection)
        if plain in many or plain in ROLES[self.collection]:
            return self.has_any(item, plain, self.question[name]) == (plain == name)
        return self.is_so(item, name)

    def has_any(self, item: Item, name: str, asked: Sequence[str]) -> bool:
        """Whether an item has one of the values for a filter, or none at all where that is asked for."""
        values = self.roles(item, name) if name in ROLES[self.collection] else self.values(item, name)
        wanted = self.parties(asked) if name in PARTIES else set(map(LIKEWISE.get(name, str), asked))
        return bool(values & wanted) or (MISSING in asked and not values)

    def values(self, item: Item, name: str) -> set[str]:
        """Return the values that an item has for a filter."""
        return meanings.values_of(self.collection)[name](item)

    def roles(self, item: Item, name: str) -> set[str]:
        """Return the roles that somebody has in an item; where parties are asked for, that one of those has."""
        narrowing, holders = ROLES[self.collection][name]
        only = self.parties(self.question.get(narrowing, ()))
        named = [text for text in self.question.get(narrowing, ()) if text != MISSING]
        return {role for id, roles in holders(item) if not named or id in only for role in roles}

    def parties(self, asked: Sequence[str]) -> set[str]:
        """Return the parties that are meant."""
        named = (self.world.parties_named(text, with_key=self.with_key) for text in asked if text != MISSING)
        return set().union(*named)

    def is_so(self, item: Item, name: str) -> bool:
        """Whether an item is as a filter with one value demands; what is no filter demands nothing."""
        stem, _, end = name.rpartition("_")
        if end in {"from", "to"}:
            date_, instant = DATES.get(stem), INSTANTS.get(stem)
            if instant:
                return meanings.at_instant(item.record.get(instant), stem, self.question)
            return not date_ or meanings.in_window(date_(item), stem, self.question)
        if end in {"min", "max"}:
            return meanings.in_range(FIGURES[stem](item), stem, self.question)
        if name in LACKS:
            return LACKS[name](item) is None
        if name in FLAGS:
            return bool(item.part.get(name)) == (self.question[name] == ["true"])
        known: Mapping[str, Callable[[Item], bool]] = {
            "id": lambda item: item.part["id"] in self.question["id"],
            "announcement": lambda item: item.record["id"] in self.question["announcement"],
            "overdue": self.is_overdue,
            "overdue_on": self.is_overdue,
            "q": self.is_matched,
        }
        return name in SAID or known[name](item)

    def is_overdue(self, item: Item) -> bool:
        """Whether a commitment is overdue, or is not where that is asked for."""
        (day,) = self.question.get("overdue_on", [self.world.today.isoformat()])
        since_first = self.question.get("since") == ["first"]
        late = meanings.is_overdue(item.part, date.fromisoformat(day), since_first=since_first)
        return late == (self.question.get("overdue", ["true"]) == ["true"])

    def is_matched(self, item: Item) -> bool:
        """Whether the words searched for are in an item."""
        return self.tier(item) is not None

    def tier(self, item: Item) -> int | None:
        """Return 2 where they are in its title, 1 where in what stands at the top, 0 where elsewhere."""
        query = parse_query(self.question["q"][0])
        title, lead, rest = bounded_terms(self.texts(item))
        top = [*title, POSITION_GAP, *lead]
        every = [*top, POSITION_GAP, *rest]
        places = ((2, list(title)), (1, top), (0, every))
        return next((tier for tier, place in places if matches(query, every, within=place)), None)

    def texts(self, item: Item) -> Any:
        """Return the texts of an item that are searched."""
        parties = {party["key"]: party for party in item.record["parties"]}
        if self.collection == "announcements":
            return content.announcement_texts(item.record)
        if self.collection == "commitments":
            return content.commitment_texts(item.part, parties)
        return content.quote_texts(item.part, parties)

    def place(self, item: Item) -> Key:
        """Return where an item stands in the order asked for. The id makes it total."""
        announced = (parse_edtf(item.record["announced_on"]).first, item.record["id"], item.position)
        name = self.sort.removeprefix("-")
        if name == "announced_on":
            return announced
        if name == "relevance":
            return (self.tier(item), *announced)
        undated = date.min if self.sort.startswith("-") else date.max
        keys: Mapping[str, Callable[[], Any]] = {
            "updated_at": lambda: datetime.fromisoformat(item.record["updated_at"]),
            "created_at": lambda: datetime.fromisoformat(item.record["created_at"]),
            "amount": lambda: Decimal(item.part["amount"]),
            "due": lambda: begins(item.part.get("due")) or undated,
            "said_on": lambda: begins(item.part.get("said_on")) or announced[0],
        }
        return keys[name](), item.part["id"]

    def facet(self, name: str) -> dict[str, int]:
        """Return how many of the items found have each value; what has several is counted under each."""
        counts: Counter[str] = Counter()
        for item in self.found():
            counts.update(self.dimension(name)(item) or {MISSING})
        return dict(counts)

    def dimension(self, name: str) -> Values:
        """Return the values by which items are counted."""
        years = {"year": "announced", "due_year": "due", "period_year": "period"}
        if name in years:
            return lambda item: certain_year(DATES[years[name]](item))
        if name == "state":
            return lambda item: {item.record["state"]}
        if name in {"language", "translated_from"}:
            return lambda item: meanings.stated(self.speech(item, name).get(name))
        if name in ROLES[self.collection]:
            _, holders = ROLES[self.collection][name]
            return lambda item: {role for _, roles in holders(item) for role in roles}
        return meanings.values_of(self.collection)[name]

    def speech(self, item: Item, name: str) -> Part:
        """Return what states a language: a quote its own, everything else that of its record."""
        return item.part if self.collection == "quotes" or name == "translated_from" else item.record


def begins(text: str | None) -> date | None:
    """Return the first day that a date can mean, or its last one where it has no first."""
    days = parse_edtf(text) if text else None
    return (days.first or days.last) if days else None


def certain_year(text: str | None) -> set[str]:
    """Return the year in which a date lies; none where it may lie in several."""
    days = parse_edtf(text) if text else None
    if days is None or days.first is None or days.last is None or days.first.year != days.last.year:
        return set()
    return {str(days.first.year)}

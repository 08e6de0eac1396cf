"""The expected list for a query, in plain Python: items, order and facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from api.search import index
from domain.codes import canonical_language_tag
from domain.dates.edtf import DateRange
from domain.dates.relative_days import absolute
from domain.text.analyzer import POSITION_GAP, bounded_terms
from domain.text.search_query import parse_query
from tests.domain.text.analysis import matches
from tests.oracle import filter_rules
from tests.oracle.conversion import asks_for_converted_range, is_in_converted_range
from tests.oracle.filter_rules import DATES, FIGURES, FLAGS, INSTANTS, MISSING_ONLY, PARTIES, ROLES, Values
from tests.oracle.repetition import superseded_records
from tests.oracle.snapshot import MISSING, Item, Part, Query, Snapshot

Key = tuple[Any, ...]

NOT_FILTERS = frozenset({"sort", "match", "since", "state", "subdivisions", "superseded", "restated", "convert"})
"""Parameters that do not select items themselves."""

CANONICAL_FORM: Mapping[str, Callable[[str], str]] = dict.fromkeys(
    ("language", "announcement_language", "translated_from"),
    lambda tag: tag if tag == MISSING else canonical_language_tag(tag),
)
"""Canonical form of values that can be written in several ways."""


@dataclass(frozen=True)
class Oracle:
    """The expected result of one query to a list, with a key or without."""

    snapshot: Snapshot
    collection: str
    query: Query
    with_key: bool = True

    def expected_items(self) -> list[Item]:
        """Items that match every filter, in the query's order."""
        matching = [item for item in self.snapshot.items(self.collection) if self.matches_query(item)]
        down = self.sort.startswith("-") or self.sort == "relevance"
        return sorted(matching, key=self.place, reverse=down)

    @property
    def sort(self) -> str:
        """The query's order, or the default."""
        (usual,) = self.query.get("sort", ["relevance" if "q" in self.query else "-announced_on"])
        return usual

    def matches_query(self, item: Item) -> bool:
        """Whether an item is visible and passes every filter."""
        states = self.query.get("state", ["published", "draft"] if self.with_key else ["published"])
        return item.record["state"] in states and all(self.passes(item, name) for name in self.query)

    def passes(self, item: Item, name: str) -> bool:
        """Whether an item passes the filter of this name."""
        if name == "currency" and "convert" in self.query:
            return True
        plain, values = name.removeprefix("exclude_").removeprefix("all_"), self.query[name]
        many = filter_rules.values_of(self.collection)
        if plain not in many and plain not in ROLES[self.collection]:
            return self.meets(item, name)
        if name.startswith("all_"):
            return all(self.has_value(item, plain, [value]) for value in values)
        return self.has_value(item, plain, values) == (plain == name)

    def has_value(self, item: Item, name: str, values: Sequence[str]) -> bool:
        """Whether an item has one of the values, or none if `_missing` is one of them."""
        stored = self.roles(item, name) if name in ROLES[self.collection] else self.values(item, name)
        if name in {"relation_type", "related_to"}:
            stored = self.relations(item, name)
        wanted = self.parties(values) if name in PARTIES else set(map(CANONICAL_FORM.get(name, str), values))
        return bool(stored & wanted) or (MISSING in values and not stored)

    def values(self, item: Item, name: str) -> set[str]:
        """The values that an item has for a filter."""
        if "subdivisions" in self.query and name in {"jurisdiction", "jurisdiction_group"}:
            codes = filter_rules.with_wholes(filter_rules.jurisdictions(item.record))
            is_group = name == "jurisdiction_group"
            return filter_rules.groups_on(codes, item.record) if is_group else codes
        return filter_rules.values_of(self.collection)[name](item)

    def roles(self, item: Item, name: str) -> set[str]:
        """Roles of an item's parties; of the named parties only, if the query names any."""
        narrowing, holders = ROLES[self.collection][name]
        only = self.parties(self.query.get(narrowing, ()))
        named = [text for text in self.query.get(narrowing, ()) if text != MISSING]
        return {role for id, roles in holders(item) if not named or id in only for role in roles}

    def relations(self, item: Item, name: str) -> set[str]:
        """Types of an item's relations, or the ids that they lead to; of relations to the named records, if any are."""
        pairs = [(each["type"], self.target(item.record, each)) for each in item.record["relations"]]
        if name == "related_to":
            return {id for _, id in pairs if id}
        targets = self.query.get("related_to")
        return {type for type, id in pairs if not targets or id in targets}

    def target(self, record: Part, relation: Part) -> str | None:
        """The id of the record that a relation leads to: the stated one, or the one that holds the stated number."""
        if "identifier" not in relation:
            id: str | None = relation.get("announcement")
            return id
        number = "{scheme}:{id}".format(**relation["identifier"])
        visible = {"published", "draft"} if self.with_key else {"published"}
        held = (each for each in self.snapshot.records if number in filter_rules.held_identifiers(each))
        return next((each["id"] for each in held if each["state"] in visible and each["id"] != record["id"]), None)

    def parties(self, values: Sequence[str]) -> set[str]:
        """Directory ids of the named parties."""
        named = (self.snapshot.ids_of_parties(text, with_key=self.with_key) for text in values if text != MISSING)
        return set().union(*named)

    def meets(self, item: Item, name: str) -> bool:
        """Whether an item passes a filter with one value. Parameters that do not filter pass all."""
        stem, _, end = name.rpartition("_")
        if end in {"from", "to"}:
            today, instant = self.snapshot.today, INSTANTS.get(stem)
            if instant:
                return filter_rules.is_in_instant_window(item.record.get(instant), stem, self.query, today)
            days = filter_rules.days_of(item, stem) if stem in DATES else None
            return stem not in DATES or filter_rules.is_in_date_window(days, stem, self.query, today)
        if end in {"min", "max"}:
            is_converted = stem == "amount" and asks_for_converted_range(self.query)
            return (
                is_in_converted_range(item, self.query)
                if is_converted
                else filter_rules.is_in_number_range(FIGURES[stem](item), stem, self.query)
            )
        if name in MISSING_ONLY:
            return MISSING_ONLY[name](item) is None
        if name in FLAGS:
            return bool(item.part.get(name)) == (self.query[name] == ["true"])
        known: Mapping[str, Callable[[Item], bool]] = {
            "id": lambda item: item.part["id"] in self.query["id"],
            "announcement": lambda item: item.record["id"] in self.query["announcement"],
            "in_force_on": lambda item: filter_rules.is_in_force(
                item, date.fromisoformat(absolute(self.query["in_force_on"][0], self.snapshot.today))
            ),
            "overdue": self.is_overdue,
            "overdue_on": self.is_overdue,
            "due_moved": lambda item: bool(item.part["due_history"]) == (self.query["due_moved"] == ["true"]),
            "q": self.is_matched,
        }
        return name in NOT_FILTERS or known[name](item)

    @cached_property
    def superseded(self) -> set[str]:
        """Ids of records whose promises are not overdue, because others supersede them."""
        return set() if "superseded" in self.query else superseded_records(self.snapshot)

    def is_overdue(self, item: Item) -> bool:
        """Whether a commitment passes `overdue` and `overdue_on`."""
        today, jurisdiction = self.snapshot.today, item.record["jurisdiction"]
        day = date.fromisoformat(absolute(self.query.get("overdue_on", ["today"])[0], today))
        since_first = self.query.get("since") == ["first"]
        late = filter_rules.is_overdue(item.part, jurisdiction, day, since_first=since_first)
        late = late and item.record["id"] not in self.superseded
        return late == (self.query.get("overdue", ["true"]) == ["true"])

    def is_matched(self, item: Item) -> bool:
        """Whether an item matches the search."""
        return self.tier(item) is not None

    def tier(self, item: Item) -> int | None:
        """Rank tier of a match: 2 in the title, 1 in the top fields, 0 elsewhere; None without a match."""
        query = parse_query(self.query["q"][0])
        title, lead, rest = bounded_terms(self.texts(item))
        top = [*title, POSITION_GAP, *lead]
        every = [*top, POSITION_GAP, *rest]
        places = ((2, list(title)), (1, top), (0, every))
        return next((tier for tier, place in places if matches(query, every, within=place)), None)

    def texts(self, item: Item) -> Any:
        """The searched texts of an item."""
        texts = index.searched_texts(item.record)[self.collection]
        return next(fields for part, fields in texts if part["id"] == item.part["id"])

    def place(self, item: Item) -> Key:
        """The sort key of an item. The id makes the order total."""
        announced = (begins(item, "announced"), item.record["id"], item.position)
        name = self.sort.removeprefix("-")
        if name == "announced_on":
            return announced
        if name == "relevance":
            return (self.tier(item), *announced)
        undated = date.min if self.sort.startswith("-") else date.max
        keys: Mapping[str, Callable[[], Any]] = {
            "updated_at": lambda: datetime.fromisoformat(item.record["updated_at"]),
            "significantly_updated_at": lambda: datetime.fromisoformat(item.record["significantly_updated_at"]),
            "created_at": lambda: datetime.fromisoformat(item.record["created_at"]),
            "amount": lambda: Decimal(item.part["amount"]),
            "value": lambda: Decimal(item.part["target"]["value"]),
            "due": lambda: begins(item, "due") or undated,
            "said_on": lambda: begins(item, "said") or announced[0],
        }
        return keys[name](), item.part["id"]

    def facet(self, name: str) -> dict[str, int]:
        """Number of matching items by value; an item with several values counts under each."""
        counts: Counter[str] = Counter()
        for item in self.expected_items():
            counts.update(self.dimension(name)(item) or {MISSING})
        return dict(counts)

    def dimension(self, name: str) -> Values:
        """The values of a facet for an item."""
        if name in COMPUTED:
            return COMPUTED[name]
        if name == "jurisdiction_group":
            return lambda item: self.values(item, name)
        if name in {"language", "translated_from"}:
            return lambda item: filter_rules.without_none(self.speech(item, name).get(name))
        if name in ROLES[self.collection]:
            _, holders = ROLES[self.collection][name]
            return lambda item: {role for _, roles in holders(item) for role in roles}
        return filter_rules.values_of(self.collection)[name]

    def speech(self, item: Item, name: str) -> Part:
        """The part whose language counts: a quote itself, otherwise the record."""
        return item.part if self.collection == "quotes" or name == "translated_from" else item.record


def speaker_of(item: Item) -> Part:
    """The party that a quote is of."""
    return next(party for party in item.record["parties"] if party["key"] == item.part["speaker"])


def begins(item: Item, stem: str) -> date | None:
    """First possible day of a date, or its last without a first."""
    days = filter_rules.days_of(item, stem)
    return (days.first or days.last) if days else None


def certain_year(days: DateRange | None) -> set[str]:
    """The year of a date that lies wholly in one."""
    if days is None or days.first is None or days.last is None or days.first.year != days.last.year:
        return set()
    return {str(days.first.year)}


def year_or_twelve_months(days: DateRange | None) -> set[str]:
    """The year of a period, or both years of one that lasts from a day to the one before it in the next year."""
    if days is None or days.first is None or days.last is None or days.last == date.max:
        return certain_year(days)
    after = days.last + timedelta(days=1)
    is_twelve_months = (after.year - 1, after.month, after.day) == (days.first.year, days.first.month, days.first.day)
    return {f"{days.first.year}/{days.last.year}"} if is_twelve_months and after.month > 1 else certain_year(days)


FISCAL_STARTS = {"US": 10, "US-CA": 7, "AU": 7}
"""Months in which the fiscal years of random records begin; elsewhere they are calendar years."""


def fiscal_year(item: Item) -> set[str]:
    """The fiscal year of the record's jurisdiction that an amount's period lies in."""
    days, start = filter_rules.days_of(item, "period"), FISCAL_STARTS.get(item.record["jurisdiction"], 1)
    if days is None or days.first is None or days.last is None:
        return set()
    first, last = (each.year - (each.month < start) for each in (days.first, days.last))
    return {str(first) if start == 1 else f"{first}/{first + 1}"} if first == last else set()


YEARS: Mapping[str, Values] = {
    "year": lambda item: certain_year(filter_rules.days_of(item, "announced")),
    "due_year": lambda item: certain_year(filter_rules.days_of(item, "due")),
    "period_year": lambda item: year_or_twelve_months(filter_rules.days_of(item, "period")),
    "fiscal_year": fiscal_year,
}

COMPUTED: Mapping[str, Values] = {
    **YEARS,
    "state": lambda item: {item.record["state"]},
    "post": lambda item: filter_rules.without_none(speaker_of(item).get("post")),
}
"""Facets that are no filters."""

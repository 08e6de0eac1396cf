"""Random questions: a few filters of a list with values that something may have, and how the answer is to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from domain.vocabularies import STATE
from schemas.queries import filters, ranges
from schemas.queries.base import BaseQuery
from schemas.queries.lists import FACETS, AmountsQuery, AnnouncementsQuery, CommitmentsQuery, QuotesQuery
from tests.oracle import making
from tests.oracle.meanings import FLAGS, LACKS, PARTIES
from tests.oracle.world import MISSING, World

SCHEMAS: Mapping[str, type[BaseQuery]] = {
    "announcements": AnnouncementsQuery,
    "commitments": CommitmentsQuery,
    "amounts": AmountsQuery,
    "quotes": QuotesQuery,
}
SHOWING = frozenset(
    ("limit", "cursor", "sort", "facet", "fields", "format", "highlight", "total", "match", "since", "state", "q")
)
"""Parameters that are no filters, or are added to a question by themselves."""

NOBODY = "018f0000-0000-7000-8000-000000000001"
WINDOWS = ("2025", "2025-12-31", "2026-01", "2026-01-29", "2026-06", "2026-12-31", "2030", "2024-02-29/2026-01-30")
INSTANTS = ("2026-01-30T20:00:00.000001Z", "2026-01-31", "2026-02-01T08:00:00Z", "2026", "2026-01-30T09:00:00+01:00")
SEARCHES = (
    *(
        "chips",
        "quantum -budget",
        '"quantum chips"',
        "expert OR 양자",
        "로드맵",
        "cafe",
        "train*",
        "1.68",
        "-chips",
        "계획",
    ),
    *("ionq", "Science Minister", "IANS", "10,000", "업 로"),
)
VALUES: Mapping[str, Sequence[str]] = {
    "jurisdiction": (*making.JURISDICTIONS, "JP"),
    "topic": (*making.TOPICS, "health"),
    "language": (*making.LANGUAGES, "zh", "fr", "EN-gb"),
    "translated_from": (*making.LANGUAGES, "zh"),
    "role": (*making.ROLES, "other", "payee"),
    "source_kind": (*making.SOURCE_KINDS, "dataset"),
    "publisher": ("IANS", "연합뉴스", "ians"),
    "identifier": ("gov:No: 1", "gov:No: 2", "gov:No", "isbn:1"),
    "place": ("Seoul", "Sejong", "seoul"),
    "status": making.STATUSES,
    "unit": ("experts", "companies", "euros"),
    "comparator": ("eq", "gte", "about", "lte"),
    "currency": (*making.CURRENCIES, "CHF"),
    "stage": ("proposed", "approved", "spent", "unknown"),
    "frequency": ("total", "annual"),
    "state": STATE.codes,
}
KINDS: Mapping[str, Sequence[str]] = {
    "announcements": (*making.KINDS, "budget"),
    "commitments": ("goal", "target", "milestone", "other"),
    "amounts": ("budget", "investment", "grant", "loan"),
    "quotes": (*making.KINDS, "budget"),
}
SORTS: Mapping[str, Sequence[str]] = {
    "announcements": ("announced_on", "updated_at", "created_at"),
    "commitments": ("announced_on", "updated_at", "due"),
    "amounts": ("announced_on", "updated_at"),
    "quotes": ("announced_on", "updated_at", "said_on"),
}
Asked = dict[str, list[str]]


def filter_names(collection: str) -> list[str]:
    """Return every filter that is documented of a list."""
    return sorted(SCHEMAS[collection]().fields.keys() - SHOWING)


def values_for(world: World, collection: str, name: str) -> Sequence[str]:
    """Return values to ask a filter for: some that are there, some that are not."""
    plain = name.removeprefix("exclude_")
    base = plain.removeprefix("announcement_")
    lacks = [MISSING] if can_be_missing(collection, plain) else []
    if plain in PARTIES:
        return [*party_texts(world), *lacks]
    if base == "kind":
        return KINDS["announcements" if plain != base else collection]
    if base in VALUES:
        return [*VALUES[base], *lacks]
    return one_value(world, collection, name)


def can_be_missing(collection: str, plain: str) -> bool:
    """Whether a filter can be asked for what states nothing."""
    own = {"commitments": filters.COMMITMENT, "amounts": filters.AMOUNT, "quotes": filters.QUOTE}.get(collection, {})
    found = filters.with_record(own).get(plain)
    return bool(found and found.lacks)


def one_value(world: World, collection: str, name: str) -> Sequence[str]:
    """Return values for a filter that is no choice of several."""
    stem, _, end = name.rpartition("_")
    if end in {"from", "to"}:
        return INSTANTS if stem in {"updated", "created", "published"} else WINDOWS
    known: Mapping[str, Sequence[str]] = {
        "id": [item.part["id"] for item in world.items(collection)] or [NOBODY],
        "announcement": [record["id"] for record in world.records],
        "overdue_on": ("2026-06-30", "2026-07-01", "2026-07-31", "2026-08-01", "1999-12-31"),
        **dict.fromkeys(LACKS, (MISSING,)),
        **dict.fromkeys([*FLAGS, "overdue"], ("true", "false")),
        **dict.fromkeys(("value_min", "value_max"), making.FIGURES),
        **dict.fromkeys(("amount_min", "amount_max"), making.AMOUNTS),
        **dict.fromkeys(("change_min", "change_max"), ("25.4", "-3", "0", "25.39999999")),
    }
    return known[name]


def party_texts(world: World) -> list[str]:
    """Return what people call the parties that there are."""
    ids = sorted({party.id for party in world.parties})
    return [*ids, "wikidata:Q1", "lei:A:1", "ionq", "I o n Q", "ministry of science", "Nobody", "배경훈"]


def is_many(collection: str, name: str) -> bool:
    """Whether a filter can be repeated."""
    return name in SCHEMAS[collection]().repeatable


def make_question(random: Random, world: World, collection: str) -> Asked:
    """Return a question with a few filters."""
    names = random.sample(filter_names(collection), random.choice((0, 1, 1, 1, 2, 2, 3)))
    asked: Asked = {name: some_values(random, world, collection, name) for name in names}
    if any(name.endswith(("_from", "_to")) for name in asked) and random.choice((True, False)):
        asked["match"] = [random.choice(("overlaps", "within"))]
    if not asked.keys().isdisjoint({"overdue", "overdue_on"}) and random.choice((True, False)):
        asked["since"] = [random.choice(("first", "current"))]
    if collection != "amounts" and random.choice((True, False, False)):
        asked["q"] = [random.choice(SEARCHES)]
    if random.choice((True, False, False)):
        asked["state"] = random.sample(VALUES["state"], random.randint(1, 3))
    asked |= in_order(random, collection, asked)
    return without_reversed(collection, asked)


def some_values(random: Random, world: World, collection: str, name: str) -> list[str]:
    """Return one value for a filter, or several where it takes them."""
    values = list(values_for(world, collection, name))
    count = random.choice((1, 1, 2, 3)) if is_many(collection, name) else 1
    return [random.choice(values) for _ in range(count)]


def in_order(random: Random, collection: str, asked: Asked) -> Asked:
    """Return an order, sometimes."""
    sorts = [f"{sign}{name}" for name in SORTS[collection] for sign in ("", "-")]
    sorts += ["relevance"] if "q" in asked else []
    sorts += ["amount", "-amount"] if collection == "amounts" and len(asked.get("currency", ())) == 1 else []
    return {"sort": [random.choice(sorts)]} if random.choice((True, False)) else {}


def without_reversed(collection: str, asked: Asked) -> Asked:
    """Return the question without the end of a window or range that is before its beginning."""
    for pair in ranges.pairs(SCHEMAS[collection]().fields):
        if {pair.first, pair.last} <= asked.keys() and pair.low(asked[pair.first][0]) > pair.high(asked[pair.last][0]):
            del asked[pair.last]
    return asked


def make_facets(random: Random, collection: str) -> list[str]:
    """Return a few names to count by."""
    return random.sample(FACETS[collection], random.randint(0, 4))

"""Random queries: a few filters with plausible values, an order and facets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from domain.vocabularies import STATE
from schemas.queries import filters
from schemas.queries.amounts import AMOUNT
from schemas.queries.base import RANGES, BaseQuery
from schemas.queries.commitments import COMMITMENT
from schemas.queries.lists import FACETS, AmountsQuery, AnnouncementsQuery, CommitmentsQuery, QuotesQuery
from tests.oracle import filter_rules, random_records
from tests.oracle.filter_rules import FLAGS, MISSING_ONLY, PARTIES
from tests.oracle.snapshot import MISSING, Snapshot

SCHEMAS: Mapping[str, BaseQuery] = {
    "announcements": AnnouncementsQuery(),
    "commitments": CommitmentsQuery(),
    "amounts": AmountsQuery(),
    "quotes": QuotesQuery(),
}
PRESENTATION = frozenset(
    (
        *(
            "limit",
            "cursor",
            "sort",
            "facet",
            "fields",
            "format",
            "bom",
            "highlight",
            "total",
            "match",
            "since",
            "superseded",
            "convert",
            "state",
        ),
        *("q", "subdivisions"),
    )
)
"""Parameters that are not filters, or are added by a rule of their own."""

NOBODY = "018f0000-0000-7000-8000-000000000001"
WINDOWS = ("2025", "2025-12-31", "2026-01", "2026-01-29", "2026-06", "2026-12-31", "2030", "2024-02-29/2026-01-30",
           "today", "today+90d", "today-1y", "today-18m")  # fmt: skip
INSTANTS = (
    "today",
    "today-2w",
    "2026-01-30T20:00:00.000001Z",
    "2026-01-31",
    "2026-02-01T08:00:00Z",
    "2026",
    "2026-01-30T09:00:00+01:00",
)
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
    "jurisdiction": (*random_records.JURISDICTIONS, "JP"),
    "jurisdiction_group": ("EU", "EU27", "G20", "BRICS", "ASEAN", "OECD", "MERCOSUR"),
    "topic": (*random_records.TOPICS, "health"),
    "language": (*random_records.LANGUAGES, "zh", "fr", "EN-gb"),
    "translated_from": (*random_records.LANGUAGES, "zh"),
    "role": (*random_records.ROLES, "other", "payee"),
    "source_kind": (*random_records.SOURCE_KINDS, "dataset"),
    "publisher": ("IANS", "연합뉴스", "ians"),
    "identifier": ("gov:No: 1", "gov:No: 2", "gov:No", "isbn:1"),
    "place": ("Seoul", "Sejong", "seoul"),
    "status": random_records.STATUSES,
    "unit": ("experts", "companies", "euros"),
    "currency": (*random_records.CURRENCIES, "CHF"),
    "stage": ("proposed", "approved", "spent", "unknown"),
    "frequency": ("total", "annual"),
    "policy_status": random_records.POLICY_STATUSES,
    "relation_type": (*random_records.RELATION_TYPES, "revokes"),
    "state": STATE.codes,
}
KINDS: Mapping[str, Sequence[str]] = {
    "announcements": (*random_records.KINDS, "budget"),
    "commitments": ("goal", "target", "milestone", "other"),
    "amounts": ("budget", "investment", "grant", "loan"),
    "quotes": (*random_records.KINDS, "budget"),
}
COMPARATORS: Mapping[str, Sequence[str]] = {
    "commitments": ("eq", "gte", "about", "lte"),
    "amounts": ("eq", "gte", "lte"),
}
SORTS: Mapping[str, Sequence[str]] = {
    "announcements": ("announced_on", "updated_at", "significantly_updated_at", "created_at"),
    "commitments": ("announced_on", "updated_at", "due"),
    "amounts": ("announced_on", "updated_at"),
    "quotes": ("announced_on", "updated_at", "said_on"),
}
QueryParams = dict[str, list[str]]


def filter_names(collection: str) -> list[str]:
    """Every documented filter of a list."""
    return sorted(SCHEMAS[collection].fields.keys() - PRESENTATION)


def values_for(snapshot: Snapshot, collection: str, name: str) -> Sequence[str]:
    """Values for a filter: some that records have, some that none has."""
    plain = name.removeprefix("exclude_").removeprefix("all_")
    base = plain.removeprefix("announcement_")
    lacks = [MISSING] if can_be_missing(collection, plain) and not name.startswith("all_") else []
    if plain in PARTIES:
        return [*party_references(snapshot), *lacks]
    if base == "kind":
        return KINDS["announcements" if plain != base else collection]
    if base == "comparator":
        return [*COMPARATORS[collection], *lacks]
    if plain == "related_to":
        return [record["id"] for record in snapshot.records]
    if base in VALUES:
        return [*VALUES[base], *lacks]
    return one_value(snapshot, collection, name)


def can_be_missing(collection: str, plain: str) -> bool:
    """Whether a filter takes `_missing`."""
    own = {"commitments": COMMITMENT, "amounts": AMOUNT, "quotes": filters.QUOTE}.get(collection, {})
    parameter = filters.with_record(own).get(plain)
    return bool(parameter and parameter.missing_description)


def one_value(snapshot: Snapshot, collection: str, name: str) -> Sequence[str]:
    """Values for a filter that cannot be repeated."""
    stem, _, end = name.rpartition("_")
    if end in {"from", "to"}:
        return INSTANTS if stem in filter_rules.INSTANTS else WINDOWS
    known: Mapping[str, Sequence[str]] = {
        "id": [item.part["id"] for item in snapshot.items(collection)] or [NOBODY],
        "announcement": [record["id"] for record in snapshot.records],
        "in_force_on": ("2024-06-30", "2026-01-15", "2026-07-31", "2027-01-01", "2035-12-31", "today"),
        "overdue_on": ("2026-06-30", "2026-07-01", "2026-07-31", "2026-08-01", "1999-12-31", "today-30d", "today"),
        **dict.fromkeys(MISSING_ONLY, (MISSING,)),
        **dict.fromkeys([*FLAGS, "overdue", "due_moved"], ("true", "false")),
        **dict.fromkeys(("value_min", "value_max"), random_records.FIGURES),
        **dict.fromkeys(("amount_min", "amount_max"), random_records.AMOUNTS),
        **dict.fromkeys(("change_min", "change_max"), ("25.4", "-3", "0", "25.39999999")),
    }
    return known[name]


def party_references(snapshot: Snapshot) -> list[str]:
    """References to parties: ids, identifiers and names."""
    ids = sorted({party.id for party in snapshot.parties})
    return [*ids, "wikidata:Q1", "lei:A:1", "ionq", "I o n Q", "ministry of science", "Nobody", "배경훈"]


def is_repeatable(collection: str, name: str) -> bool:
    """Whether a filter can be repeated."""
    return name in SCHEMAS[collection].repeatable


def random_query(random: Random, snapshot: Snapshot, collection: str) -> QueryParams:
    """A query with a few filters."""
    names = random.sample(filter_names(collection), random.choice((0, 1, 1, 1, 2, 2, 3)))
    query: QueryParams = {name: random_values(random, snapshot, collection, name) for name in names}
    if any(name.endswith(("_from", "_to")) for name in query) and random.choice((True, False)):
        query["match"] = [random.choice(("overlaps", "within"))]
    if not query.keys().isdisjoint({"overdue", "overdue_on"}):
        query |= {"since": [random.choice(("first", "current"))]} if random.choice((True, False)) else {}
        query |= {"superseded": ["include"]} if random.choice((True, False, False)) else {}
    if any("jurisdiction" in name for name in query) and random.choice((True, False)):
        query["subdivisions"] = ["include"]
    if random.choice((True, False, False)):
        query["q"] = [random.choice(SEARCHES)]
    if random.choice((True, False, False)):
        query["state"] = random.sample(VALUES["state"], random.randint(1, 3))
    if "withdrawn" in query.get("state", ()):
        query |= with_parties_by_id(random, snapshot, query)
    if not query.keys().isdisjoint({"amount_min", "amount_max"}) and random.choice((True, False)):
        query |= {"currency": [random.choice((*random_records.CURRENCIES, "CHF"))], "convert": ["announced_on"]}
    query |= random_sort(random, collection, query)
    return without_reversed_ranges(collection, query)


def with_parties_by_id(random: Random, snapshot: Snapshot, query: QueryParams) -> QueryParams:
    """The filters by party, by ids alone: the directory need not know what only withdrawn records state."""
    ids = sorted({party.id for party in snapshot.parties}) or [NOBODY]
    return {
        name: [each if each in {*ids, MISSING} else random.choice(ids) for each in values]
        for name, values in query.items()
        if name.removeprefix("exclude_").removeprefix("all_") in PARTIES
    }


def random_values(random: Random, snapshot: Snapshot, collection: str, name: str) -> list[str]:
    """One value for a filter, or several if it can be repeated."""
    values = list(values_for(snapshot, collection, name))
    count = random.choice((1, 1, 2, 3)) if is_repeatable(collection, name) else 1
    return [random.choice(values) for _ in range(count)]


def random_sort(random: Random, collection: str, query: QueryParams) -> QueryParams:
    """A random order, or none."""
    sorts = [f"{sign}{name}" for name in SORTS[collection] for sign in ("", "-")]
    sorts += ["relevance"] if "q" in query else []
    has_currency = len(query.get("currency", ())) == 1 and "convert" not in query
    sorts += ["amount", "-amount"] if collection == "amounts" and has_currency else []
    has_unit = len(query.get("unit", ())) == 1 and query["unit"] != [MISSING]
    sorts += ["value", "-value"] if collection == "commitments" and has_unit else []
    return {"sort": [random.choice(sorts)]} if random.choice((True, False)) else {}


def without_reversed_ranges(collection: str, query: QueryParams) -> QueryParams:
    """The query without ends of ranges that lie before their start."""
    for pair in [each for each in RANGES if each.first in SCHEMAS[collection].fields]:
        if {pair.first, pair.last} <= query.keys() and pair.low(query[pair.first][0]) > pair.high(query[pair.last][0]):
            del query[pair.last]
    return query


def random_facets(random: Random, collection: str) -> list[str]:
    """The names of a few facets."""
    return random.sample(FACETS[collection], random.randint(0, 4))

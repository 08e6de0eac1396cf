"""Lists agree with plain Python: items, order, totals and facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import cycle, product
from random import Random

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from api.db.database import Database
from tests.clients import Client
from tests.oracle import filter_rules, random_queries
from tests.oracle.comparison import assert_same_list
from tests.oracle.oracle import Oracle
from tests.oracle.seeding import seed_database
from tests.oracle.snapshot import LISTS, Snapshot

randoms = st.randoms(use_true_random=False)
THOROUGH = settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # A query that fails is short; records shrink for minutes.
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
SEED = 20_260_129
FORMS = pytest.mark.parametrize("is_whole", [False, pytest.param(True, marks=pytest.mark.long)], ids=["short", "whole"])
"""Both forms of a test: the short one asks fewer questions, about every filter all the same."""

QUERIES, FEW_QUERIES = 20, 6
MANY_QUERIES = 60


def seed(database: Database, random: Random, number: int) -> Snapshot:
    """Replace all records by this many random ones, as of today."""
    return seed_database(database, random, number, today=datetime.now(UTC).date())


@pytest.mark.parametrize("collection", LISTS)
def test_the_oracle_knows_every_filter(collection: str) -> None:
    many = {*filter_rules.values_of(collection), *filter_rules.ROLES[collection]}
    documented = set(random_queries.filter_names(collection))
    all_of = {f"all_{name}" for name in many if name.endswith(("topic", "party", "role"))}
    assert many | {f"exclude_{name}" for name in many} | all_of <= documented
    single = {name for plain in (*many, *filter_rules.SINGLE) for name in (plain, f"exclude_{plain}")}
    assert documented <= single | all_of


@FORMS
@THOROUGH
@given(random=randoms)
def test_any_query_agrees_with_the_oracle(app: Flask, database: Database, is_whole: bool, random: Random) -> None:
    snapshot = seed(database, random, random.randint(5, 12))
    clients = {True: Client.of(app, "read"), False: Client(app)}
    for _ in range(QUERIES if is_whole else FEW_QUERIES):
        collection, with_key = random.choice(LISTS), random.choice((True, True, False))
        query = random_queries.random_query(random, snapshot, collection)
        if not with_key:
            query.pop("state", None)
        note(f"{collection} {query} {with_key=}")
        facets, limit = random_queries.random_facets(random, collection), random.choice((200, 200, 1, 2, 3, 5))
        assert_same_list(clients[with_key], Oracle(snapshot, collection, query, with_key), facets=facets, limit=limit)


@FORMS
@pytest.mark.parametrize("collection", LISTS)
def test_values_of_every_filter_find_and_remove_the_same(
    app: Flask, database: Database, collection: str, is_whole: bool
) -> None:
    """All values, or up to the first that finds something."""
    snapshot = seed(database, Random(SEED), 90)  # noqa: S311 - The same records every time.
    client, hits = Client.of(app, "read"), set()
    for name in random_queries.filter_names(collection):
        for value in list(dict.fromkeys(random_queries.values_for(snapshot, collection, name)))[:8]:
            if assert_same_list(client, Oracle(snapshot, collection, {name: [value]})):
                hits.add(name)
                if not is_whole:
                    break
    assert hits == set(random_queries.filter_names(collection)), "a filter that finds nothing here is not tested"


@FORMS
@pytest.mark.parametrize("collection", LISTS)
def test_multi_valued_filters_combine_with_every_other_filter(
    app: Flask, database: Database, collection: str, is_whole: bool
) -> None:
    """Each of them, or one in turn."""
    random = Random(SEED)  # noqa: S311 - The same questions every time.
    snapshot, client = seed(database, random, 16), Client.of(app, "read")
    others = random_queries.filter_names(collection)
    for way, other in product(MOST, others) if is_whole else zip(cycle(MOST), others, strict=False):
        common = {way: [MOST[way](snapshot)], "state": ["published", "draft", "withdrawn"]}
        query = {other: [random.choice(random_queries.values_for(snapshot, collection, other))]} | common
        assert_same_list(client, Oracle(snapshot, collection, query))


def most_frequent_party(snapshot: Snapshot) -> str:
    """The id of the party with the most mentions."""
    ((id, _),) = Counter(party.id for party in snapshot.parties).most_common(1)
    return id


MOST: Mapping[str, Callable[[Snapshot], str]] = {
    "topic": lambda _: "chips",
    "party": most_frequent_party,
    "publisher": lambda _: "IANS",
    "source_kind": lambda _: "speech",
}


def test_many_queries_on_many_records_agree_with_the_oracle(app: Flask, database: Database) -> None:
    random = Random(SEED)  # noqa: S311 - The same questions every time.
    snapshot, hits = seed(database, random, 40), 0
    clients = {True: Client.of(app, "read"), False: Client(app)}
    for _ in range(MANY_QUERIES):
        collection, with_key = random.choice(LISTS), random.choice((True, False))
        query = random_queries.random_query(random, snapshot, collection)
        if not with_key:
            query.pop("state", None)
        facets = random_queries.random_facets(random, collection)
        hits += bool(assert_same_list(clients[with_key], Oracle(snapshot, collection, query, with_key), facets=facets))
    assert hits > MANY_QUERIES / 2

"""Lists answer as plain Python would: the same items in the same order, the same totals, the same facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import product
from random import Random

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from api.db.database import Database
from tests.clients import Client
from tests.oracle import meanings, questions
from tests.oracle.asking import agree
from tests.oracle.keeping import keep
from tests.oracle.oracle import Oracle
from tests.oracle.world import LISTS, World

randoms = st.randoms(use_true_random=False)
THOROUGH = settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # A question that fails is short; records shrink for minutes.
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
SEED = 20_260_129
QUESTIONS = 20
MANY_QUESTIONS = 60


def kept(database: Database, random: Random, number: int) -> World:
    """Keep this many records, and nothing else."""
    return keep(database, random, number, today=datetime.now(UTC).date())


@pytest.mark.parametrize("collection", LISTS)
def test_the_oracle_knows_every_filter(collection: str) -> None:
    """What is documented is what is compared."""
    many = {*meanings.values_of(collection), *meanings.ROLES[collection]}
    documented = set(questions.filter_names(collection))
    assert many | {f"exclude_{name}" for name in many} <= documented
    assert documented <= {name for plain in (*many, *meanings.SINGLE) for name in (plain, f"exclude_{plain}")}


@THOROUGH
@given(random=randoms)
def test_any_question_is_answered_as_by_the_oracle(app: Flask, database: Database, random: Random) -> None:
    """Of a few records, by a reader with a key or without, on one page or on many."""
    world = kept(database, random, random.randint(5, 12))
    clients = {True: Client.of(app, "read"), False: Client(app)}
    for _ in range(QUESTIONS):
        collection, with_key = random.choice(LISTS), random.choice((True, True, False))
        question = questions.make_question(random, world, collection)
        if not with_key:
            question.pop("state", None)
        note(f"{collection} {question} {with_key=}")
        facets, limit = questions.make_facets(random, collection), random.choice((200, 200, 1, 2, 3, 5))
        agree(clients[with_key], Oracle(world, collection, question, with_key), facets=facets, limit=limit)


@pytest.mark.parametrize("collection", LISTS)
def test_every_value_of_every_filter_finds_and_removes_the_same(
    app: Flask, database: Database, collection: str
) -> None:
    """Each by itself, among more records."""
    world = kept(database, Random(SEED), 60)  # noqa: S311 - The same records every time.
    client, hits = Client.of(app, "read"), set()
    for name in questions.filter_names(collection):
        for value in list(dict.fromkeys(questions.values_for(world, collection, name)))[:8]:
            if agree(client, Oracle(world, collection, {name: [value]})):
                hits.add(name)
    assert hits == set(questions.filter_names(collection)), "a filter that finds nothing here is not tested"


@pytest.mark.parametrize("collection", LISTS)
def test_what_has_many_values_goes_together_with_every_other_filter(
    app: Flask, database: Database, collection: str
) -> None:
    """A list may be read by way of a topic, a party or the like; whatever else is asked then means the same."""
    random = Random(SEED)  # noqa: S311 - The same questions every time.
    world, client = kept(database, random, 16), Client.of(app, "read")
    for way, other in product(("topic", "party", "publisher", "source_kind"), questions.filter_names(collection)):
        common = {way: [MOST[way](world)], "state": ["published", "draft", "withdrawn"]}
        question = {other: [random.choice(questions.values_for(world, collection, other))]} | common
        agree(client, Oracle(world, collection, question))


def most_frequent_party(world: World) -> str:
    """Return the id of the party that most records name."""
    ((id, _),) = Counter(party.id for party in world.parties).most_common(1)
    return id


MOST: Mapping[str, Callable[[World], str]] = {
    "topic": lambda _: "chips",
    "party": most_frequent_party,
    "publisher": lambda _: "IANS",
    "source_kind": lambda _: "speech",
}


def test_many_questions_to_many_records_are_answered_as_by_the_oracle(app: Flask, database: Database) -> None:
    """Filters together, in any order, by a reader with a key or without; most of them find something."""
    random = Random(SEED)  # noqa: S311 - The same questions every time.
    world, hits = kept(database, random, 40), 0
    clients = {True: Client.of(app, "read"), False: Client(app)}
    for _ in range(MANY_QUESTIONS):
        collection, with_key = random.choice(LISTS), random.choice((True, False))
        question = questions.make_question(random, world, collection)
        if not with_key:
            question.pop("state", None)
        facets = questions.make_facets(random, collection)
        hits += bool(agree(clients[with_key], Oracle(world, collection, question, with_key), facets=facets))
    assert hits > MANY_QUESTIONS / 2

"""The directory agrees with plain Python: parties that have words in a name, in the order of their names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from flask import Flask

from domain.dates.edtf import parse_edtf
from domain.text.normalize import fold_name, name_words
from tests.clients import Client
from tests.oracle.comparison import fetch_pages
from tests.oracle.seeding import seed_database
from tests.oracle.snapshot import Snapshot
from tests.oracle.test_lists import SEED

SEARCHES = (
    "ionq",
    "ion",
    "inc",
    "ionq inc",
    "minis sci",
    "경훈",
    "훈",
    "배경훈",
    "samsung",
    "wikidata q1",
    "nobody",
    "onq",
)


@pytest.fixture(scope="module")
def app(module_app: Flask) -> Flask:
    """An application whose records the tests do not change."""
    return module_app


@pytest.fixture(scope="module")
def snapshot(app: Flask) -> Snapshot:
    """A snapshot of random records."""
    return seed_database(app.extensions["database"], Random(SEED), 60, today=datetime.now(UTC).date())  # noqa: S311 - The same every time.


def stated_names(snapshot: Snapshot, *states: str) -> Mapping[str, list[tuple[Any, str]]]:
    """By party, the day of the record and the name, for each statement of a record in one of the states."""
    names: dict[str, list[tuple[Any, str]]] = {}
    for record in snapshot.records:
        for party in record["parties"] if record["state"] in states else ():
            days = parse_edtf(record["announced_on"], record["jurisdiction"])
            day = days.first or days.last
            names.setdefault(party["party"]["id"], []).append((day, party["name"]))
    return names


def has_words(name: str, q: str) -> bool:
    """Whether each word of `q` begins a word of the name; in Korean, whether it is in one."""
    words = name_words(name)
    return all(
        any(word.startswith(each) or (not each.isascii() and each in word) for word in words) for each in name_words(q)
    )


@pytest.mark.parametrize("sort", ["name", "-name"])
@pytest.mark.parametrize("with_key", [True, False])
def test_parties_are_those_with_the_words_in_order(app: Flask, snapshot: Snapshot, with_key: bool, sort: str) -> None:
    client = Client.of(app, "read") if with_key else Client(app)
    stated = stated_names(snapshot, "published", *(["draft"] if with_key else []))
    hits = 0
    for q in SEARCHES:
        pages = fetch_pages(client, "/v1/parties", 2, q=[q], sort=[sort], total=["exact"])
        found = [each for page in pages for each in page["data"]]
        expected = {id for id, names in stated.items() if any(has_words(name, q) for _, name in names)}
        assert {each["id"] for each in found} == expected
        assert {page["meta"]["total"]["value"] for page in pages} == {len(expected)}
        keys = [(fold_name(each["name"]), each["id"]) for each in found]
        assert keys == sorted(keys, reverse=sort == "-name")
        hits += len(found)
    assert hits >= len(SEARCHES)


def test_a_party_has_the_name_of_its_latest_published_record(app: Flask, snapshot: Snapshot) -> None:
    shown = {each["id"]: each["name"] for page in fetch_pages(Client(app), "/v1/parties", 200) for each in page["data"]}
    published = stated_names(snapshot, "published")
    assert shown.keys() == published.keys()
    for id, names in published.items():
        latest = max(day for day, _ in names)
        assert shown[id] in {name for day, name in names if day == latest}
    assert any(len({name for _, name in names}) > 1 for names in published.values())

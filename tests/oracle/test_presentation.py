"""A list has the same items by POST, by ids, with `fields`, with highlights, or as counts alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from flask import Flask

from schemas.queries.lists import FACETS
from tests.clients import RECORDS, Client
from tests.oracle import random_queries
from tests.oracle.comparison import facet_counts, fetch, ids_of
from tests.oracle.oracle import Oracle
from tests.oracle.seeding import seed_database
from tests.oracle.snapshot import LISTS, Snapshot
from tests.oracle.test_lists import SEED
from tests.refusals import problem_of

EACH_LIST = pytest.mark.parametrize("collection", LISTS)


@pytest.fixture(scope="module")
def app(module_app: Flask) -> Flask:
    """An application whose records the tests do not change."""
    return module_app


@pytest.fixture(scope="module")
def snapshot(app: Flask) -> Snapshot:
    """A snapshot of some random records."""
    return seed_database(app.extensions["database"], Random(SEED), 25, today=datetime.now(UTC).date())  # noqa: S311 - The same every time.


@pytest.fixture
def reader(app: Flask) -> Client:
    """A client that may read drafts."""
    return Client.of(app, "read")


@EACH_LIST
def test_an_item_repeats_its_record(snapshot: Snapshot, reader: Client, collection: str) -> None:
    shown = {item["id"]: item for item in fetch(reader, f"/v1/{collection}", limit=["200"])["data"]}
    for item in Oracle(snapshot, collection, {}).expected_items():
        actual = shown[item.part["id"]]
        assert {name: actual[name] for name in item.part} == item.part
        if collection != "announcements":
            assert actual["announcement"].items() <= {**item.record, "url": f"{RECORDS}/{item.record['id']}"}.items()


@EACH_LIST
def test_counts_alone_are_those_of_the_list(snapshot: Snapshot, reader: Client, collection: str) -> None:
    oracle = Oracle(snapshot, collection, {"exclude_jurisdiction": ["EU"]})
    for name in FACETS[collection]:
        answer = fetch(reader, f"/v1/{collection}", **oracle.query, limit=["0"], facet=[name])
        assert answer["data"] == []
        assert answer["meta"]["total"]["value"] == len(oracle.expected_items())
        assert facet_counts(answer, name) == oracle.facet(name)
        assert "next" not in answer["links"]


@EACH_LIST
def test_a_search_by_post_is_the_list(snapshot: Snapshot, reader: Client, collection: str) -> None:
    random = Random(SEED)  # noqa: S311 - The same questions every time.
    repeatable, path = random_queries.SCHEMAS[collection].repeatable, f"/v1/{collection}"
    for _ in range(15):
        query = random_queries.random_query(random, snapshot, collection)
        body = {name: values if name in repeatable else values[0] for name, values in query.items()}
        answer = reader.post(f"{path}/search", json=body | {"limit": 200})
        assert answer.status_code == 200, answer.text
        assert ids_of(answer.get_json()) == ids_of(fetch(reader, path, **query, limit=["200"]))


@EACH_LIST
def test_missing_ids_are_listed(snapshot: Snapshot, reader: Client, collection: str) -> None:
    every = [item.part["id"] for item in snapshot.items(collection)]
    filters = {"id": [*every[:30], random_queries.NOBODY, every[0]], "jurisdiction": ["KR"]}
    expected = [item.part["id"] for item in Oracle(snapshot, collection, filters).expected_items()]
    for limit in ({}, {"limit": ["0"]}, {"limit": ["1"]}, {"limit": ["200"]}):
        meta = fetch(reader, f"/v1/{collection}", **filters, **limit)["meta"]
        assert meta["not_found"] == [id for id in dict.fromkeys(filters["id"]) if id not in expected]
    assert ids_of(fetch(reader, f"/v1/{collection}", **filters)) == expected


CUTS: Mapping[str, list[str]] = {
    "announcements": ["id", "parties.name", "commitments", "commitments.due"],
    "commitments": ["id", "target.value", "announcement.title"],
    "amounts": ["amount", "currency", "change.percent"],
    "quotes": ["text", "announcement"],
}


@EACH_LIST
@pytest.mark.usefixtures("snapshot")
def test_fields_selects_members(reader: Client, collection: str) -> None:
    names = CUTS[collection]
    whole = fetch(reader, f"/v1/{collection}", limit=["200"])["data"]
    cut = fetch(reader, f"/v1/{collection}", limit=["200"], fields=[",".join(names)])["data"]
    assert cut == [projected(item, names) for item in whole]


def projected(value: Any, names: list[str]) -> Any:
    """A value cut down to these members."""
    if isinstance(value, list):
        return [projected(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: inner if name in names else projected(inner, names_below(names, name))
        for name, inner in value.items()
        if name in names or names_below(names, name)
    }


def names_below(names: list[str], outer: str) -> list[str]:
    """Names below a member, without its prefix."""
    return [name.removeprefix(f"{outer}.") for name in names if name.startswith(f"{outer}.")]


@EACH_LIST
@pytest.mark.usefixtures("snapshot")
def test_highlights_change_nothing_else(reader: Client, collection: str) -> None:
    for q in ("chips", "양자", "quant* OR cafe"):
        plain = fetch(reader, f"/v1/{collection}", q=[q], limit=["200"])["data"]
        marked = fetch(reader, f"/v1/{collection}", q=[q], limit=["200"], highlight=["true"])["data"]
        assert [{name: item[name] for name in item if name != "highlights"} for item in marked] == plain
        # The statement of its commitment, by which an amount is found too, is not in it.
        assert all(item["highlights"] or "commitment" in item for item in marked)


@EACH_LIST
@pytest.mark.usefixtures("snapshot")
def test_drafts_and_tombstones_need_a_key_with_read(public: Client, app: Flask, collection: str) -> None:
    for state in ("draft", "withdrawn"):
        path = f"/v1/{collection}?state=published&state={state}"
        problem_of(public.get(path), 401)
        problem_of(Client.of(app, "write").get(path), 403)
    assert public.get(f"/v1/{collection}?state=published").status_code == 200

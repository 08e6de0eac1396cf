"""However a list is asked and shown, it is the same list: by POST, by ids, cut down, marked, or as counts alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from flask import Flask

from schemas.queries.lists import FACETS
from tests.clients import RECORDS, Client
from tests.oracle import questions
from tests.oracle.asking import ask, counts_of, ids_of
from tests.oracle.keeping import keep
from tests.oracle.oracle import Oracle
from tests.oracle.test_lists import SEED
from tests.oracle.world import LISTS, World
from tests.refusals import problem_of

EACH_LIST = pytest.mark.parametrize("collection", LISTS)


@pytest.fixture(scope="module")
def app(kept_app: Flask) -> Flask:
    """Give an application whose records stay as they are."""
    return kept_app


@pytest.fixture(scope="module")
def world(app: Flask) -> World:
    """Keep some records."""
    return keep(app.extensions["database"], Random(SEED), 25, today=datetime.now(UTC).date())  # noqa: S311 - The same every time.


@pytest.fixture
def reader(app: Flask) -> Client:
    """Give a client that may read drafts."""
    return Client.of(app, "read")


@EACH_LIST
def test_an_item_says_what_its_record_says_of_it(world: World, reader: Client, collection: str) -> None:
    """With the record beside a part."""
    shown = {item["id"]: item for item in ask(reader, f"/v1/{collection}", limit=["200"])["data"]}
    for item in Oracle(world, collection, {}).found():
        found = shown[item.part["id"]]
        assert {name: found[name] for name in item.part} == item.part
        if collection != "announcements":
            assert found["announcement"].items() <= {**item.record, "url": f"{RECORDS}/{item.record['id']}"}.items()


@EACH_LIST
def test_counts_alone_are_those_of_the_list(world: World, reader: Client, collection: str) -> None:
    """With `limit=0`, for every facet there is."""
    oracle = Oracle(world, collection, {"exclude_jurisdiction": ["EU"]})
    for name in FACETS[collection]:
        answer = ask(reader, f"/v1/{collection}", **oracle.question, limit=["0"], facet=[name])
        assert answer["data"] == []
        assert answer["meta"]["total"]["value"] == len(oracle.found())
        assert counts_of(answer, name) == oracle.facet(name)
        assert "next" not in answer["links"]


def test_a_search_by_post_is_the_list(world: World, reader: Client) -> None:
    """With what can be repeated as a list."""
    random = Random(SEED)  # noqa: S311 - The same questions every time.
    repeatable = questions.SCHEMAS["announcements"]().repeatable
    for _ in range(40):
        asked = questions.make_question(random, world, "announcements")
        body = {name: values if name in repeatable else values[0] for name, values in asked.items()}
        answer = reader.post(f"{RECORDS}/search", json=body | {"limit": 200})
        assert answer.status_code == 200, answer.text
        assert ids_of(answer.get_json()) == ids_of(ask(reader, RECORDS, **asked, limit=["200"]))


@EACH_LIST
def test_what_is_asked_for_by_id_and_is_not_there_is_named(world: World, reader: Client, collection: str) -> None:
    """Whether there is none, or the filters leave it out; however long a page is."""
    every = [item.part["id"] for item in world.items(collection)]
    asked = {"id": [*every[:30], questions.NOBODY, every[0]], "jurisdiction": ["KR"]}
    found = [item.part["id"] for item in Oracle(world, collection, asked).found()]
    for limit in ({}, {"limit": ["0"]}, {"limit": ["1"]}, {"limit": ["200"]}):
        meta = ask(reader, f"/v1/{collection}", **asked, **limit)["meta"]
        assert meta["not_found"] == [id for id in dict.fromkeys(asked["id"]) if id not in found]
    assert ids_of(ask(reader, f"/v1/{collection}", **asked)) == found


CUTS: Mapping[str, list[str]] = {
    "announcements": ["id", "parties.name", "commitments", "commitments.due"],
    "commitments": ["id", "target.value", "announcement.title"],
    "amounts": ["amount", "currency", "change.percent"],
    "quotes": ["text", "announcement"],
}


@EACH_LIST
@pytest.mark.usefixtures("world")
def test_an_item_can_be_cut_down(reader: Client, collection: str) -> None:
    """To the members that were named, which are as they were."""
    names = CUTS[collection]
    whole = ask(reader, f"/v1/{collection}", limit=["200"])["data"]
    cut = ask(reader, f"/v1/{collection}", limit=["200"], fields=[",".join(names)])["data"]
    assert cut == [only(item, names) for item in whole]


def only(value: Any, names: list[str]) -> Any:
    """Return a value with these members alone."""
    if isinstance(value, list):
        return [only(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: inner if name in names else only(inner, within(names, name))
        for name, inner in value.items()
        if name in names or within(names, name)
    }


def within(names: list[str], outer: str) -> list[str]:
    """Return what is named of the members of a member."""
    return [name.removeprefix(f"{outer}.") for name in names if name.startswith(f"{outer}.")]


@pytest.mark.parametrize("collection", ["announcements", "commitments", "quotes"])
@pytest.mark.usefixtures("world")
def test_marking_what_was_found_changes_nothing_else(reader: Client, collection: str) -> None:
    """The items are the same, each with a place at least where a word stands."""
    for q in ("chips", "양자", "quant* OR cafe"):
        plain = ask(reader, f"/v1/{collection}", q=[q], limit=["200"])["data"]
        marked = ask(reader, f"/v1/{collection}", q=[q], limit=["200"], highlight=["true"])["data"]
        assert [{name: item[name] for name in item if name != "highlights"} for item in marked] == plain
        assert all(item["highlights"] for item in marked)


@EACH_LIST
@pytest.mark.usefixtures("world")
def test_drafts_and_tombstones_are_for_who_may_read_them(public: Client, app: Flask, collection: str) -> None:
    """Asking for them without a key is refused, and not answered with nothing."""
    for state in ("draft", "withdrawn"):
        path = f"/v1/{collection}?state=published&state={state}"
        problem_of(public.get(path), 401)
        problem_of(Client.of(app, "write").get(path), 403)
    assert public.get(f"/v1/{collection}?state=published").status_code == 200

"""Simultaneous writes around one record or one party: what comes of them is what some order of them gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from api.db.database import Database
from tests.cli.test_doctor import findings, private
from tests.clients import RECORDS, Client, url_of
from tests.directory import Json, create, entry_of, party
from tests.parts import amount, commitment
from tests.records import published
from tests.routes.test_concurrency import TRIALS, WRITERS, at_once, statuses

Request = Callable[[Client, Mapping[str, Any]], TestResponse]

Outcome = tuple[Any, ...]


@pytest.fixture(autouse=True)
def without_deadlocks(database: Database) -> Iterator[None]:
    """Nobody waits in a circle: PostgreSQL ends a deadlock after a second, and the transaction is tried again."""
    before = deadlocks(database)
    yield
    assert deadlocks(database) == before


def deadlocks(database: Database) -> int:
    """The deadlocks that PostgreSQL has found. SQLite has one writer at a time."""
    if database.engine.dialect.name == "sqlite":
        return 0
    query = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    with database.connect() as connection:
        number: int = connection.execute(query).scalar_one()
    return number


def test_simultaneous_records_about_one_amount_and_promise_are_all_counted(app: Flask, client: Client) -> None:
    """Sums and lateness are those of the same requests one after the other."""
    seen = set()
    for trial in range(TRIALS):
        topics = [f"t{trial}"]
        target = client.create(
            published(topics=topics, amounts=[amount()], commitments=[commitment(due="2020")], title="First")
        )
        again = amount(restates=target["amounts"][0]["id"])
        bodies = [
            published(topics=topics, amounts=[amounts], relations=[{"type": type, "announcement": target["id"]}])
            for type, amounts in (("supersedes", amount(amount="7")), ("restates", amount()), ("cites", again))
        ]

        def send(writer: Client, number: int, target: Json = target, bodies: Sequence[Json] = bodies) -> TestResponse:
            if number < len(bodies):
                return writer.post(RECORDS, json=bodies[number])
            return writer.patch(f"{url_of(target)}?note=x", json={"title": "Second"}, if_match="*")

        answers = at_once(app, client.key, send) if trial else [send(client, number) for number in range(WRITERS)]
        assert statuses(answers) == {201: 3, 200: 1}
        sums = client.get(f"/v1/amounts/summary?topic={topics[0]}").get_json()
        late = client.get(f"/v1/commitments?topic={topics[0]}&overdue=true").get_json()
        record = client.get(f"{url_of(target)}?include=related_from").get_json()
        relations = sorted(each["type"] for each in record["related_from"])
        seen.add(
            str([record["version"], record["title"], relations, sums["data"], sums["meta"], late["meta"]["total"]])
        )
    assert len(seen) == 1


def test_records_are_related_in_a_circle_at_once(app: Flask, client: Client) -> None:
    for _ in range(TRIALS):
        records = [client.create(published()) for _ in range(WRITERS)]

        def send(writer: Client, number: int, records: Sequence[Json] = records) -> TestResponse:
            relation = {"type": "supersedes", "announcement": records[number - 1]["id"]}
            changes = {"relations": [relation]}
            return writer.patch(f"{url_of(records[number])}?note=x", json=changes, if_match="*")

        assert statuses(at_once(app, client.key, send)) == {200: WRITERS}
        for number, record in enumerate(records):
            (relation,) = client.get(url_of(record)).get_json()["relations"]
            assert relation["announcement"] == records[number - 1]["id"]


def merge(client: Client, place: Mapping[str, Any]) -> TestResponse:
    """Alpha becomes Beta."""
    return client.post(f"/v1/parties/{place['alpha']}/merge", json={"into": place["beta"]})


def merge_back(client: Client, place: Mapping[str, Any]) -> TestResponse:
    """Beta becomes Alpha."""
    return client.post(f"/v1/parties/{place['beta']}/merge", json={"into": place["alpha"]})


def split(client: Client, place: Mapping[str, Any]) -> TestResponse:
    """The party of the second record of Alpha becomes another one."""
    body = {"announcements": [place["records"][1]["id"]], "name": f"Gamma {place['number']}"}
    return client.post(f"/v1/parties/{place['alpha']}/split", json=body)


def rename(client: Client, place: Mapping[str, Any]) -> TestResponse:
    """An administrator gives Alpha another name."""
    changes = {"name": f"Delta {place['number']}", "aliases": []}
    return client.patch(f"/v1/parties/{place['alpha']}", json=changes, if_match="*")


def write(client: Client, place: Mapping[str, Any]) -> TestResponse:
    """A record names Alpha."""
    return client.post(RECORDS, json=published(parties=[party(f"Alpha {place['number']}", number_of(place, "a"))]))


def correct(client: Client, place: Mapping[str, Any]) -> TestResponse:
    """The second record of Alpha names Beta instead."""
    changes = {"parties": {"x": {"name": f"Beta {place['number']}", "identifiers": [number_of(place, "b")]}}}
    return client.patch(f"{url_of(place['records'][1])}?note=x", json=changes, if_match="*")


def number_of(place: Mapping[str, Any], letter: str) -> Json:
    """An identifier of Alpha or Beta."""
    return {"scheme": "lei", "id": f"{letter} {place['number']}"}


def make_place(client: Client, number: int) -> dict[str, Any]:
    """Two records of one body, Alpha, and one of another, Beta."""
    place: dict[str, Any] = {"number": f"No{number}."}
    names = {"a": f"Alpha {place['number']}", "b": f"Beta {place['number']}"}
    place["records"] = [create(client, party(names[each], number_of(place, each))) for each in ("a", "a", "b")]
    return place | {"alpha": entry_of(place["records"][0]), "beta": entry_of(place["records"][2])}


def outcome(client: Client, place: Mapping[str, Any], answers: Sequence[TestResponse]) -> Outcome:
    """The statuses, and what the records and the entries of their parties are, without what differs by place."""
    made = [each.get_json() for each in answers if each.status_code == 201 and "state" in each.get_json()]
    records = [client.get(url_of(each)).get_json() for each in (*place["records"], *made)]
    entries = [client.get(f"/v1/parties/{entry_of(each)}").get_json() for each in records]
    first = [[each["id"] for each in entries].index(entry["id"]) for entry in entries]
    shown = [
        (each["name"], sorted(each["aliases"]), sorted(map(str, each["identifiers"])), each["announcements"])
        for each in entries
    ]
    codes = [each.status_code for each in answers]
    return (str([codes, [each["version"] for each in records], first, shown]).replace(f" {place['number']}", ""),)


@pytest.mark.parametrize("requests", [(merge, split, rename, write), (merge, merge_back, correct, write)])
def test_repairs_of_the_directory_at_once_give_what_some_order_of_them_gives(
    app: Flask, client: Client, database: Database, requests: Sequence[Request]
) -> None:
    orders = [*permutations(range(WRITERS))]
    allowed = set()
    for number, order in enumerate(orders):
        place = make_place(client, number)
        answers = {index: requests[index](client, place) for index in order}
        allowed.add(outcome(client, place, [answers[index] for index in range(WRITERS)]))
    assert len(allowed) > 1
    for number in range(len(orders), len(orders) + TRIALS):
        place = make_place(client, number)

        def send(writer: Client, index: int, place: Mapping[str, Any] = place) -> TestResponse:
            return requests[index](writer, place)

        assert outcome(client, place, at_once(app, client.key, send)) in allowed
    private(database.engine.url.render_as_string(hide_password=False))
    findings(database.engine.url.render_as_string(hide_password=False), code=0)


def test_one_of_several_edits_of_the_same_state_of_a_party_wins(app: Flask, client: Client) -> None:
    for _ in range(TRIALS):
        url = f"/v1/parties/{entry_of(create(client, party('Alpha')))}"
        etag = client.get(url).headers["ETag"]

        def send(writer: Client, number: int, url: str = url, etag: str = etag) -> TestResponse:
            return writer.patch(url, json={"name": f"Name {number} {etag}"}, if_match=etag)

        answers = at_once(app, client.key, send)
        assert statuses(answers) == {200: 1, 412: WRITERS - 1}
        (won,) = (each.get_json() for each in answers if each.status_code == 200)
        assert client.get(url).get_json() == won

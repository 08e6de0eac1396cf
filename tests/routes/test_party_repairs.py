"""Entries of the directory are split, records keep to the split, and splits and merges undo each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from api.db.database import Database
from api.models import Party
from api.services.records import reader
from tests.clients import Client, url_of
from tests.directory import LEI, NOBODY, Q1, Q2, Json, create, entry_of, found, operations, party, shown, split
from tests.records import draft
from tests.refusals import problem_of, refused
from tests.routes.test_concurrency import at_once, statuses
from tests.services.test_change_feed import ON_POSTGRESQL
from tests.waiting import wait_until


@pytest.fixture
def welded(client: Client) -> tuple[Json, Json]:
    """Records of two bodies, which a wrong identifier in the second made one entry."""
    first = create(client, party("Ministry X", Q1))
    second = create(client, party("Agency Y", Q1, LEI))
    assert entry_of(first) == entry_of(second)
    return first, second


def test_a_split_parts_what_a_wrong_identifier_joined(
    client: Client, public: Client, welded: tuple[Json, Json]
) -> None:
    first, second = welded
    old = entry_of(first)
    new = split(client, old, second, note="A wrong identifier.")
    assert (new["name"], new["aliases"], new["identifiers"], new["announcements"]) == ("Agency Y", [], [LEI], 1)
    stays = shown(public, old)
    assert (stays["name"], stays["aliases"], stays["identifiers"]) == ("Ministry X", [], [Q1])
    now = public.get(url_of(second)).get_json()
    assert (entry_of(now), now["version"], now["parties"][0]["identifiers"]) == (new["id"], 2, [Q1, LEI])
    assert now["change"]["note"].endswith("A wrong identifier.")
    assert (operations(public, first), operations(public, second)) == (["created"], ["created", "split"])
    assert public.get(url_of(first)).get_json()["version"] == 1
    for one, record in (
        (old, first),
        ("Ministry X", first),
        (new["id"], second),
        ("Agency Y", second),
        ("lei:L1", second),
    ):
        assert found(public, one) == {record["id"]}


def test_later_records_are_matched_as_the_split_says(client: Client, welded: tuple[Json, Json]) -> None:
    first, second = welded
    old, new = entry_of(first), split(client, entry_of(first), second)["id"]
    for stated, expected in (
        (party("Ministry X", Q1), old),
        (party("Ministry X"), old),
        (party("Agency Y"), new),
        (party("Agency Y", Q1), new),
        (party("Agency Y", Q2), new),
        (party("Another name", Q1), old),
        (party("Another name", Q2), new),
    ):
        assert entry_of(create(client, stated)) == expected, stated


def test_a_later_version_of_a_record_keeps_the_split(client: Client, welded: tuple[Json, Json]) -> None:
    first, second = welded
    new = split(client, entry_of(first), second)["id"]
    body = client.get(url_of(second)).get_json()
    answer = client.put(f"{url_of(second)}?note=Why.", json=body | {"title": "Another"}, if_match="*")
    assert (answer.status_code, entry_of(answer.get_json())) == (200, new)
    roles = {"parties": {"x": {"roles": ["issuer", "funder"]}}}
    assert entry_of(client.patched(second, roles)) == new
    assert entry_of(client.patched(second, {"parties": {"x": {"identifiers": [Q2]}}})) == new
    assert shown(client, new)["identifiers"] == [Q2]
    assert entry_of(client.patched(second, {"parties": {"x": {"identifiers": [Q1]}}})) == new


def test_a_split_is_undone_by_a_merge(client: Client, public: Client, welded: tuple[Json, Json]) -> None:
    first, second = welded
    before = shown(public, entry_of(first))
    new = split(client, before["id"], second)["id"]
    assert client.post(f"/v1/parties/{new}/merge", json={"into": before["id"]}).status_code == 200
    after = shown(public, before["id"])
    assert (after | {"identifiers": []}, after["aliases"]) == (before | {"identifiers": []}, before["aliases"])
    assert sorted(map(str, after["identifiers"])) == sorted(map(str, before["identifiers"]))
    assert public.get(f"/v1/parties/{new}").status_code == 308
    assert entry_of(create(client, party("Agency Y", Q1))) == before["id"]


def test_a_merge_is_undone_by_a_split(client: Client, public: Client) -> None:
    first, second = create(client, party("Alpha", Q1)), create(client, party("Beta", Q2))
    before = [shown(public, entry_of(each)) for each in (first, second)]
    goes, stays = (each["id"] for each in before)
    assert client.post(f"/v1/parties/{goes}/merge", json={"into": stays}).status_code == 200
    assert split(client, stays, first)["id"] == goes
    assert [shown(public, each) for each in (goes, stays)] == before
    assert [entry_of(create(client, each)) for each in (party("Alpha"), party("Beta"), party("Z", Q1))] == [
        goes,
        stays,
        goes,
    ]


def test_single_parties_of_a_record_are_split_off(client: Client) -> None:
    """Two persons of one name were one, also within a record."""
    one, other = (party("Kim", kind="person", key=key) for key in ("a", "b"))
    record = create(client, one, other)
    assert entry_of(record) == entry_of(record, 1)
    new = split(client, entry_of(record), parties=[{"announcement": record["id"], "key": "b"}], name="Kim Min-ji")
    now = client.get(url_of(record)).get_json()
    assert (entry_of(now), entry_of(now, 1)) == (entry_of(record), new["id"])
    assert (new["name"], new["aliases"]) == ("Kim Min-ji", ["Kim"])


def test_a_split_gives_the_other_entry_an_identifier(client: Client, welded: tuple[Json, Json]) -> None:
    """The identifier was right for the second body, and wrong for the first."""
    first, second = welded
    new = split(client, entry_of(first), second, identifiers=[Q1])
    assert new["identifiers"] == [Q1]
    assert shown(client, entry_of(first))["identifiers"] == []
    assert entry_of(create(client, party("New name", Q1))) == new["id"]
    assert entry_of(create(client, party("Ministry X", Q1))) == entry_of(first)


def test_a_split_of_nothing_or_of_all_is_refused(client: Client, welded: tuple[Json, Json]) -> None:
    first, second = welded
    other = create(client, party("Other"))
    url = f"/v1/parties/{entry_of(first)}/split"
    assert refused(client.post(url, json={})) == {"/announcements": "required"}
    every = {"announcements": [first["id"], second["id"]]}
    assert refused(client.post(url, json=every)) == {"/announcements": "all"}
    wrong = {
        "announcements": [second["id"], other["id"], NOBODY],
        "parties": [{"announcement": first["id"], "key": "y"}],
    }
    expected = {"/announcements/1": "reference", "/announcements/2": "reference", "/parties/0": "reference"}
    assert refused(client.post(url, json=wrong)) == expected
    problem_of(client.post(f"/v1/parties/{NOBODY}/split", json=every), 404)
    client.post(f"/v1/parties/{entry_of(other)}/merge", json={"into": entry_of(first)})
    problem_of(client.post(f"/v1/parties/{entry_of(other)}/split", json=every), 409)


def test_drafts_are_split_too_and_stay_hidden(client: Client, public: Client) -> None:
    record = create(client, party("Ministry X", Q1))
    secret = client.create(draft(parties=[party("Codename", Q1)]))
    assert entry_of(secret) == entry_of(record)
    before = public.get("/v1/parties").get_json()
    new = split(client, entry_of(record), secret)
    assert (new["name"], public.get(f"/v1/parties/{new['id']}").status_code) == ("Codename", 404)
    assert public.get("/v1/parties").get_json() == before
    assert operations(public, secret) == []


def test_an_old_request_to_split_is_not_repeated(client: Client, welded: tuple[Json, Json]) -> None:
    first, second = welded
    body, key = {"announcements": [second["id"]]}, {"Idempotency-Key": "split-1"}
    url = f"/v1/parties/{entry_of(first)}/split"
    made, again = (client.post(url, json=body, headers=key) for _ in range(2))
    assert (made.status_code, again.get_json()) == (201, made.get_json())
    assert client.get(url_of(second)).get_json()["version"] == 2


def test_records_that_are_written_while_they_are_split_off_keep_to_the_split(app: Flask, client: Client) -> None:
    for number in range(3):
        stays, *leaving = [create(client, party(f"Body {number}")) for _ in range(4)]
        old = entry_of(stays)

        def send(writer: Client, index: int, old: str = old, leaving: list[Json] = leaving) -> TestResponse:
            if index == 0:
                return writer.post(f"/v1/parties/{old}/split", json={"announcements": [each["id"] for each in leaving]})
            changes = {"title": f"Title {index}", "parties": {"x": {"roles": ["issuer", "funder"]}}}
            return writer.patch(f"{url_of(leaving[index - 1])}?note=Why.", json=changes, if_match="*")

        assert statuses(at_once(app, client.key, send)) == {201: 1, 200: 3}
        now = [client.get(url_of(each)).get_json() for each in leaving]
        (new,) = {entry_of(each) for each in now}
        assert (new != old, {each["title"] for each in now}) == (True, {"Title 1", "Title 2", "Title 3"})
        assert found(client, new) == {each["id"] for each in leaving}
        assert found(client, old) == {stays["id"]}


WAITERS = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()")


@ON_POSTGRESQL
@pytest.mark.parametrize("repair", ["split", "merge"])
def test_a_repair_waits_for_a_writer_of_its_records_and_holds_no_entry(
    app: Flask, client: Client, database: Database, welded: tuple[Json, Json], repair: str
) -> None:
    """So that the writer, which has the record and needs the entry, meets no deadlock."""
    old, record = entry_of(welded[0]), welded[1]["id"]
    into = entry_of(create(client, party("Another body")))
    body = {"announcements": [record]} if repair == "split" else {"into": into}
    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as writer:
            reader.find_for_update(writer, [UUID(record)])
            answer = pool.submit(Client(app, client.key).post, f"/v1/parties/{old}/{repair}", json=body)
            wait_until(lambda: writer.scalar(WAITERS))
            entry = select(Party.id).where(Party.id == UUID(old))
            writer.execute(entry.with_for_update(read=True, key_share=True, nowait=True))
        assert answer.result(30).status_code in {200, 201}

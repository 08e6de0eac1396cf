"""The audit trail: every change, who made it, from which request and address; and nobody changes the trail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from api.cli import main
from api.db.database import Database
from api.models import ApiKey
from api.services import audit
from api.services.auth import OPERATOR
from tests.clients import RECORDS, Client, url_of
from tests.imports import IMPORTS, NDJSON, ndjson
from tests.records import draft, published

AUDIT = "/v1/audit"
SENT = {"headers": {"X-Request-Id": "request-7"}, "environ_base": {"REMOTE_ADDR": "192.0.2.7"}}


@pytest.fixture(autouse=True)
def _no_refusals_of_other_tests(app: Flask) -> None:
    """Count from zero: those that other tests had in this minute would leave no place for an address of these."""
    app.extensions["access_refusals"].counts.clear()


def entries(client: Client, **query: Any) -> list[dict[str, Any]]:
    """Entries of all pages."""
    answer = client.get(AUDIT, query_string=query)
    assert answer.status_code == 200, answer.text
    page = answer.get_json()
    following = page["links"].get("next")
    found: list[dict[str, Any]] = page["data"]
    while following:
        page = client.get(following).get_json()
        found += page["data"]
        following = page["links"].get("next")
    return found


def test_a_change_says_who_made_it_to_what_and_from_where(client: Client) -> None:
    record = client.post(RECORDS, json=draft(), **SENT).get_json()
    (entry,) = entries(client, target=record["id"])
    actor = entry.pop("actor")
    assert (actor["type"], actor["name"]) == ("key", "test")
    assert entry.pop("id").startswith("version-")
    assert entry == {
        "at": record["created_at"],
        "action": "announcement.created",
        "target": {"type": "announcement", "id": record["id"], "version": 1, "url": url_of(record)},
        "request_id": "request-7",
        "client_address": "192.0.2.7",
    }


def test_every_kind_of_write_is_in_the_trail(client: Client) -> None:
    promise = {"key": "line", "kind": "milestone", "statement": "Open the line.", "due": "2029"}
    record = client.create(published(commitments=[promise]))
    url, options = url_of(record), {"if_match": "*", "query_string": {"note": "A test."}}
    commitment = record["commitments"][0]["id"]
    report = {"status": "met", "on": "2026-05-01", "source": {"kind": "press_release", "title": "A report"}}
    client.patch(url, json={"title": "Another"}, **options)
    client.put(url, json=published(title="A third", commitments=[promise]), **options)
    client.post(f"/v1/commitments/{commitment}/progress", json=report)
    client.delete(url, **options)
    done = [each["action"].removeprefix("announcement.") for each in entries(client, target=record["id"])]
    assert done == ["withdrawn", "progress", "replaced", "patched", "created"]


def test_changes_of_keys_are_in_the_trail_without_their_secrets(client: Client) -> None:
    made = client.post("/v1/keys", json={"name": "newsroom", "scopes": ["write"]}, **SENT).get_json()
    rotated = client.post(f"/v1/keys/{made['id']}/rotate").get_json()
    for _ in range(2):
        client.delete(f"/v1/keys/{made['id']}")
    found = entries(client, target=made["id"])
    assert [each["action"] for each in found] == ["key.revoked", "key.rotated", "key.created"]
    created = found[-1]
    assert (created["actor"]["name"], created["request_id"]) == ("test", "request-7")
    assert created["details"] == {"name": "newsroom", "scopes": ["write"]}
    assert not any(secret in str(found) for secret in (made["key"], rotated["key"]))


def test_an_import_has_one_entry_and_its_records_theirs(client: Client) -> None:
    since = datetime.now(UTC).isoformat()
    headers = {"Content-Type": NDJSON, **SENT["headers"]}
    client.post(
        IMPORTS, data=ndjson([draft(id=str(uuid4())) for _ in range(2)]), buffered=True, **{**SENT, "headers": headers}
    )
    found = entries(client, **{"from": since})
    assert [each["action"] for each in found].count("import.started") == 1
    changed = [each for each in found if each["action"] == "announcement.created"]
    assert [(each["request_id"], each["client_address"]) for each in changed] == [("request-7", "192.0.2.7")] * 2


def test_wrong_keys_are_reported_by_address_and_not_each(app: Flask, client: Client) -> None:
    wrong = Client(app, "cmq_wrong")
    sent = {"environ_base": {"REMOTE_ADDR": "192.0.2.99"}}
    assert {wrong.get(RECORDS, **sent).status_code for _ in range(150)} == {401}
    found = refusals(client, "sign_in.refused", "192.0.2.99")
    counts = [each["details"]["count"] for each in found]
    assert {1, 10} <= {*counts}
    assert len(counts) <= 6  # Of two minutes, if one ended meanwhile.
    assert {(each["actor"]["type"], each["details"]["reason"]) for each in found} == {("public", "unknown")}


def test_many_addresses_make_few_entries(app: Flask, client: Client) -> None:
    wrong, since = Client(app, "cmq_wrong"), datetime.now(UTC).isoformat()
    for number in range(400):
        wrong.get(RECORDS, environ_base={"REMOTE_ADDR": f"198.51.{number // 200}.{number % 200 + 1}"})
    assert 0 < len(entries(client, action="sign_in.refused", **{"from": since})) < 300


def refusals(client: Client, action: str, address: str) -> list[dict[str, Any]]:
    """Refusals from an address, the latest first."""
    return [each for each in entries(client, action=action) if each.get("client_address") == address]


@pytest.mark.parametrize(
    ("limits", "reason", "operation"),
    [
        ({"scopes": ["read"]}, "scope", "POST /v1/announcements"),
        ({"jurisdictions": ["SE"]}, "jurisdiction", "POST /v1/announcements"),
        ({"networks": ["203.0.113.0/24"]}, "network", "POST /v1/announcements"),
    ],
)
def test_a_request_that_its_key_does_not_allow_is_reported(
    app: Flask, client: Client, limits: dict[str, Any], reason: str, operation: str
) -> None:
    key = client.post("/v1/keys", json={"name": "limited", "scopes": ["write"]} | limits).get_json()
    address = f"192.0.2.{len(reason)}"
    sent = {"environ_base": {"REMOTE_ADDR": address}, "headers": {"X-Request-Id": "request-8"}}
    limited = Client(app, key["key"])
    assert {limited.post(RECORDS, json=draft(), **sent).status_code for _ in range(15)} == {403}
    first = refusals(client, "access.refused", address)[-1]
    assert (first["actor"], first["request_id"]) == (
        {"type": "key", "id": key["id"], "name": "limited"},
        "request-8",
    )
    assert first["details"] == {"reason": reason, "operation": operation, "count": 1}
    assert len(refusals(client, "access.refused", address)) <= 4  # Of two minutes, if one ended meanwhile.


def test_a_refused_key_is_named_with_the_reason(app: Flask, client: Client, database: Database) -> None:
    keys = [client.post("/v1/keys", json={"name": "old", "scopes": ["read"]}).get_json() for _ in range(2)]
    client.delete(f"/v1/keys/{keys[0]['id']}")
    with database.writer.begin() as connection:
        past = datetime(2026, 1, 1, tzinfo=UTC)
        connection.execute(update(ApiKey).where(ApiKey.id == UUID(keys[1]["id"])).values(expires_at=past))
    for key in keys:
        answer = Client(app, key["key"]).get(RECORDS, environ_base={"REMOTE_ADDR": "192.0.2.98"})
        assert answer.status_code == 401
    found = {each["details"]["reason"]: each for each in refusals(client, "sign_in.refused", "192.0.2.98")}
    assert {reason: each["target"]["id"] for reason, each in found.items()} == {
        "revoked": keys[0]["id"],
        "expired": keys[1]["id"],
    }


def test_wrong_keys_of_many_addresses_hide_no_refusal_of_a_known_key(app: Flask, client: Client) -> None:
    wrong, reader = Client(app, "cmq_wrong"), Client.of(app, "read")
    for number in range(150):
        wrong.get(RECORDS, environ_base={"REMOTE_ADDR": f"198.18.0.{number + 1}"})
    assert reader.post(RECORDS, json=draft(), environ_base={"REMOTE_ADDR": "192.0.2.96"}).status_code == 403
    assert refusals(client, "access.refused", "192.0.2.96")


def test_pages_hold_each_entry_once_while_others_are_added(client: Client) -> None:
    made = [client.create(draft())["id"] for _ in range(5)]
    seen, path = [], f"{AUDIT}?limit=2&action=announcement.created"
    while path:
        page = client.get(path).get_json()
        seen += [each["target"]["id"] for each in page["data"]]
        client.create(draft())
        path = page["links"].get("next")
    assert seen == made[::-1]


def test_a_page_with_filters_examines_a_bounded_number_of_rows(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "MAX_EXAMINED", 2)
    first = client.create(draft())
    client.patched(first, {"title": "Another"})
    for _ in range(4):
        client.create(draft())
    page = client.get(AUDIT, query_string={"action": "announcement.patched"}).get_json()
    assert (page["data"], "next" in page["links"]) == ([], True)
    assert [each["target"]["id"] for each in entries(client, action="announcement.patched")] == [first["id"]]


def test_filters_by_key_and_time(app: Flask, client: Client) -> None:
    other = Client.of(app, "write")
    mine, theirs = client.create(draft()), other.create(draft())
    key = next(each["actor"]["id"] for each in entries(client, target=theirs["id"]))
    assert [each["target"]["id"] for each in entries(client, key=key)] == [theirs["id"]]
    before = {each["target"]["id"] for each in entries(client, to=mine["created_at"], action="announcement.created")}
    assert before == {mine["id"]}
    assert client.get(AUDIT, query_string={"cursor": "forged"}).status_code == 422


def test_ndjson_has_the_whole_trail(client: Client) -> None:
    made = [client.create(draft())["id"] for _ in range(3)]
    query = {"format": "ndjson", "action": "announcement.created"}
    lines = [each for each in client.get(AUDIT, query_string=query).text.splitlines() if each]
    assert len(lines) == len(made)
    assert len(client.get(AUDIT, query_string={**query, "limit": 2}).text.splitlines()) == 2


def test_versions_name_the_key_to_admins_alone(app: Flask, client: Client) -> None:
    url = f"{url_of(client.create(draft()))}/versions"
    assert client.get(url).get_json()["data"][0]["actor"]["name"] == "test"
    assert "actor" not in Client.of(app, "read").get(url).get_json()["data"][0]


STATEMENTS = (
    "UPDATE audit_events SET action = 'nothing'",
    "UPDATE audit_events SET client_address = '192.0.2.1'",
    "DELETE FROM audit_events",
    "UPDATE versions SET key_id = NULL",
    "UPDATE versions SET client_address = '192.0.2.1'",
    "DELETE FROM versions",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_the_trail(statement: str, client: Client, database: Database) -> None:
    client.create(draft())
    database.write(
        lambda connection: audit.append_event(connection, "key.created", actor=OPERATOR, now=datetime.now(UTC))
    )
    with pytest.raises(DBAPIError, match="append-only"), database.writer.begin() as connection:
        connection.execute(text(statement))


def test_the_operator_erases_old_addresses_and_keeps_the_entries(
    client: Client, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = client.post(RECORDS, json=draft(), **SENT).get_json()
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    before = CliRunner().invoke(main, ["audit", "erase-addresses", "--before", "2020"], catch_exceptions=False)
    assert (before.exit_code, entries(client, target=record["id"])[0]["client_address"]) == (0, "192.0.2.7")
    CliRunner().invoke(main, ["audit", "erase-addresses", "--before", "2999"], catch_exceptions=False)
    (entry,) = entries(client, target=record["id"])
    assert ("client_address" in entry, entry["request_id"]) == (False, "request-7")
    latest = entries(client, action="addresses.erased")[0]
    assert latest["actor"] == {"type": "command_line"}

"""API keys, scopes and access."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import orjson
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from api import create_app
from api.db.database import Database
from api.settings import Settings
from tests.clients import RECORDS, Client, errors_of, url_of
from tests.records import draft, published


def test_a_key_is_shown_once_and_stored_as_a_hash(client: Client, database: Database) -> None:
    made = client.post("/v1/keys", json={"name": "newsroom", "scopes": ["read", "write"]})
    secret = made.get_json()["key"]
    assert made.status_code == 201
    assert "key" not in client.get("/v1/keys").get_json()["data"][-1]
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM api_keys").all()
    assert not any(secret in str(row) for row in rows)


def test_a_revoked_or_expired_key_is_refused(client: Client, app: Flask) -> None:
    made = client.post("/v1/keys", json={"name": "x", "scopes": ["read"]}).get_json()
    other = Client(app, made["key"])
    assert other.get(RECORDS).status_code == 200
    assert client.delete(f"/v1/keys/{made['id']}").status_code == 204
    refused = other.get(RECORDS)
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
    past = client.post("/v1/keys", json={"name": "x", "scopes": ["read"], "expires_at": "2020-01-01T00:00:00Z"})
    assert errors_of(past) == {"/expires_at": "past"}


@pytest.mark.parametrize("header", ["Basic abc", "Bearer", "Bearer ", "Bearer nothing", "cmq_x"])
def test_an_invalid_authorization_header_is_refused(public: Client, header: str) -> None:
    assert public.get(RECORDS, headers={"Authorization": header}).status_code == 401


def commitment_of(record: dict[str, Any]) -> str:
    """URL of the progress of a record's commitment."""
    return f"{record['commitments'][0]['url']}/progress"


PROMISE = {"commitments": [{"key": "c", "kind": "goal", "statement": "x"}]}
REPORT = {"status": "abandoned", "on": "2026", "source": {"title": "x"}}
CHANGES: dict[str, Callable[[Client, dict[str, Any]], TestResponse]] = {
    "put": lambda client, record: client.put(f"{url_of(record)}?note=x", json=record | {"title": "x"}, if_match="*"),
    "patch": lambda client, record: client.patch(f"{url_of(record)}?note=x", json={"title": "x"}, if_match="*"),
    "delete": lambda client, record: client.delete(f"{url_of(record)}?note=x", if_match="*"),
    "progress": lambda client, record: client.post(commitment_of(record), json=REPORT),
    "import": lambda client, record: client.post(
        "/v1/imports?mode=upsert&note=x",
        data=orjson.dumps(record | {"title": "x"}),
        content_type="application/x-ndjson",
    ),
}
"""Changes of an existing record."""


def outcome(answer: TestResponse) -> int:
    """The status of a change; for an import, of its line."""
    if answer.mimetype == "application/x-ndjson":
        line = orjson.loads(answer.data.splitlines()[0])
        return int(line["problem"]["status"]) if "problem" in line else answer.status_code
    return answer.status_code


@pytest.mark.parametrize("name", [*CHANGES])
def test_a_published_record_is_changed_only_with_write_and_publish(app: Flask, client: Client, name: str) -> None:
    change = CHANGES[name]
    record = client.create(published(**PROMISE))
    scopes = ({"write"}, {"publish"}, {"read", "write", "admin"}, {"read", "publish", "admin"})
    assert [outcome(change(Client.of(app, *each), record)) for each in scopes] == [403] * 4
    assert client.get(url_of(record)).get_json()["version"] == 1
    assert outcome(change(Client.of(app, "write", "publish"), record)) in {200, 201, 204}


@pytest.mark.parametrize("name", [*CHANGES])
def test_a_draft_is_changed_with_write_alone(app: Flask, client: Client, name: str) -> None:
    change = CHANGES[name]
    record = client.create(draft(**PROMISE))
    refused = [outcome(change(Client.of(app, *each), record)) for each in ({"publish"}, {"read", "publish", "admin"})]
    assert refused == [403] * 2
    assert outcome(change(Client.of(app, "write"), record)) in {200, 201, 204}


def test_publishing_needs_write_and_publish(app: Flask, client: Client) -> None:
    unpublished = published(state="draft")
    url = url_of(client.create(unpublished))
    publishers = [Client.of(app, "write"), Client.of(app, "publish"), Client.of(app, "read", "publish", "admin")]
    for each in publishers:
        assert each.post(f"{url}/publish", if_match="*").status_code == 403
        assert each.post(RECORDS, json=published()).status_code == 403
        assert each.put(f"{RECORDS}/{uuid4()}", json=published()).status_code == 403
        assert each.patch(url, json={"state": "published"}, if_match="*").status_code == 403
    assert client.get(url).get_json()["state"] == "draft"
    both = Client.of(app, "write", "publish")
    assert both.post(RECORDS, json=published()).status_code == 201
    assert both.post(f"{url}/publish", if_match="*").status_code == 200


def test_a_missing_scope_is_reported_before_anything_about_the_record(app: Flask, client: Client) -> None:
    url = url_of(client.create(published()))
    writer = Client.of(app, "write")
    statuses = [
        writer.patch(url, json={"kind": "no such kind"}).status_code,
        writer.patch(url, json={"title": "x"}, if_match='"0-0"').status_code,
        writer.put(url, json=draft()).status_code,
        writer.delete(f"{url}?note=x").status_code,
        Client.of(app, "publish").post(f"{RECORDS}/{uuid4()}/publish").status_code,
    ]
    assert statuses == [403] * 5


def test_listing_drafts_requires_the_scope_read(app: Flask, client: Client, public: Client) -> None:
    client.create(draft())
    client.create(published())
    states = [each["state"] for each in client.get(RECORDS).get_json()["data"]]
    assert sorted(states) == ["draft", "published"]
    assert [each["state"] for each in client.get(f"{RECORDS}?state=draft").get_json()["data"]] == ["draft"]
    assert public.get(f"{RECORDS}?state=draft").status_code == 401
    assert Client.of(app, "write").get(f"{RECORDS}?state=draft").status_code == 403


def test_require_key_to_read_applies_to_every_read(app: Flask, database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    closed = create_app(Settings(database_url=url, require_key_to_read=True, log_level="error"))
    public = Client(closed)
    assert [public.get(path).status_code for path in (RECORDS, "/v1/parties", "/v1/vocabularies")] == [401] * 3
    assert [public.get(path).status_code for path in ("/", "/readyz", "/openapi.json")] == [200] * 3
    assert Client.of(app, "read").get(RECORDS).status_code == 200
    closed.extensions["database"].engine.dispose()

"""API keys, scopes and access."""

from __future__ import annotations

import pytest
from flask import Flask

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


def test_changing_published_content_requires_the_scope_publish(app: Flask, client: Client) -> None:
    writer = Client.of(app, "write")
    url = url_of(client.create(published()))
    mine = writer.create(draft())
    refused = [
        writer.post(RECORDS, json=published()),
        writer.post(f"{url_of(mine)}/publish", if_match="*"),
        writer.patch(f"{url}?note=x", json={"title": "x"}, if_match="*"),
        writer.delete(f"{url}?note=x", if_match="*"),
    ]
    assert [answer.status_code for answer in refused] == [403] * 4
    assert client.get(url).get_json()["version"] == 1


def test_withdrawing_a_draft_requires_the_scope_write(app: Flask) -> None:
    writer = Client.of(app, "write")
    assert writer.delete(f"{url_of(writer.create(draft()))}?note=x", if_match="*").status_code == 204


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

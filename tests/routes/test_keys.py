"""API keys: limits, lifetimes, rotation, last use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from api import create_app
from api.db.database import Database
from api.models import ApiKey
from api.services import auth
from api.services.key_usage import KeyUsage
from api.settings import Settings
from tests.clients import RECORDS, Client, errors_of, url_of
from tests.records import draft, published
from tests.services.query.test_statement_counts import counted
from tests.waiting import wait_until

KEYS = "/v1/keys"
ALL = ["read", "write", "publish", "admin"]


def new_key(client: Client, **members: Any) -> dict[str, Any]:
    """A new key with every scope, unless other members are named, as answered."""
    answer = client.post(KEYS, json={"name": "test", "scopes": ALL} | members)
    assert answer.status_code == 201, answer.text
    key: dict[str, Any] = answer.get_json()
    return key


def rotate(client: Client, key: dict[str, Any], **query: Any) -> TestResponse:
    """Rotate a key."""
    return client.post(f"{KEYS}/{key['id']}/rotate", query_string=query)


def listed(client: Client, key: dict[str, Any]) -> dict[str, Any]:
    """A key as it is listed."""
    (found,) = [each for each in client.get(f"{KEYS}?limit=200").get_json()["data"] if each["id"] == key["id"]]
    return dict(found)


def status(app: Flask, secret: str) -> int:
    """The status of a read with this secret."""
    return Client(app, secret).get(f"{RECORDS}?limit=1").status_code


def test_a_key_has_no_scope_that_its_maker_lacks(app: Flask, client: Client) -> None:
    admin = Client.of(app, "admin", "read")
    assert new_key(admin, scopes=["admin", "read"])["scopes"] == ["admin", "read"]
    refused = admin.post(KEYS, json={"name": "x", "scopes": ["read", "write", "publish"]})
    assert refused.status_code == 403
    assert "“write” and “publish”" in refused.get_json()["detail"]
    assert rotate(admin, new_key(client, scopes=["write"])).status_code == 403


@pytest.mark.usefixtures("app")
def test_a_wrong_checksum_is_refused_without_a_look_up(app: Flask, client: Client, database: Database) -> None:
    secret = new_key(client)["key"]
    with counted(database) as statements:
        assert status(app, secret[:-1] + ("0" if secret[-1] != "0" else "1")) == 401
    assert [each for each in statements if "api_keys" in each] == []


def test_a_key_expires_by_default(client: Client) -> None:
    key = new_key(client)
    lifetime = datetime.fromisoformat(key["expires_at"]) - datetime.fromisoformat(key["created_at"])
    assert lifetime == timedelta(days=90)
    assert "expires_at" not in new_key(client, expires_at=None)
    assert new_key(client, expires_at="2199-01-01T00:00:00Z")["expires_at"].startswith("2199-01-01")


@pytest.mark.parametrize(
    ("default", "longest", "expected"), [(0, 0, None), (7, 0, 7), (0, 30, 30), (90, 30, 30), (7, 30, 7)]
)
def test_the_lifetime_of_keys_is_settable(default: int, longest: int, expected: int | None) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    expiry = auth.Lifetime(default, longest).expiry(None, now=now)
    assert expiry == (now + timedelta(days=expected) if expected else None)


def test_no_key_lasts_longer_than_the_server_allows(database: Database, client: Client) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    strict = create_app(Settings(database_url=url, key_lifetime_max_days=30, log_level="error"))
    limited = Client(strict, client.key)
    for expires_at in (None, "2199-01-01T00:00:00Z"):
        refused = limited.post(KEYS, json={"name": "x", "scopes": ["read"], "expires_at": expires_at})
        assert (refused.status_code, errors_of(refused)) == (422, {"/expires_at": "range"})
    endless = new_key(client, expires_at=None)
    assert "expires_at" in rotate(limited, endless).get_json()
    strict.extensions["database"].engine.dispose()


def test_a_key_writes_records_of_its_jurisdictions_only(app: Flask, client: Client) -> None:
    writer = Client(app, new_key(client, scopes=["read", "write", "publish"], jurisdictions=["KR", "GB"])["key"])
    promise = {"commitments": [{"key": "c", "kind": "goal", "statement": "x"}]}
    mine, other = writer.create(published(**promise)), client.create(published(jurisdiction="US", **promise))
    report = {"status": "met", "on": "2026", "source": {"title": "x"}}
    refused = [
        writer.post(RECORDS, json=draft(jurisdiction="US")),
        writer.patch(f"{url_of(other)}?note=x", json={"title": "x"}, if_match="*"),
        writer.put(f"{url_of(other)}?note=x", json=published(), if_match="*"),
        writer.put(f"{url_of(mine)}?note=x", json=published(jurisdiction="US"), if_match="*"),
        writer.delete(f"{url_of(other)}?note=x", if_match="*"),
        writer.post(f"{url_of(other)}/publish", if_match="*"),
        writer.post(f"{other['commitments'][0]['url']}/progress", json=report),
    ]
    assert [answer.status_code for answer in refused] == [403] * 7
    assert writer.patch(f"{url_of(mine)}?note=x", json={"jurisdiction": "GB"}, if_match="*").status_code == 200
    assert writer.post(f"{mine['commitments'][0]['url']}/progress", json=report).status_code == 201
    assert writer.get(url_of(other)).get_json()["version"] == 1


def test_an_import_refuses_lines_of_other_jurisdictions(app: Flask, client: Client) -> None:
    writer = Client(app, new_key(client, scopes=["write"], jurisdictions=["KR"])["key"])
    lines = b'{"kind":"plan","title":"x","language":"en","jurisdiction":"%s","announced_on":"2026"}\n'
    body = lines % b"KR" + lines % b"US"
    answer = writer.post("/v1/imports", data=body, content_type="application/x-ndjson")
    assert '"created":1' in answer.text
    assert '"status":403' in answer.text


def test_limits_are_checked(client: Client) -> None:
    def errors(**members: Any) -> dict[str, str]:
        return errors_of(client.post(KEYS, json={"name": "x", "scopes": ALL} | members))

    assert errors(jurisdictions=["KR"]) == {"/jurisdictions": "scope"}
    assert errors(jurisdictions=["Korea"]) == {"/jurisdictions/0": "jurisdiction"}
    assert errors(networks=["192.0.2.1/24", "nowhere", "2001:db8::/129"]) == dict.fromkeys(
        ("/networks/0", "/networks/1", "/networks/2"), "network"
    )
    assert new_key(client, networks=["192.0.2.7", "2001:DB8::/32"])["networks"] == ["192.0.2.7/32", "2001:db8::/32"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.9", 200),
        ("2001:db8::1", 200),
        ("::ffff:192.0.2.9", 200),
        ("192.0.3.1", 403),
        ("2001:db9::1", 403),
        ("", 403),
    ],
)
def test_a_key_works_from_its_networks_only(app: Flask, client: Client, address: str, expected: int) -> None:
    secret = new_key(client, networks=["192.0.2.0/24", "2001:db8::/32"])["key"]
    answer = Client(app, secret).get(RECORDS, environ_overrides={"REMOTE_ADDR": address})
    assert answer.status_code == expected


def test_rotation_gives_a_new_secret_and_the_old_one_works_on(app: Flask, client: Client) -> None:
    key = new_key(client, expires_at=None)
    answer = rotate(client, key)
    rotated = answer.get_json()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert rotated["id"] == key["id"]
    assert rotated["key"] != key["key"]
    overlap = datetime.fromisoformat(rotated["previous_expires_at"]) - datetime.fromisoformat(rotated["rotated_at"])
    assert overlap == timedelta(days=1)
    assert [status(app, each["key"]) for each in (key, rotated)] == [200, 200]
    again = rotate(client, key).get_json()
    assert [status(app, each["key"]) for each in (key, rotated, again)] == [401, 200, 200]
    client.delete(f"{KEYS}/{key['id']}")
    assert [status(app, each["key"]) for each in (rotated, again)] == [401, 401]
    assert rotate(client, key).status_code == 409


def test_an_overlap_of_zero_ends_the_old_secret_at_once(app: Flask, client: Client) -> None:
    key = new_key(client)
    rotated = rotate(client, key, overlap_seconds=0).get_json()
    assert [status(app, each["key"]) for each in (key, rotated)] == [401, 200]
    assert "previous_expires_at" not in rotated
    assert errors_of(rotate(client, key, overlap_seconds=-1)) == {"overlap_seconds": "range"}
    missing = {"id": "11111111-2222-4333-8444-555555555555"}
    assert rotate(client, missing).status_code == 404


def test_a_rotated_secret_lasts_as_long_as_the_one_before(client: Client) -> None:
    rotated = rotate(client, new_key(client)).get_json()
    lifetime = datetime.fromisoformat(rotated["expires_at"]) - datetime.fromisoformat(rotated["rotated_at"])
    assert lifetime == timedelta(days=90)
    assert "expires_at" not in rotate(client, new_key(client, expires_at=None)).get_json()


def test_a_rotation_can_be_sent_again_by_the_secret_that_sent_it(app: Flask, client: Client) -> None:
    key = new_key(client)
    headers = {"Idempotency-Key": "once"}
    path = f"{KEYS}/{key['id']}/rotate"
    old = Client(app, key["key"])
    first = old.post(path, headers=headers)
    again = old.post(path, headers=headers)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.get_json() == first.get_json()
    secret = first.get_json()["key"]
    assert status(app, secret) == 200
    assert Client(app, secret).post(path, headers=headers).status_code == 409


def test_the_last_use_is_kept(app: Flask, client: Client) -> None:
    key = new_key(client)
    assert "last_used_at" not in listed(client, key)
    assert status(app, key["key"]) == 200
    wait_until(lambda: "last_used_at" in listed(client, key))


def test_a_use_is_written_at_most_once_in_five_minutes(client: Client, database: Database) -> None:
    id, now = client.get(KEYS).get_json()["data"][0]["id"], datetime.now(UTC)
    usage = KeyUsage(database)
    for seconds in (0, 10, 299):
        usage.note(id, now + timedelta(seconds=seconds))
    assert usage.uses.qsize() <= 1
    usage.uses.join()
    assert usage.noted == {id: now}
    usage.note(id, now + timedelta(seconds=301))
    usage.uses.join()
    assert usage.noted == {id: now + timedelta(seconds=301)}


def test_a_use_that_cannot_be_written_fails_no_request(app: Flask, client: Client, database: Database) -> None:
    """The database refuses every write while another connection has locked the table."""
    secret = new_key(client)["key"]
    with database.writer.connect() as connection:
        if database.engine.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE api_keys IN EXCLUSIVE MODE")
        else:
            connection.begin()
        assert status(app, secret) == 200
        connection.rollback()
    app.extensions["key_usage"].uses.join()


def authenticate(database: Database, usage: KeyUsage, secret: str, now: datetime) -> bool:
    """Whether a secret is accepted at a time; what was noted is written then."""
    try:
        database.read(
            lambda connection: auth.authenticate(connection, secret, now=now, usage=usage, client_address=str)
        )
    except auth.Unauthenticated:
        return False
    finally:
        usage.uses.join()
    return True


def test_a_clock_set_back_revives_no_expired_key(client: Client, database: Database) -> None:
    key, other, endless = new_key(client), new_key(client), new_key(client, expires_at=None)
    usage, now = KeyUsage(database), datetime.now(UTC)
    late = now + timedelta(days=91)
    assert authenticate(database, usage, key["key"], now)
    assert not authenticate(database, usage, key["key"], late)
    assert not authenticate(database, KeyUsage(database), key["key"], now)
    assert not authenticate(database, KeyUsage(database), other["key"], now)
    assert authenticate(database, KeyUsage(database), endless["key"], now)
    assert rotate(client, key).status_code == 409


def test_a_clock_set_back_revives_no_rotated_secret(client: Client, database: Database) -> None:
    key = new_key(client, expires_at=None)
    rotated = rotate(client, key).get_json()
    usage, now = KeyUsage(database), datetime.now(UTC)
    assert authenticate(database, usage, key["key"], now)
    assert authenticate(database, usage, rotated["key"], now + timedelta(days=2))
    assert not authenticate(database, KeyUsage(database), key["key"], now)
    with database.connect() as connection:
        digests = connection.scalars(select(ApiKey.previous_digest)).all()
    assert set(digests) == {None}


def test_a_stored_secret_of_version_0_2_works(app: Flask, database: Database) -> None:
    old = "cmq_" + "aB3-_" * 8 + "xyz"
    now = datetime.now(UTC)
    database.write(lambda connection: auth.create_key(connection, name="x", scopes=["read"], now=now, secret=old))
    assert status(app, old) == 200

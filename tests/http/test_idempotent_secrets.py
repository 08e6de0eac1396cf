"""A secret made under an Idempotency-Key can be had again by its sender, and is not stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select, update

from api.db.database import Database
from api.models import Base, IdempotencyRecord
from tests.clients import RECORDS, Client
from tests.http.test_transactions import make_key, send


def stored_bytes(database: Database) -> bytes:
    """Bytes of SQLite's files; empty for PostgreSQL."""
    file = database.engine.url.database or ""
    return b"".join(path.read_bytes() for path in (Path(file), Path(f"{file}-wal")) if path.exists())


def test_no_secret_is_stored(client: Client, database: Database) -> None:
    made = send(client, make_key(client))
    secret = made.get_json()["key"]
    assert send(client, make_key(client)).get_json()["key"] == secret
    with database.connect() as connection:
        rows = str([connection.execute(select(table)).all() for table in Base.metadata.sorted_tables])
    assert "newsroom" in rows
    stored = stored_bytes(database)
    assert (b"newsroom" in stored) == (database.engine.dialect.name == "sqlite")
    for each in (secret.removeprefix("cmq_"), str(client.key).removeprefix("cmq_")):
        assert each not in rows
        assert each.encode() not in stored


def test_a_derived_secret_works_and_is_unique(app: Flask, client: Client) -> None:
    other = Client.of(app, "read", "write", "admin")
    made = [send(*each).get_json()["key"] for each in ((client, make_key(client)), (other, make_key(client)))]
    made.append(send(client, make_key(client), "another").get_json()["key"])
    made.append(client.post("/v1/keys", json=make_key(client)[1]).get_json()["key"])
    assert len(set(made)) == 4
    assert len({len(secret) for secret in made}) == 1
    assert {Client(app, secret).get(f"{RECORDS}?state=draft").status_code for secret in made} == {200}


def test_an_expired_request_creates_another_secret(client: Client, database: Database) -> None:
    first = send(client, make_key(client)).get_json()["key"]
    with database.writer.begin() as connection:
        connection.execute(update(IdempotencyRecord).values(created_at=datetime.now(UTC) - timedelta(days=1)))
    assert send(client, make_key(client)).get_json()["key"] != first

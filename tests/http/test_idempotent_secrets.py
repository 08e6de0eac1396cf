"""A key that is made under an Idempotency-Key has a secret that its maker can have again, and that nobody keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select, update

from api.db.database import Database
from api.models import Base, IdempotencyRecord
from tests.clients import RECORDS, Client
from tests.http.test_idempotency import make_key, send


def stored_bytes(database: Database) -> bytes:
    """Return what SQLite has written to its files; of PostgreSQL, nothing."""
    file = database.engine.url.database or ""
    return b"".join(path.read_bytes() for path in (Path(file), Path(f"{file}-wal")) if path.exists())


def test_no_secret_is_kept(client: Client, database: Database) -> None:
    """Neither in any column of any table, nor in the bytes of the file."""
    made = send(client, make_key(client))
    secret = made.get_json()["key"]
    assert send(client, make_key(client)).get_json()["key"] == secret
    with database.connect() as connection:
        kept = str([connection.execute(select(table)).all() for table in Base.metadata.sorted_tables])
    assert "newsroom" in kept
    stored = stored_bytes(database)
    assert (b"newsroom" in stored) == (database.engine.dialect.name == "sqlite")
    for each in (secret.removeprefix("cmq_"), str(client.key).removeprefix("cmq_")):
        assert each not in kept
        assert each.encode() not in stored


def test_a_secret_under_a_name_is_a_key_like_any_other(app: Flask, client: Client) -> None:
    """And differs from the one under another name, or of another sender."""
    other = Client.of(app, "admin")
    made = [send(*each).get_json()["key"] for each in ((client, make_key(client)), (other, make_key(client)))]
    made.append(send(client, make_key(client), "another").get_json()["key"])
    made.append(client.post("/v1/keys", json=make_key(client)[1]).get_json()["key"])
    assert len(set(made)) == 4
    assert len({len(secret) for secret in made}) == 1
    assert {Client(app, secret).get(f"{RECORDS}?state=draft").status_code for secret in made} == {200}


def test_a_secret_whose_key_was_forgotten_does_not_come_again(client: Client, database: Database) -> None:
    """After a day the same request makes another key."""
    first = send(client, make_key(client)).get_json()["key"]
    with database.writer.begin() as connection:
        connection.execute(update(IdempotencyRecord).values(created_at=datetime.now(UTC) - timedelta(days=1)))
    assert send(client, make_key(client)).get_json()["key"] != first

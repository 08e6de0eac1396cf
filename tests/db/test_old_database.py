"""A database made by version 0.1 is migrated and answers as that version answered, byte for byte.

`old_database/` holds, for each engine, a database and the answers of the version that made it: records in every state
with versions, progress and Korean texts, a merged party, an idempotency record, and an import with its results.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import NullPool, create_engine, make_url, update

from api import create_app
from api.db.database import Database
from api.db.migrate import is_current
from api.models import IdempotencyRecord, Import
from api.settings import Settings
from tests import engines
from tests.clients import Client

STORED = Path(__file__).parent / "old_database"
TOKEN = re.compile(r"(?:cursor|since)=[A-Za-z0-9_-]+")
ACTOR = re.compile(r'"actor":\{[^}]*\},')
"""A member that versions have got since."""

NEXT_CURSOR = re.compile(r',"next_cursor":"[^"]*"')
"""A member that pages have got since."""

SENTENCES = {"title", "detail", "instance"}
"""Members of problems that may change: sentences, and the id of the request."""


def stored(name: str) -> bytes:
    """The content of a compressed file."""
    return lzma.decompress((STORED / f"{name}.xz").read_bytes())


@pytest.fixture
def answers(engine_name: str) -> dict[str, Any]:
    """Responses of the old version, and the API key of its requests."""
    answers: dict[str, Any] = json.loads(stored(f"{engine_name}.json"))
    return answers


@pytest.fixture
def app(engine_name: str, fresh_database: str) -> Iterator[Flask]:
    """The application on the old database, migrated."""
    if engine_name == "sqlite":
        Path(str(make_url(fresh_database).database)).write_bytes(stored("sqlite.db"))
    else:
        engine = create_engine(fresh_database, poolclass=NullPool)
        with engine.begin() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("SET check_function_bodies = false")
            driver.execute(stored("postgresql.sql"))
    engines.open_migrated(fresh_database).engine.dispose()
    app = create_app(Settings(database_url=fresh_database, log_level="error"))
    yield app
    app.extensions["database"].engine.dispose()


def comparable(status: int, body: str) -> Any:
    """A body to compare: without the tokens, which are signed now, or for an error without its sentences."""
    return TOKEN.sub("", body) if status < 400 else without_sentences(json.loads(body))


def without_sentences(value: Any) -> Any:
    """JSON without the members of problems that may change."""
    if isinstance(value, list):
        return [without_sentences(each) for each in value]
    if isinstance(value, dict):
        return {name: without_sentences(each) for name, each in value.items() if name not in SENTENCES}
    return value


def test_it_answers_as_the_version_that_made_it(app: Flask, answers: dict[str, Any]) -> None:
    """Records, lists, searches, facets, sums, versions, changes and parties."""
    database: Database = app.extensions["database"]
    assert database.read(is_current)
    clients = {
        "public": Client(app, is_checked=False),
        "keyed": Client(app, answers["key"], is_checked=False),
    }
    assert len(answers["gets"]) > 20
    for old in answers["gets"]:
        new = clients[old["as"]].get(old["path"])
        assert (new.status_code, new.headers.get("Location")) == (old["status"], old["location"]), old["path"]
        body = NEXT_CURSOR.sub("", ACTOR.sub("", new.text))
        assert new.headers.get("ETag") == old["etag"] or TOKEN.search(old["body"]) or body != new.text, old["path"]
        assert comparable(old["status"], body) == comparable(old["status"], old["body"]), old["path"]


def test_readers_of_its_change_feed_continue_where_they_are(app: Flask, answers: dict[str, Any]) -> None:
    pages = [json.loads(each["body"]) for each in answers["gets"] if each["path"].startswith("/v1/changes")]
    assert pages
    for page in pages:
        assert Client(app, answers["key"]).get(page["links"]["next"]).status_code == 200


def test_requests_of_the_old_version_are_replayed(app: Flask, answers: dict[str, Any]) -> None:
    """A record and an import that were sent with an Idempotency-Key, as long as their answers are stored."""
    now, client = datetime.now(UTC), Client(app, answers["key"], is_checked=False)
    with app.extensions["database"].writer.begin() as connection:
        connection.execute(update(IdempotencyRecord).values(created_at=now))
        connection.execute(update(Import).values(updated_at=now))
    for old in answers["replays"]:
        headers = {"Idempotency-Key": old["key"], "Content-Type": old["type"]}
        new = client.post(old["path"], data=old["sent"].encode(), headers=headers)
        assert (new.status_code, new.headers.get("Idempotent-Replayed")) == (old["status"], "true"), new.text
        assert list(map(without_sentences, map(json.loads, new.text.splitlines()))) == list(
            map(without_sentences, map(json.loads, old["body"].splitlines()))
        )

"""Texts of sources: who may read them, and what becomes of them."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, func, select

from api.db.database import Database
from api.models import SourceText
from api.services.texts import save_text
from tests.clients import Client, url_of
from tests.parts import source
from tests.records import published

TEXT = "SEOUL, Jan. 29 🇰🇷 — The ministry will train 10,000 experts.\nA second line."
DIGEST = sha256(TEXT.encode()).hexdigest()
URL = f"/v1/texts/{DIGEST}"
NOW = datetime(2026, 1, 30, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kept(database: Database) -> None:
    """The text is kept."""
    database.write(lambda connection: save_text(connection, DIGEST, TEXT, NOW))


def count(connection: Connection) -> int | None:
    """The number of texts."""
    return connection.scalar(select(func.count()).select_from(SourceText))


def test_a_key_with_the_scope_read_gets_the_text(app: Flask) -> None:
    answer = Client.of(app, "read").get(URL)
    assert answer.get_json() == {"sha256": DIGEST, "text": TEXT, "created_at": "2026-01-30T08:00:00Z"}
    assert "private" in answer.headers["Cache-Control"] or "no-store" in answer.headers["Cache-Control"]


def test_nobody_else_learns_whether_it_is_there(app: Flask, public: Client) -> None:
    unknown = f"/v1/texts/{'0a' * 32}"
    for client, status in ((public, 401), (Client.of(app, "write", "publish", "admin"), 403)):
        answers = [client.get(path) for path in (URL, unknown)]
        assert [answer.status_code for answer in answers] == [status] * 2
        assert answers[0].get_json()["detail"] == answers[1].get_json()["detail"]


def test_a_text_that_is_not_kept_is_not_found(client: Client) -> None:
    for digest in ("0a" * 32, "nonsense"):
        assert client.get(f"/v1/texts/{digest}").status_code == 404


def test_a_text_is_kept_once(database: Database) -> None:
    texts = (TEXT, TEXT, "Another text.")
    digests = [sha256(text.encode()).hexdigest() for text in texts]
    are_new = [
        database.write(lambda connection, row=row: save_text(connection, *row, NOW))
        for row in zip(digests, texts, strict=True)
    ]
    assert (are_new, database.read(count)) == ([False, False, True], 2)


@pytest.mark.parametrize("digest", [DIGEST, "0a" * 32])
def test_a_redaction_deletes_the_texts_of_all_sources(client: Client, database: Database, digest: str) -> None:
    """Also of one that only an earlier version had; not those of other records."""
    record = client.create(published(summary="A name.", sources=[source(key="s", sha256=digest)]))
    client.patched(record, {"sources": {"s": {"sha256": None}}})
    pointers: dict[str, Any] = {"pointers": ["/summary"], "reason": "Asked for."}
    assert client.post(f"{url_of(record)}/redactions", json=pointers).status_code == 201
    assert database.read(count) == int(digest != DIGEST)

"""Streams of all matches take one database connection at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from api import create_app
from api.services.query import executor
from api.settings import Settings
from tests.clients import Client
from tests.records import published


@pytest.fixture
def small_app(migrated_database: str) -> Iterator[Flask]:
    """An application with one connection, for which nobody waits longer than a second."""
    app = create_app(
        Settings(database_url=migrated_database, database_pool_size=1, database_pool_timeout=1, log_level="error")
    )
    yield app
    app.extensions["database"].engine.dispose()


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_a_stream_of_several_batches_needs_one_connection(
    small_app: Flask, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setattr(executor, "BATCH_OF_RECORDS", 2)
    client = Client.of(small_app, "read", "write", "publish")
    for number in range(5):
        client.create(published(title=f"title {number}"))
    streamed = client.get(f"/v1/announcements?format={format}")
    assert streamed.status_code == 200
    assert streamed.text.count("title ") == 5

"""Liveness and readiness."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from api import create_app
from api.settings import Settings
from tests.clients import RECORDS, Client


@pytest.fixture
def unmigrated(fresh_database: str) -> Iterator[Flask]:
    """The application on an empty database."""
    app = create_app(Settings(database_url=fresh_database, log_level="error"))
    yield app
    app.extensions["database"].engine.dispose()


def test_a_migrated_database_is_ready(public: Client) -> None:
    for path in ("/healthz", "/readyz"):
        answer = public.get(path, headers={"Authorization": "Bearer nothing"})
        assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


def test_an_unmigrated_database_is_alive_and_not_ready(unmigrated: Flask) -> None:
    public = Client(unmigrated)
    assert public.get("/healthz").status_code == 200
    assert public.get("/readyz").status_code == 503
    answer = public.get(RECORDS)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")

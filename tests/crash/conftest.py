"""Fixtures of crash tests: the database is used by a server in another process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.db.database import Database


@pytest.fixture
def database(migrated_database: str) -> Iterator[Database]:
    """Migrated database of this test."""
    opened = Database(migrated_database)
    yield opened
    opened.engine.dispose()

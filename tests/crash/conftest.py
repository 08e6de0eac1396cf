"""What tests of what breaks share: a database of their own, since a server in another process uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.db.database import Database


@pytest.fixture
def database(migrated_database: str) -> Iterator[Database]:
    """Give a migrated database that nobody else uses."""
    opened = Database(migrated_database)
    yield opened
    opened.engine.dispose()

"""What tests of what breaks share: a database of their own, since a server in another process uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.models.database import Database
from tests import engines


@pytest.fixture
def database(fresh_database: str) -> Iterator[Database]:
    """Give a migrated database that nobody else uses."""
    migrated = engines.migrated(fresh_database)
    yield migrated
    migrated.engine.dispose()

"""A database of a release that did not tell significant changes from others: versions say when the last one was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from api.db.database import Database
from api.db.migrate import migrate
from api.models import Announcement, Version
from tests.db.rows import NOW, insert_row

BEFORE, AFTER = "0019", "0020"
HISTORIES = {
    "a draft that changed": (None, [("created", "minor"), ("patched", "minor")], 0),
    "a draft that changed much": (None, [("created", "minor"), ("patched", "major"), ("patched", "minor")], 1),
    "published later": (2, [("created", "minor"), ("patched", "major"), ("published", "minor")], 2),
    "corrected": (0, [("created", "minor"), ("replaced", "correction"), ("merged", "minor")], 0),
    "changed much": (0, [("created", "minor"), ("patched", "major"), ("patched", "minor"), ("patched", "major")], 3),
    "with progress": (0, [("created", "minor"), ("progress", "minor"), ("patched", "correction")], 1),
}
"""Publication, each version's operation and type of change, and the significant one: hours after the creation."""


@pytest.fixture
def old(fresh_database: str) -> Iterator[Database]:
    """A database before the migration."""
    database = Database(fresh_database)
    migrate(database.writer, BEFORE)
    yield database
    database.engine.dispose()


def after(hours: int | None) -> datetime | None:
    """A time."""
    return None if hours is None else NOW + timedelta(hours=hours)


def test_the_last_significant_change_is_that_of_the_versions(old: Database) -> None:
    ids = {name: uuid4() for name in HISTORIES}
    with old.writer.begin() as connection:
        for name, (published, versions, _) in HISTORIES.items():
            insert_row(connection, Announcement, id=ids[name], created_at=NOW, published_at=after(published))
            for number, (operation, type_) in enumerate(versions):
                change = {"operation": operation, "change": {"type": type_}, "at": after(number)}
                insert_row(connection, Version, announcement_id=ids[name], number=number + 1, **change)
    migrate(old.writer, AFTER)
    with old.connect() as connection:
        rows = connection.execute(select(Announcement.id, Announcement.significantly_updated_at)).all()
    assert {row.id: row.significantly_updated_at for row in rows} == {
        ids[name]: after(hours) for name, (_, _, hours) in HISTORIES.items()
    }

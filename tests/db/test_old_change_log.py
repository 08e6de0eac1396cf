"""A database from before the change log: the log shows only changes that the public could see."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import select

from api.db.database import Database
from api.db.migrate import migrate
from api.models import Announcement, Version
from tests.db.rows import NOW, insert_row

BEFORE, AFTER = "0005", "0006"
HISTORIES = {
    "a draft": [("draft", False), ("draft", False)],
    "published at once": [("published", True)],
    "published later, and changed": [("draft", False), ("published", True), ("published", True)],
    "published, then withdrawn": [("draft", False), ("published", True), ("withdrawn", True)],
    "withdrawn as a draft": [("draft", False), ("withdrawn", False)],
}
"""The state of a record after each of its versions, and whether the version is public."""


@pytest.fixture
def old(fresh_database: str) -> Iterator[Database]:
    """A database before the migration."""
    database = Database(fresh_database)
    migrate(database.writer, BEFORE)
    yield database
    database.engine.dispose()


def test_changes_of_published_records_are_public(old: Database) -> None:
    with old.writer.begin() as connection:
        for history in HISTORIES.values():
            id, was_published = uuid4(), any(known for _, known in history)
            insert_row(
                connection, Announcement, id=id, state=history[-1][0], published_at=NOW if was_published else None
            )
            for number, (state, _) in enumerate(history, 1):
                insert_row(connection, Version, announcement_id=id, number=number, state=state)
    migrate(old.writer, AFTER)
    with old.connect() as connection:
        public = list(connection.scalars(select(Version.public).order_by(Version.seq)))
    assert public == [known for history in HISTORIES.values() for _, known in history]

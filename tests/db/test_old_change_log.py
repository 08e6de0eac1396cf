"""A database from before the change log: the log shows only changes that the public could see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.types import TypeDecorator, TypeEngine

from api.db.database import Database
from api.db.migrate import migrate
from api.models import Announcement, Base, Version

BEFORE, AFTER = "0005", "0006"
NOW = datetime(2026, 1, 30, 8, tzinfo=UTC)
FILLERS: dict[type, Any] = {str: "x", int: 1, bytes: b"x", object: {}, date: NOW.date(), datetime: NOW}
"""Values for columns that a test leaves open, by type."""

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


def filler(sort: TypeEngine[Any]) -> Any:
    """Any value for a column of this type."""
    return FILLERS[(sort.impl_instance if isinstance(sort, TypeDecorator) else sort).python_type]


def insert_row(connection: Connection, model: type[Base], **members: Any) -> None:
    """Insert a row into a table as it was, with some value in every column that needs one."""
    table = Base.metadata.tables[model.__tablename__]
    there = {each["name"] for each in inspect(connection).get_columns(table.name)}
    needed = [each for each in table.columns if each.name in there and not each.nullable and each.name != "seq"]
    fillers = {each.name: filler(each.type) for each in needed if each.name not in members}
    connection.execute(insert(table), fillers | members)


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

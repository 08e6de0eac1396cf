"""Documents are derived from the rows alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from api.db.database import Database
from api.models import Announcement, Version
from api.services.checks.record_checks import find_outdated_documents
from api.services.checks.results import Subject
from api.services.records import rebuild as rebuilding
from api.services.records import row_mapping
from api.settings import Settings
from tests.clients import Client, url_of
from tests.records import draft, published, worked_example


def documents(database: Database) -> dict[Any, tuple[bytes, str]]:
    """Every document and its ETag."""
    with database.connect() as connection:
        rows = connection.execute(select(Announcement.id, Announcement.document, Announcement.etag))
        return {row.id: (row.document, row.etag) for row in rows}


def rebuild(database: Database) -> list[bool]:
    """Rebuild every document."""
    with database.connect() as connection:
        ids = rebuilding.ids_after(connection, None, most=99)
    return database.write(lambda connection: list(rebuilding.rebuild(connection, ids)))


def test_rebuilding_changes_nothing(client: Client, database: Database) -> None:
    """After every kind of change."""
    record = client.create(worked_example())
    clusters = next(each for each in record["commitments"] if each["key"] == "clusters")
    report = {"status": "missed", "on": "2026-08", "source": {"title": "A report"}}
    assert client.post(f"{clusters['url']}/progress", json=report).status_code == 201
    changes = {"commitments": {"clusters": {"due": "2027"}}}
    assert client.patch(f"{url_of(record)}?note=x", json=changes, if_match="*").status_code == 200
    client.create(draft(effective="2026/..", relations=[{"type": "follows", "announcement": record["id"]}]))
    gone = client.create(published())
    assert client.delete(f"{url_of(gone)}?note=x", if_match="*").status_code == 204
    before = documents(database)
    assert rebuild(database) == [False] * 3
    assert documents(database) == before


def test_rebuilding_repairs_a_document_that_differs_from_the_rows(client: Client, database: Database) -> None:
    client.create(worked_example())
    before = documents(database)
    database.write(lambda connection: connection.execute(update(Announcement).values(document=b"{}", etag='"x"')))
    assert rebuild(database) == [True]
    assert documents(database) == before


def test_the_last_version_is_rebuilt_with_the_record(client: Client, database: Database) -> None:
    """Of a format of an earlier release. Earlier versions stay as they were answered."""
    url = url_of(client.create(worked_example()))
    client.put(f"{url}?note=x", json=worked_example() | {"title": "Another"}, if_match="*")
    first, last = (client.get(f"{url}/versions/{number}") for number in (1, 2))
    for table in (Announcement, Version):
        database.write(
            lambda connection, each=table: connection.execute(update(each).values(document=b"{}", etag='"x"'))
        )
    assert rebuild(database) == [True]
    rebuilt = client.get(f"{url}/versions/2")
    assert (rebuilt.data, rebuilt.headers["ETag"]) == (last.data, last.headers["ETag"])
    client.is_checked = False  # The first version is `{}` still.
    assert client.get(f"{url}/versions/1").headers["ETag"] != first.headers["ETag"]


def test_rows_that_take_several_statements_are_all_stored(
    client: Client, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_mapping, "INSERT_ROWS", 2)
    client.create(worked_example())
    with database.snapshot() as connection:
        assert [*find_outdated_documents(Subject(connection, Settings(), datetime.now(UTC)))] == []

"""A server killed in the middle of writes loses nothing that it acknowledged, and leaves nothing half-written."""

from __future__ import annotations

import http.client
import json
from datetime import UTC, datetime
from pathlib import Path
from threading import Semaphore, Thread
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select

from api.db.database import Database
from api.models import Announcement, Version
from api.services import auth
from api.services.records import rebuild
from tests.clients import RECORDS
from tests.records import worked_example
from tests.servers import HOST, Server, running_server

pytestmark = pytest.mark.long

WRITERS = 4
KILLS = 3
ENOUGH = 40
"""Number of acknowledged writes before the server is killed."""


class Acknowledged(NamedTuple):
    """An acknowledged version."""

    id: str
    version: int
    etag: str


class Writer(Thread):
    """Writes without pause until the server is gone, and collects the acknowledged versions."""

    def __init__(self, port: int, key: str, name: str, counter: Semaphore) -> None:
        """`counter` is released once per acknowledged write."""
        super().__init__(name=name)
        self.port, self.key, self.counter = port, key, counter
        self.acknowledged: list[Acknowledged] = []

    def run(self) -> None:
        """Create, replace and patch records in a loop."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            for number in range(10_000):
                record = worked_example() | {"identifiers": [{"scheme": self.name, "id": str(number)}]}
                created = self.write(connection, "POST", RECORDS, record)
                url = f"{RECORDS}/{created.id}?note=again"
                self.write(connection, "PUT", url, record | {"title": f"Title {number}"})
                self.write(connection, "PATCH", url, {"commitments": {"clusters": {"due": "2027"}, "experts": None}})
        except (OSError, http.client.HTTPException):
            connection.close()

    def write(self, connection: http.client.HTTPConnection, method: str, url: str, body: Any) -> Acknowledged:
        """Write once, and return the acknowledged version."""
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json", "If-Match": "*"}
        connection.request(method, url, json.dumps(body), headers)
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status in {200, 201}, content
        record = json.loads(content)
        version = Acknowledged(record["id"], record["version"], str(answer.headers["ETag"]))
        self.acknowledged.append(version)
        self.counter.release()
        return version


def write_until_killed(server: Server, key: str) -> list[Acknowledged]:
    """Write from several threads, kill the server meanwhile, and return the acknowledged versions."""
    counter = Semaphore(0)
    writers = [Writer(server.port, key, f"{server.port}-{number}", counter) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for _ in range(ENOUGH):
        assert counter.acquire(timeout=60)
    server.kill()
    for writer in writers:
        writer.join(60)
    return [version for writer in writers for version in writer.acknowledged]


def stored_versions(database: Database) -> dict[str, dict[int, str]]:
    """ETag of every version by record and number."""
    etags: dict[str, dict[int, str]] = {}
    with database.connect() as connection:
        for id, number, etag in connection.execute(select(Version.announcement_id, Version.number, Version.etag)):
            etags.setdefault(str(id), {})[number] = etag
    return etags


def check_nothing_lost(database: Database, acknowledged: list[Acknowledged]) -> None:
    """Assert that each acknowledged version is stored, none between is missing, and each record is at its last."""
    stored = stored_versions(database)
    assert [each for each in acknowledged if stored[each.id].get(each.version) != each.etag] == []
    assert all(sorted(versions) == list(range(1, len(versions) + 1)) for versions in stored.values())
    with database.connect() as connection:
        columns = select(Announcement.id, Announcement.version, Announcement.etag)
        current = {str(id): (version, etag) for id, version, etag in connection.execute(columns)}
    assert current == {id: (max(versions), versions[max(versions)]) for id, versions in stored.items()}


def check_nothing_half_written(database: Database) -> None:
    """Assert that each record's document can be rebuilt from its rows."""
    with database.connect() as connection:
        ids = rebuild.ids_after(connection, None, most=10_000)
    assert not any(database.write(lambda connection: list(rebuild.rebuild(connection, ids))))


def test_a_killed_server_loses_nothing_and_leaves_nothing_half_written(
    database: Database, migrated_database: str, tmp_path: Path
) -> None:
    """Killed and restarted several times."""
    scopes = ["read", "write", "publish"]
    key = database.write(lambda connection: auth.create_key(connection, name="x", scopes=scopes, now=datetime.now(UTC)))
    acknowledged: list[Acknowledged] = []
    for _ in range(KILLS):
        with running_server(migrated_database, tmp_path / "log", workers=2) as server:
            acknowledged += write_until_killed(server, key["key"])
        check_nothing_lost(database, acknowledged)
        check_nothing_half_written(database)
    assert len(acknowledged) >= KILLS * ENOUGH

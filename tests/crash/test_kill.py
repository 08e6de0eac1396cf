"""A server killed in the middle of writes loses nothing that it acknowledged, and leaves nothing half-written."""

from __future__ import annotations

import http.client
import json
from datetime import UTC, datetime
from pathlib import Path
from threading import Semaphore, Thread
from typing import Any, NamedTuple

from sqlalchemy import select

from api.db.database import Database
from api.models import Announcement, Version
from api.services import auth
from api.services.records import rebuild
from tests.clients import RECORDS
from tests.records import worked_example
from tests.servers import HOST, Server, running_server

WRITERS = 4
KILLS = 3
ENOUGH = 40
"""How many writes are acknowledged before the server is killed."""


class Acknowledged(NamedTuple):
    """A version that the server said it keeps."""

    id: str
    version: int
    etag: str


class Writer(Thread):
    """Writes as fast as it can until the server is gone, and remembers what was acknowledged."""

    def __init__(self, port: int, key: str, name: str, counter: Semaphore) -> None:
        """Take the server, a key, and what to count with."""
        super().__init__(name=name)
        self.port, self.key, self.counter = port, key, counter
        self.kept: list[Acknowledged] = []

    def run(self) -> None:
        """Record, replace and patch, again and again."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            for number in range(10_000):
                record = worked_example() | {"identifiers": [{"scheme": self.name, "id": str(number)}]}
                kept = self.write(connection, "POST", RECORDS, record)
                url = f"{RECORDS}/{kept.id}?note=again"
                self.write(connection, "PUT", url, record | {"title": f"Title {number}"})
                self.write(connection, "PATCH", url, {"commitments": {"clusters": {"due": "2027"}, "experts": None}})
        except (OSError, http.client.HTTPException):
            connection.close()

    def write(self, connection: http.client.HTTPConnection, method: str, url: str, body: Any) -> Acknowledged:
        """Write once, and remember the answer."""
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json", "If-Match": "*"}
        connection.request(method, url, json.dumps(body), headers)
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status in {200, 201}, content
        record = json.loads(content)
        kept = Acknowledged(record["id"], record["version"], str(answer.headers["ETag"]))
        self.kept.append(kept)
        self.counter.release()
        return kept


def written_until_killed(server: Server, key: str) -> list[Acknowledged]:
    """Write from several sides, kill the server in the middle, and return what was acknowledged."""
    counter = Semaphore(0)
    writers = [Writer(server.port, key, f"{server.port}-{number}", counter) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for _ in range(ENOUGH):
        assert counter.acquire(timeout=60)
    server.kill()
    for writer in writers:
        writer.join(60)
    return [kept for writer in writers for kept in writer.kept]


def stored_versions(database: Database) -> dict[str, dict[int, str]]:
    """Return the ETag of every version of every record."""
    found: dict[str, dict[int, str]] = {}
    with database.connect() as connection:
        for id, number, etag in connection.execute(select(Version.announcement_id, Version.number, Version.etag)):
            found.setdefault(str(id), {})[number] = etag
    return found


def check_nothing_lost(database: Database, acknowledged: list[Acknowledged]) -> None:
    """Every acknowledged version is there, no record lacks a version, and each is at its last one."""
    kept = stored_versions(database)
    assert [each for each in acknowledged if kept[each.id].get(each.version) != each.etag] == []
    assert all(sorted(versions) == list(range(1, len(versions) + 1)) for versions in kept.values())
    with database.connect() as connection:
        columns = select(Announcement.id, Announcement.version, Announcement.etag)
        current = {str(id): (version, etag) for id, version, etag in connection.execute(columns)}
    assert current == {id: (max(versions), versions[max(versions)]) for id, versions in kept.items()}


def check_nothing_half_written(database: Database) -> None:
    """Each record's document is what its rows make."""
    with database.connect() as connection:
        ids = rebuild.ids_after(connection, None, most=10_000)
    assert not any(database.write(lambda connection: list(rebuild.rebuild(connection, ids))))


def test_a_killed_server_loses_nothing_and_leaves_nothing_half_written(
    database: Database, migrated_database: str, tmp_path: Path
) -> None:
    """However often it is killed; each time it takes writes again."""
    scopes = ["read", "write", "publish"]
    made = database.write(
        lambda connection: auth.create_key(connection, name="x", scopes=scopes, now=datetime.now(UTC))
    )
    acknowledged: list[Acknowledged] = []
    for _ in range(KILLS):
        with running_server(migrated_database, tmp_path / "log", workers=2) as server:
            acknowledged += written_until_killed(server, made["key"])
        check_nothing_lost(database, acknowledged)
        check_nothing_half_written(database)
    assert len(acknowledged) >= KILLS * ENOUGH

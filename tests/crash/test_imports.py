"""Imports over real connections that are slow, cut off, or not read, and servers that are killed."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from api.db.database import Database
from api.models import Announcement, Version
from api.services import auth
from api.services.records import rebuild
from tests.imports import IMPORTS, NDJSON, ndjson
from tests.records import published
from tests.servers import HOST, Server, running_server

pytestmark = pytest.mark.long

TIMEOUT = 120
Answers = list[dict[str, Any]]


@pytest.fixture
def key(database: Database) -> str:
    """Secret of a key that may write and publish."""
    scopes = ["write", "publish"]
    key = database.write(lambda connection: auth.create_key(connection, name="x", scopes=scopes, now=datetime.now(UTC)))
    secret: str = key["key"]
    return secret


@pytest.fixture
def server(migrated_database: str, tmp_path: Path) -> Iterator[Server]:
    """Running server."""
    with running_server(migrated_database, tmp_path / "log") as running:
        yield running


def records(count: int) -> list[bytes]:
    """Lines of as many records."""
    return ndjson(published(title=f"Number {number}") for number in range(count)).splitlines(keepends=True)


class OpenImport:
    """An import whose body is sent in chunks, over a connection of its own."""

    def __init__(self, server: Server, key: str, name: str = "k") -> None:
        """Send the head of the request."""
        self.socket = socket.create_connection((HOST, server.port), timeout=TIMEOUT)
        head = (
            f"POST {IMPORTS} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {key}\r\nContent-Type: {NDJSON}\r\n"
            f"Idempotency-Key: {name}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        )
        self.socket.sendall(head.encode())
        self.answer = HTTPResponse(self.socket, method="POST")

    def send(self, lines: list[bytes]) -> None:
        """Send some lines as one chunk."""
        text = b"".join(lines)
        self.socket.sendall(f"{len(text):x}\r\n".encode() + text + b"\r\n")

    def end(self) -> None:
        """Send the end of the body."""
        self.socket.sendall(b"0\r\n\r\n")

    def read_first(self, count: int) -> Answers:
        """The first results, while the body is still being sent."""
        self.answer.begin()
        return [json.loads(self.answer.readline()) for _ in range(count)]

    def read_all(self) -> Answers:
        """All remaining results."""
        if self.answer.headers is None:
            self.answer.begin()
        return [json.loads(line) for line in self.answer.read().splitlines()]

    def close(self) -> None:
        """Close the connection."""
        self.answer.close()
        self.socket.close()


def send_import(server: Server, key: str, lines: list[bytes]) -> Answers:
    """Results of a complete import."""
    again = OpenImport(server, key)
    again.send(lines)
    again.end()
    answers = again.read_all()
    again.close()
    return answers


def check_stored_once(database: Database, count: int) -> None:
    """Check that every record exists once, with one version, and that its document matches its rows."""
    with database.connect() as connection:
        titles = connection.scalars(select(Announcement.title)).all()
        assert sorted(titles) == sorted(f"Number {number}" for number in range(count))
        assert connection.scalar(select(func.count()).select_from(Version)) == count
        ids = rebuild.ids_after(connection, None, most=20)
    assert not any(database.write(lambda connection: list(rebuild.rebuild(connection, ids))))


def test_a_client_that_disconnects_can_resume(server: Server, key: str, database: Database) -> None:
    lines = records(900)
    first = OpenImport(server, key)
    first.send(lines[:500])
    answered = first.read_first(400)
    first.close()
    *again, last = send_import(server, key, lines)
    assert again[:400] == answered
    assert [each["line"] for each in again] == [*range(1, 901)]
    assert (last["complete"], last["summary"]["created"]) == (True, 900)
    check_stored_once(database, 900)


def test_an_import_is_resumed_after_its_server_was_killed(
    migrated_database: str, key: str, database: Database, tmp_path: Path
) -> None:
    lines = records(900)
    earlier: Answers = []
    for stop in (200, 600):
        with running_server(migrated_database, tmp_path / "log") as server:
            broken = OpenImport(server, key)
            broken.send(lines[: stop + 150])
            answered = broken.read_first(stop)
            server.kill()
            broken.close()
        assert answered[: len(earlier)] == earlier
        earlier = answered
    with running_server(migrated_database, tmp_path / "log") as server:
        *again, last = send_import(server, key, lines)
    assert again[:600] == earlier
    assert last["complete"] is True
    check_stored_once(database, 900)


def test_two_clients_that_send_the_same_import_write_nothing_twice(
    server: Server, key: str, database: Database
) -> None:
    """The second one resumes the first, which then gets a conflict."""
    lines = records(600)
    first = OpenImport(server, key)
    first.send(lines[:300])
    first.read_first(200)
    *again, last = send_import(server, key, lines)
    assert (len(again), last["complete"]) == (600, True)
    first.send(lines[300:])
    first.end()
    *_, last = first.read_all()
    first.close()
    assert (last["complete"], last["problem"]["status"]) == (False, 409)
    check_stored_once(database, 600)


def test_slow_lines_are_answered_before_the_body_is_complete(server: Server, key: str) -> None:
    """After a second and a kilobyte."""
    client = OpenImport(server, key)
    for number, line in enumerate(records(60)):
        client.send([line])
        if number % 10 == 0:
            time.sleep(0.3)  # It is slowness that is tested.
    first = client.read_first(1)
    client.end()
    *rest, last = client.read_all()
    client.close()
    assert [each["line"] for each in [*first, *rest]] == [*range(1, 61)]
    assert last["complete"] is True


def test_a_client_that_sends_everything_before_it_reads_is_served(server: Server, key: str, database: Database) -> None:
    """Results are spooled until it reads: no deadlock."""
    lines = [b"x" * 40 + b"\n"] * 9_900
    client = OpenImport(server, key)
    client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    for start in range(0, len(lines), 1_000):
        client.send(lines[start : start + 1_000])
    client.end()
    client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_000_000)  # Else reading would take minutes.
    *refused, last = client.read_all()
    client.close()
    assert [each["line"] for each in refused] == [*range(1, 9_901)]
    assert (last["complete"], last["summary"]["refused"]) == (True, 9_900)
    check_stored_once(database, 0)

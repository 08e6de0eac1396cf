"""A POST is repeated after its response was lost: it has one effect, and gets its response."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from typing import Any, NamedTuple

import pytest
from sqlalchemy import func, select

from api.db.database import Database
from api.models import Announcement, IdempotencyRecord, Version
from api.services import auth
from tests.clients import RECORDS
from tests.records import worked_example
from tests.servers import HOST, PATIENCE, running_server

KILLS = 3
TRIALS = 5
SENDERS = 4


class Answer(NamedTuple):
    """A response, with its header Idempotent-Replayed."""

    status: int
    content: bytes
    replayed: str | None


@pytest.fixture
def key(database: Database) -> str:
    """Secret of an API key."""
    scopes = ["write", "publish"]
    made = database.write(
        lambda connection: auth.create_key(connection, name="x", scopes=scopes, now=datetime.now(UTC))
    )
    return str(made["key"])


def sent(port: int, key: str, name: str) -> HTTPConnection:
    """Send a POST under a name, and do not wait for the answer."""
    connection = HTTPConnection(HOST, port, timeout=30)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "Idempotency-Key": name}
    record = worked_example() | {"identifiers": [], "title": name}
    connection.request("POST", RECORDS, json.dumps(record), headers)
    return connection


def answer(connection: HTTPConnection) -> Answer:
    """Wait for the answer."""
    response = connection.getresponse()
    got = Answer(response.status, response.read(), response.headers.get("Idempotent-Replayed"))
    connection.close()
    return got


def count(database: Database, table: type[Any]) -> int:
    """Count the rows of a table."""
    with database.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def wait_for(database: Database, versions: int) -> None:
    """Wait until there are so many versions."""
    deadline = time.monotonic() + PATIENCE
    while count(database, Version) < versions:
        assert time.monotonic() < deadline


def check_once(database: Database, names: int) -> None:
    """Assert that each idempotency key has one record with one version, and one stored response."""
    assert [count(database, table) for table in (Announcement, Version, IdempotencyRecord)] == [names] * 3


@pytest.mark.long
def test_what_a_killed_server_has_done_and_not_answered_is_done_once(
    database: Database, migrated_database: str, key: str, tmp_path: Path
) -> None:
    """It is killed as soon as the change is visible; the next server replays the stored response."""
    for number in range(KILLS):
        with running_server(migrated_database, tmp_path / "log") as server:
            check_answered(database, server.port, key, number)
            connection = sent(server.port, key, f"{number + 1}")
            wait_for(database, number + 1)
            server.kill()
            connection.close()
    with running_server(migrated_database, tmp_path / "log") as server:
        check_answered(database, server.port, key, KILLS)


def check_answered(database: Database, port: int, key: str, names: int) -> None:
    """Assert that each idempotency key is answered with the record that it created."""
    answers = [answer(sent(port, key, f"{number}")) for number in range(1, names + 1) for _ in range(2)]
    assert {(each.status, each.replayed) for each in answers} <= {(201, "true")}
    with database.connect() as connection:
        kept = connection.scalars(select(Announcement.document).order_by(Announcement.created_at)).all()
    assert [each.content for each in answers] == [document for document in kept for _ in range(2)]
    check_once(database, names)


def test_of_two_servers_that_get_the_same_at_once_one_does_it(
    database: Database, migrated_database: str, key: str, tmp_path: Path
) -> None:
    """The other answers 409, or the same response."""
    barrier = Barrier(SENDERS)

    def send(port: int, name: str) -> Answer:
        barrier.wait(30)
        return answer(sent(port, key, name))

    with (
        running_server(migrated_database, tmp_path / "one") as one,
        running_server(migrated_database, tmp_path / "two") as two,
        ThreadPoolExecutor(SENDERS) as pool,
    ):
        for trial in range(1, TRIALS + 1):
            ports = [one.port, two.port] * (SENDERS // 2)
            answers = list(pool.map(send, ports, [f"{trial}"] * SENDERS))
            assert {each.status for each in answers} <= {201, 409}
            assert len({each.content for each in answers if each.status == 201}) == 1
            assert sum(each.status == 201 and each.replayed is None for each in answers) == 1
            check_once(database, trial)

"""A SQLite file that is lost and restored while several processes write to it: refused, then healed, never damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

import orjson
import pytest

from api.db.database import Database
from api.services import auth
from tests import engines
from tests.cli.test_commands import Command
from tests.clients import RECORDS
from tests.records import draft
from tests.servers import HOST, Server, is_ready, running_server
from tests.waiting import wait_until

ROUNDS = 6


def post_until(server: Server, key: str, stop: Event) -> set[int]:
    """Create records until stopped. Returns all statuses of the responses."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    statuses = set()
    while not stop.is_set():
        connection = HTTPConnection(HOST, server.port, timeout=30)
        connection.request("POST", RECORDS, orjson.dumps(draft(body="x" * 500)), headers)
        response = connection.getresponse()
        response.read()
        statuses.add(response.status)
        connection.close()
    return statuses


@pytest.mark.long
@pytest.mark.parametrize("how", ["moved", "restored"])
def test_writers_in_two_processes_survive_the_loss_of_the_file(
    how: str, newest: Callable[[str], str], tmp_path: Path
) -> None:
    """It is moved away and back, or deleted and replaced by a backup."""
    url = engines.copy_database(newest("sqlite"), tmp_path, "lost")
    file, away = tmp_path / "lost.db", tmp_path / "away.db"
    database, now = Database(url), datetime.now(UTC)
    key = database.write(lambda connection: auth.create_key(connection, name="t", scopes=["write"], now=now))["key"]
    database.engine.dispose()
    stop = Event()
    with running_server(url, tmp_path / "log", workers=2) as server, ThreadPoolExecutor(4) as threads:
        writers = [threads.submit(post_until, server, key, stop) for _ in range(4)]
        try:
            for number in range(ROUNDS):
                if how == "moved":
                    file.rename(away)
                else:
                    Command(url).run("backup", str(away))
                    file.unlink()
                wait_until(lambda: not is_ready(server.port))
                away.rename(file)
                wait_until(lambda: is_ready(server.port))
                assert not any(each.done() for each in writers), number
        finally:
            stop.set()
        for each in writers:
            assert each.result() <= {201, 503}
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    file.chmod(0o600)
    Command(url).run("doctor")
    assert b"Traceback" not in (tmp_path / "log").read_bytes()

"""A process killed during a checkpoint of its SQLite file loses nothing that was committed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import text

from api.db import sqlite_checkpoint
from api.db.database import Database
from api.services import auth
from tests import engines
from tests.clients import RECORDS
from tests.engines import copy_database
from tests.records import draft
from tests.servers import ROOT, running_server

pytestmark = pytest.mark.long

KILLS = 3
ENOUGH = 150
"""Rows acknowledged before the process is killed; several checkpoints have run by then."""

INSERT = text("INSERT INTO rows VALUES (:number, :row)")


def write_for_ever(url: str) -> None:
    """Write rows without end, with a checkpoint every 10 ms, and print the number of each after its commit."""
    sqlite_checkpoint.INTERVAL = 0.01
    database = Database(url)
    database.write(
        lambda connection: connection.execute(text("CREATE TABLE IF NOT EXISTS rows (number INTEGER, row TEXT)"))
    )
    first = database.read(lambda connection: connection.scalar(text("SELECT count(*) FROM rows"))) or 0
    for number in count(first):
        values = {"number": number, "row": "x" * 5_000}
        database.write(lambda connection, values=values: connection.execute(INSERT, values))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def write_until_killed(url: str) -> int:
    """The last row that was acknowledged before the process was killed."""
    command = [sys.executable, "-c", f"from {__name__} import *; write_for_ever({url!r})"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - Our own.
        assert process.stdout
        for _ in range(ENOUGH):
            last = int(process.stdout.readline())
        process.kill()
        return max([last, *map(int, process.stdout.read().splitlines())])


def test_acknowledged_rows_survive_a_kill(tmp_path: Path) -> None:
    """The file passes an integrity check after each kill."""
    url = engines.create_database("sqlite", tmp_path, "", "rows")
    for _ in range(KILLS):
        last = write_until_killed(url)
        database = Database(url)
        with database.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            numbers = [*connection.scalars(text("SELECT number FROM rows ORDER BY number"))]
        database.engine.dispose()
        assert numbers == [*range(len(numbers))]
        assert last < len(numbers) <= last + 2


def test_a_server_that_ends_leaves_nothing_in_the_log(newest: Callable[[str], str], tmp_path: Path) -> None:
    """Closing the last connection copies the rest of the log."""
    url = copy_database(newest("sqlite"), tmp_path, "ending")
    database = Database(url)
    key = database.write(
        lambda connection: auth.create_key(connection, name="x", scopes=["write"], now=datetime.now(UTC))
    )
    database.engine.dispose()
    log = tmp_path / "ending.db-wal"
    with running_server(url, tmp_path / "output") as server:
        headers = {"Authorization": f"Bearer {key['key']}", "Content-Type": "application/json"}
        request = Request(f"{server.address}{RECORDS}", json.dumps(draft()).encode(), headers)  # noqa: S310 - Our own.
        with urlopen(request) as answer:  # noqa: S310 - Our own.
            assert answer.status == 201
        assert log.stat().st_size
    assert not log.exists()

"""The log of a SQLite file is copied back beside those who write, and starts again from its beginning."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import Connection, text
from structlog.testing import capture_logs

from api.db import sqlite_checkpoint
from api.db.database import Database
from api.db.engine import EngineOptions
from api.db.sqlite import ThreadLocalPool
from api.db.sqlite_checkpoint import Checkpoints

ROWS, LONG = 50, 100
PAGE = 4096 + 24
"""Bytes of a page in the log, which has a head there."""

ROW = "x" * 4096
"""More than a page of its own."""

TOO_LONG = 30


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Give a test a database that copies its log back soon."""
    monkeypatch.setattr(sqlite_checkpoint, "ROWS", ROWS)
    monkeypatch.setattr(sqlite_checkpoint, "LONG", LONG)
    made = Database(f"sqlite:///{tmp_path / 'log.db'}")
    made.write(lambda connection: connection.execute(text("CREATE TABLE kept (row TEXT)")))
    yield made
    made.engine.dispose()


def insert(connection: Connection) -> None:
    """Change ten rows."""
    connection.execute(text("INSERT INTO kept VALUES (:row)"), [{"row": ROW}] * 10)


def write_much(database: Database, times: int = 100) -> int:
    """Write some pages again and again. Return how many the log had at most."""
    most = 0
    for _ in range(times):
        database.write(insert)
        copying(database).wait()
        most = max(most, pages_of_log(database))
    return most


def copying(database: Database) -> Checkpoints:
    """Return what copies the log of a database."""
    assert database.checkpoints
    return database.checkpoints


def pages_of_log(database: Database) -> int:
    """Return how many pages the log has taken so far, at most."""
    return Path(f"{database.engine.url.database}-wal").stat().st_size // PAGE


def is_written(database: Database) -> bool:
    """Whether somebody has begun to write."""
    with closing(sqlite3.connect(str(database.engine.url.database), timeout=0)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
    return False


def count(connection: Connection) -> Any:
    """Return how many rows there are."""
    return connection.scalar(text("SELECT count(*) FROM kept"))


def test_the_log_stays_short_however_much_is_written(database: Database) -> None:
    """It would have more than a thousand pages."""
    assert write_much(database) < 2 * ROWS


def test_a_long_log_is_copied_to_its_end_while_nobody_writes(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside those who write, there would always be some more of it."""
    copy_back, others_wait = sqlite_checkpoint.copy_back, list[bool]()

    def note(connection: Any) -> tuple[int, int]:
        others_wait.append(is_written(database))
        return copy_back(connection)

    monkeypatch.setattr(sqlite_checkpoint, "copy_back", note)
    with database.snapshot() as reader:
        count(reader)
        write_much(database, times=20)
    assert set(others_wait) == {False}
    others_wait.clear()
    write_much(database, times=ROWS // 10)
    assert others_wait == [False, False, True]


def test_a_long_look_holds_nobody_up(database: Database) -> None:
    """It sees what it saw; the log grows for as long as it takes, and not longer."""
    database.write(insert)
    with database.snapshot() as reader:
        assert count(reader) == 10
        most = write_much(database)
        assert count(reader) == 10
        assert most > 10 * ROWS
    assert write_much(database) == pages_of_log(database) < most + 2 * ROWS
    assert database.read(count) == 10 + 2 * 100 * 10


def test_what_goes_wrong_is_logged_and_tried_again_later(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes hears nothing of it, and it is not tried at once again."""

    def fail(_: Any) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite_checkpoint, "copy_back", fail)
    with capture_logs() as logs:
        write_much(database, times=20)
    assert [each["event"] for each in logs] == ["checkpoint failed"] * (20 * 10 // ROWS)
    assert database.read(count) == 20 * 10


def test_it_ends_with_the_engine(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who disposes of the engine waits for it."""
    begun, may_end = Event(), Event()

    def hold(*_: Any) -> None:
        begun.set()
        assert may_end.wait(TOO_LONG)

    monkeypatch.setattr(Checkpoints, "copy", hold)
    for _ in range(ROWS // 10 + 1):
        database.write(insert)
    assert begun.wait(TOO_LONG)
    ending = Thread(target=database.engine.dispose)
    ending.start()
    ending.join(0.05)
    assert ending.is_alive()
    may_end.set()
    ending.join(TOO_LONG)
    thread = copying(database).thread
    assert thread
    assert not thread.is_alive()


def test_an_import_leaves_it_to_sqlite(tmp_path: Path) -> None:
    """It writes more at once than could be copied beside."""
    assert Database(f"sqlite:///{tmp_path / 'bulk.db'}", EngineOptions(in_bulk=True)).checkpoints is None


def test_what_is_disposed_of_while_the_log_is_copied_is_closed_by_one_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that take hold of one connection of SQLite at once may bring the process down."""
    monkeypatch.setattr(sqlite_checkpoint, "ROWS", 1)
    monkeypatch.setattr(sqlite_checkpoint, "LONG", 1)
    for _ in range(500):
        database.write(insert)
        database.write(insert)
        database.engine.dispose()
        assert not [each for each in pool_of(database).kept if each.dbapi_connection]
    assert database.read(lambda connection: connection.scalar(text("SELECT count(*) FROM kept"))) == 500 * 2 * 10


def pool_of(database: Database) -> ThreadLocalPool:
    """Return the connections of a database."""
    pool = database.engine.pool
    assert isinstance(pool, ThreadLocalPool)
    return pool

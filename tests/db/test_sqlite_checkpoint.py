"""The write-ahead log of a SQLite file is checkpointed while others write, and emptied when they pause."""

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
from api.db.sqlite_checkpoint import CheckpointThread
from api.db.sqlite_file import SqliteFile
from tests import engines
from tests.waiting import wait_until

ROW = "x" * 4096
"""A text larger than a database page."""

TIMEOUT = 30


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database that is checkpointed often."""
    monkeypatch.setattr(sqlite_checkpoint, "INTERVAL", 0.01)
    database = Database(engines.create_database("sqlite", tmp_path, "", "log"))
    database.write(lambda connection: connection.execute(text("CREATE TABLE kept (row TEXT)")))
    yield database
    database.engine.dispose()


def insert(connection: Connection) -> None:
    """Insert ten rows."""
    connection.execute(text("INSERT INTO kept VALUES (:row)"), [{"row": ROW}] * 10)


def count(connection: Connection) -> Any:
    """Number of rows."""
    return connection.scalar(text("SELECT count(*) FROM kept"))


def log_bytes(database: Database) -> int:
    """Size of the log."""
    return Path(f"{database.engine.url.database}-wal").stat().st_size


def rows_in_the_file(database: Database, folder: Path) -> int:
    """Number of rows in a copy of the file without its log."""
    copy = folder / "copy.db"
    copy.write_bytes(Path(str(database.engine.url.database)).read_bytes())
    with closing(sqlite3.connect(f"file:{copy}?immutable=1", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM kept").fetchone()[0])
        except sqlite3.Error:  # A checkpoint was being made, or there is no table yet.
            return 0


def test_commits_reach_the_file_while_others_follow(database: Database, tmp_path: Path) -> None:
    def is_in_the_file() -> bool:
        database.write(insert)
        return rows_in_the_file(database, tmp_path) > 0

    wait_until(is_in_the_file)


def test_the_log_is_emptied_when_nobody_writes(database: Database) -> None:
    for _ in range(20):
        database.write(insert)
    wait_until(lambda: log_bytes(database) == 0)
    assert database.read(count) == 20 * 10


def test_a_long_read_delays_no_writer_and_sees_its_snapshot(database: Database) -> None:
    """The log grows for as long as it takes, and is emptied afterwards."""
    database.write(insert)
    with database.snapshot() as reader:
        assert count(reader) == 10
        for _ in range(50):
            database.write(insert)
        assert count(reader) == 10
        assert log_bytes(database) > 50 * 10 * len(ROW)
    wait_until(lambda: log_bytes(database) == 0)
    assert database.read(count) == 510


def test_an_error_is_logged_and_the_next_checkpoint_tried(database: Database) -> None:
    """Writers get no error."""
    thread = database.checkpoints
    assert thread
    file, thread.file = thread.file, SqliteFile(Path("/nowhere/at/all.db"))
    with capture_logs() as logs:
        database.write(insert)
        wait_until(lambda: len(logs) > 1)
    assert {each["event"] for each in logs} == {"checkpoint failed"}
    thread.file = file
    wait_until(lambda: log_bytes(database) == 0)


def test_a_locked_file_is_no_error(database: Database, tmp_path: Path) -> None:
    thread = database.checkpoints
    assert thread
    with closing(sqlite3.connect(tmp_path / "locked.db", isolation_level=None)) as owner:
        owner.execute("CREATE TABLE t (x)")
        owner.execute("BEGIN EXCLUSIVE")
        thread.file = SqliteFile(tmp_path / "locked.db")
        with capture_logs() as logs:
            assert not thread.checkpoint("PASSIVE")
    assert logs == []


def test_a_write_succeeds_if_the_thread_cannot_be_started(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is logged; the next commit tries again."""

    def refuse(*_: Any) -> None:
        raise RuntimeError("can't start new thread")

    database.engine.dispose()
    monkeypatch.setattr(Thread, "start", refuse)
    with capture_logs() as logs:
        database.write(insert)
        database.engine.dispose()
        database.write(insert)
    assert [each["event"] for each in logs] == ["checkpoint thread not started"] * 2
    monkeypatch.undo()
    monkeypatch.setattr(sqlite_checkpoint, "INTERVAL", 0.01)
    database.write(insert)
    assert database.read(count) == 3 * 10
    wait_until(lambda: log_bytes(database) == 0)


def test_disposing_of_the_engine_ends_the_thread(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits for a checkpoint; the next commit starts a new thread."""
    begun, may_end, ended = Event(), Event(), Event()

    def hold(*_: Any) -> bool:
        begun.set()
        assert may_end.wait(TIMEOUT)
        ended.set()
        return True

    monkeypatch.setattr(CheckpointThread, "checkpoint", hold)
    database.write(insert)
    assert begun.wait(TIMEOUT)
    may_end.set()
    database.engine.dispose()
    assert ended.is_set()
    assert database.checkpoints
    assert database.checkpoints.thread is None
    monkeypatch.undo()
    database.write(insert)
    wait_until(lambda: log_bytes(database) == 0)


def test_an_import_leaves_checkpoints_to_sqlite(tmp_path: Path) -> None:
    """A single transaction is larger than the log's limit."""
    assert Database(f"sqlite:///{tmp_path / 'bulk.db'}", EngineOptions(in_bulk=True)).checkpoints is None


@pytest.mark.parametrize("times", [30, pytest.param(300, marks=pytest.mark.long)])
def test_an_engine_may_be_disposed_of_during_checkpoints(
    database: Database, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """Two threads that use one connection of SQLite at once may end the process."""
    monkeypatch.setattr(sqlite_checkpoint, "INTERVAL", 0)
    for _ in range(times):
        database.write(insert)
        database.write(insert)
        database.engine.dispose()
    assert database.read(count) == times * 2 * 10

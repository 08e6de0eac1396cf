"""Copying the log of a SQLite file back into it, in a thread beside those who write.

SQLite does it within a commit once the log is long: whoever commits then waits for it, and all who write with them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from threading import Thread
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

log = structlog.get_logger()

ROWS = 6_000
"""After how many changed rows it is done. Most of them change a page or two, of 4 kB."""

LONG = 12_000
"""How many pages a log has that is copied to its end, so that it is begun again: writers have to wait for that."""


class Checkpoints:
    """Copies the log back now and then. What goes wrong is logged; if it does not keep up, SQLite does it as well."""

    def __init__(self, engine: Engine, write: Callable[[Callable[[Connection], None]], None]) -> None:
        """Copy the log of this engine's file, which is written as `Database.write` does it."""
        self.engine, self.write = engine, write
        self.seen = 0
        self.thread: Thread | None = None
        event.listen(engine, "engine_disposed", self.let_go)

    def follow(self, connection: Connection) -> None:
        """Take note of what was committed in a session, and begin to copy once it is much."""
        driver: Any = connection.connection.driver_connection
        is_little = 0 <= driver.total_changes - self.seen < ROWS
        if is_little or (self.thread and self.thread.is_alive()):
            return
        self.seen = driver.total_changes
        thread = Thread(target=self.run, name="checkpoint")
        try:
            thread.start()
        except RuntimeError:  # There are too many, or the process is about to end.
            log.exception("checkpoint failed")
        else:
            self.thread = thread

    def run(self) -> None:
        """Copy the log back, with a connection of its own."""
        try:
            with closing(self.engine.raw_connection()) as connection:
                connection.detach()
                self.copy(connection.dbapi_connection)
        except (sqlite3.Error, DBAPIError):
            log.exception("checkpoint failed")

    def copy(self, connection: Any) -> None:
        """Copy the log back; once it is long, all of it: then the next writer begins it again."""
        pages, copied = copy_back(connection)
        if pages == copied >= LONG:
            copy_back(connection)  # What came meanwhile, so that the last of it is little.
            self.write(partial(finish, connection))

    def let_go(self, engine: Engine) -> None:
        """Wait until nothing is being copied, and close what was opened for that since the engine was disposed of."""
        self.wait()
        engine.pool.dispose()

    def wait(self) -> None:
        """Wait until nothing is being copied."""
        if self.thread:
            self.thread.join()


def copy_back(connection: Any) -> tuple[int, int]:
    """Copy what no reader needs as it was, waiting for nobody. Return the log's pages, and those that were copied."""
    _, pages, copied = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return pages, copied


def finish(connection: Any, writing: Connection) -> None:
    """Copy the last of the log, in a transaction that keeps others from writing."""
    writing.begin()
    copy_back(connection)

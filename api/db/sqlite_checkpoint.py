"""Checkpoints of a SQLite file's write-ahead log, in a background thread.

Buys: a commit takes 3.3 ms instead of 6.1, the slowest of a hundred 279 instead of 366, together with the one
write connection (ADR 12; `python -m benchmarks`). Without it, SQLite checkpoints within a commit once the log
has 128 MB (`wal_autocheckpoint`), while all writers wait.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from threading import Event, Lock, Thread
from typing import Literal

import structlog
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from api.db.causes import diagnose
from api.db.sqlite_file import SqliteFile

log = structlog.get_logger()

INTERVAL = 1.0
"""Seconds between two checkpoints."""


class CheckpointThread:
    """A daemon thread that copies the log into the file each second while there are commits, and empties it after."""

    def __init__(self, engine: Engine, file: SqliteFile) -> None:
        """Serve the file of this engine, until the engine is disposed of; again from the next commit on."""
        self.file, self.url = file, engine.url
        self.committed, self.stopped = Event(), Event()
        self.lock = Lock()
        self.thread: Thread | None = None
        event.listen(engine, "engine_disposed", self.stop)

    def after_commit(self) -> None:
        """Note a commit. The thread is started by the first: it would not survive a fork.

        If it cannot be started, that is logged, and the next commit tries again: a write that is committed cannot fail.
        """
        self.committed.set()
        if self.thread is None:
            with self.lock:
                if self.thread is None:
                    self.stopped.clear()
                    thread = Thread(target=self.run, name="checkpoint", daemon=True)
                    try:
                        thread.start()
                    except RuntimeError:  # The limit of threads or memory.
                        log.exception("checkpoint thread not started")
                    else:
                        self.thread = thread

    def run(self) -> None:
        """Checkpoint each second with a commit, and once more in the first without one."""
        is_empty = True
        while not self.stopped.wait(INTERVAL):
            if self.committed.is_set():
                self.committed.clear()
                self.checkpoint("PASSIVE")
                is_empty = False
            elif not is_empty:
                is_empty = self.checkpoint("TRUNCATE")

    def checkpoint(self, mode: Literal["PASSIVE", "TRUNCATE"]) -> bool:
        """Checkpoint without waiting for anybody. Whether it was complete: it is not while a reader needs old pages.

        A file that another connection has locked is tried again: SQLite locks it as the last other one is closed.
        """
        try:
            with closing(self.file.connect(timeout=0)) as connection:
                is_busy, pages, copied = connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
                return not is_busy and pages == copied
        except (sqlite3.Error, OperationalError) as error:
            diagnosis = diagnose(error, self.url)
            if diagnosis.cause != "locked":
                log.error("checkpoint failed", **diagnosis.fields)  # noqa: TRY400 - The cause says it.
            return False

    def stop(self, _: Engine) -> None:
        """Wait for the thread to end."""
        with self.lock:
            if self.thread is not None:
                self.stopped.set()
                self.thread.join()
                self.thread = None

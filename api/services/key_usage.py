"""The last use of each API key, and keys whose time is over: written by a thread of its own, so that no request waits.

An expiry that has been noticed is stored, so that a clock set back revives no key.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from queue import Queue
from threading import Event, Lock, Thread
from typing import NamedTuple
from uuid import UUID

import structlog
from sqlalchemy import Connection, Engine, event, or_, update

from api.db.database import Database
from api.models import ApiKey

log = structlog.get_logger()

USE_INTERVAL = timedelta(minutes=5)
"""How old the stored time of a key's last use may be."""

EXPIRY_INTERVAL = timedelta(seconds=10)
"""After an expired key was refused, how long the next ones are not looked for again: that may have failed."""


class Use(NamedTuple):
    """A use of a key, or, without an id, of one that has expired."""

    key_id: UUID | None
    at: datetime


class KeyUsage:
    """Notes uses in memory, and has a daemon thread write them to the primary database. What fails is logged, and lost.

    Each process writes a key's use at most once in `USE_INTERVAL`, and then looks for expired keys too.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.noted: dict[UUID, datetime] = {}
        self.expiry_noted = datetime.min.replace(tzinfo=UTC)
        self.uses: Queue[Use | None] = Queue()
        self.starting, self.stopped = Lock(), Event()
        self.thread: Thread | None = None
        self.pool = database.engine.pool
        event.listen(database.engine, "engine_disposed", self.stop)

    def note(self, key_id: UUID, now: datetime) -> None:
        """Note the use of a key."""
        noted = self.noted.get(key_id)
        if noted is None or not noted <= now < noted + USE_INTERVAL:
            self.noted[key_id] = now
            self.submit(Use(key_id, now))

    def note_expiry(self, now: datetime) -> None:
        """Note that a key has expired."""
        if not self.expiry_noted <= now < self.expiry_noted + EXPIRY_INTERVAL:
            self.expiry_noted = now
            self.submit(Use(None, now))

    def submit(self, use: Use) -> None:
        """Let the thread write a use. The first one starts it: it would not survive a fork."""
        self.uses.put(use)
        if self.thread is None:
            with self.starting:
                if self.thread is None:
                    self.stopped.clear()
                    thread = Thread(target=self.run, name="key usage", daemon=True)
                    try:
                        thread.start()
                    except RuntimeError:  # The limit of threads or memory: the next use tries again.
                        log.exception("key usage thread not started")
                    else:
                        self.thread = thread

    def run(self) -> None:
        """Write uses as they come, until this is stopped."""
        while True:
            use = self.uses.get()
            try:
                if use is None:
                    return
                if not self.stopped.is_set():
                    self.write(use)
            finally:
                self.uses.task_done()

    def write(self, use: Use) -> None:
        """Write a use, if the database can be written to."""
        try:
            self.database.write(lambda connection: store_use(connection, use))
        except Exception as error:  # noqa: BLE001 - Whatever the database cannot do now, the next use may.
            log.warning("key usage not written", error=type(error).__name__)

    def stop(self, engine: Engine) -> None:
        """Wait for the thread to end, without what it has not begun to write, and close the connection that it had."""
        with self.starting:
            if self.thread is not None:
                self.stopped.set()
                self.uses.put(None)
                self.thread.join()
                self.thread = None
            self.pool.dispose()
            self.pool = engine.pool


def store_use(connection: Connection, use: Use) -> None:
    """Store a key's last use, and the end of every key and replaced secret that has expired by then."""
    now = use.at
    if use.key_id is not None:
        is_earlier = or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at < now)
        connection.execute(update(ApiKey).where(ApiKey.id == use.key_id, is_earlier).values(last_used_at=now))
    connection.execute(update(ApiKey).where(ApiKey.expires_at <= now, ApiKey.ended_at.is_(None)).values(ended_at=now))
    replaced = update(ApiKey).where(ApiKey.previous_expires_at <= now)
    connection.execute(replaced.values(previous_digest=None, previous_expires_at=None))

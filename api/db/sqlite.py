"""SQLite: engines on a file, durable and strict on every connection; one connection writes, one per thread reads.

Statements have a limit of time, as on PostgreSQL: `StatementLimit`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import inf
from threading import Lock, RLock, local
from time import monotonic
from typing import Any
from weakref import WeakSet

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError, OperationalError

from api.db.engine import COMMON_OPTIONS, STATEMENT_LIMIT, EngineOptions, LockTimeout
from api.db.sqlite_file import FileConnection, SqliteFile

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-16000",
    "wal_autocheckpoint=32000",
    "mmap_size=8589934592",
)
"""Durable and strict, with 16 MB of page cache; beyond that, pages are read from the memory-mapped file.

A commit checkpoints the write-ahead log itself only from 128 MB on: `sqlite_checkpoint` does it earlier.
"""

PRAGMAS_IN_BULK = ("cache_size=-32000", "temp_store=FILE")
"""For a process that only imports records."""

CHECK_INTERVAL = 0.5
"""Seconds between two checks of the file by reads; each write makes one."""

PROGRESS_STEPS = 1_000_000
"""Steps of SQLite's virtual machine between two looks at the clock: some 10 to 50 ms, longer than most statements."""


class StatementLimit:
    """The time limit of the statements on one connection: SQLite's progress handler ends those that run longer.

    A statement that is ended raises an error named SQLITE_INTERRUPT. The deadline, by `time.monotonic`, is set by those
    who use the connection.
    """

    def __init__(self) -> None:
        """Set no limit yet."""
        self.seconds = self.deadline = inf

    def is_over(self) -> bool:
        """Whether the time is over: then SQLite ends the statement."""
        return monotonic() > self.deadline


def sqlite_engine(url: URL, file: SqliteFile, options: EngineOptions) -> Engine:
    """An engine on a SQLite file, which must exist.

    Connections are pooled without a limit; a statement is a transaction by itself.
    """
    engine = create_engine(
        url,
        paramstyle="named",
        pool_size=0,
        pool_use_lifo=True,
        pool_reset_on_return=None,
        **COMMON_OPTIONS,
    )

    @event.listens_for(engine, "do_connect")
    def open_existing(*_: Any) -> FileConnection:
        return file.connect(options.lock_timeout, check_same_thread=False)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: FileConnection, record: Any) -> None:
        connection.isolation_level = None
        for pragma in (*PRAGMAS, *(PRAGMAS_IN_BULK if options.in_bulk else ())):
            connection.execute(f"PRAGMA {pragma}")
        limit = record.info[STATEMENT_LIMIT] = StatementLimit()
        connection.set_progress_handler(limit.is_over, PROGRESS_STEPS)
        record.info["generation"] = connection.generation

    @event.listens_for(engine, "checkout")
    def refuse_outdated(_: Any, record: Any, __: Any) -> None:
        if record.info["generation"] != file.generation:
            raise DisconnectionError

    return engine


class WriteConnection:
    """The one connection of a process that writes to a SQLite file. Threads wait for each other to use it.

    Buys: 1.05 to 1.29 times as many records a second with eight threads (ADR 12; `python -m benchmarks`). Without it,
    each thread writes with a connection of its own: SQLite then drops the connection's page cache after each write of
    another one, and lets writers poll for the lock.
    """

    def __init__(self, engine: Engine, writer: Engine, file: SqliteFile, options: EngineOptions) -> None:
        """Connect through `writer` at the first use; close when `engine`, which it belongs to, is disposed of."""
        self.writer, self.file, self.lock, self.options = writer, file, Lock(), options
        self.seconds = options.statement_seconds
        self.connection: Connection | None = None
        self.limit = StatementLimit()
        self.generation = 0
        event.listen(engine, "engine_disposed", self.close)
        event.listen(writer, "before_cursor_execute", self.begin_statement)

    @contextmanager
    def use(self) -> Iterator[Connection]:
        """Wait for the connection and use it; roll back uncommitted changes.

        Raises `LockTimeout` after the time of the options, and SQLAlchemy's `OperationalError` if the file is lost.
        """
        if not self.lock.acquire(timeout=self.options.lock_timeout):
            raise LockTimeout("Other threads write.")
        try:
            self.file.check()
            if self.connection is not None and self.generation != self.file.generation:
                close_unpooled(self.connection)
                self.connection = None
            if self.connection is None:
                self.generation = self.file.generation
                self.connection = self.writer.connect()
                self.limit = self.connection.info[STATEMENT_LIMIT]
            self.limit.seconds = self.seconds
            try:
                yield self.connection
            finally:
                self.limit.deadline = inf
                self.connection.rollback()
        finally:
            self.lock.release()

    def begin_statement(self, *_: Any) -> None:
        """Give the next statement its time: a transaction may have many, such as that of an import."""
        self.limit.deadline = monotonic() + self.limit.seconds

    def close(self, _: Engine) -> None:
        """Wait for the connection and close it, when the engine is disposed of."""
        with self.lock:
            if self.connection is not None:
                close_unpooled(self.connection)
                self.connection = None


class HeldConnection:
    """The connection of one thread. The lock is held while it is used, so that it is never closed meanwhile."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.connection: Connection | None = None
        self.limit = StatementLimit()
        self.generation = 0

    def close(self) -> None:
        """Wait until the connection is idle, and close it."""
        with self.lock:
            if self.connection is not None:
                close_unpooled(self.connection)
                self.connection = None


class ThreadConnections:
    """Connections to read from in autocommit, one for each thread. They are closed when the engine is disposed of.

    Buys: a GET by id 1.13 to 1.21 times as many requests a second with two threads, a 304 1.2 to 1.4 times (wrk, 8
    connections). Without it: `engine.connect()` for each read, which begins and ends a transaction of SQLAlchemy and
    takes the lock of the pool, for which threads wait.
    """

    def __init__(self, engine: Engine, file: SqliteFile, options: EngineOptions) -> None:
        self.engine, self.file, self.seconds = engine, file, options.statement_seconds
        self.local = local()
        self.all: WeakSet[HeldConnection] = WeakSet()
        event.listen(engine, "engine_disposed", self.close_all)

    @contextmanager
    def use(self) -> Iterator[Connection]:
        """The connection of this thread; if SQLAlchemy has invalidated it, the next use opens another.

        All statements of one use share the time of one: to set it for each would cost 1 % of a list.
        """
        held: HeldConnection | None = getattr(self.local, "held", None)
        if held is None:
            held = self.local.held = HeldConnection()
            self.all.add(held)
        with held.lock:
            if monotonic() - self.file.checked_at > CHECK_INTERVAL:
                with suppress(OperationalError):  # What was opened can still be read.
                    self.file.check()
            if held.generation != self.file.generation:
                held.close()
            if held.connection is None:
                held.generation = self.file.generation
                held.connection = self.engine.connect()
                held.limit = held.connection.info[STATEMENT_LIMIT]
            connection, limit, outer_deadline = held.connection, held.limit, held.limit.deadline
            limit.deadline = min(outer_deadline, monotonic() + self.seconds)
            try:
                yield connection
            finally:
                limit.deadline = outer_deadline
                if connection.invalidated:
                    held.close()

    def close_all(self, _: Engine) -> None:
        """Close the connections of all threads."""
        for held in [*self.all]:
            held.close()


@contextmanager
def secure_delete(connection: Connection) -> Iterator[None]:
    """Overwrite what is deleted with zeros, on SQLite: https://www.sqlite.org/pragma.html#pragma_secure_delete."""
    if connection.dialect.name != "sqlite":
        yield
        return
    before = connection.exec_driver_sql("PRAGMA secure_delete").scalar_one()
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA secure_delete={before}")


def close_unpooled(connection: Connection) -> None:
    """Close a connection for good. One that SQLAlchemy has invalidated, as after Ctrl-C, is in no pool."""
    if not connection.invalidated:
        connection.detach()
    connection.close()

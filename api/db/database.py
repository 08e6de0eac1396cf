"""A database: transactions, retries, and commits with an unknown outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError

from api.db.engine import EngineOptions, disable_timeouts
from api.db.postgresql import begin_statement, postgresql_engine
from api.db.sqlite import ThreadConnections, WriteConnection, sqlite_engine
from api.db.sqlite_checkpoint import CheckpointThread
from api.db.sqlite_file import SqliteFile
from api.metrics import READ_DURATION, WRITE_DURATION

Answer = TypeVar("Answer")

ATTEMPTS = 3
COLLISIONS = {"40001", "40P01"}
"""SQLSTATEs with which PostgreSQL asks for the transaction to be tried again: serialization failure, deadlock."""


class ReadSource(Protocol):
    """A database, or one of several, to read from."""

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do work that only reads, on one connection."""


class CommitOutcomeUnknown(Exception):
    """The connection was lost, or the thread stopped, during a commit: it may have been made or not."""


class Database:
    """A SQLite file or a PostgreSQL database, by engines that share a pool and have the limits of `options`.

    `engine` reads, in autocommit; `writer` opens transactions, and `snapshots` transactions that see one state of the
    data. `transaction()` opens the connection that `write` uses; uncommitted changes are rolled back.
    """

    def __init__(self, url: str, options: EngineOptions | None = None) -> None:
        self.options = options = options or EngineOptions()
        parsed = make_url(url)
        self.transaction: Callable[[], AbstractContextManager[Connection]]
        self.autocommit: Callable[[], AbstractContextManager[Connection]]
        self.checkpoints: CheckpointThread | None = None
        self.file: SqliteFile | None = None
        if parsed.get_backend_name() == "sqlite":
            self.file = file = SqliteFile(Path(parsed.database or ""))
            self.engine = sqlite_engine(parsed, file, options)
            self.writer = transactional(self.engine, "BEGIN IMMEDIATE")
            self.snapshots = transactional(self.engine, "BEGIN")
            self.transaction = WriteConnection(self.engine, self.writer, file, options).use
            self.autocommit = ThreadConnections(self.engine, file, options).use
            if not options.in_bulk:
                self.checkpoints = CheckpointThread(self.engine, file)
        else:
            self.engine = postgresql_engine(parsed, options)
            self.writer = transactional(self.engine, begin_statement(options), isolation_level="READ COMMITTED")
            self.snapshots = transactional(
                self.engine, None, isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self.transaction = self.writer.connect
            self.autocommit = self.engine.connect

    def check_file(self) -> None:
        """Raise SQLAlchemy's `OperationalError` if the SQLite file is lost, truncated or something else."""
        if self.file:
            self.file.check_header()

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Open a connection to read. Each statement sees one state of the data, without a transaction around it."""
        with self.engine.connect() as connection:
            yield connection

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do work that only reads; once more on a new connection if the first was lost.

        Connections of the pool are therefore not tested before use: the first that is found lost invalidates the pool.
        """
        for is_last in (False, True):
            started_at = perf_counter()
            try:
                with self.autocommit() as connection:
                    return work(connection)
            except DBAPIError as error:
                if self.file:
                    self.file.after_error(error)
                if is_last or not error.connection_invalidated:
                    raise
            finally:
                READ_DURATION.observe(perf_counter() - started_at)
        raise AssertionError("the last attempt returns or raises")

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a connection for a long read: all its statements see one state of the data."""
        with self.snapshots.connect() as connection:
            disable_timeouts(connection)
            yield connection

    @WRITE_DURATION.time()
    def write(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do work in one transaction and commit it; again if another transaction, or a lost connection, was in the way.

        Raises CommitOutcomeUnknown if the connection is lost during the commit: to try again could write twice.
        """
        for attempt in range(1, ATTEMPTS + 1):
            is_committing = False
            try:
                with self.transaction() as connection:
                    answer = work(connection)
                    is_committing = True
                    connection.commit()
            except DBAPIError as error:
                if self.file:
                    self.file.after_error(error)
                if is_committing and error.connection_invalidated:
                    raise CommitOutcomeUnknown from error
                if attempt == ATTEMPTS or not is_retryable(error):
                    raise
            else:
                if self.checkpoints:
                    self.checkpoints.after_commit()
                return answer
        raise AssertionError("the last attempt returns or raises")


def transactional(engine: Engine, statement: str | None, **options: Any) -> Engine:
    """The same engine with these execution options, and with transactions that begin with a statement."""
    engine = engine.execution_options(**options)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if statement:
            connection.exec_driver_sql(statement)

    return engine


def is_retryable(error: DBAPIError) -> bool:
    """Whether another transaction was in the way, or the connection was lost before the commit."""
    return (
        error.connection_invalidated
        or isinstance(error, IntegrityError)
        or getattr(error.orig, "sqlstate", None) in COLLISIONS
    )

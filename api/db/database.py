"""The database and its transactions: what may be begun again, and what nobody can know the outcome of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from api.db import engine, light
from api.db.engine import EngineOptions
from api.db.sqlite import ThreadLocalPool
from api.db.sqlite_checkpoint import Checkpoints

Answer = TypeVar("Answer")

ATTEMPTS = 3
COLLISIONS = {"40001", "40P01"}
"""SQLSTATEs with which PostgreSQL asks for the transaction to be tried again: serialization failure, deadlock."""


class ReadSource(Protocol):
    """What can be read from."""

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do the work, which only reads, in a session."""


class CommitOutcomeUnknown(Exception):
    """The connection was lost while a transaction was being committed: it may be there, and it may not."""


class Database:
    """One engine to read with, whose statements each stand by themselves; the same with transactions to write."""

    def __init__(self, url: str, pool: EngineOptions | None = None) -> None:
        """Connect lazily to the database at `url`."""
        pool = pool or EngineOptions()
        self.engine = engine.connect(url, pool)
        self.writer = engine.writer(self.engine, pool)
        is_copied_beside = self.engine.dialect.name == "sqlite" and not pool.in_bulk
        self.checkpoints = Checkpoints(self.engine, self.write) if is_copied_beside else None

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Open a session to read with. Each statement sees one state of the data, without a transaction around it."""
        with self.engine.connect() as connection:
            yield connection

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do the work, which only reads; where its connection was lost, once more on a new one.

        A connection that broke while nobody used it is noticed here, and so need not be tried out before each use: the
        first one that is found broken takes all of its age with it.
        """
        try:
            with light.session(self.engine) as connection:
                return work(connection)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        with light.session(self.engine) as connection:
            return work(connection)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a session to read with for long: all its statements see one state of the data."""
        with engine.snapshot(self.engine).connect() as connection:
            engine.disable_timeouts(connection)
            yield connection

    def turn(self) -> AbstractContextManager[None]:
        """Return what to write within."""
        pool = self.engine.pool
        return pool.turn() if isinstance(pool, ThreadLocalPool) else nullcontext()

    def write(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do the work in one transaction and commit it; begin again where another writer got in between.

        It is begun again too where the connection was lost before the commit, for then nothing was changed. SQLite has
        one writer at a time and lets others wait by asking again and again, without order: within a process they wait
        in line instead, and write with one connection.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self.turn(), self.writer.connect() as connection:
                    answer = work(connection)
                    commit(connection)
                    if self.checkpoints:
                        self.checkpoints.follow(connection)
                    return answer
            except DBAPIError as error:
                if attempt == ATTEMPTS or not is_retryable(error):
                    raise
        raise AssertionError("the last attempt returns or raises")


def commit(connection: Connection) -> None:
    """Commit. Raise `CommitOutcomeUnknown` if the connection was lost: a retry could commit twice."""
    try:
        connection.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise CommitOutcomeUnknown from error
        raise


def is_retryable(error: DBAPIError) -> bool:
    """Whether another transaction was in the way, or a connection was lost: trying again may well succeed."""
    return (
        error.connection_invalidated
        or isinstance(error, IntegrityError)
        or getattr(error.orig, "sqlstate", None) in COLLISIONS
    )

"""The database and its transactions: what may be begun again, and what nobody can know the outcome of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from api.db import engine, light
from api.db.engine import Pool
from api.db.sqlite import PerThread
from api.db.sqlite_checkpoint import Checkpoints

Session = Connection
"""One transaction on the database. Nothing here needs the ORM's unit of work: rows go in and out as they are."""

Answer = TypeVar("Answer")

ATTEMPTS = 3
COLLISIONS = {"40001", "40P01"}
"""SQLSTATEs with which PostgreSQL asks for the transaction to be tried again: serialization failure, deadlock."""


class Source(Protocol):
    """What can be read from."""

    def read(self, work: Callable[[Session], Answer]) -> Answer:
        """Do the work, which only reads, in a session."""


class OutcomeUnknown(Exception):
    """The connection was lost while a transaction was being committed: it may be there, and it may not."""


class Database:
    """One engine to read with, whose statements each stand by themselves; the same with transactions to write."""

    def __init__(self, url: str, pool: Pool | None = None) -> None:
        """Connect lazily to the database at `url`."""
        pool = pool or Pool()
        self.engine = engine.connect(url, pool)
        self.writer = engine.writer(self.engine, pool)
        is_copied_beside = self.engine.dialect.name == "sqlite" and not pool.in_bulk
        self.checkpoints = Checkpoints(self.engine, self.write) if is_copied_beside else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session to read with. Each statement sees one state of the data, without a transaction around it."""
        with self.engine.connect() as session:
            yield session

    def read(self, work: Callable[[Session], Answer]) -> Answer:
        """Do the work, which only reads; where its connection was lost, once more on a new one.

        A connection that broke while nobody used it is noticed here, and so need not be tried out before each use: the
        first one that is found broken takes all of its age with it.
        """
        try:
            with light.session(self.engine) as session:
                return work(session)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        with light.session(self.engine) as session:
            return work(session)

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Open a session to read with for long: all its statements see one state of the data."""
        with engine.snapshot(self.engine).connect() as session:
            engine.unhurried(session)
            yield session

    def turn(self) -> AbstractContextManager[None]:
        """Return what to write within."""
        pool = self.engine.pool
        return pool.turn() if isinstance(pool, PerThread) else nullcontext()

    def write(self, work: Callable[[Session], Answer]) -> Answer:
        """Do the work in one transaction and commit it; begin again where another writer got in between.

        It is begun again too where the connection was lost before the commit, for then nothing was changed. SQLite has
        one writer at a time and lets others wait by asking again and again, without order: within a process they wait
        in line instead, and write with one connection.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self.turn(), self.writer.connect() as session:
                    answer = work(session)
                    commit(session)
                    if self.checkpoints:
                        self.checkpoints.follow(session)
                    return answer
            except DBAPIError as error:
                if attempt == ATTEMPTS or not may_pass(error):
                    raise
        raise AssertionError("the last attempt returns or raises")


def commit(session: Session) -> None:
    """Commit. Raise `OutcomeUnknown` where the connection was lost meanwhile: doing it again could do it twice."""
    try:
        session.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise OutcomeUnknown from error
        raise


def may_pass(error: DBAPIError) -> bool:
    """Whether another transaction was in the way, or a connection was lost: trying again may well succeed."""
    return (
        error.connection_invalidated
        or isinstance(error, IntegrityError)
        or getattr(error.orig, "sqlstate", None) in COLLISIONS
    )

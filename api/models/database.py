"""The engine and its transactions: set up for each database so that what was acknowledged is durable."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError

Session = Connection
"""One transaction on the database. Nothing here needs the ORM's unit of work: rows go in and out as they are."""

Answer = TypeVar("Answer")

WRITING: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {"begin": "BEGIN IMMEDIATE"},
    "postgresql": {"isolation_level": "READ COMMITTED"},
}
"""What makes a connection of an engine whose statements each stand by themselves into one with transactions."""

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-16000",
    "wal_autocheckpoint=8000",
)
"""How SQLite is set up on every connection: durable and strict, and with 16 MB of pages at hand.

A page that many changes touch is copied from the log into the file once in 32 MB of them, not in four.
"""

ATTEMPTS = 3
COLLISIONS = {"40001", "40P01"}
"""SQLSTATEs with which PostgreSQL asks for the transaction to be tried again: serialization failure, deadlock."""


class Database:
    """One engine to read with, whose statements each stand by themselves; the same with transactions to write."""

    def __init__(
        self, url: str, *, pool_size: int = 8, pool_timeout: int = 5, statement_timeout: int = 15, lock_timeout: int = 5
    ) -> None:
        """Connect lazily to the database at `url`. Times are in seconds."""
        self.engine = (
            sqlite_engine(url, lock_timeout, pool_size=pool_size, pool_timeout=pool_timeout)
            if make_url(url).get_backend_name() == "sqlite"
            else postgresql_engine(url, statement_timeout, lock_timeout, pool_size=pool_size, pool_timeout=pool_timeout)
        )
        self.turn = Lock() if self.engine.dialect.name == "sqlite" else nullcontext()
        self.writer = self.engine.execution_options(**WRITING[self.engine.dialect.name])

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session to read with. Each statement sees one state of the data, without a transaction around it."""
        with self.engine.connect() as session:
            yield session

    def write(self, work: Callable[[Session], Answer]) -> Answer:
        """Do the work in one transaction and commit it; begin again where another writer got in between.

        SQLite has one writer at a time and lets others wait by asking again and again, without order: within a process
        they wait in line instead.
        """
        for attempt in range(1, ATTEMPTS + 1):
            with self.turn, self.writer.connect() as session:
                try:
                    answer = work(session)
                    session.commit()
                except DBAPIError as error:
                    if attempt == ATTEMPTS or not is_collision(error):
                        raise
                else:
                    return answer
        raise AssertionError("the last attempt returns or raises")


def is_collision(error: DBAPIError) -> bool:
    """Whether another transaction was in the way, so that trying again may well succeed."""
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in COLLISIONS


def common_options() -> dict[str, Any]:
    """Return how JSON columns are written and read, and that no value of a statement reaches a log."""
    return {
        "json_serializer": lambda value: orjson.dumps(value).decode(),
        "json_deserializer": orjson.loads,
        "hide_parameters": True,
    }


def sqlite_engine(url: str, lock_timeout: int, **pool: int) -> Engine:
    """Return an engine on a SQLite file, made durable and strict on every connection."""
    folder = Path(make_url(url).database or "").parent
    engine = create_engine(url, connect_args={"timeout": lock_timeout}, **common_options(), **pool)

    @event.listens_for(engine, "do_connect")
    def make_folder(*_: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get("begin")
        if statement:
            raw: Any = connection.connection.driver_connection
            raw.execute(statement)

    return engine


def postgresql_engine(url: str, statement_timeout: int, lock_timeout: int, **pool: int) -> Engine:
    """Return an engine on PostgreSQL whose sessions are in UTC and never wait for ever."""
    session = f"-c timezone=UTC -c statement_timeout={statement_timeout}s -c lock_timeout={lock_timeout}s"
    return create_engine(
        url,
        connect_args={"options": session, "connect_timeout": 5, "application_name": "communique"},
        isolation_level="AUTOCOMMIT",
        pool_pre_ping=True,
        max_overflow=0,
        **common_options(),
        **pool,
    )

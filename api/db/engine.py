"""Engines: set up for each database so that what was acknowledged is durable, and so that nothing waits for ever."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import psycopg
from psycopg.abc import RV, PQGen
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext

from api.db.sqlite import ThreadLocalPool

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-16000",
    "wal_autocheckpoint=32000",
    "mmap_size=8589934592",
)
"""How SQLite is set up on every connection: durable and strict, and with 16 MB of pages at hand.

What is not at hand is read from the system's own cache by mapping the file, as far as SQLite maps one. A commit copies
the log back into the file only once it has 128 MB: `Checkpoints` do it before that, if they can keep up.
"""

PRAGMAS_IN_BULK = ("cache_size=-32000", "temp_store=FILE")
"""How it is set up beside for a process that does nothing but write very many records."""

PAGES_TO_SORT = "cache_size=-16000"
"""How it is set up to make an index, with few pages at hand: what it sorts in memory may be as much again."""

LINK = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "communique",
}
"""How a connection to PostgreSQL is made and watched: a machine that has gone is noticed within half a minute."""

UNPREPARED: dict[str, Any] = {"prepare_threshold": None}
"""How the driver is told that no statement is prepared: each is planned for the tables as they are."""

GRACE = 5
"""Seconds for which a server may be late to give a statement up; one that is later has stopped."""

READ_ONLY = "25006"
"""The SQLSTATE of a server that does not write, as one does that was just replaced: it is not the one to be with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """How many connections there are, and how long anything may take on one; in seconds, and 0 is no limit."""

    size: int = 8
    timeout: int = 5
    statement_timeout: int = 15
    lock_timeout: int = 5
    idle_timeout: int = 60
    pooler: str = "none"
    in_bulk: bool = False

    @property
    def response_timeout(self) -> float | None:
        """Return how many seconds to wait for an answer: longer than PostgreSQL would take to give a statement up."""
        return self.statement_timeout + GRACE if self.statement_timeout else None

    @property
    def limits(self) -> dict[str, str]:
        """Return what a PostgreSQL session is told of these."""
        return {
            "statement_timeout": f"{self.statement_timeout}s",
            "lock_timeout": f"{self.lock_timeout}s",
            "idle_in_transaction_session_timeout": f"{self.idle_timeout}s",
        }


def connect(url: str, pool: EngineOptions) -> Engine:
    """Return an engine, which connects when it is first used, with transactions only where they are asked for."""
    parsed = make_url(url)
    return (sqlite_engine if parsed.get_backend_name() == "sqlite" else postgresql_engine)(parsed, pool)


def writer(engine: Engine, pool: EngineOptions) -> Engine:
    """Return the same engine with a transaction around its statements.

    A pooler hands out connections that nothing can be set on beforehand: there, each transaction is told its limits.
    """
    if engine.dialect.name == "sqlite":
        return engine.execution_options(begin="BEGIN IMMEDIATE")
    told = "; ".join(f"SET LOCAL {name} = '{value}'" for name, value in pool.limits.items())
    pooled = {"begin": told} if pool.pooler != "none" else {}
    return engine.execution_options(isolation_level="READ COMMITTED", **pooled)


SNAPSHOT: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {"begin": "BEGIN"},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
"""What makes an engine one whose statements all see the moment of the first."""


def snapshot(engine: Engine) -> Engine:
    """Return the same engine with all statements of a session at one moment, however long it takes."""
    return engine.execution_options(**SNAPSHOT[engine.dialect.name])


def common_options() -> dict[str, Any]:
    """Return how JSON columns are written and read, and that no value of a statement reaches a log."""
    return {
        "json_serializer": lambda value: orjson.dumps(value).decode(),
        "json_deserializer": orjson.loads,
        "hide_parameters": True,
    }


def sqlite_engine(url: URL, pool: EngineOptions) -> Engine:
    """Return an engine on a SQLite file, made durable and strict on every connection."""
    folder = Path(url.database or "").parent
    engine = create_engine(
        url,
        connect_args={"timeout": pool.lock_timeout},
        poolclass=ThreadLocalPool,
        pool_reset_on_return=None,
        **common_options(),
    )

    @event.listens_for(engine, "do_connect")
    def make_folder(*_: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        for pragma in (*PRAGMAS, *(PRAGMAS_IN_BULK if pool.in_bulk else ())):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "begin", begin)
    return engine


def postgresql_engine(url: URL, pool: EngineOptions) -> Engine:
    """Return an engine on PostgreSQL whose sessions are in UTC. What its URL says of a connection goes before ours."""
    settings = {**LINK, **session_settings(pool), **which_server(url)}
    engine = create_engine(
        url,
        connect_args={name: value for name, value in settings.items() if name not in url.query},
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        max_overflow=0,
        pool_size=pool.size,
        pool_timeout=pool.timeout,
        **common_options(),
    )
    event.listen(engine, "do_connect", partial(connect_patiently, pool))
    event.listen(engine, "begin", begin)
    event.listen(engine, "handle_error", invalidate_read_only)
    return engine


def session_settings(pool: EngineOptions) -> dict[str, Any]:
    """Return what a session is told when it begins, as far as whatever lies between lets it be told.

    A pooler that hands out a connection for each transaction takes no settings; and a statement that was prepared on
    one connection is not there on the next, unless the pooler prepares it anew. Where tables grow from nothing, it
    would keep the plan that it had for small ones.
    """
    if pool.pooler == "none":
        options = " ".join(f"-c {name}={value}" for name, value in {"timezone": "UTC", **pool.limits}.items())
        return {"options": options} | (UNPREPARED if pool.in_bulk else {})
    return UNPREPARED if pool.pooler == "transaction" else {}


def which_server(url: URL) -> dict[str, str]:
    """Return that, of several servers, the one is meant that writes."""
    _, arguments = url.get_dialect()().create_connect_args(url)
    return {"target_session_attrs": "read-write"} if "," in arguments.get("host", "") else {}


class PatientConnection(psycopg.Connection[Any]):
    """A connection that is closed when no answer comes: a server that has stopped would be waited for for ever."""

    response_timeout: float | None = None

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for an answer, and not longer than the patience lasts."""
        try:
            return super().wait(gen, interval, timeout or self.response_timeout)
        except psycopg.errors._WaitTimeout:  # noqa: SLF001 - psycopg has no public name for it.
            self.pgconn.finish()
            raise psycopg.OperationalError("no answer") from None


def connect_patiently(pool: EngineOptions, *arguments: Any) -> PatientConnection:
    """Open a connection that does not wait for ever."""
    _, _, positional, settings = arguments
    connection = PatientConnection.connect(*positional, **settings)
    connection.response_timeout = pool.response_timeout
    return connection


def disable_timeouts(connection: Connection) -> None:
    """Take every limit of time from a transaction, and from what is left of its connection's life."""
    if connection.dialect.name == "postgresql":
        raw: Any = connection.connection.driver_connection
        raw.response_timeout = None
        for limit in EngineOptions().limits:
            connection.exec_driver_sql(f"SET LOCAL {limit} = 0")


def shrink_cache(connection: Connection) -> None:
    """Let SQLite sort in little memory from now on; it is no slower."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA {PAGES_TO_SORT}")


def begin(connection: Connection) -> None:
    """Begin a transaction in the way that its engine has."""
    statement = connection.get_execution_options().get("begin")
    if statement:
        connection.exec_driver_sql(statement)


def invalidate_read_only(context: ExceptionContext) -> None:
    """Take a server that does not write for lost, so that all connections to it are let go of."""
    if getattr(context.original_exception, "sqlstate", None) == READ_ONLY:
        context.is_disconnect = True

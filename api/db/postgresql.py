"""PostgreSQL: pooled engines whose sessions are in UTC and have limits of time."""

from __future__ import annotations

from functools import partial
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext

from api.db.engine import COMMON_OPTIONS, EngineOptions
from api.metrics import CONNECTIONS_IN_USE

CONNECT_ARGS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "communique",
}
"""Arguments of a connection: a machine that has gone is noticed within half a minute."""

UNPREPARED: dict[str, Any] = {"prepare_threshold": None}
"""Argument for no prepared statements: each is planned for the tables as they are."""

GRACE = 5
"""Seconds by which a server may exceed its own statement timeout; after that it counts as stopped."""

READ_ONLY = "25006"
"""SQLSTATE read_only_sql_transaction: we reached a demoted primary; drop the connection."""


def postgresql_engine(url: URL, options: EngineOptions) -> Engine:
    """An engine on PostgreSQL in autocommit. Arguments in its URL take precedence over ours."""
    arguments = {**CONNECT_ARGS, **session_arguments(options), **target_arguments(url)}
    engine = create_engine(
        url,
        connect_args={name: value for name, value in arguments.items() if name not in url.query},
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        max_overflow=0,
        pool_size=options.size,
        pool_timeout=options.timeout,
        **COMMON_OPTIONS,
    )
    event.listen(engine, "do_connect", partial(connect_with_timeout, options))
    event.listen(engine, "handle_error", invalidate_read_only)
    event.listen(engine, "checkout", lambda *_: CONNECTIONS_IN_USE.inc())
    event.listen(engine, "checkin", lambda *_: CONNECTIONS_IN_USE.dec())
    return engine


def begin_statement(options: EngineOptions) -> str | None:
    """Statement that begins a transaction: behind a pooler, it sets the limits of time that the session has not."""
    if options.pooler == "none":
        return None
    return "; ".join(f"SET LOCAL {name} = '{value}'" for name, value in options.limits.items())


def session_arguments(options: EngineOptions) -> dict[str, Any]:
    """Arguments for the settings of a session, as far as a pooler lets them through.

    A transaction pooler takes no settings, and a statement prepared on one of its connections is not there on the
    next. In an import, a prepared statement would keep the plan that it had for small tables.
    """
    if options.pooler == "none":
        settings = " ".join(f"-c {name}={value}" for name, value in {"timezone": "UTC", **options.limits}.items())
        return {"options": settings} | (UNPREPARED if options.in_bulk else {})
    return UNPREPARED if options.pooler == "transaction" else {}


def target_arguments(url: URL) -> dict[str, str]:
    """Argument for a URL with several hosts: connect to the one that takes writes."""
    _, arguments = url.get_dialect()().create_connect_args(url)
    return {"target_session_attrs": "read-write"} if "," in arguments.get("host", "") else {}


class TimeoutConnection(psycopg.Connection[Any]):
    """A connection that is closed when no answer comes. psycopg would wait for a stopped server for ever."""

    response_timeout: float | None = None
    """In seconds."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for an answer. An error without SQLSTATE is not the server's: the time is over, or the connection."""
        try:
            return super().wait(gen, interval, timeout or self.response_timeout)
        except psycopg.OperationalError as error:
            if error.sqlstate is None:
                self.pgconn.finish()
            raise


def connect_with_timeout(options: EngineOptions, *arguments: Any) -> TimeoutConnection:
    """Open a connection that waits a little longer than PostgreSQL would take to cancel a statement."""
    _, _, positional, keywords = arguments
    connection = TimeoutConnection.connect(*positional, **keywords)
    connection.response_timeout = options.statement_timeout + GRACE if options.statement_timeout else None
    return connection


def invalidate_read_only(context: ExceptionContext) -> None:
    """Treat a server that refuses writes as lost, so that the pool drops all connections to it."""
    if getattr(context.original_exception, "sqlstate", None) == READ_ONLY:
        context.is_disconnect = True

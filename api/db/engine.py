"""Options of engines, and limits of time and memory, for both databases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any, Literal, NoReturn

import orjson
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as SQLAlchemyTimeout

LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")

STATEMENT_LIMIT = "statement_limit"
"""Name of the `StatementLimit` in the `info` of a connection to SQLite."""

CODES_OF_LIMITS: Mapping[str, Literal["statement", "lock"]] = {
    "57014": "statement",
    "SQLITE_INTERRUPT": "statement",
    "55P03": "lock",
    "SQLITE_BUSY": "lock",
    "SQLITE_BUSY_SNAPSHOT": "lock",
    "SQLITE_BUSY_RECOVERY": "lock",
    "SQLITE_LOCKED": "lock",
}
"""SQLSTATEs of PostgreSQL and error names of SQLite for what took longer than a limit of time allows."""

COMMON_OPTIONS: Mapping[str, Any] = {
    "json_serializer": lambda value: orjson.dumps(value).decode(),
    "json_deserializer": orjson.loads,
    "hide_parameters": True,
}
"""Options of `create_engine` for both databases. Parameters are never logged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """Size of the pool, and limits in seconds: 0 is no limit. `in_bulk` is for a process that only imports records."""

    size: int = 16
    timeout: int = 5
    statement_timeout: float = 15
    lock_timeout: float = 5
    idle_timeout: int = 60
    pooler: str = "none"
    in_bulk: bool = False

    @property
    def statement_seconds(self) -> float:
        """Seconds that a statement on SQLite may run."""
        return inf if self.in_bulk else self.statement_timeout or inf

    @property
    def limits(self) -> dict[str, str]:
        """The settings of a PostgreSQL session."""
        seconds = (self.statement_timeout, self.lock_timeout, self.idle_timeout)
        return {name: f"{limit}s" for name, limit in zip(LIMITS, seconds, strict=True)}


class LockTimeout(SQLAlchemyTimeout):
    """Other writers took longer than DATABASE_LOCK_TIMEOUT. Nothing was changed."""


def exceeded_limit(error: Exception) -> Literal["statement", "lock"] | None:
    """The limit of time that an error says was exceeded: of a statement, or of a wait for another writer."""
    if isinstance(error, LockTimeout):
        return "lock"
    cause = getattr(error, "orig", None)
    return CODES_OF_LIMITS.get(str(getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)))


def disable_timeouts(connection: Connection) -> None:
    """Remove all time limits from a transaction, and the limit on responses from the connection."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        connection.info[STATEMENT_LIMIT].seconds = inf
    else:
        driver.response_timeout = None
        for limit in LIMITS:
            connection.exec_driver_sql(f"SET LOCAL {limit} = 0")


def shrink_cache(connection: Connection) -> None:
    """Let SQLite's page cache have 16 MB while it builds indexes: its sorter may take as much again."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size=-16000")


def raise_driver_error(connection: Connection, sql: str, error: Any, *, is_lost: bool = False) -> NoReturn:
    """Raise the error of a statement that the driver ran, as SQLAlchemy would; invalidate a lost connection."""
    dialect, driver = connection.dialect, connection.connection.driver_connection
    base: Any = dialect.loaded_dbapi.Error
    is_lost = is_lost or dialect.is_disconnect(error, driver, None)
    if is_lost:
        connection.invalidate(error)
    raise DBAPIError.instance(
        sql, None, error, base, hide_parameters=True, connection_invalidated=is_lost, dialect=dialect
    ) from error

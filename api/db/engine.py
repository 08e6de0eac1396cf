"""Options of engines, and limits of time and memory, for both databases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import orjson
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")

COMMON_OPTIONS: Mapping[str, Any] = {
    "json_serializer": lambda value: orjson.dumps(value).decode(),
    "json_deserializer": orjson.loads,
    "hide_parameters": True,
}
"""Options of `create_engine` for both databases. Parameters are never logged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """Size of the pool, and limits in seconds: 0 is no limit. `in_bulk` is for a process that only imports records."""

    size: int = 8
    timeout: int = 5
    statement_timeout: int = 15
    lock_timeout: int = 5
    idle_timeout: int = 60
    pooler: str = "none"
    in_bulk: bool = False

    @property
    def limits(self) -> dict[str, str]:
        """The settings of a PostgreSQL session."""
        seconds = (self.statement_timeout, self.lock_timeout, self.idle_timeout)
        return {name: f"{limit}s" for name, limit in zip(LIMITS, seconds, strict=True)}


def disable_timeouts(connection: Connection) -> None:
    """Remove all time limits from a transaction, and the limit on responses from the connection."""
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        driver.response_timeout = None
        for limit in LIMITS:
            connection.exec_driver_sql(f"SET LOCAL {limit} = 0")


def shrink_cache(connection: Connection) -> None:
    """Let SQLite's page cache have 16 MB while it builds indexes: its sorter may take as much again."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size=-16000")


def raise_driver_error(connection: Connection, sql: str, error: Any) -> NoReturn:
    """Raise the error of a statement that the driver ran, as SQLAlchemy would; invalidate a lost connection."""
    dialect, driver = connection.dialect, connection.connection.driver_connection
    base: Any = dialect.loaded_dbapi.Error
    is_lost = dialect.is_disconnect(error, driver, None)
    if is_lost:
        connection.invalidate(error)
    raise DBAPIError.instance(
        sql, None, error, base, hide_parameters=True, connection_invalidated=is_lost, dialect=dialect
    ) from error

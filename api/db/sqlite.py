"""SQLite: engines on a file, durable and strict on every connection, and the one connection that writes to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from api.db.engine import COMMON_OPTIONS, EngineOptions

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


def sqlite_engine(url: URL, options: EngineOptions) -> Engine:
    """An engine on a SQLite file. Connections are pooled without a limit; a statement is a transaction by itself."""
    engine = create_engine(
        url,
        connect_args={"timeout": options.lock_timeout},
        paramstyle="named",
        pool_size=0,
        pool_use_lifo=True,
        pool_reset_on_return=None,
        **COMMON_OPTIONS,
    )

    @event.listens_for(engine, "do_connect")
    def make_folder(*_: Any) -> None:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        for pragma in (*PRAGMAS, *(PRAGMAS_IN_BULK if options.in_bulk else ())):
            connection.execute(f"PRAGMA {pragma}")

    return engine


class WriteConnection:
    """The one connection of a process that writes to a SQLite file. Threads wait for it in line.

    Buys: 1.05 to 1.29 times as many records a second with eight threads (ADR 12; `python -m benchmarks`). Without it,
    each thread writes with a connection of its own: SQLite then drops the connection's page cache after each write of
    another one, and lets writers poll for the lock, in no order.
    """

    def __init__(self, engine: Engine, writer: Engine) -> None:
        """Connect through `writer` at the first use; close when `engine`, which it belongs to, is disposed of."""
        self.writer, self.lock = writer, Lock()
        self.connection: Connection | None = None
        event.listen(engine, "engine_disposed", self.close)

    @contextmanager
    def use(self) -> Iterator[Connection]:
        """Wait for the connection and use it; roll back uncommitted changes."""
        with self.lock:
            if self.connection is None:
                self.connection = self.writer.connect()
            try:
                yield self.connection
            finally:
                self.connection.rollback()

    def close(self, _: Engine) -> None:
        """Wait for the connection and close it, when the engine is disposed of.

        SQLAlchemy has invalidated it if Ctrl-C came during a statement: then there is nothing to detach from the pool.
        """
        with self.lock:
            if self.connection is not None:
                if not self.connection.invalidated:
                    self.connection.detach()
                self.connection.close()
                self.connection = None

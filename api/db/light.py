"""Sessions to read with that cost nothing to open, as most requests run one statement that is made already."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.pool import ConnectionPoolEntry

from api.db.sqlite import ThreadLocalPool


class Light:
    """A thread's own connection as `CompiledQuery` uses a session; for all else, it becomes a session of SQLAlchemy."""

    __slots__ = ("dialect", "dispatch", "engine", "entry", "pool", "session")

    def __init__(self, engine: Engine, pool: ThreadLocalPool, entry: ConnectionPoolEntry) -> None:
        """Take what the pool lent."""
        self.engine, self.dialect, self.dispatch = engine, engine.dialect, engine.dispatch
        self.pool, self.entry = pool, entry
        self.session: Connection | None = None

    @property
    def connection(self) -> Any:
        """Return what has the connection of the driver."""
        return self.entry if self.session is None else self.session.connection

    def __getattr__(self, name: str) -> Any:
        """Return what only a session has."""
        return getattr(self.become(), name)

    def become(self) -> Connection:
        """Become a session."""
        if self.session is None:
            self.pool.take_back(self.entry)
            self.session = self.engine.connect()
        return self.session

    def __enter__(self) -> Connection:
        """Return it as what it stands for."""
        return cast("Connection", self)

    def __exit__(self, *_: object) -> None:
        """Give the connection back."""
        if self.session is None:
            self.pool.take_back(self.entry)
        else:
            self.session.close()


def session(engine: Engine) -> AbstractContextManager[Connection]:
    """Return a session to read with: a light one, where the engine keeps a connection for this thread."""
    pool = engine.pool
    if isinstance(pool, ThreadLocalPool):
        entry = pool.lend()
        if entry is not None:
            return Light(engine, pool, entry)
    return engine.connect()


def whole(session: Connection) -> Connection:
    """Return the session itself, for those who look at what it is."""
    return session.become() if isinstance(session, Light) else session

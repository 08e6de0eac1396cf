"""Connections that need no waiting for: to a file, each thread has one of its own to read with.

All write with the same one. SQLite has one writer at a time, and the pages that a connection has at hand are of use to
the next only if no other connection wrote meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, local
from typing import Any
from weakref import WeakSet

from sqlalchemy.pool import ConnectionPoolEntry, Pool

IDLE = "idle"
"""What is noted of a connection that nobody uses. Who takes the note away, which only one can, may use or close it."""


class ThreadLocalPool(Pool):
    """Keeps for each thread the connection that it gave back last.

    A pool for all threads has a lock, and threads of Python that meet at a lock wait for one another far longer than a
    look-up in a file takes. A thread that ends lets go of its connection, which is then closed.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Start with none."""
        super().__init__(*arguments, **options)
        self.mine = local()
        self.kept: WeakSet[ConnectionPoolEntry] = WeakSet()
        self.line = Lock()
        self.writing: ConnectionPoolEntry | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait in line to write. Meanwhile this thread's connection is that with which the last one wrote."""
        with self.line:
            own = self.swap(self.writing)
            try:
                yield
            finally:
                self.writing = self.swap(own)

    def swap(self, entry: ConnectionPoolEntry | None) -> ConnectionPoolEntry | None:
        """Give this thread another connection, or none, and return the one that it had."""
        had: ConnectionPoolEntry | None = self.mine.__dict__.pop("entry", None)
        if entry is not None:
            self.mine.entry = entry
        return had

    def take(self) -> ConnectionPoolEntry | None:
        """Return this thread's connection, unless it has none, or that was closed by whoever disposed of the pool."""
        entry: ConnectionPoolEntry | None = self.mine.__dict__.pop("entry", None)
        return entry if entry is not None and entry.info.pop(IDLE, False) else None

    def _do_get(self) -> ConnectionPoolEntry:
        """Return this thread's connection, or a new one."""
        entry = self.take()
        if entry is None:
            entry = self._create_connection()
            self.kept.add(entry)
        return entry

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        """Keep a connection for this thread, if it has none."""
        if "entry" in self.mine.__dict__:
            record.close()
        else:
            record.info[IDLE] = True
            self.mine.entry = record

    def lend(self) -> ConnectionPoolEntry | None:
        """Return this thread's connection as it is, if it has one: to be given back by `take_back`."""
        entry = self.take()
        return entry if entry is not None and entry.dbapi_connection is not None else None

    def take_back(self, entry: ConnectionPoolEntry) -> None:
        """Keep again what was lent."""
        self._do_return_conn(entry)

    def dispose(self) -> None:
        """Close what nobody uses."""
        for entry in [*self.kept]:
            if entry.info.pop(IDLE, False):
                entry.close()

    def recreate(self) -> ThreadLocalPool:
        """Return a new pool that makes connections as this one does."""
        return self.__class__(
            self._creator,
            dialect=self._dialect,
            reset_on_return=self._reset_on_return,
            _dispatch=self.dispatch,
        )

    def status(self) -> str:
        """Return how many connections there are."""
        return f"Connections of threads: {len(self.kept)}"

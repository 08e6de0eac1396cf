"""How long a write holds what every other writer waits for: SQLite's one writer, or the lock of the change log."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import fmean
from typing import Any, NamedTuple

import orjson
from flask import Flask
from sqlalchemy import Connection, event

from api import create_app
from api.db.database import Database
from api.settings import Settings
from benchmarks.records import record
from benchmarks.work import LIST

TAKING = ("BEGIN IMMEDIATE", "SELECT pg_advisory_xact_lock")
CREATED = 201


class Refused(RuntimeError):
    """A write that was not taken."""


class Held(NamedTuple):
    """µs from the moment that a lock was got until it was let go, and those of them that were spent on a CPU."""

    clock: float
    cpu: float


class Watch:
    """Notes how long transactions of a database hold the lock, from one thread."""

    def __init__(self, database: Database) -> None:
        """Begin to look."""
        self.began, self.noted = (0.0, 0.0), list[Held]()
        event.listen(database.writer, "after_cursor_execute", self.take)
        self.transaction = database.transaction
        database.transaction = self.watched  # type: ignore[method-assign]

    def take(self, *arguments: Any) -> None:
        """Note that the lock was got, if that is what the statement does."""
        statement: str = arguments[2]
        if statement.startswith(TAKING):
            self.began = time.perf_counter(), time.thread_time()

    @contextmanager
    def watched(self) -> Iterator[Connection]:
        """Open a transaction, and note when it has ended."""
        with self.transaction() as connection:
            yield connection
        (clock, cpu), self.began = self.began, (0.0, 0.0)
        if clock:
            self.noted.append(Held((time.perf_counter() - clock) * 1e6, (time.thread_time() - cpu) * 1e6))


def held(url: str, key: str, *, writes: int = 150) -> Held:
    """Send so many POSTs, one after the other, to an application in this process. Return the means."""
    app = create_app(Settings(database_url=url, log_level="error"))
    database: Database = app.extensions["database"]
    watch = Watch(database)
    try:
        for number in range(writes):
            write(app, key, number)
    finally:
        database.engine.dispose()
    return Held(fmean(each.clock for each in watch.noted), fmean(each.cpu for each in watch.noted))


def write(app: Flask, key: str, number: int) -> None:
    """Send a record. Raise `Refused` unless it was taken."""
    content = record(number) | {"identifiers": [{"scheme": "benchmark-lock", "id": str(number)}]}
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    answer = app.test_client().post(LIST, data=orjson.dumps(content), headers=headers)
    if answer.status_code != CREATED:
        raise Refused(answer.text)

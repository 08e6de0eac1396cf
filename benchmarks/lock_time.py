"""How long a write holds the lock that serialises writers: SQLite's write lock, or the change log's advisory lock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import fmean
from threading import get_ident
from typing import Any, NamedTuple

import orjson
from flask import Flask
from sqlalchemy import Connection, event

from api import create_app
from api.db.database import Database
from api.settings import Settings
from benchmarks.errors import BenchmarkError
from benchmarks.records import record
from benchmarks.workloads import LIST

LOCK_STATEMENTS = ("BEGIN IMMEDIATE", "SELECT pg_advisory_xact_lock")
CREATED = 201


class LockTime(NamedTuple):
    """µs for which a lock was held: by the clock, and on a CPU."""

    clock: float
    cpu: float


class LockTimer:
    """Measures how long transactions of a database hold the lock, those of the thread that makes it."""

    def __init__(self, database: Database) -> None:
        self.began, self.times = (0.0, 0.0), list[LockTime]()
        self.thread = get_ident()
        event.listen(database.writer, "after_cursor_execute", self.on_statement)
        self.transaction = database.transaction
        database.transaction = self.timed_transaction

    def on_statement(self, *arguments: Any) -> None:
        """Start, if the statement acquires the lock."""
        statement: str = arguments[2]
        if statement.startswith(LOCK_STATEMENTS) and get_ident() == self.thread:
            self.began = time.perf_counter(), time.thread_time()

    @contextmanager
    def timed_transaction(self) -> Iterator[Connection]:
        """A transaction of the database. The time ends with it."""
        with self.transaction() as connection:
            yield connection
        if get_ident() != self.thread:  # A write in the background, such as of a key's last use.
            return
        (clock, cpu), self.began = self.began, (0.0, 0.0)
        if clock:
            self.times.append(LockTime((time.perf_counter() - clock) * 1e6, (time.thread_time() - cpu) * 1e6))


def measure_lock(url: str, key: str, *, writes: int = 150) -> LockTime:
    """Mean over POSTs, sent one after the other to an application in this process."""
    app = create_app(Settings(database_url=url, log_level="error"))
    database: Database = app.extensions["database"]
    timer = LockTimer(database)
    try:
        for number in range(writes):
            post_record(app, key, number)
    finally:
        database.engine.dispose()
    return LockTime(fmean(time.clock for time in timer.times), fmean(time.cpu for time in timer.times))


def post_record(app: Flask, key: str, number: int) -> None:
    """Create a record. Raises `BenchmarkError` if it is rejected."""
    content = record(number) | {"identifiers": [{"scheme": "benchmark-lock", "id": str(number)}]}
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    response = app.test_client().post(LIST, data=orjson.dumps(content), headers=headers)
    if response.status_code != CREATED:
        raise BenchmarkError(response.text)

"""Memory of an export: one batch, whatever the number of records."""

from __future__ import annotations

import gc
import tracemalloc
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from api.db.database import Database
from api.formats import base
from api.services.query import executor
from tests.clients import Client
from tests.records import published, save_record

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FORMATS = ("ndjson", "csv")


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty rows per batch, and small chunks."""
    monkeypatch.setattr(executor, "BATCH_OF_RECORDS", 20)
    monkeypatch.setattr(base, "CHUNK_SIZE", 2_000)


def fill(database: Database, first: int, last: int) -> None:
    """Create records with these numbers."""

    def keep(connection: Connection) -> None:
        for number in range(first, last):
            save_record(connection, published(title=f"Number {number}", body="words " * 500), note="", now=NOW)

    database.write(keep)


COLLECTED = 10
"""Chunks between garbage collections."""


def peak(public: Client, name: str) -> tuple[int, int]:
    """Peak memory of an export without garbage, and its length, in bytes."""
    gc.collect()
    gc.freeze()  # Older objects are then not searched for garbage.
    tracemalloc.start()
    answer = public.get(f"/v1/announcements?format={name}", buffered=False)
    length = 0
    for number, chunk in enumerate(answer.response):
        length += len(chunk)
        if number % COLLECTED == 0:
            gc.collect()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most, length


@pytest.mark.long
@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("name", FORMATS)
def test_an_export_ten_times_as_long_takes_no_more_memory(public: Client, database: Database, name: str) -> None:
    """The shorter one has three batches: as many rows and chunks are held at a time as in the longer one."""
    fill(database, 0, 60)
    before, short = min(peak(public, name) for _ in range(3))
    fill(database, 60, 600)
    after, long = min(peak(public, name) for _ in range(3))
    assert long > short * 9
    assert after < before * 1.2

"""A client that follows `next` sees each unchanged item exactly once, whatever others write meanwhile.

In an order by the time of change, what is changed moves: on the way up it may come again, as the newer version that it
then is, and on the way down it may slip past. Every other order keeps it where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from threading import Event, Thread
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Connection

from api.db.database import Database
from api.services import records
from api.services.records import documents
from api.services.records.types import Change
from api.services.records.writer import save_one
from tests.clients import Client
from tests.oracle.comparison import Json, fetch_pages
from tests.oracle.random_queries import SORTS
from tests.oracle.random_records import JURISDICTIONS, make_record
from tests.oracle.seeding import CHANGE_OPTIONS, seed_database
from tests.oracle.snapshot import LISTS, Snapshot
from tests.oracle.test_lists import SEED

WALKS = 2
WRITERS = 2
PAUSE = 0.002
"""Seconds between writes, so that a client that reads towards the newest reaches the end."""


@dataclass
class Writers:
    """Concurrent writers: each creates records, changes some and withdraws others."""

    database: Database
    changing: list[str]
    leaving: list[str]
    done: Event = field(default_factory=Event)
    failures: list[Exception] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)

    def work(self, number: int) -> None:
        """Write until the reader is done."""
        random = Random(number)  # noqa: S311 - The same records every time.
        leaving = self.leaving[number::WRITERS]
        try:
            while not self.done.wait(PAUSE):
                for act in (self.insert, self.change, self.withdraw if leaving else self.change):
                    self.database.write(lambda connection, act=act: act(connection, random, leaving))  # type: ignore[misc]
                    self.made[act.__name__] += 1
        except Exception as failure:
            self.failures.append(failure)
            raise

    def insert(self, connection: Connection, random: Random, _: list[str]) -> None:
        """Create a record."""
        stated = documents.validate(make_record(random, 0) | {"identifiers": []})
        change = Change(operation="created", payload=stated, actor=CHANGE_OPTIONS["actor"], now=datetime.now(UTC))
        save_one(connection, change)

    def change(self, connection: Connection, random: Random, _: list[str]) -> None:
        """Change a field that no order uses."""
        id, words = UUID(random.choice(self.changing)), f"Changed {random.random()}"
        records.patch(connection, id, {"summary": words}, change_type="minor", now=datetime.now(UTC), **CHANGE_OPTIONS)

    def withdraw(self, connection: Connection, _: Random, leaving: list[str]) -> None:
        """Withdraw a record."""
        records.withdraw(connection, UUID(leaving.pop()), change_type="minor", now=datetime.now(UTC), **CHANGE_OPTIONS)


@contextmanager
def concurrent_writers(database: Database, changing: list[str], leaving: list[str]) -> Iterator[Writers]:
    """Run writers for as long as the context lasts."""
    writers = Writers(database, changing, leaving)
    threads = [Thread(target=writers.work, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield writers
    finally:
        writers.done.set()
        for thread in threads:
            thread.join()
    assert writers.failures == []
    assert set(writers.made) == {"insert", "change", "withdraw"}


def fetch_items(client: Client, collection: str, sort: str, limit: int) -> list[Json]:
    """All items of a list in this order, page by page."""
    pages = fetch_pages(client, f"/v1/{collection}", limit, sort=[sort], jurisdiction=[*JURISDICTIONS])
    return [item for page in pages for item in page["data"]]


def version_of(item: Json) -> int:
    """The version of an item's record."""
    version: int = item.get("announcement", item)["version"]
    return version


def ids_of(snapshot: Snapshot, collection: str, records: set[str]) -> Counter[str]:
    """Ids of the items of these records, each once."""
    return Counter(item.part["id"] for item in snapshot.items(collection) if item.record["id"] in records)


@pytest.mark.parametrize("collection", LISTS)
def test_pages_have_no_gap_and_no_duplicate_while_others_write(app: Flask, database: Database, collection: str) -> None:
    snapshot = seed_database(database, Random(SEED), 40, today=datetime.now(UTC).date())  # noqa: S311 - The same every time.
    open_ones = [record["id"] for record in snapshot.records if record["state"] == "published"]
    still, changing, leaving = set(open_ones[::3]), open_ones[1::3], open_ones[2::3]
    client = Client.of(app, "read")
    with concurrent_writers(database, changing, leaving):
        for sort in [f"{sign}{name}" for name in SORTS[collection] for sign in ("-", "")] * WALKS:
            items = fetch_items(client, collection, sort, 5)
            assert_each_once(items, ids_of(snapshot, collection, still))
            if sort.endswith("updated_at"):
                assert_no_version_repeats(items, going_up=sort == "updated_at")
            else:
                assert_each_once(items, ids_of(snapshot, collection, {*changing}))
                assert set(Counter(item["id"] for item in items).values()) <= {1}


def assert_each_once(items: list[Json], expected: Counter[str]) -> None:
    """Assert that each of these ids occurs once."""
    seen = Counter(item["id"] for item in items)
    assert {id: seen[id] for id in expected} == dict(expected)


def assert_no_version_repeats(items: list[Json], *, going_up: bool) -> None:
    """Assert that an item repeats only as a newer version, and only in ascending order."""
    seen: dict[str, list[int]] = {}
    for item in items:
        seen.setdefault(item["id"], []).append(version_of(item))
    for versions in seen.values():
        assert versions == sorted(set(versions)), "each version comes once, the older first"
        assert going_up or len(versions) == 1

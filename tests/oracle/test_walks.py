"""Whoever follows `next` sees what stays as it is exactly once, and nothing twice, whatever others write meanwhile.

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
from tests.clients import Client
from tests.oracle.asking import Answer, walk
from tests.oracle.keeping import WHY, keep
from tests.oracle.making import make_record
from tests.oracle.questions import SORTS
from tests.oracle.test_lists import SEED
from tests.oracle.world import LISTS, World

WALKS = 2
WRITERS = 2
PAUSE = 0.002
"""Seconds between writes, so that a walk towards what is newest comes to an end."""


@dataclass
class Writers:
    """Several at work at once: each makes new records, changes some of the old ones, and withdraws others."""

    database: Database
    changing: list[str]
    leaving: list[str]
    done: Event = field(default_factory=Event)
    failures: list[Exception] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)

    def work(self, number: int) -> None:
        """Write until the reading is done."""
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
        """Keep a new record."""
        stated = documents.validate(make_record(random, 0) | {"identifiers": []})
        records.create(connection, stated, change_type="minor", actor=WHY["actor"], now=datetime.now(UTC))

    def change(self, connection: Connection, random: Random, _: list[str]) -> None:
        """Change what no list is ordered by."""
        id, words = UUID(random.choice(self.changing)), f"Changed {random.random()}"
        records.patch(connection, id, {"summary": words}, change_type="minor", now=datetime.now(UTC), **WHY)

    def withdraw(self, connection: Connection, _: Random, leaving: list[str]) -> None:
        """Withdraw a record."""
        records.withdraw(connection, UUID(leaving.pop()), change_type="minor", now=datetime.now(UTC), **WHY)


@contextmanager
def writing(database: Database, changing: list[str], leaving: list[str]) -> Iterator[Writers]:
    """Let others write for as long as this lasts."""
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


def walked(client: Client, collection: str, sort: str, limit: int) -> list[Answer]:
    """Return all items of a list in this order, as its pages have them."""
    pages = walk(client, f"/v1/{collection}", limit, sort=[sort], jurisdiction=["KR", "US", "US-CA", "EU"])
    return [item for page in pages for item in page["data"]]


def version_of(item: Answer) -> int:
    """Return the version of an item's record."""
    version: int = item.get("announcement", item)["version"]
    return version


def ids_of(world: World, collection: str, records: set[str]) -> Counter[str]:
    """Return the ids of what a list has of these records, each once."""
    return Counter(item.part["id"] for item in world.items(collection) if item.record["id"] in records)


@pytest.mark.parametrize("collection", LISTS)
def test_a_walk_has_no_gap_and_no_double_while_others_write(app: Flask, database: Database, collection: str) -> None:
    """In every order and direction, on pages of a few items."""
    world = keep(database, Random(SEED), 40, today=datetime.now(UTC).date())  # noqa: S311 - The same every time.
    open_ones = [record["id"] for record in world.records if record["state"] == "published"]
    still, changing, leaving = set(open_ones[::3]), open_ones[1::3], open_ones[2::3]
    client = Client.of(app, "read")
    with writing(database, changing, leaving):
        for sort in [f"{sign}{name}" for name in SORTS[collection] for sign in ("-", "")] * WALKS:
            items = walked(client, collection, sort, 5)
            see_each_once(items, ids_of(world, collection, still))
            if sort.endswith("updated_at"):
                see_each_once_as_it_was(items, going_up=sort == "updated_at")
            else:
                see_each_once(items, ids_of(world, collection, {*changing}))
                assert set(Counter(item["id"] for item in items).values()) <= {1}


def see_each_once(items: list[Answer], expected: Counter[str]) -> None:
    """See that these are there, once."""
    seen = Counter(item["id"] for item in items)
    assert {id: seen[id] for id in expected} == dict(expected)


def see_each_once_as_it_was(items: list[Answer], *, going_up: bool) -> None:
    """See that nothing comes again, but for what was changed in between and stands further up now."""
    seen: dict[str, list[int]] = {}
    for item in items:
        seen.setdefault(item["id"], []).append(version_of(item))
    for versions in seen.values():
        assert versions == sorted(set(versions)), "each version comes once, the older first"
        assert going_up or len(versions) == 1

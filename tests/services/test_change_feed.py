"""No reader of the change log ever passes over a change, however the transactions of its writers overlap."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from api.db.database import Database
from api.models import Version
from api.services import change_feed
from api.services.auth import OPERATOR, PUBLIC, Actor
from tests.clients import Client
from tests.records import draft, keep_record, published
from tests.services.query.test_statement_counts import count

WRITERS, WRITES = 6, 8
PATIENCE = 60
BLOCKED = """
    SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
"""
"""How many wait for a lock that has a number."""


def keep(connection: Connection, **members: Any) -> None:
    """Record something."""
    keep_record(connection, draft(**members), note="A change.", now=datetime.now(UTC))


def keep_slowly(connection: Connection, *, doing: Event, go_on: Event) -> None:
    """Record something, and then do not commit for a while."""
    keep(connection)
    doing.set()
    assert go_on.wait(PATIENCE)


def read(database: Database, place: int, *, actor: Actor = OPERATOR, limit: int = 3) -> list[int]:
    """Return the numbers of the changes on one page."""
    with database.connect() as connection:
        return [each["seq"] for each in change_feed.changes_after(connection, place, limit=limit, actor=actor).items]


def follow(database: Database, is_over: Callable[[], bool]) -> list[int]:
    """Follow the log from its beginning, page by page, until nothing more can come. Return what was seen."""
    seen: list[int] = []
    while True:
        over = is_over()
        page = read(database, seen[-1] if seen else 0)
        seen += page
        if over and not page:
            return seen


def log(database: Database) -> list[int]:
    """Return the number of every change there is."""
    with database.connect() as connection:
        return list(connection.scalars(select(Version.seq).order_by(Version.seq)))


def is_blocked(database: Database) -> bool:
    """Whether a writer waits for its turn to get a number."""
    with database.connect() as connection:
        return bool(connection.scalar(text(BLOCKED)))


ON_POSTGRESQL = pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
"""SQLite has one writer at a time: there, no transactions overlap."""


@ON_POSTGRESQL
def test_a_change_that_commits_later_is_not_passed_over(database: Database) -> None:
    """It got its number first; whoever would get a later one waits, and is seen after it."""
    doing, go_on = Event(), Event()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(database.write, lambda connection: keep_slowly(connection, doing=doing, go_on=go_on))
        assert doing.wait(PATIENCE)
        second = pool.submit(database.write, keep)
        deadline = time.monotonic() + PATIENCE
        while not second.done() and not is_blocked(database):
            assert time.monotonic() < deadline
        seen = read(database, 0)
        go_on.set()
        wait([first, second])
    seen += read(database, seen[-1] if seen else 0)
    assert seen == log(database)
    assert len(seen) == 2


@ON_POSTGRESQL
def test_a_transaction_that_began_early_holds_up_no_other_until_it_changes_something(database: Database) -> None:
    """Others commit meanwhile and are read; when it commits at last, it comes after them."""
    begun, go_on = Event(), Event()

    def begin_early(connection: Connection) -> None:
        connection.execute(text("SELECT pg_current_xact_id()"))
        begun.set()
        assert go_on.wait(PATIENCE)
        keep(connection, title="Early")

    with ThreadPoolExecutor(1) as pool:
        early = pool.submit(database.write, begin_early)
        assert begun.wait(PATIENCE)
        database.write(keep)
        seen = read(database, 0)
        assert len(seen) == 1
        go_on.set()
        early.result(PATIENCE)
    seen += read(database, seen[-1])
    assert seen == log(database)
    assert len(seen) == 2


def write_much(database: Database, seed: int) -> None:
    """Make changes, each in a transaction that is open for a while, before its change and after it."""
    chance = random.Random(seed)  # noqa: S311 - for nothing secret.

    def work(connection: Connection) -> None:
        connection.execute(text("SELECT 1"))
        time.sleep(chance.random() / 50)
        keep(connection, title=f"Writer {seed}")
        time.sleep(chance.random() / 50)

    for _ in range(WRITES):
        database.write(work)


def test_who_follows_sees_every_change_exactly_once_while_many_write(database: Database) -> None:
    """In order, by several readers at once, each of whom reads as fast as they can."""
    with ThreadPoolExecutor(WRITERS + 2) as pool:
        writers: list[Future[None]] = [pool.submit(write_much, database, seed) for seed in range(WRITERS)]
        readers = [pool.submit(follow, database, lambda: all(each.done() for each in writers)) for _ in range(2)]
        for each in writers:
            each.result(PATIENCE)
        seen = [each.result(PATIENCE) for each in readers]
    whole = log(database)
    assert len(whole) == WRITERS * WRITES
    assert seen == [whole, whole]


def test_a_change_that_was_taken_back_is_never_seen(database: Database) -> None:
    """Its number is left out, or given again to another."""

    def fail(connection: Connection) -> None:
        keep(connection)
        raise RuntimeError

    database.write(keep)
    with pytest.raises(RuntimeError):
        database.write(fail)
    database.write(keep)
    assert follow(database, lambda: True) == log(database)
    assert len(log(database)) == 2


def test_a_page_takes_one_statement_whatever_its_length(client: Client, public: Client, database: Database) -> None:
    """And one more to find the end of the log, or whose key it is."""
    for _ in range(20):
        client.create(published())
    for query in ("limit=1", "limit=200", "wait=5"):
        assert count(database, public, f"/v1/changes?{query}") == 1
    assert count(database, client, "/v1/changes?limit=5") == 2
    assert count(database, public, "/v1/changes?since=latest") == 2


ALONE = {
    "pk_versions": "DROP INDEX ix_versions_public_seq",
    "ix_versions_public_seq": "ALTER TABLE versions DROP CONSTRAINT pk_versions",
}
"""How PostgreSQL is left with one of the two indexes."""


@pytest.mark.parametrize(("actor", "index"), [(PUBLIC, "ix_versions_public_seq"), (OPERATOR, "pk_versions")])
def test_every_page_is_read_from_an_index(database: Database, actor: Actor, index: str) -> None:
    """What the public may not know of is not even looked at; nothing is sorted."""
    query = change_feed.page_of_changes(7, limit=100, actor=actor)
    statement = str(query.compile(database.engine, compile_kwargs={"literal_binds": True}))
    with database.writer.connect() as connection:  # What is set and dropped is gone with its transaction.
        if database.engine.dialect.name == "sqlite":
            plan = " ".join(row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")))
            wanted = f"SEARCH versions USING INDEX {index} (public=? AND seq>?)"
            assert plan == (wanted if actor is PUBLIC else "SEARCH versions USING INTEGER PRIMARY KEY (rowid>?)")
        else:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
            connection.execute(text("SET LOCAL enable_bitmapscan = off"))
            connection.execute(text(ALONE[index]))  # Of hardly any rows, either index would do.
            plan = "\n".join(connection.scalars(text(f"EXPLAIN {statement}")))
            assert f"Index Scan using {index} on versions" in plan
            assert "Sort" not in plan

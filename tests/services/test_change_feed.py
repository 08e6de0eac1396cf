"""No reader of the change feed passes over a change, however the transactions of writers overlap."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, select, text, update

from api.db.database import Database
from api.models import Version
from api.services import change_feed
from api.services.auth import OPERATOR, PUBLIC, Actor
from tests.clients import Client
from tests.records import draft, published, save_record
from tests.services.query.test_statement_counts import count

WRITERS, WRITES = 6, 8
TIMEOUT = 60
COUNT_WAITING = """
    SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
"""
"""Number of sessions that wait for an advisory lock."""


def create_one(connection: Connection, **members: Any) -> None:
    """Create a record."""
    save_record(connection, draft(**members), note="A change.", now=datetime.now(UTC))


def create_slowly(connection: Connection, *, doing: Event, go_on: Event) -> None:
    """Create a record, and commit only after `go_on`."""
    create_one(connection)
    doing.set()
    assert go_on.wait(TIMEOUT)


def read_page(database: Database, place: int, *, actor: Actor = OPERATOR, limit: int = 3) -> list[int]:
    """Sequence numbers of the changes on one page."""
    with database.connect() as connection:
        return [each["seq"] for each in change_feed.changes_after(connection, place, limit=limit, actor=actor).items]


def follow_to_the_end(database: Database, is_over: Callable[[], bool]) -> list[int]:
    """Sequence numbers on all pages, from the first to an empty one after the writers are done."""
    listed: list[int] = []
    while True:
        over = is_over()
        page = read_page(database, listed[-1] if listed else 0)
        listed += page
        if over and not page:
            return listed


def all_seqs(database: Database) -> list[int]:
    """Every sequence number in the log."""
    with database.connect() as connection:
        return list(connection.scalars(select(Version.seq).order_by(Version.seq)))


def is_blocked(database: Database) -> bool:
    """Whether a writer waits for the lock on the log."""
    with database.connect() as connection:
        return bool(connection.scalar(text(COUNT_WAITING)))


ON_POSTGRESQL = pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
"""On SQLite transactions do not overlap: it has one writer at a time."""


@ON_POSTGRESQL
def test_a_change_that_commits_later_is_not_passed_over(database: Database) -> None:
    doing, go_on = Event(), Event()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(database.write, lambda connection: create_slowly(connection, doing=doing, go_on=go_on))
        assert doing.wait(TIMEOUT)
        second = pool.submit(database.write, create_one)
        deadline = time.monotonic() + TIMEOUT
        while not second.done() and not is_blocked(database):
            assert time.monotonic() < deadline
        listed = read_page(database, 0)
        go_on.set()
        wait([first, second])
    listed += read_page(database, listed[-1] if listed else 0)
    assert listed == all_seqs(database)
    assert len(listed) == 2


@ON_POSTGRESQL
def test_an_open_transaction_blocks_no_other_until_it_changes_something(database: Database) -> None:
    begun, go_on = Event(), Event()

    def begin_early(connection: Connection) -> None:
        connection.execute(text("SELECT pg_current_xact_id()"))
        begun.set()
        assert go_on.wait(TIMEOUT)
        create_one(connection, title="Early")

    with ThreadPoolExecutor(1) as pool:
        early = pool.submit(database.write, begin_early)
        assert begun.wait(TIMEOUT)
        database.write(create_one)
        listed = read_page(database, 0)
        assert len(listed) == 1
        go_on.set()
        early.result(TIMEOUT)
    listed += read_page(database, listed[-1])
    assert listed == all_seqs(database)
    assert len(listed) == 2


def write_much(database: Database, seed: int) -> None:
    """Create records, each in a transaction that is open for a while before and after."""
    chance = random.Random(seed)  # noqa: S311 - for nothing secret.

    def work(connection: Connection) -> None:
        connection.execute(text("SELECT 1"))
        time.sleep(chance.random() / 50)
        create_one(connection, title=f"Writer {seed}")
        time.sleep(chance.random() / 50)

    for _ in range(WRITES):
        database.write(work)


def test_followers_see_every_change_exactly_once_during_writes(database: Database) -> None:
    with ThreadPoolExecutor(WRITERS + 2) as pool:
        writers: list[Future[None]] = [pool.submit(write_much, database, seed) for seed in range(WRITERS)]
        readers = [
            pool.submit(follow_to_the_end, database, lambda: all(each.done() for each in writers)) for _ in range(2)
        ]
        for each in writers:
            each.result(TIMEOUT)
        listed = [each.result(TIMEOUT) for each in readers]
    whole = all_seqs(database)
    assert len(whole) == WRITERS * WRITES
    assert listed == [whole, whole]


def test_a_rolled_back_change_is_never_seen(database: Database) -> None:

    def fail(connection: Connection) -> None:
        create_one(connection)
        raise RuntimeError

    database.write(create_one)
    with pytest.raises(RuntimeError):
        database.write(fail)
    database.write(create_one)
    assert follow_to_the_end(database, lambda: True) == all_seqs(database)
    assert len(all_seqs(database)) == 2


def test_a_page_takes_one_statement_whatever_its_length(client: Client, public: Client, database: Database) -> None:
    for _ in range(20):
        client.create(published())
    for query in ("limit=1", "limit=200", "wait=5"):
        assert count(database, public, f"/v1/changes?{query}") == 1
    assert count(database, client, "/v1/changes?limit=5") == 2
    assert count(database, public, "/v1/changes?since=latest") == 2
    assert count(database, public, "/v1/changes?change_type=correction") == 1


DROP_THE_OTHER_INDEX = {
    "pk_versions": "DROP INDEX ix_versions_public_number",
    "ix_versions_public_number": "ALTER TABLE versions DROP CONSTRAINT pk_versions",
}
"""SQL that leaves PostgreSQL with one of the two indexes."""


@pytest.mark.parametrize(("actor", "index"), [(PUBLIC, "ix_versions_public_number"), (OPERATOR, "pk_versions")])
def test_every_page_is_read_from_an_index(database: Database, actor: Actor, index: str) -> None:
    query = change_feed.page_of_changes(7, limit=100, actor=actor)
    statement = str(query.compile(database.engine, compile_kwargs={"literal_binds": True}))
    with database.writer.connect() as connection:  # What is set and dropped is gone with its transaction.
        if database.engine.dialect.name == "sqlite":
            plan = " ".join(row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")))
            wanted = f"SEARCH versions USING INDEX {index} (public_number>?)"
            assert plan == (wanted if actor is PUBLIC else "SEARCH versions USING INTEGER PRIMARY KEY (rowid>?)")
        else:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
            connection.execute(text("SET LOCAL enable_bitmapscan = off"))
            connection.execute(text(DROP_THE_OTHER_INDEX[index]))  # Of hardly any rows, either index would do.
            plan = "\n".join(connection.scalars(text(f"EXPLAIN {statement}")))
            assert f"Index Scan using {index} on versions" in plan
            assert "Sort" not in plan


@pytest.mark.parametrize("actor", [PUBLIC, OPERATOR])
def test_changes_of_a_type_are_read_from_its_index(database: Database, actor: Actor) -> None:
    """Of each type no more than a page, however long the log is, whatever the other changes are."""
    with database.writer.connect() as connection:
        page = change_feed.page_of_changes(7, limit=100, actor=actor)
        types = ("major", "correction")
        query = change_feed.select_types(connection, page, types, 7, limit=100, actor=actor)
        statement = str(query.compile(database.engine, compile_kwargs={"literal_binds": True}))
        if database.engine.dialect.name == "sqlite":
            rows = connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))
            plan = {row.detail for row in rows if row.detail.startswith(("SEARCH", "SCAN versions"))}
            indexes = {f"SEARCH versions USING INDEX ix_versions_{type} (public=? AND seq>?)" for type in types}
            assert plan == {*indexes, "SEARCH versions USING INTEGER PRIMARY KEY (rowid=?)"}
        else:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
            connection.execute(text("SET LOCAL enable_bitmapscan = off"))
            plan = [*connection.scalars(text(f"EXPLAIN {statement}"))]
            scans = {re.sub(r".*(using \w+) .*", r"\1", line) for line in plan if " using " in line}
            assert scans == {"using pk_versions", "using ix_versions_major", "using ix_versions_correction"}


def test_public_changes_are_numbered_without_the_drafts(client: Client, public: Client) -> None:
    """A cursor serves both readers, and neither number nor cursor of the public counts drafts."""
    first = client.create(published())
    after_first = {each: each.get("/v1/changes").get_json()["links"]["next"] for each in (client, public)}
    client.create(draft())
    client.patched(first, {"title": "Changed"})
    numbers = {each: [row["seq"] for row in each.get("/v1/changes").get_json()["data"]] for each in (client, public)}
    assert numbers[public] == [1, 2]
    assert len(numbers[client]) == 3
    for cursor in after_first.values():
        assert [row["op"] for row in public.get(cursor).get_json()["data"]] == ["patched"]
        assert [row["op"] for row in client.get(cursor).get_json()["data"]] == ["created", "patched"]
    latest = {each: each.get("/v1/changes?since=latest").get_json()["links"]["next"] for each in (client, public)}
    assert all(each.get(cursor).get_json()["data"] == [] for cursor in latest.values() for each in (client, public))


def test_changes_of_an_older_release_keep_the_numbers_it_showed(
    client: Client, public: Client, database: Database
) -> None:
    """It writes none while it still runs beside this one."""
    client.create(draft())
    client.create(published())
    with database.writer.begin() as connection:
        connection.execute(update(Version).values(public_number=None))
    client.create(published(title="Later"))
    by_key, shown = ([row["seq"] for row in each.get("/v1/changes").get_json()["data"]] for each in (client, public))
    assert shown == [by_key[1], by_key[1] + 1]

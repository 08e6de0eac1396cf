"""Reads go to replicas that have replayed enough."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, create_engine, text
from werkzeug.test import TestResponse

from api.db.replicas import REPLICA_STATE, is_replica
from tests import clusters
from tests.clients import RECORDS, Client, url_of
from tests.clusters import Node
from tests.records import draft, published
from tests.replicas import PATIENCE, catch_up, confirmed_by, is_eligible, probe_all, replicas, serving
from tests.waiting import wait_until

POSITION = "Communique-Position"
CHANGES = "/v1/changes"


@pytest.fixture(scope="module")
def primary() -> Iterator[Node]:
    """The primary server."""
    with clusters.primary() as node:
        yield node


@pytest.fixture(scope="module")
def standby(primary: Node) -> Iterator[Node]:
    """A standby of the primary."""
    with primary.standby("standby") as node:
        yield node


@pytest.fixture
def app(primary: Node, standby: Node) -> Iterator[Flask]:
    """The application on both servers, with a replica that has caught up."""
    with serving(primary.address, standby.address) as app:
        catch_up(app)
        yield app


@pytest.fixture
def paused(standby: Node, app: Flask) -> Iterator[Client]:
    """A client with every scope; the replica knows its key, and replays nothing further."""
    client = Client.of(app, "read", "write", "publish", "admin")
    catch_up(app)
    standby.ask("SELECT pg_wal_replay_pause()")
    wait_until(lambda: standby.ask("SELECT pg_get_wal_replay_pause_state()") == "paused")
    yield client
    standby.ask("SELECT pg_wal_replay_resume()")


def where(connection: Connection) -> str:
    """Role of the connected server."""
    return "replica" if is_replica(connection) else "primary"


def read_changes(client: Client, since: str | None = None) -> tuple[list[int], str]:
    """Sequence numbers of a page of changes, and the cursor of the next page."""
    answer = client.get(CHANGES, query_string={"since": since} if since else {})
    assert answer.status_code == 200, answer.text
    page = answer.get_json()
    return [each["seq"] for each in page["data"]], page["links"]["next"].partition("since=")[2]


def test_clients_without_write_scopes_read_from_a_replica(app: Flask, paused: Client) -> None:
    url = url_of(paused.create(published()))
    assert Client(app).get(url).status_code == 404


def test_clients_with_write_scopes_read_from_the_primary(paused: Client) -> None:
    record = paused.create(published())
    assert paused.get(url_of(record)).get_json()["id"] == record["id"]
    assert paused.get(f"{RECORDS}?format=ndjson").text.count("\n") == 1
    assert len(read_changes(paused)[0]) == 1


def test_a_position_shows_its_write_to_every_reader(app: Flask, paused: Client) -> None:
    answer = paused.post(RECORDS, json=published())
    headers = {POSITION: answer.headers[POSITION]}
    public = Client(app)
    assert public.get(answer.headers["Location"], headers=headers).status_code == 200
    assert public.get(f"{RECORDS}?format=ndjson", headers=headers).text.count("\n") == 1
    assert len(public.get(CHANGES, headers=headers).get_json()["data"]) == 1
    assert public.get(f"{RECORDS}?format=ndjson").text == ""


def test_a_replica_at_the_position_answers(app: Flask) -> None:
    position = replicas(app).current_position()
    assert position is not None
    catch_up(app)
    assert replicas(app).at_least(position).read(where) == "replica"
    assert replicas(app).at_least(position + 10_000_000).read(where) == "primary"


def test_a_lagging_replica_is_skipped_until_it_catches_up(primary: Node, standby: Node, paused: Client) -> None:
    with serving(primary.address, standby.address, lag=1) as app:
        url = url_of(paused.create(published()))
        wait_until(lambda: Client(app).get(url).status_code == 200)
        assert not is_eligible(app)
        standby.ask("SELECT pg_wal_replay_resume()")
        wait_until(lambda: replicas(app).read(where) == "replica")


def test_the_timeline_is_known_without_the_right_to_read_statistics(primary: Node, standby: Node, app: Flask) -> None:
    """It is the timeline of the last checkpoint: after a failover it may be late, never early."""
    primary.ask("CREATE ROLE plain LOGIN")
    catch_up(app)
    for role in ("plain", "postgres"):
        engine = create_engine(standby.url.set(username=role))
        with engine.connect() as connection:
            assert connection.execute(REPLICA_STATE).one().timeline == 1
        engine.dispose()


def test_an_unreachable_replica_is_skipped_until_it_is_back(standby: Node, app: Flask) -> None:
    public = Client(app)
    standby.stop()
    try:
        assert public.get(RECORDS).status_code == 200
        assert replicas(app).read(where) == "primary"
    finally:
        standby.start()
    wait_until(lambda: replicas(app).read(where) == "replica")


def test_a_read_that_fails_on_a_replica_is_retried_on_the_primary(standby: Node, app: Flask) -> None:
    places: list[str] = []

    def work(connection: Connection) -> Any:
        places.append(where(connection))
        if is_replica(connection):
            standby.ask("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'reads'")
        return connection.scalar(text("SELECT 42"))

    replicas(app).read(lambda connection: connection.execute(text("SET application_name = 'reads'")).close())
    assert replicas(app).read(work) == 42
    assert places == ["replica", "primary"]


def test_a_read_cancelled_by_recovery_is_retried(primary: Node, standby: Node, app: Flask) -> None:
    slow = text("SELECT count(*), pg_sleep(CASE WHEN pg_is_in_recovery() THEN 10 ELSE 0 END) FROM announcements")
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(
            replicas(app).read, lambda connection: (connection.execute(slow).one(), where(connection))[1]
        )
        wait_until(lambda: standby.ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"))
        primary.ask("TRUNCATE announcements CASCADE")
        assert read.result(PATIENCE) == "primary"


def test_a_replica_reports_only_changes_that_the_primary_has(primary: Node, standby: Node, app: Flask) -> None:
    """A replica may show a change that is not confirmed yet, and that a failover would undo."""
    client, public = Client.of(app, "read", "write", "publish"), Client(app)
    client.create(published())
    catch_up(app)
    (first,), since = read_changes(public)
    with ThreadPoolExecutor(1) as pool:
        with confirmed_by(primary, "nobody"):
            writing = pool.submit(client.post, RECORDS, json=published(title="Waiting"))
            wait_until(lambda: standby.ask("SELECT count(*) FROM versions") == 2)
            probe_all(app)
            assert replicas(app).read(where) == "replica"
            assert (read_changes(public, since), read_changes(public)[0]) == (([], since), [first])
            assert not writing.done()
        assert writing.result(PATIENCE).status_code == 201
    catch_up(app)
    assert len(read_changes(public, since)[0]) == 1


def test_reads_work_while_the_primary_is_unreachable(primary: Node, app: Flask) -> None:
    writer, reader, public = Client.of(app, "read", "write", "publish"), Client.of(app, "read"), Client(app)
    url = url_of(writer.create(published()))
    catch_up(app)
    primary.stop()
    try:
        for client in (reader, public):
            assert client.get(url).status_code == 200
        for answer in (writer.get(url), writer.post(RECORDS, json=draft())):
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        ready = public.get("/readyz")
        assert (ready.status_code, ready.get_json()) == (200, {"status": "read_only"})
    finally:
        primary.start()
    assert writer.post(RECORDS, json=draft()).status_code == 201
    assert public.get("/readyz").get_json() == {"status": "ok"}


def test_the_change_feed_on_replicas_survives_a_failover(primary: Node, standby: Node) -> None:
    """A lost change is not reported: here another replica shows it, which the new primary never had."""
    with primary.standby("heir") as heir:
        either = primary.url.set(query={"host": (str(primary.folder), str(heir.folder))})
        address = either.render_as_string(hide_password=False)
        with (
            confirmed_by_successor(primary, heir),
            serving(address, primary.address, heir.address, standby.address) as app,
            ThreadPoolExecutor(1) as pool,
        ):
            client, public = Client.of(app, "read", "write", "publish"), Client(app)
            expected = [client.create(published(title=f"{number}"))["id"] for number in range(3)]
            catch_up(app)
            listed, since = follow(public, None)
            heir.configure("primary_conninfo", "")
            wait_until(lambda: primary.ask("SELECT count(*) FROM pg_stat_replication") == 1)
            lost = pool.submit(client.post, RECORDS, json=published(title="Lost"))
            wait_until(lambda: standby.ask("SELECT count(*) FROM versions") == 4)
            more, since = follow(public, since)
            listed += more
            primary.stop()
            assert_outcome_unknown(lost.result(PATIENCE))
            more, since = follow(public, since)
            listed += more
            heir.promote()
            expected += [client.create(published(title=f"After {number}"))["id"] for number in range(40)]
            probe_all(app)
            more, since = follow(public, since)
            assert listed + more == expected


@contextmanager
def confirmed_by_successor(primary: Node, heir: Node) -> Iterator[None]:
    """Make commits wait for `heir`; restart the old primary afterwards."""
    with confirmed_by(primary, heir.folder.name):
        try:
            yield
        finally:
            primary.start()


def follow(client: Client, since: str | None) -> tuple[list[str], str]:
    """Record ids of all changes after a cursor, and the next cursor."""
    ids: list[str] = []
    while True:
        answer = client.get(CHANGES, query_string={"limit": 7} | ({"since": since} if since else {}))
        page = answer.get_json()
        ids += [each["announcement"]["id"] for each in page["data"]]
        since = page["links"]["next"].partition("since=")[2].partition("&")[0]
        if page["meta"]["at_end"]:
            return ids, since


def assert_outcome_unknown(answer: TestResponse) -> None:
    """Assert that the response says that the outcome of the write is unknown."""
    assert answer.status_code == 503
    assert "may have been made" in answer.get_json()["detail"]

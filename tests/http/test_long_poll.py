"""Long polling: changes are sent at once, empty pages after the time-out, and other requests are not delayed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Timer
from typing import Any

import pytest
from flask import Flask

from api import create_app
from api.db.database import Database
from api.settings import Settings
from tests.clients import Client
from tests.records import draft, published
from tests.waiting import wait_until

CHANGES = "/v1/changes"
LONG = 20
"""Long-poll time-out in seconds of a client that is expected to be answered earlier."""

SOON = 10
"""Seconds within which an immediate response arrives, even on a busy machine."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Assert that the block takes less time."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


@contextmanager
def later(write: Callable[[], object]) -> Iterator[None]:
    """Call `write` from another thread, 0.4 s later."""
    timer = Timer(0.4, write)
    timer.start()
    yield
    timer.join()


def read_changes(client: Client, **query: Any) -> list[tuple[str, int]]:
    """Operation and version of each change on a page."""
    answer = client.get(CHANGES, query_string=query)
    assert answer.status_code == 200, answer.text
    return [(each["op"], each["version"]) for each in answer.get_json()["data"]]


def test_a_waiting_client_gets_a_change_at_once(app: Flask, client: Client) -> None:
    with later(lambda: Client(app, client.key).create(draft())), within(SOON):
        assert read_changes(client, wait=LONG) == [("created", 1)]


def test_a_client_waiting_at_the_end_gets_only_new_changes(app: Flask, client: Client) -> None:
    client.create(published())
    with later(lambda: Client(app, client.key).create(draft(title="New"))), within(SOON):
        assert read_changes(client, wait=LONG, since="latest") == [("created", 1)]


def test_existing_changes_are_answered_without_waiting(client: Client) -> None:
    client.create(draft())
    with within(SOON):
        assert read_changes(client, wait=LONG) == [("created", 1)]


def test_an_empty_page_is_answered_after_the_timeout(app: Flask, client: Client, public: Client) -> None:
    began = time.monotonic()
    with later(lambda: Client(app, client.key).create(draft())):
        assert read_changes(public, wait=1) == []
    assert time.monotonic() - began >= 1


def test_a_change_of_another_type_ends_no_wait(app: Flask, client: Client, public: Client) -> None:
    record = client.create(published())

    def write(**change_type: str) -> None:
        Client(app, client.key).patched(record, {"title": f"A plan {change_type}"}, **change_type)

    query: dict[str, Any] = {"since": "latest", "change_type": "correction"}
    began = time.monotonic()
    with later(write):
        assert read_changes(public, **query, wait=1) == []
    assert time.monotonic() - began >= 1
    with later(lambda: write(change_type="correction")), within(SOON):
        assert read_changes(public, **query, wait=LONG) == [("patched", 3)]


def test_an_empty_page_after_the_timeout_has_an_etag(client: Client) -> None:
    etag = client.get(f"{CHANGES}?wait=1").headers["ETag"]
    known = client.get(f"{CHANGES}?wait=1", headers={"If-None-Match": etag})
    assert (known.status_code, known.headers["Cache-Control"]) == (304, "no-store")


@pytest.fixture
def small(database: Database) -> Iterator[Flask]:
    """An application with four threads and two connections, on the same database."""
    url = database.engine.url.render_as_string(hide_password=False)
    settings = Settings(
        database_url=url, web_threads=4, database_pool_size=2, database_pool_timeout=1, log_level="error"
    )
    app = create_app(settings)
    yield app
    app.extensions["database"].engine.dispose()


def test_at_most_half_of_the_threads_wait(small: Flask, client: Client) -> None:
    """Other clients get an empty page immediately."""
    with ThreadPoolExecutor(3) as pool:
        waiting: list[Future[Any]] = [pool.submit(read_changes, Client(small), wait=LONG) for _ in range(2)]
        wait_until(lambda: all_places_taken(small))
        with within(SOON):
            assert read_changes(Client(small), wait=LONG) == []
        assert not any(each.done() for each in waiting)
        client.create(published())
        assert [each.result(SOON) for each in waiting] == [[("created", 1)]] * 2
    assert not all_places_taken(small)


def test_a_waiting_client_holds_no_connection(small: Flask, client: Client) -> None:
    """As many clients wait as there are connections; others still read and write."""
    with ThreadPoolExecutor(2) as pool:
        waiting: list[Future[Any]] = [pool.submit(read_changes, Client(small), wait=LONG) for _ in range(2)]
        wait_until(lambda: all_places_taken(small))
        for _ in range(20):
            assert Client(small).get("/v1/announcements").status_code == 200
        Client(small, client.key).create(published())
        assert [each.result(SOON) for each in waiting] == [[("created", 1)]] * 2


def test_a_single_thread_never_waits(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    single = create_app(Settings(database_url=url, web_threads=1, log_level="error"))
    with within(SOON):
        assert read_changes(Client(single), wait=LONG) == []
    single.extensions["database"].engine.dispose()


def test_a_waiting_client_is_answered_at_shutdown(small: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = small.extensions["long_poll_gate"]
    with ThreadPoolExecutor(1) as pool, within(SOON):
        waiting = pool.submit(read_changes, Client(small), wait=LONG)
        monkeypatch.setattr(gate, "is_open", lambda: False)
        assert waiting.result(SOON) == []


def all_places_taken(app: Flask) -> bool:
    """Whether another client would be answered without waiting."""
    gate = app.extensions["long_poll_gate"]
    is_free = gate.enter()
    if is_free:
        gate.leave()
    return not is_free

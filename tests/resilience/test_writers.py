"""What `make chaos` is made of notices broken promises: each service here breaks one."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from uuid import UUID, uuid4

import pytest

from api.db.database import Database
from tests.clients import Client
from tests.records import draft
from tests.resilience import writers
from tests.resilience.acknowledged import compare_versions
from tests.resilience.writers import Writer
from tests.resilience.writes import Record
from tests.servers import HOST

MOST_REQUESTS = 20
"""Requests after which a writer stops that has noticed nothing."""

Answer = tuple[int, bytes]


@contextmanager
def writer_of(answer: Callable[[], Answer], stop: Event | None = None) -> Iterator[Writer]:
    """A writer of a service that answers every request so, and tells the writer to stop after some."""
    received: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            received.append(self.path)
            if stop and len(received) == MOST_REQUESTS:
                stop.set()
            status, body = answer()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815 - The name of http.server.

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Writer("w", server.server_port, "key", random.Random(1))  # noqa: S311 - Reproducible, not secret.
        server.shutdown()
        thread.join()


def new_record() -> Answer:
    """The answer to a POST: a new record each time."""
    id = str(uuid4())
    return 201, json.dumps({"id": id, "version": 1, "commitments": [{"url": f"/v1/commitments/{id}"}]}).encode()


@pytest.mark.parametrize(
    ("answer", "noticed"),
    [
        (new_record, "sent again"),
        (lambda: (201, b"no JSON"), "JSONDecodeError"),
        (lambda: (201, b"{}"), "KeyError"),
        (lambda: (500, b"{}"), "500"),
    ],
)
def test_a_wrong_answer_ends_the_writing(
    answer: Callable[[], Answer], noticed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "REPLAYED", 1)
    stop = Event()
    with writer_of(answer, stop) as writer:
        writer.write_until(stop)
    (error,) = writer.errors
    assert noticed in error


@pytest.mark.parametrize("answer", [(404, b"{}"), (200, b'{"version": 1, "title": "Other", "state": "draft"}')])
def test_a_record_that_is_not_read_as_acknowledged_is_noticed(answer: Answer) -> None:
    with writer_of(lambda: answer) as writer:
        writer.acknowledge(Record("a", "Title"), 1, None)
        assert len([*writer.unequal_records(writer.chance)]) == 1


def test_a_lost_version_and_one_that_nobody_was_told_of_are_noticed(client: Client, database: Database) -> None:
    id = str(client.create(draft())["id"])
    lost, twice = compare_versions(database, {id: {1: None, 2: None}})
    assert (len(lost), twice) == (1, [])
    lost, twice = compare_versions(database, {str(UUID(int=1)): {}})
    assert (lost, len(twice)) == ([], 1)

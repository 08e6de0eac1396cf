"""Bounds of request bodies: small ones without a key, and none for a whole import."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from api.db.database import Database
from api.http.contract import MAX_OPEN_BODY_BYTES
from api.services import auth
from tests.clients import RECORDS, Client
from tests.imports import IMPORTS, NDJSON, ndjson
from tests.records import draft
from tests.refusals import problem_of
from tests.servers import HOST, Server, running_server

SEARCH, RECORD = f"{RECORDS}/search", f"{RECORDS}/018f0000-0000-7000-8000-00000000000a"
JSON = {"Content-Type": "application/json"}


def padded(size: int) -> bytes:
    """A valid search of this many bytes."""
    return b'{"limit": 1' + b" " * (size - 12) + b"}"


def test_a_search_takes_a_body_up_to_the_limit(public: Client, client: Client) -> None:
    """A key changes nothing: the operation is open."""
    for each in (public, client):
        assert each.post(SEARCH, data=padded(MAX_OPEN_BODY_BYTES), headers=JSON).status_code == 200
        problem = problem_of(each.post(SEARCH, data=padded(MAX_OPEN_BODY_BYTES + 1), headers=JSON), 413)
        assert "65,536 bytes" in problem["detail"]


class Unreadable:
    """A body that fails the test when it is read."""

    def read(self, *_: Any) -> bytes:
        """Fail."""
        raise AssertionError("The body was read.")

    readline = readlines = __iter__ = read


UNREAD = [
    ("POST", RECORDS, 401),
    ("PUT", RECORD, 401),
    ("PATCH", RECORD, 401),
    ("POST", IMPORTS, 401),
    ("GET", RECORDS, 200),
    ("GET", "/healthz", 200),
    ("POST", "/v1/nothing", 404),
    ("POST", SEARCH, 413),
]


@pytest.mark.parametrize(("method", "path", "status"), UNREAD)
def test_a_body_is_not_read_without_the_needed_key_or_use(app: Flask, method: str, path: str, status: int) -> None:
    """A missing key comes before any error of the body, its length included."""
    environ = create_environ(path, method=method, content_length=9_999_999_999, content_type="application/json")
    _, answered, _ = run_wsgi_app(app, environ | {"wsgi.input": Unreadable(), "wsgi.input_terminated": True})
    assert answered.startswith(f"{status} ")


@pytest.fixture
def server(migrated_database: str, tmp_path: Path) -> Iterator[Server]:
    """A server on the database."""
    with running_server(migrated_database, tmp_path / "log") as running:
        yield running


@pytest.fixture
def key(migrated_database: str) -> str:
    """The secret of a key that may write."""
    database = Database(migrated_database)
    created = database.write(
        lambda connection: auth.create_key(connection, name="x", scopes=["write"], now=datetime.now(UTC))
    )
    database.engine.dispose()
    return str(created["key"])


def in_pieces(body: bytes, size: int = 60_000) -> Iterator[bytes]:
    """The body in pieces, which http.client sends as chunks."""
    return (body[start : start + size] for start in range(0, len(body), size))


@pytest.mark.long
def test_a_search_in_chunks_is_cut_off_at_the_limit(server: Server) -> None:
    """No Content-Length says how long it will be."""
    with closing(HTTPConnection(HOST, server.port, timeout=20)) as connection:
        connection.request("POST", SEARCH, body=in_pieces(padded(8 * MAX_OPEN_BODY_BYTES), 8_000), headers=JSON)
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())["status"]) == (413, 413)


LINES = [draft(title=f"Plan {number}", body="quantum " * 60_000) for number in range(66)]
WAYS = {
    "plain": (ndjson(LINES), {}),
    "in chunks": (ndjson(LINES), {"Transfer-Encoding": "chunked"}),
    "gzip": (gzip.compress(ndjson(LINES)), {"Content-Encoding": "gzip"}),
}


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
def test_an_import_of_30_mb_is_taken_however_it_is_sent(server: Server, key: str, way: str) -> None:
    """Only its lines are bounded, by MAX_BODY_BYTES."""
    body, headers = WAYS[way]
    assert len(ndjson(LINES)) > 30_000_000
    headers = headers | {"Authorization": f"Bearer {key}", "Content-Type": NDJSON}
    length = {} if way == "in chunks" else {"Content-Length": str(len(body))}
    with closing(HTTPConnection(HOST, server.port, timeout=120)) as connection:
        connection.putrequest("POST", IMPORTS)
        for name, value in (headers | length).items():
            connection.putheader(name, value)
        connection.endheaders()
        # http.client forgets its socket at a response with `Connection: close`, which comes before the body has gone.
        sender = threading.Thread(target=send_all, args=(connection.sock, body, way == "in chunks"))
        sender.start()
        answer = connection.getresponse()
        received = answer.read().splitlines()
        sender.join()
    assert answer.status == 200, received
    assert json.loads(received[-1])["summary"]["created"] == len(LINES)


def send_all(client: socket.socket, body: bytes, is_chunked: bool) -> None:
    """Send the body, in chunks if it has no Content-Length, while another thread reads the answer."""
    for piece in in_pieces(body):
        client.sendall(b"%x\r\n%s\r\n" % (len(piece), piece) if is_chunked else piece)
    if is_chunked:
        client.sendall(b"0\r\n\r\n")

"""A server that is stopped under load resets nobody: a connection ends after a response, or between two requests."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.server.wire import GET, connect, read_answer
from tests.servers import HOST, PATIENCE, running_server

pytestmark = pytest.mark.long

CLIENTS = 24
LONGEST_STOP = 30
"""Seconds after which gunicorn ends a worker that waits for its clients (`graceful_timeout`)."""
LIST = "/v1/announcements?limit=1"


def ask_until_closed(port: int, outcomes: Counter[str], begun: threading.Semaphore) -> None:
    """Send requests on a kept-alive connection, and on new ones, until nobody listens; count how connections end."""
    while True:
        connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        try:
            connection.connect()
        except ConnectionRefusedError:
            outcomes["refused"] += 1
            return
        outcomes[ending(connection, begun)] += 1
        connection.close()


def ending(connection: http.client.HTTPConnection, begun: threading.Semaphore) -> str:
    """How a connection ends on which requests are sent one after the other.

    One that waits to be accepted when the server stops listening is reset by the kernel: it was never accepted.
    """
    answered = 0
    while True:
        try:
            connection.request("GET", LIST)
            response = connection.getresponse()
            body = response.read()
        except http.client.RemoteDisconnected as error:
            return "reset" if isinstance(error, ConnectionResetError) and error.errno else "closed between requests"
        except (OSError, http.client.HTTPException) as error:
            return f"reset: {error!r}" if answered else "never accepted"
        assert (response.status, body[:1]) == (200, b"{")
        answered += 1
        begun.release()
        if response.headers["Connection"] == "close":
            return "announced"


def test_no_connection_under_load_is_reset(migrated_database: str, tmp_path: Path) -> None:
    outcomes: Counter[str] = Counter()
    begun = threading.Semaphore(0)
    with running_server(migrated_database, tmp_path / "log") as server:
        clients = [
            threading.Thread(target=ask_until_closed, args=(server.port, outcomes, begun)) for _ in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        for _ in range(CLIENTS * 3):
            assert begun.acquire(timeout=PATIENCE)
        server.process.terminate()
        for client in clients:
            client.join(PATIENCE)
    assert outcomes.keys() <= {"announced", "closed between requests", "refused", "never accepted"}, outcomes
    assert outcomes["announced"] > 0


def test_idle_and_slow_clients_do_not_delay_the_stop(migrated_database: str, tmp_path: Path) -> None:
    with running_server(migrated_database, tmp_path / "log") as server, ExitStack() as stack:
        idle, receiving, reading, polling, late = (stack.enter_context(connect(server.port)) for _ in range(5))
        idle.sendall(GET)
        read_answer(idle)
        receiving.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        reading.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 20)
        polling.sendall(f"GET /v1/changes?wait={LONGEST_STOP} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        late.sendall(GET)
        read_answer(late)
        began_at = time.monotonic()
        server.process.terminate()
        assert read_answer(polling).status == 200
        late.sendall(GET)
        assert read_answer(late).headers["connection"] == "close"
        server.process.wait(LONGEST_STOP + PATIENCE)
        assert time.monotonic() - began_at < LONGEST_STOP


def test_a_connection_that_waits_to_be_accepted_is_answered(migrated_database: str, tmp_path: Path) -> None:
    with running_server(migrated_database, tmp_path / "log") as server:
        clients = [socket.create_connection((HOST, server.port), PATIENCE) for _ in range(40)]
        for client in clients:
            client.sendall(GET)
        server.process.terminate()
        assert [read_answer(client).status for client in clients] == [200] * 40
        for client in clients:
            client.close()

"""Clients that send or read slowly hold no thread: others are served, and the slow ones run into a time limit."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from tests.server.wire import GET, connect, read_answer, send
from tests.servers import Server

CLIENTS = 60
"""Several times the threads of the server."""

SOON = 2.0

BEGINNINGS = {
    "nothing": b"",
    "half a header": b"GET / HTTP/1.1\r\nHost: a\r\nX: ",
    "half a body": b"POST /v1/announcements HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{",
    "half a body in chunks": b"POST /v1/announcements/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    "a request whose connection is to close": GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"),
    "a request": GET,
}


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """Closes what a test has opened."""
    with ExitStack() as opened:
        yield opened


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_others_are_served(server: Server, stack: ExitStack, kind: str) -> None:
    for _ in range(CLIENTS):
        stack.enter_context(closing(connect(server.port))).sendall(BEGINNINGS[kind])
    for _ in range(5):
        began_at = time.monotonic()
        assert send(server.port, GET).status == 200
        assert time.monotonic() - began_at < SOON


@pytest.mark.parametrize(("kind", "words"), [("half a header", "headers"), ("half a body", "body")])
def test_who_is_too_slow_gets_408(server: Server, kind: str, words: str) -> None:
    answer = send(server.port, BEGINNINGS[kind])
    assert answer.status == 408
    assert words in answer.problem["detail"]


def test_a_body_in_chunks_that_does_not_come_gets_408(idle_server: Server) -> None:
    assert send(idle_server.port, BEGINNINGS["half a body in chunks"]).status == 408


def test_half_of_the_threads_read_bodies_in_chunks_and_the_next_is_refused_at_once(
    server: Server, stack: ExitStack
) -> None:
    for _ in range(4):
        stack.enter_context(closing(connect(server.port))).sendall(BEGINNINGS["half a body in chunks"])
    answer = send(server.port, BEGINNINGS["half a body in chunks"])
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")


def test_who_does_not_read_is_cut_off(server: Server, stack: ExitStack) -> None:
    clients = [stack.enter_context(closing(connect(server.port, receive_buffer=4096))) for _ in range(CLIENTS)]
    for client in clients:
        client.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 3)
    assert send(server.port, GET).status == 200
    assert read_answer(clients[0]).status == 200


def test_clients_that_wait_for_a_change_leave_other_threads_free(server: Server, stack: ExitStack) -> None:
    for _ in range(CLIENTS):
        client = stack.enter_context(closing(connect(server.port)))
        client.sendall(b"GET /v1/changes?wait=30 HTTP/1.1\r\nHost: a\r\n\r\n")
    assert send(server.port, GET).status == 200

"""What gunicorn itself refuses is a problem document with the next step. The log has nothing of the request."""

from __future__ import annotations

import pytest

from tests.server.wire import GET, connect, read_answer, read_some, send
from tests.servers import Server

MARK = b"Zm9yYmlkZGVu"
"""A secret that must appear nowhere."""

JSON_HEADERS = b"Host: a\r\nContent-Type: application/json\r\nAuthorization: Bearer " + MARK + b"\r\n"
CHUNKED = b"POST /v1/announcements HTTP/1.1\r\n" + JSON_HEADERS + b"Transfer-Encoding: chunked\r\n\r\n"
OPEN_CHUNKED = b"POST /v1/announcements/search HTTP/1.1\r\n" + JSON_HEADERS + b"Transfer-Encoding: chunked\r\n\r\n"

REFUSED = [
    ("GET /v1/announcements?q=양자&key=".encode() + MARK + b" HTTP/1.1\r\n\r\n", 400, "--data-urlencode 'q=양자'"),
    (b"GET /?" + MARK + b"=\xe9 HTTP/1.1\r\n\r\n", 400, "--data-urlencode"),
    (
        b"GET /v1/quotes?key=" + MARK + "&q=컴퓨터+%ea%b8%b0%ec%88%a0 HTTP/1.1\r\n\r\n".encode(),
        400,
        "'q=컴퓨터 기술'",
    ),
    ("GET /v1/amounts?currency=€ HTTP/1.1\r\n\r\n".encode(), 400, "--data-urlencode 'currency=€'"),
    ("GET /v1/topics/양자 HTTP/1.1\r\n\r\n".encode(), 400, "--data-urlencode 'q=양자'"),
    ("GET /?q='é".encode() + b"\x01" + MARK + b" HTTP/1.1\r\n\r\n", 400, "percent-encoded"),
    (b"GET /?q=\xc3\xa9" + MARK * 10 + b" HTTP/1.1\r\n\r\n", 400, "--data-urlencode 'q=양자'"),
    (b"GET / HTTP/1.1\r\nno colon " + MARK + b"\r\n\r\n", 400, "header"),
    (b"GET /" + MARK + b"\r\n\r\n", 400, "request line"),
    (b"GET /" + MARK + b" \r\n\r\n", 400, "request line"),
    (b"GET /" + MARK + b" HTTP\r\n\r\n", 400, "request line"),
    (b"GET /" + MARK + b" HTTP/1\r\nHost: a\r\n\r\n", 400, "request line"),
    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "HTTP/1.1"),
    (b"get /" + MARK + b" HTTP/1.1\r\n\r\n", 400, "request line"),
    (b"GET /" + MARK + b" HTTP/9.9\r\n\r\n", 400, "request line"),
    (b"GET / HTTP/1.1\nX: " + MARK + b"\n\n", 400, "CR and LF"),
    (b"\x16\x03\x01\x02\x00\x01\x00" + MARK, 400, "HTTPS"),
    (b"GET / HTTP/1.1\r\nX: \x01" + MARK + b"\r\n\r\n", 400, "header"),
    (b"GET / HTTP/1.1\r\nHost: " + MARK + b"\r\nHost: b\r\n\r\n", 400, "header"),
    (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\nX: " + MARK + b"\r\n\r\n12345", 400, "header"),
    (b"GET / HTTP/1.1\r\nExpect: " + MARK + b"\r\n\r\n", 417, "100-continue"),
    (b"GET /" + MARK * 800 + b" HTTP/1.1\r\n\r\n", 414, "8,190 bytes"),
    (b"GET / HTTP/1.1\r\nX: " + MARK * 800 + b"\r\n\r\n", 431, "headers"),
    (b"GET / HTTP/1.1\r\n" + (b"X: " + MARK + b"\r\n") * 101 + b"\r\n", 431, "headers"),
    (b"GET / HTTP/1.1\r\n" + (b"X: " + MARK * 100 + b"\r\n") * 60, 431, "65,536"),
]


@pytest.mark.parametrize(("request_bytes", "status", "hint"), REFUSED)
def test_a_refusal_is_a_problem_document(server: Server, request_bytes: bytes, status: int, hint: str) -> None:
    answer = send(server.port, request_bytes)
    assert (answer.status, answer.headers["connection"]) == (status, "close")
    assert answer.problem["status"] == status
    assert answer.headers["access-control-allow-origin"] == "*"
    assert hint in answer.problem["detail"]
    assert answer.problem["instance"] == answer.headers["x-request-id"]
    assert MARK not in answer.body
    assert MARK.decode() not in server.log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        ("HEAD /v1/topics/양자 HTTP/1.1\r\n\r\n".encode(), 400),
        (b"HEAD / \r\n\r\n", 400),
        (b"HEAD / HTTP/1.1\r\n" + (b"X: " + MARK * 100 + b"\r\n") * 60, 431),
    ],
)
def test_a_refusal_of_head_has_no_body(server: Server, request_bytes: bytes, status: int) -> None:
    with connect(server.port) as client:
        client.sendall(request_bytes)
        received = b"".join(iter(lambda: client.recv(65_536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"\r\nContent-Length: 0" not in head
    assert body == b""


@pytest.mark.parametrize(
    "body",
    [b"zz\r\n{}\r\n0\r\n\r\n", b"5;=\r\n{}\r\n", b"2\r\n{}XX0\r\n\r\n", b"-1\r\n\r\n", b"2\r\n{}\r\n0\r\nx\r\n\r\n"],
)
def test_malformed_chunks_are_malformed_requests(idle_server: Server, body: bytes) -> None:
    answer = send(idle_server.port, OPEN_CHUNKED.replace(b"Authorization: Bearer " + MARK + b"\r\n", b"") + body)
    assert answer.status == 400
    assert "chunk" in answer.problem["detail"]


def test_a_body_in_chunks_is_read(idle_server: Server) -> None:
    answer = send(idle_server.port, CHUNKED + b"2\r\n{}\r\n0\r\n\r\n")
    assert answer.status == 401


def test_a_client_that_asks_to_continue_is_told_to(idle_server: Server) -> None:
    with connect(idle_server.port) as client:
        client.sendall(b"POST /v1/announcements HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        received = client.recv(65_536)
        client.sendall(b"{}")
        while b" 401 " not in received:
            received += read_some(client)
        assert received.startswith(b"HTTP/1.1 100 Continue\r\n\r\n")


def test_a_request_may_come_byte_by_byte(server: Server) -> None:
    body = b'{"a": 1}'
    request = b"POST /v1/announcements HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    with connect(server.port) as client:
        for byte in request:
            client.sendall(bytes([byte]))
        assert read_answer(client).status == 401


def test_requests_may_follow_each_other_without_waiting(server: Server) -> None:
    with connect(server.port) as client:
        client.sendall(GET + b"\r\n" + GET + GET[:-10])
        received = read_some(client)
        client.sendall(GET[-10:])
        while received.count(b'{"status":"ok"}') < 3:
            received += read_some(client)


def test_a_connection_is_used_again_after_a_long_body_that_nobody_reads(server: Server) -> None:
    body = b"a" * 300_000
    with connect(server.port) as client:
        client.sendall(b"POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        assert read_answer(client).status == 404
        client.sendall(GET)
        assert read_answer(client).status == 200


def test_an_unknown_transfer_coding_is_a_malformed_request(idle_server: Server) -> None:
    answer = send(idle_server.port, CHUNKED.replace(b"chunked", b"hunked") + b"2\r\n{}\r\n0\r\n\r\n")
    assert answer.status == 400
    assert answer.problem["detail"]  # The C parser of the extra `fast` calls it a wrong header.

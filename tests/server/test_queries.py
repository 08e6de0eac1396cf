"""The method QUERY (RFC 10008), through gunicorn."""

from __future__ import annotations

import json

import pytest

from tests.server.wire import send
from tests.servers import Server

BODY = b'{"limit":1}'
HEADERS = b"Host: a\r\nContent-Type: application/json\r\n"
FRAMINGS = {
    "length": b"Content-Length: %d\r\n\r\n%b" % (len(BODY), BODY),
    "chunks": b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY),
}


@pytest.mark.parametrize("framing", [*FRAMINGS])
@pytest.mark.parametrize("path", [b"/v1/quotes", b"/v1/quotes/search"])
def test_a_query_with_a_body_is_answered(server: Server, path: bytes, framing: str) -> None:
    answer = send(server.port, b"QUERY %b HTTP/1.1\r\n" % path + HEADERS + FRAMINGS[framing])
    assert (answer.status, json.loads(answer.body)["meta"]["total"]["value"]) == (200, 0)
    assert answer.headers["accept-query"] == '"application/json"'


def test_a_query_without_a_body_is_malformed(server: Server) -> None:
    answer = send(server.port, b"QUERY /v1/quotes HTTP/1.1\r\n" + HEADERS + b"\r\n")
    assert (answer.status, answer.problem["status"]) == (400, 400)


def test_a_page_of_another_origin_may_send_a_query(server: Server) -> None:
    asked = b"Host: a\r\nOrigin: https://news.example\r\nAccess-Control-Request-Method: QUERY\r\n\r\n"
    answer = send(server.port, b"OPTIONS /v1/quotes HTTP/1.1\r\n" + asked)
    assert (answer.status, answer.headers["access-control-allow-methods"]) == (200, "GET, HEAD, QUERY")
    assert "Content-Type" in answer.headers["access-control-allow-headers"]

"""Requests as bytes, for what no HTTP client sends."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from typing import Any

from tests.servers import HOST

TIMEOUT = 10
GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


@dataclass(frozen=True)
class Answer:
    """A response as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> dict[str, Any]:
        """The problem document in it."""
        assert self.headers["content-type"] == "application/problem+json"
        members: dict[str, Any] = json.loads(self.body)
        return members


def connect(port: int, *, receive_buffer: int | None = None) -> socket.socket:
    """A connection to the server."""
    client = socket.socket()
    client.settimeout(TIMEOUT)
    if receive_buffer:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    client.connect((HOST, port))
    return client


def read_answer(client: socket.socket) -> Answer:
    """The next response on a connection. Raises `EOFError` if the connection is closed before."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += read_some(client)
    head, _, body = data.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += read_some(client)
    return Answer(int(status.split()[1]), headers, body)


def read_some(client: socket.socket) -> bytes:
    """Some bytes. Raises `EOFError` at the end."""
    data = client.recv(65_536)
    if not data:
        raise EOFError
    return data


def send(port: int, data: bytes) -> Answer:
    """The response to these bytes on a connection of their own."""
    with connect(port) as client:
        client.sendall(data)
        return read_answer(client)

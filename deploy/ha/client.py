"""HTTP clients: one request on a connection of its own, and a client that keeps its connection open."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from email.message import Message
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple

from deploy.ha.processes import HOST

NO_RESPONSE = 0
"""Stands for the status of a response that did not come."""


class ProbeResponse(NamedTuple):
    """Status (0 if no response came) and body."""

    status: int
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether the status is 200."""
        return self.status == 200  # noqa: PLR2004

    def json(self) -> Any:
        """The parsed body; None if it is empty."""
        return json.loads(self.body or b"null")


def probe(
    port: int, path: str, *, body: Any = None, headers: Mapping[str, str] | None = None, timeout: float = 3
) -> ProbeResponse:
    """Send one GET request, or POST if there is a body."""
    connection = HTTPConnection(HOST, port, timeout=timeout)
    try:
        method, content = ("GET", None) if body is None else ("POST", json.dumps(body))
        connection.request(method, path, content, dict(headers or {}))
        response = connection.getresponse()
        return ProbeResponse(response.status, response.read())
    except (OSError, HTTPException):
        return ProbeResponse(NO_RESPONSE, b"")
    finally:
        connection.close()


def basic_auth(name: str, password: str) -> dict[str, str]:
    """The header of HTTP basic authentication."""
    return {"Authorization": f"Basic {b64encode(f'{name}:{password}'.encode()).decode()}"}


class ApiResponse(NamedTuple):
    """Status (0 if no response came), headers and parsed body."""

    status: int
    headers: Message
    body: Any


class Client:
    """A client of the API that sends one request at a time. It reconnects after an error."""

    def __init__(self, port: int, key: str) -> None:
        self.port = port
        self.headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        self.connection: HTTPConnection | None = None

    def send(
        self, method: str, path: str, *, body: Any = None, headers: Mapping[str, str] | None = None, timeout: float = 15
    ) -> ApiResponse:
        """Send a request and read its response."""
        connection = self.connection = self.connection or HTTPConnection(HOST, self.port)
        connection.timeout = timeout
        content = None if body is None else json.dumps(body)
        try:
            if connection.sock:
                connection.sock.settimeout(timeout)
            connection.request(method, path, content, self.headers | dict(headers or {}))
            response = connection.getresponse()
            raw = response.read()
            return ApiResponse(response.status, response.headers, json.loads(raw) if raw else None)
        except (OSError, HTTPException, ValueError):
            self.close()
            return ApiResponse(NO_RESPONSE, Message(), None)

    def close(self) -> None:
        """Close the connection."""
        if self.connection:
            self.connection.close()
            self.connection = None

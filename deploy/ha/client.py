"""A client of the API: one connection that stays open, and is made anew when it breaks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from email.message import Message
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple

from deploy.ha.asking import NOTHING
from deploy.ha.processes import HOST

PATIENCE = 15.0


class Reply(NamedTuple):
    """A status, or 0 when there was no answer; headers; and what the body says."""

    status: int
    headers: Message
    body: Any


class Client:
    """Asks one at a time."""

    def __init__(self, port: int, key: str) -> None:
        """Take where to ask, and who."""
        self.port = port
        self.headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        self.connection: HTTPConnection | None = None

    def get(self, path: str, *, patience: float = PATIENCE, headers: Mapping[str, str] | None = None) -> Reply:
        """Ask for something."""
        return self.send("GET", path, None, headers or {}, patience)

    def post(self, path: str, body: Any, headers: Mapping[str, str], *, patience: float = PATIENCE) -> Reply:
        """Send something."""
        return self.send("POST", path, json.dumps(body), headers, patience)

    def send(self, method: str, path: str, content: str | None, headers: Mapping[str, str], patience: float) -> Reply:
        """Send a request, and return what came of it."""
        connection = self.connection = self.connection or HTTPConnection(HOST, self.port)
        connection.timeout = patience
        try:
            if connection.sock:
                connection.sock.settimeout(patience)
            connection.request(method, path, content, self.headers | dict(headers))
            answer = connection.getresponse()
            body = answer.read()
            return Reply(answer.status, answer.headers, json.loads(body) if body else None)
        except (OSError, HTTPException, ValueError):
            self.close()
            return Reply(NOTHING, Message(), None)

    def close(self) -> None:
        """Let go of the connection."""
        if self.connection:
            self.connection.close()
            self.connection = None

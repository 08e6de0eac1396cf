"""Questions over HTTP to the parts of the cluster, each on a connection of its own."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple

from deploy.ha.processes import HOST

PATIENCE = 3.0
NOTHING = 0
"""The status of an answer that did not come."""


class Answer(NamedTuple):
    """A status, or 0 when there was no answer, and a body."""

    status: int
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether what was asked for was given."""
        return self.status == 200  # noqa: PLR2004

    def json(self) -> Any:
        """Return what the body says; nothing when it says nothing."""
        return json.loads(self.body or b"null")


def ask(
    port: int, path: str, *, body: Any = None, headers: Mapping[str, str] | None = None, patience: float = PATIENCE
) -> Answer:
    """GET, or POST where there is a body."""
    connection = HTTPConnection(HOST, port, timeout=patience)
    try:
        method, content = ("GET", None) if body is None else ("POST", json.dumps(body))
        connection.request(method, path, content, dict(headers or {}))
        answer = connection.getresponse()
        return Answer(answer.status, answer.read())
    except (OSError, HTTPException):
        return Answer(NOTHING, b"")
    finally:
        connection.close()


def basic(name: str, password: str) -> dict[str, str]:
    """Return the header of who has a name and a password."""
    return {"Authorization": f"Basic {b64encode(f'{name}:{password}'.encode()).decode()}"}

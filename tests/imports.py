"""Imports as clients send them, and their results."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from werkzeug.test import TestResponse

from tests.clients import Client

IMPORTS = "/v1/imports"
NDJSON = "application/x-ndjson"

Answer = dict[str, Any]


def ndjson(lines: Iterable[Any]) -> bytes:
    """NDJSON of records, or of raw lines."""
    return b"".join(line + b"\n" if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)


def send(
    client: Client, body: bytes, *, key: str | None = None, encoding: str | None = None, **query: Any
) -> TestResponse:
    """Send an import."""
    headers = {"Content-Type": NDJSON}
    headers |= {"Idempotency-Key": key} if key else {}
    headers |= {"Content-Encoding": encoding} if encoding else {}
    return client.post(IMPORTS, data=body, headers=headers, query_string=query, buffered=True)


def read_results(answer: TestResponse) -> tuple[list[Answer], Answer]:
    """Result of each line, and the summary."""
    assert answer.status_code == 200, answer.text
    assert answer.content_type == NDJSON
    *lines, last = (json.loads(line) for line in answer.data.splitlines())
    assert all("problem" in each for each in lines if each["status"] == "refused")
    assert last["summary"]["lines"] == len(lines)
    return lines, last


def import_lines(client: Client, *lines: Any, key: str | None = None, **query: Any) -> list[Answer]:
    """Results of a complete import."""
    results, last = read_results(send(client, ndjson(lines), key=key, **query))
    assert last["complete"] is True
    return results


def statuses(lines: list[Answer]) -> list[str]:
    """Status of each line."""
    return [each["status"] for each in lines]

"""A client that imports records line by line, and resumes each import with the same Idempotency-Key."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple
from uuid import uuid4

from deploy.ha.client import NO_RESPONSE
from deploy.ha.history import IMPORT, Acknowledged
from deploy.ha.load_client import RETRY_INTERVAL, UNAVAILABLE, WritingClient, unidentified_record
from deploy.ha.processes import HOST

PATH = "/v1/imports"
LINES, LINE_INTERVAL = 60, 0.1
"""Records per import, and seconds between two: so an import is always running."""

TIMEOUT = 30.0
OK, IN_FLIGHT, TOO_MANY = 200, 409, 429
ALLOWED = UNAVAILABLE | {OK, IN_FLIGHT, TOO_MANY}


class ImportResponse(NamedTuple):
    """Status, results by line, and whether the response is complete."""

    status: int
    lines: Mapping[int, Mapping[str, Any]]
    is_complete: bool


class Importer(WritingClient):
    """Imports, and resumes each import until its response is complete."""

    number = 0
    pause = 0.0

    def write(self) -> None:
        """Import some records. Only the Idempotency-Key prevents duplicates."""
        self.number += 1
        suffixes = [f"{self.name}-{self.number}-{line}" for line in range(1, LINES + 1)]
        records = [unidentified_record(self.random.randrange(1_000_000), suffix) for suffix in suffixes]
        key = str(uuid4())
        while not self.attempt(records, key) and not self.control.stop.is_set():
            self.control.stop.wait(RETRY_INTERVAL)

    def attempt(self, records: Sequence[Mapping[str, Any]], key: str) -> bool:
        """Send them once. Returns whether no retry is needed."""
        began = time.monotonic()
        response = self.send(records, key)
        status = response.status if response.is_complete else NO_RESPONSE
        self.record_request(IMPORT, began, status, allowed=ALLOWED)
        created = {line: each for line, each in response.lines.items() if each["status"] == "created"}
        if response.is_complete and len(created) < len(records):
            self.record_request(IMPORT, began, response.status, allowed=frozenset())
        for line, each in created.items():
            title = records[line - 1]["title"]
            self.history.acknowledged.append(Acknowledged(each["id"], each["version"], None, title, time.monotonic()))
        return response.is_complete or response.status not in ALLOWED

    def send(self, records: Sequence[Mapping[str, Any]], key: str) -> ImportResponse:
        """Send them line by line, and read as much of the response as comes."""
        connection = HTTPConnection(HOST, self.client.port, timeout=TIMEOUT)
        headers = self.client.headers | {"Content-Type": "application/x-ndjson", "Idempotency-Key": key}
        status, lines = NO_RESPONSE, list[bytes]()
        try:
            connection.request("POST", PATH, self.paced_lines(records), headers, encode_chunked=True)
            response = connection.getresponse()
            status = response.status
            lines.extend(response)
        except (OSError, HTTPException):
            return parse_response(status, lines)
        finally:
            connection.close()
        return parse_response(status, lines)

    def paced_lines(self, records: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
        """A line for each record, 0.1 s apart."""
        for record in records:
            self.control.stop.wait(LINE_INTERVAL)
            yield json.dumps(record).encode() + b"\n"


def parse_response(status: int, lines: Sequence[bytes]) -> ImportResponse:
    """Parse the complete lines of a response."""
    parsed = [json.loads(line) for line in lines if line.endswith(b"\n")] if status == OK else []
    results = {each["line"]: each for each in parsed if "line" in each}
    return ImportResponse(status, results, any(each.get("complete", False) for each in parsed))

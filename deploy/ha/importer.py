"""A client that imports records, a line at a time, and sends each import again where it was broken off."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple
from uuid import uuid4

from deploy.ha.asking import NOTHING
from deploy.ha.caller import AGAIN, AWAY, Changer, without_identifiers
from deploy.ha.processes import HOST
from deploy.ha.witness import IMPORT, Kept

PATH = "/v1/imports"
LINES, LINE_PAUSE = 60, 0.1
"""How many records an import has, and how many seconds lie between two: so that one is under way all the time."""

PATIENCE = 30.0
OK, UNDER_WAY, BUSY = 200, 409, 429
FITTING = AWAY | {OK, UNDER_WAY, BUSY}


class Results(NamedTuple):
    """What was answered to an import: its status, each line that came back, and whether that is all."""

    status: int
    lines: Mapping[int, Mapping[str, Any]]
    is_complete: bool


class Importer(Changer):
    """Imports, and sends each import again with the same key until all of it is answered."""

    number = 0
    pause = 0.0

    def change(self) -> None:
        """Import some records. Nothing but the `Idempotency-Key` keeps them from being there twice."""
        self.number += 1
        marks = [f"{self.name}-{self.number}-{line}" for line in range(1, LINES + 1)]
        records = [without_identifiers(self.random.randrange(1_000_000), mark) for mark in marks]
        key = str(uuid4())
        while not self.attempt(records, key) and not self.gate.over.is_set():
            self.gate.over.wait(AGAIN)

    def attempt(self, records: Sequence[Mapping[str, Any]], key: str) -> bool:
        """Send them once. Return whether that was the last time."""
        began = time.monotonic()
        results = self.send(records, key)
        self.saw(IMPORT, began, results.status if results.is_complete else NOTHING, fitting=FITTING)
        kept = {line: each for line, each in results.lines.items() if each["status"] == "created"}
        if results.is_complete and len(kept) < len(records):
            self.saw(IMPORT, began, results.status, fitting=frozenset())
        for line, each in kept.items():
            made = Kept(each["id"], each["version"], None, records[line - 1]["title"], time.monotonic())
            self.witness.kept.append(made)
        return results.is_complete or results.status not in FITTING

    def send(self, records: Sequence[Mapping[str, Any]], key: str) -> Results:
        """Send them line by line, and read what is answered, as far as it comes."""
        connection = HTTPConnection(HOST, self.client.port, timeout=PATIENCE)
        headers = self.client.headers | {"Content-Type": "application/x-ndjson", "Idempotency-Key": key}
        status, lines = NOTHING, list[bytes]()
        try:
            connection.request("POST", PATH, self.paced(records), headers, encode_chunked=True)
            answer = connection.getresponse()
            status = answer.status
            lines.extend(answer)
        except (OSError, HTTPException):
            return read(status, lines)
        finally:
            connection.close()
        return read(status, lines)

    def paced(self, records: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
        """Yield a line for each record, slowly."""
        for record in records:
            self.gate.over.wait(LINE_PAUSE)
            yield json.dumps(record).encode() + b"\n"


def read(status: int, lines: Sequence[bytes]) -> Results:
    """Read the lines that came whole."""
    said = [json.loads(line) for line in lines if line.endswith(b"\n")] if status == OK else []
    results = {each["line"]: each for each in said if "line" in each}
    return Results(status, results, any(each.get("complete", False) for each in said))

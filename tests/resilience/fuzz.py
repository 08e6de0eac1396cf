"""`make fuzz`: bad inputs for every operation, on both engines; none may give a 5xx, hang or leave a traceback.

The same seed sends the same inputs. A failure is printed with its request, to be sent again.
"""

from __future__ import annotations

import http.client
import itertools
import json
import re
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import click
import yaml

from api.db.database import Database
from api.services import auth
from domain.vocabularies.service import SCOPE
from tests import engines
from tests.records import worked_example
from tests.resilience.bad_inputs import LISTS, RECORDS, BadInputs, Known, Request
from tests.servers import HOST, ROOT, Server, running_server

HANG = 2.0
"""Seconds after which a response counts as a hang, beside those for which a long poll asked to wait."""

WAIT = re.compile(r"[?&]wait=([0-9]{1,2})(?:&|$)")
"""The seconds for which a long poll asks to wait."""

SERVER_ERROR, THREADS, MAX_SHOWN = 500, 4, 20
SLOW_REFUSED = b"Too many slow requests are running."


@dataclass
class Findings:
    """What the inputs so far have shown."""

    sent: Counter[str] = field(default_factory=Counter)
    distinct: set[int] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def add(self, request: Request, status: int, body: bytes, seconds: float) -> None:
        """Note a response. A status of 0 is a connection that the server closed without one."""
        waits = WAIT.search(request.target)
        hang = HANG + (int(waits[1]) if waits else 0)
        with self.lock:
            self.sent[request.kind] += 1
            self.distinct.add(hash((request.method, request.target, str(request.headers), request.body, request.raw)))
            self.statuses[status] += 1
            self.slowest = max(self.slowest, seconds)
            reasons = (
                (status >= SERVER_ERROR, f"{status} {body[:200]!r}"),
                (status == 0 and not request.raw, "no response"),
                (seconds > hang, f"{seconds:.1f} s"),
                (b"Traceback" in body, "a traceback in the response"),
            )
            self.failures += [f"{reason}: {request!r:.2000}" for is_so, reason in reasons if is_so]


class Sender(Thread):
    """Sends inputs over one connection that is kept, and notes the responses."""

    def __init__(self, port: int, key: str, inputs: Iterator[Request], findings: Findings) -> None:
        super().__init__(daemon=True)
        self.port, self.key, self.inputs, self.findings = port, key, inputs, findings
        self.connection = http.client.HTTPConnection(HOST, port, timeout=30)

    def run(self) -> None:
        """Send inputs until there are no more."""
        while True:
            with self.findings.lock:
                request = next(self.inputs, None)
            if request is None:
                self.connection.close()
                return
            began_at = time.monotonic()
            status, body = self.exchange_raw(request.raw) if request.raw else self.exchange(request)
            if SLOW_REFUSED in body:  # Others had all places for bodies without a length: by design.
                time.sleep(0.2)
                status, body = self.exchange_raw(request.raw) if request.raw else self.exchange(request)
            self.findings.add(request, status, body, time.monotonic() - began_at)

    def exchange(self, request: Request) -> tuple[int, bytes]:
        """The status and the body of the response."""
        headers = {"Authorization": f"Bearer {self.key}", **request.headers}
        try:
            self.connection.request(request.method, request.target, request.body, headers)
            response = self.connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException, ValueError):  # ValueError: http.client would not send it.
            self.connection.close()
            return 0, b""

    def exchange_raw(self, raw: bytes) -> tuple[int, bytes]:
        """The status of the response to these bytes, after which nothing follows."""
        with socket.create_connection((HOST, self.port), timeout=30) as connection:
            try:
                connection.sendall(raw)
                connection.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: connection.recv(65_536), b""))
            except OSError:
                return 0, b""
        words = answer.split(b" ", 2)
        return (int(words[1]), answer) if len(words) > 1 and words[1].isdigit() else (0, answer)


def known_of(server: Server, key: str) -> Known:
    """Create a record, and read what there is to refer to."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=30)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def ask(method: str, path: str, body: str | None = None) -> dict[str, object]:
        connection.request(method, path, body, headers)
        answer: dict[str, object] = json.loads(connection.getresponse().read())
        return answer

    records = [ask("POST", RECORDS, json.dumps(worked_example() | {"id": None, "identifiers": []})) for _ in range(3)]
    pages = [ask("GET", f"{path}?limit=1")["links"] for path in LISTS]
    connection.close()
    cursors = [str(links["next"]).split("=")[-1] for links in pages if isinstance(links, dict) and links.get("next")]
    record: Any = records[0]
    commitments = tuple(each["url"] for each in record["commitments"])
    parties = tuple(each["party"]["id"] for each in record["parties"])
    return Known(record["id"], parties, commitments, tuple(cursors), dict(operations()))


def operations() -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Method and path of each operation, with the names of its query parameters, from the contract."""
    contract = yaml.load((ROOT / "openapi.yaml").read_bytes(), yaml.CSafeLoader)
    shared = contract["components"]["parameters"]
    for path, item in contract["paths"].items():
        for method in sorted(item.keys() - {"parameters"}):
            stated = item[method].get("parameters", ())
            resolved = (shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each for each in stated)
            yield (method.upper(), path), tuple(each["name"] for each in resolved if each["in"] == "query")


@contextmanager
def served(engine: str, folder: Path) -> Iterator[tuple[Server, str]]:
    """A server of a new database on this engine, and a key with every scope."""
    with engines.postgresql_server() if engine == "postgresql" else tempfile.TemporaryDirectory() as place:
        url = engines.create_database(engine, folder, place, "fuzz")
        database: Database = engines.open_migrated(url)
        now = datetime.now(UTC)
        key = database.write(lambda connection: auth.create_key(connection, name="fuzz", scopes=SCOPE.codes, now=now))
        database.engine.dispose()
        with running_server(url, folder / "log") as server:
            yield server, key["key"]


def fuzz(engine: str, seed: int, *, inputs: int, seconds: float) -> Findings:
    """Send so many inputs, or for so long, whichever ends first."""
    findings, until = Findings(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as name, served(engine, Path(name)) as (server, key):
        series = itertools.islice(BadInputs(seed, known_of(server, key)), inputs)
        timed = itertools.takewhile(lambda _: time.monotonic() < until, series)
        senders = [Sender(server.port, key, timed, findings) for _ in range(THREADS)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        server.stop()
        log = server.log.read_text(encoding="utf-8")
    for sign in ("Traceback", "unhandled error"):
        if sign in log:
            findings.failures.append(f"in the log: {log[max(0, log.index(sign) - 300) :][:3000]}")
    return findings


def report(engine: str, findings: Findings) -> None:
    """Print the figures."""
    click.echo(f"{engine}: {findings.sent.total():,} inputs, {len(findings.distinct):,} of them distinct")
    click.echo(f"  by kind: {', '.join(f'{kind} {count:,}' for kind, count in sorted(findings.sent.items()))}")
    click.echo(f"  statuses: {', '.join(f'{status} {count:,}' for status, count in sorted(findings.statuses.items()))}")
    click.echo(f"  slowest: {findings.slowest:.2f} s; failures: {len(findings.failures)}")
    for failure in findings.failures[:MAX_SHOWN]:
        click.echo(f"  FAIL {failure}")


@click.command()
@click.option("--engine", "names", type=click.Choice(engines.ENGINES), multiple=True, default=engines.ENGINES)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--inputs", type=int, default=10_000_000, help="Stop after so many for each engine.")
@click.option("--minutes", type=float, default=60.0, show_default=True, help="Time in all.")
def main(names: tuple[str, ...], seed: int, inputs: int, minutes: float) -> None:
    """Send bad inputs, print what they found, and fail if any did harm."""
    results = {name: fuzz(name, seed, inputs=inputs, seconds=minutes * 60 / len(names)) for name in names}
    for name, findings in results.items():
        report(name, findings)
    sys.exit(any(findings.failures for findings in results.values()))


if __name__ == "__main__":
    main()

"""`make soak`: serve a mixed load at 70 % of the capacity for a time; nothing may fail, and no memory may be kept.

Measured is the memory of the server's processes that no file backs (`Pss_Anon` of smaps_rollup), because the page cache
of a growing SQLite file counts as resident memory too.
"""

from __future__ import annotations

import http.client
import itertools
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import click

from benchmarks.databases import ENGINES, benchmark_database
from tests.clients import RECORDS
from tests.records import published
from tests.resilience.chaos import create_key
from tests.servers import HOST, Server, running_server

CLIENTS = 16
SHARE = 0.7
"""Share of the capacity at which the load is sent."""

CALIBRATION = 5.0
"""Seconds for which the capacity is measured."""

SAMPLE_INTERVAL = 5.0
MAX_GROWTH = 0.05

Request = tuple[str, str, dict[str, Any] | None, dict[str, str]]
"""Method, path, body and headers."""


@dataclass
class Result:
    """Latencies in seconds from when a request was due, statuses of failures, and samples of memory in bytes."""

    latencies: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, int]] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The latency below which a share of the requests lies."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    def memory_after(self, seconds: float) -> int:
        """Mean of three samples from this time on."""
        samples = [size for at, size in self.memory if at >= seconds][:3] or [self.memory[-1][1]]
        return sum(samples) // len(samples)

    @property
    def warm_at(self) -> float:
        """Seconds from which growth is measured: the first minute, or the first third of a shorter run."""
        return min(60.0, self.memory[-1][0] / 3)

    @property
    def growth(self) -> float:
        """Share by which the memory has grown since then."""
        last = [size for _, size in self.memory[-3:]]
        return sum(last) / len(last) / self.memory_after(self.warm_at) - 1


class Client:
    """A client that reads and writes a mix."""

    def __init__(self, port: int, key: str, number: int) -> None:
        self.chance = random.Random(number)  # noqa: S311 - Reproducible, not secret.
        self.port, self.key, self.number = port, key, number
        self.connection = http.client.HTTPConnection(HOST, port, timeout=30)
        self.urls: list[tuple[str, str]] = []
        self.counter = itertools.count()

    def send(self) -> str | None:
        """Send the next request. Returns its status, or the error, if it failed."""
        method, path, body, headers = self.next_request()
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json", **headers}
        try:
            self.connection.request(method, path, json.dumps(body) if body else None, headers)
            answer = self.connection.getresponse()
            content = answer.read()
            if method == "POST" and answer.status == 201:
                self.urls = [*self.urls[-20:], (f"{RECORDS}/{json.loads(content)['id']}", str(answer.headers["ETag"]))]
        except (OSError, http.client.HTTPException, ValueError, LookupError) as error:
            self.connection.close()
            return f"{method} {type(error).__name__}"
        return None if answer.status in {200, 201, 304} else f"{method} {answer.status}"

    def next_request(self) -> Request:
        """A random request of the mix."""
        number = next(self.counter)
        kind = self.chance.choices([*MIX], [*MIX.values()])[0]
        if kind == "create" or (kind in {"get", "conditional", "patch"} and not self.urls):
            record = published(title=f"Soak {self.number} {number}")
            return "POST", RECORDS, record, {"Idempotency-Key": f"{self.number}-{number}"}
        url, etag = self.chance.choice(self.urls) if self.urls else ("", "")
        return {
            "list": ("GET", f"{RECORDS}?limit=20&facet=kind", None, {}),
            "search": ("GET", f"{RECORDS}?q=plan&limit=20", None, {}),
            "get": ("GET", url, None, {}),
            "conditional": ("GET", url, None, {"If-None-Match": etag}),
            "patch": ("PATCH", f"{url}?note=Because.", {"summary": f"{number}"}, {"If-Match": "*"}),
            "export": ("GET", f"{RECORDS}?format=csv&limit=200", None, {}),
            "changes": ("GET", "/v1/changes?limit=50", None, {}),
        }[kind]


MIX = {"list": 20, "search": 10, "get": 30, "conditional": 15, "create": 8, "patch": 8, "export": 1, "changes": 8}
"""Requests in a hundred."""


def anonymous_memory(pid: int) -> int:
    """Bytes of memory that no file backs, of a process and its children, shared pages divided among them."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return sum(memory_of(each) for each in [str(pid), *children])


def memory_of(pid: str) -> int:
    """Bytes of `Pss_Anon` of one process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    (line,) = [each for each in lines if each.startswith("Pss_Anon:")]
    return int(line.split()[1]) * 1024


def capacity(clients: list[Client], failures: Counter[str]) -> float:
    """Requests per second if each client sends one after the other. Those that fail are counted."""
    done = [0] * len(clients)
    deadline = time.monotonic() + CALIBRATION

    def send_all(index: int) -> None:
        while time.monotonic() < deadline:
            failure = clients[index].send()
            done[index] += 1
            if failure:
                failures[failure] += 1

    run_threads([Thread(target=send_all, args=[index]) for index in range(len(clients))])
    return sum(done) / CALIBRATION


def run_threads(threads: list[Thread]) -> None:
    """Run these until all have ended."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def soak(server: Server, key: str, *, seconds: float) -> Result:
    """Send the mix at a share of the capacity, however long it takes to answer."""
    clients = [Client(server.port, key, number) for number in range(CLIENTS)]
    result, lock, stop = Result(), Lock(), Event()
    rate = capacity(clients, result.failures) * SHARE
    click.echo(f"Capacity {rate / SHARE:,.0f} requests/s; sending {rate:,.0f}/s for {seconds:,.0f} s", err=True)
    begun_at = time.monotonic()
    due = itertools.takewhile(lambda at: at < seconds, (number / rate for number in itertools.count()))

    def send_due(client: Client) -> None:
        while True:
            with lock:
                at = next(due, None)
            if at is None:
                return
            stop.wait(max(0.0, begun_at + at - time.monotonic()))
            failure = client.send()
            result.latencies.append(time.monotonic() - begun_at - at)
            if failure:
                result.failures[failure] += 1

    def sample() -> None:
        while not stop.wait(SAMPLE_INTERVAL):
            with suppress(FileNotFoundError):  # A worker has just ended.
                result.memory.append((time.monotonic() - begun_at, anonymous_memory(server.process.pid)))

    sampler = Thread(target=sample)
    sampler.start()
    run_threads([Thread(target=send_due, args=[client]) for client in clients])
    stop.set()
    sampler.join()
    for client in clients:
        client.connection.close()
    return result


@contextmanager
def filled_server(engine: str, records: int) -> Iterator[tuple[Server, str]]:
    """A server of a database with records, and a key for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with benchmark_database(engine, folder, records=records) as database:
            key = create_key(database.url)
            with running_server(database.url, folder / "log", workers=2, LOG_LEVEL="warning") as server:
                yield server, key


@click.command(help="Serve a mixed load at 70 % of the capacity; nothing may fail, and no memory may be kept.")
@click.option("--minutes", type=float, default=30.0, show_default=True)
@click.option("--engine", type=click.Choice(ENGINES), default="sqlite", show_default=True)
@click.option("--records", type=click.IntRange(200), default=3_000, show_default=True)
def main(minutes: float, engine: str, records: int) -> None:
    """Soak one engine, and print the figures."""
    with filled_server(engine, records) as (server, key):
        result = soak(server, key, seconds=minutes * 60)
    click.echo(f"requests     {len(result.latencies):12,}")
    click.echo(f"errors       {result.failures.total():12,}  {dict(result.failures)}")
    click.echo(f"p50          {result.percentile(0.5) * 1000:12,.1f} ms")
    click.echo(f"p99          {result.percentile(0.99) * 1000:12,.1f} ms")
    first = result.memory_after(result.warm_at)
    click.echo(f"memory       {first / 1e6:12,.1f} MB after {result.warm_at:.0f} s (Pss_Anon)")
    click.echo(f"             {result.memory[-1][1] / 1e6:12,.1f} MB at the end ({result.growth:+.1%})")
    sys.exit(bool(result.failures) or abs(result.growth) > MAX_GROWTH)


if __name__ == "__main__":
    main()

"""The dearest requests that a client can think of: CPU seconds and memory that each takes of a running server.

`python -m tests.resilience.dearest [--records 30000]` fills a new SQLite database, serves it, and prints a table; the
dearest record comes 20 times, to show that what is kept stops growing. Aims: 0.3 CPU s without a key, 3 CPU s to write
a record, 50 MB of memory kept.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from api.services import auth
from api.services.auth import OPERATOR
from api.services.records import documents
from api.services.records.types import Change
from api.services.records.writer import save
from benchmarks.records import record
from schemas.queries.lists import FACETS, LIST_FORMATS, MAX_FACETS
from tests import engines
from tests.clients import RECORDS
from tests.parts import amount, commitment
from tests.records import draft, worked_example
from tests.resilience.test_records import dearest
from tests.servers import HOST, Server, running_server

JSON = {"Content-Type": "application/json"}
BATCH = 500
OPEN_AIM, WRITE_AIM, KEPT_AIM = 0.3, 3.0, 50.0
REPEATED = 20
SETTLE = 1.5
"""Seconds after which memory counts as kept: a worker trims its heap at its next look at the clock."""
LISTS = ("announcements", "commitments", "amounts", "quotes", "parties")
WORDS = " ".join(f"w{number}" for number in range(32))
MARKS = "a" + "\u0301" * 15_000 + "\u0327" * 15_000


class Sent(NamedTuple):
    """A request: its method, address, body and headers; with a key if it writes."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = {}  # noqa: RUF012 - a default that nobody changes.
    writes: bool = False


def search(parameters: Any) -> Sent:
    """A search of announcements in a body."""
    body = parameters if isinstance(parameters, bytes) else json.dumps(parameters, ensure_ascii=False).encode()
    return Sent("POST", f"{RECORDS}/search", body, JSON)


def create(record: Any) -> Sent:
    """A write of a record."""
    body = record if isinstance(record, bytes) else json.dumps(record).encode()
    return Sent("POST", RECORDS, body, JSON, writes=True)


def listed(name: str, **query: Any) -> Sent:
    """A list with these parameters."""
    return Sent("GET", f"/v1/{name}?{urlencode(query, doseq=True)}")


def open_requests() -> Iterator[tuple[str, Sent]]:
    """Requests without a key, by name."""
    every = {"jurisdiction": ["KR", "US", "FR"] * 33, "kind": ["plan"] * 99, "topic": [f"t{at}" for at in range(99)]}
    yield "search: marks", search({"q": MARKS})
    yield "search: 32 words", search({"q": WORDS})
    yield "search: 8 alternatives", search({"q": " OR ".join(["a*"] * 8), "limit": 200})
    yield "search: 8 prefixes", search({"q": " ".join(f"{letter}*" for letter in "abcdefgh")})
    yield "search: every filter 99 times", search(every | {"exclude_topic": every["topic"], "facet": ["kind,topic"]})
    yield "search: 5,000 unknown members", search({f"m{at}": 1 for at in range(5_000)})
    yield "search: 60 kB of one name", search({"n" * 60_000: 1})
    yield "search: 12,000 wrong values", search({"kind": ["x"] * 12_000})
    yield "search: deep", search(b'{"q":' + b"[" * 30_000 + b"]" * 30_000 + b"}")
    yield "search: a long number", search(b'{"limit":' + b"9" * 60_000 + b"}")
    yield "search: escaped colons", search(b'{"q":"' + b"\\u003a" * 10_000 + b'"}')
    yield "search: a gap of 8 MB", Sent("POST", f"{RECORDS}/search", b" " * 8_000_000, JSON)
    for name in LISTS[:4]:
        yield f"{name}: q, facets", listed(name, q="a* OR b* OR p*", facet="kind,jurisdiction,year", limit=200)
        yield f"{name}: fields", listed(name, fields=",".join(["id"] * 900), limit=200)
        yield f"{name}: 400 wrong", listed(name, **{f"unknown{at}": "x" for at in range(400)})
    yield from aggregates()
    for name, formats in LIST_FORMATS.items():
        yield from ((f"{name}: 200 as {each}", listed(name, format=each, limit=200)) for each in formats)
    yield "long cursor", listed("announcements", cursor="A" * 7_000)
    yield "800 parts of Accept", Sent("GET", RECORDS, headers={"Accept": ",".join(["a/b;q=0.1"] * 800)})
    yield "900 ETags", Sent("GET", RECORDS, headers={"If-None-Match": ",".join(['"1-abc"'] * 900)})
    yield "1,600 cookies", Sent("GET", RECORDS, headers={"Cookie": ";".join(["a=b"] * 1_600)})


def aggregates() -> Iterator[tuple[str, Sent]]:
    """Counts and sums of all matches: without a filter, with one that leaves nearly all, and with a search for most."""
    prefixes = " OR ".join(f"{letter}*" for letter in "abcdefgh")
    window = {"due_from": "2000", "due_to": "2100"}
    exclusions = {"exclude_topic": "x", "exclude_party": "x", "exclude_role": "funder", "exclude_publisher": "x"}
    wide = {"": {}, ", search": {"q": prefixes}, ", window": window, ", exclusions": exclusions}
    for name, facets in FACETS.items():
        yield f"{name}: {MAX_FACETS} facets", listed(name, facet=",".join(facets[-MAX_FACETS:]), limit=0)
    for words, query in wide.items():
        facet = ",".join(("topic", "party", "role", "source_kind", "publisher", "due_year", "unit", "status", "kind"))
        yield f"commitments: facets{words}", listed("commitments", facet=facet, limit=0, **query)
        yield f"commitments: total{words}", listed("commitments", total="exact", **query)
        yield f"commitments: summary{words}", listed("commitments/summary", group_by="topic,due_year,kind", **query)
        yield f"timeline{words}", listed("commitments/timeline.svg", **query)
    yield "commitments: many groups", listed("commitments/summary", group_by="topic,party,due_year")
    yield "announcements: total, search", listed("announcements", q=prefixes, total="exact")
    yield "topics, search", listed("topics", q=prefixes)
    yield "amounts: sums", listed("amounts/summary", group_by="currency,year,topic")
    yield "amounts: many groups", listed("amounts/summary", group_by="topic,party,payer")
    yield "amounts: converted", listed("amounts/summary", currency="EUR", convert="announced_on")
    yield (
        "amounts: converted by topic",
        listed("amounts/summary", currency="EUR", convert="announced_on", group_by="topic"),
    )
    yield "topics", listed("topics", limit=200)
    yield "coverage", listed("coverage", limit=200)
    yield "parties: facets", listed("parties", facet="kind,jurisdiction,role", exclude_role="funder", total="exact")


def write_requests() -> Iterator[tuple[str, Sent]]:
    """Requests with a key that may write, of at most 8 MB, by name."""
    refs = [commitment(parties=[{"party": f"{'k' * 50}{at}"}]) for at in range(1_000)]
    keys = [{"key": f"{'k' * 50}x{at}", "name": "A", "kind": "company", "roles": ["partner"]} for at in range(500)]
    roles = [commitment(parties=[{"party": "p", "role": "isuer"}] * 200) for _ in range(600)]
    yield "create: the worked example", create(worked_example())
    yield from [("create: the dearest record", create(dearest()))] * REPEATED
    yield "create: 400,000 unknown members", create({f"member{at}": 1 for at in range(400_000)})
    yield "create: 120,000 wrong roles", create(draft(commitments=roles))
    yield "create: 1,000 wrong references", create(draft(parties=keys, commitments=refs))
    yield "create: 1,000 sums in doubt", create(draft(amounts=[{"kind": "budget", "text": "1 to " * 40}] * 1_000))
    yield "create: 2,600,000 empty amounts", create(b'{"amounts":[' + b"{}," * 2_600_000 + b"{}]}")
    yield "create: escaped", create(b'{"body":"' + b"\\u003a" * 1_300_000 + b'"}')
    yield "create: a body of marks", create(draft(body="a\u0301" * 500_000))
    yield "create: a body of initials", create(draft(body="a." * 500_000))
    yield "create: too many parties", create(draft(parties=keys, commitments=[commitment()] * 1_000))
    yield "create: 100 wrong of 1,000", create(draft(amounts=[amount(currency="KKK")] * 1_000))


def usage(server: Server) -> tuple[float, float]:
    """CPU seconds and resident megabytes of the server and its workers, from /proc.

    Without mapped files: the kernel drops their pages, such as those of the database, when it needs memory.
    """
    seconds = megabytes = 0.0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if os.getpgid(int(folder.name)) != server.process.pid:
                continue
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            _, resident, shared, *_ = map(int, (folder / "statm").read_text().split())
        except OSError:
            continue
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        megabytes += (resident - shared) * os.sysconf("SC_PAGE_SIZE") / 1_000_000
    return seconds, megabytes


def status_of(server: Server, sent: Sent, key: str) -> str:
    """Status of the response, which is read to its end."""
    headers = sent.headers | ({"Authorization": f"Bearer {key}"} if sent.writes else {})
    with closing(HTTPConnection(HOST, server.port, timeout=120)) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):  # A body that is too long is not read to its end.
            connection.request(sent.method, sent.path, body=sent.body or None, headers=headers)
        try:
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException) as error:
            return type(error).__name__
        return str(answer.status)


def fill(url: str, count: int) -> str:
    """Store published records; the secret of a key that may write."""
    database = engines.open_migrated(url)
    now = datetime.now(UTC)
    for start in range(0, count, BATCH):
        changes = [
            Change(operation="created", payload=documents.validate(record(number)), actor=OPERATOR, now=now)
            for number in range(start, min(start + BATCH, count))
        ]
        database.write(partial(save, changes=changes))
    key = database.write(lambda connection: auth.create_key(connection, name="x", scopes=["write", "publish"], now=now))
    database.engine.dispose()
    return str(key["key"])


def main() -> int:
    """Print the table; 1 if a request took more than its aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2_000, help="records in the database")
    count = parser.parse_args().records
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/dearest.db"
        key = fill(url, count)
        with running_server(url, Path(folder) / "log") as server:
            status_of(server, create(worked_example()), key)
            first = usage(server)[1]
            print(f"{'request':36} {'status':>8} {'CPU s':>7} {'s':>6} {'MB kept':>8} {'in all':>8}")  # noqa: T201
            for name, sent in [*open_requests(), *write_requests()]:
                (seconds, megabytes), began = usage(server), time.perf_counter()
                status = status_of(server, sent, key)
                elapsed = time.perf_counter() - began
                time.sleep(SETTLE)  # There is no event to wait on.
                after = usage(server)
                cpu, kept = after[0] - seconds, after[1] - megabytes
                is_over = cpu > (WRITE_AIM if sent.writes else OPEN_AIM) or kept > KEPT_AIM
                over += is_over
                mark = "  over" if is_over else ""
                print(f"{name:36} {status:>8} {cpu:7.2f} {elapsed:6.2f} {kept:8.1f} {after[1] - first:8.1f}{mark}")  # noqa: T201
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())

"""Clients that write without pause and remember what the server acknowledged, so that it can be held to it."""

from __future__ import annotations

import http.client
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event, Thread

from tests.resilience.writes import ACTIONS, CREATIONS, Attempt, Record
from tests.servers import HOST

PAUSE = 0.01
"""Seconds between two writes, so that the database does not grow faster than it can be checked."""

READ = 15
"""Records of each writer that are read after a fault."""

REPLAYED = 0.2
"""Share of the acknowledged POSTs that are sent again at once, as by a client that did not get the answer."""

RETRY_AFTER = 0.05
"""Seconds between two trials while the server is down."""


class Broken(AssertionError):
    """A promise that was not kept."""


UNREADABLE = (ValueError, LookupError, TypeError)
"""What an answer raises that is not JSON, or lacks a member. It ends the thread of a writer unless it is caught."""


@dataclass
class Counts:
    """What became of the writes.

    `retried` were sent again because nothing had answered them, `replayed` although they had been acknowledged;
    `done_but_503` are changes that were made although 503 was answered.
    """

    acknowledged: int = 0
    retried: int = 0
    replayed: int = 0
    unavailable: int = 0
    done_but_503: int = 0


@dataclass
class Writer:
    """A client with an API key and records of its own."""

    name: str
    port: int
    key: str
    chance: random.Random
    records: dict[str, Record] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    """Ids of the records that were changed since the last check."""

    counts: Counts = field(default_factory=Counts)
    attempt: Attempt | None = None
    number: int = 0
    errors: list[str] = field(default_factory=list)
    is_outdated: bool = False
    """Whether the server may be of the previous release: it refuses to change what the new one has rebuilt."""

    last_sent_at: float = 0.0
    """Time (of `time.monotonic`) at which the last acknowledged write was sent."""

    def write_until(self, stop: Event) -> None:
        """Write until told to stop. An unknown outcome is settled before the next write."""
        connection = self.connect()
        while not stop.is_set() and not self.errors:
            try:
                self.settle(connection) if self.attempt else self.write(connection)
                stop.wait(PAUSE)
            except (OSError, http.client.HTTPException):
                connection.close()
                connection = self.connect()
                stop.wait(RETRY_AFTER)
            except (Broken, *UNREADABLE) as error:
                self.errors.append(repr(error))
        connection.close()

    def settle_until(self, deadline: float) -> None:
        """Find out what became of the last write, now that the server is ready."""
        while self.attempt and not self.errors:
            if time.monotonic() > deadline:
                self.errors.append(f"{self.attempt.action} is not answered.")
                return
            connection = self.connect()
            try:
                self.settle(connection)
            except (OSError, http.client.HTTPException):
                time.sleep(RETRY_AFTER)  # There is no event to wait on.
            except (Broken, *UNREADABLE) as error:
                self.errors.append(repr(error))
            finally:
                connection.close()

    def connect(self) -> http.client.HTTPConnection:
        """A connection to the server."""
        return http.client.HTTPConnection(HOST, self.port, timeout=20)

    def write(self, connection: http.client.HTTPConnection) -> None:
        """Write something."""
        self.number += 1
        title = f"{self.name}-{self.number}"
        current = [each for each in self.records.values() if each.state != "withdrawn"][-20:]
        record = self.chance.choice(current) if current else None
        actions = ACTIONS[record.state] if record else CREATIONS
        self.attempt = self.chance.choice(actions)(title, record, self.chance)
        self.send(connection)

    def send(self, connection: http.client.HTTPConnection) -> None:
        """Send the attempt. What it did is noted if it is answered; unless it is answered, its outcome is unknown."""
        attempt, sent_at = self.attempt, time.monotonic()
        assert attempt
        status, etag, content = self.request(connection, attempt.method, attempt.path, attempt.body, attempt.headers)
        if status in {429, 503} or (status == 409 and "Idempotency-Key" in attempt.headers):
            self.counts.unavailable += 1
            attempt.was_unavailable = True
            raise http.client.HTTPException
        if self.is_outdated and attempt.record and (status == 412 or (status, attempt.method) == (422, "PATCH")):
            self.reread(connection, attempt.record)
            return
        if status not in {200, 201, 204}:
            raise Broken(f"{attempt.action}: {status} {content[:300]!r}")
        self.last_sent_at = sent_at
        self.note(attempt, etag, content)
        if "Idempotency-Key" in attempt.headers and self.chance.random() < REPLAYED:
            self.replay(connection, attempt, (status, etag, content))

    def reread(self, connection: http.client.HTTPConnection, record: Record) -> None:
        """Take the current ETag of a record, which must still be at the acknowledged version, and drop the attempt."""
        status, etag, content = self.request(connection, "GET", record.url, b"", {})
        if status != 200 or json.loads(content)["version"] != record.version:
            raise Broken(f"refused for {record.id} at version {record.version}, then {status} {content[:300]!r}")
        record.versions[record.version] = etag
        self.attempt = None

    def replay(
        self, connection: http.client.HTTPConnection, attempt: Attempt, first: tuple[int, str | None, bytes]
    ) -> None:
        """Send an acknowledged POST again: it has its first answer. A second effect is found by the next check."""
        again = self.request(connection, attempt.method, attempt.path, attempt.body, attempt.headers)
        if again[0] not in {429, 503}:
            self.counts.replayed += 1
            if again != first:
                raise Broken(f"{attempt.action}: sent again, {again[:2]} {again[2][:300]!r} instead of {first!r:.300}")

    def request(
        self, connection: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, str | None, bytes]:
        """Status, ETag and body of a response."""
        connection.request(method, path, body or None, {"Authorization": f"Bearer {self.key}", **headers})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("ETag"), answer.read()

    def note(self, attempt: Attempt, etag: str | None, content: bytes) -> None:
        """Note the acknowledged versions."""
        if attempt.action == "import":
            *lines, last = map(json.loads, content.splitlines())
            if not last.get("complete"):
                raise http.client.HTTPException
            for number, line in enumerate(lines):
                if line["status"] != "created":
                    raise Broken(f"import: {line}")
                self.acknowledge(Record(line["id"], f"{attempt.title}-{number}"), line["version"], None)
        elif attempt.record is None:
            record = json.loads(content)
            commitments = record["commitments"]
            known = Record(record["id"], attempt.title, commitments[0]["url"])
            self.acknowledge(known, record["version"], etag)
        else:
            self.note_change(attempt, attempt.record.version + 1, etag)
            self.compare(attempt.record, attempt.action, content)
        self.attempt = None

    def unequal_records(self, chance: random.Random) -> Iterator[str]:
        """Sentences for changed records that are not read as they were acknowledged; some of them are read."""
        connection = self.connect()
        for id in chance.sample(sorted(self.changed), min(READ, len(self.changed))):
            record = self.records[id]
            status, etag, content = self.request(connection, "GET", record.url, b"", {})
            if record.state == "withdrawn":
                if status != 410:
                    yield f"{id} was withdrawn: {status}"
                continue
            expected = (record.version, record.title, record.state)
            read = json.loads(content) if status == 200 else {}
            if tuple(map(read.get, ("version", "title", "state"))) != expected:
                yield f"{id}: {expected} acknowledged, {status} {content[:300]!r} read"
            if record.versions[record.version] not in {None, etag}:
                yield f"{id}: ETag {record.versions[record.version]} acknowledged, {etag} read"
        self.changed = set()
        connection.close()

    def compare(self, record: Record, action: str, content: bytes) -> None:
        """Compare the answered record with the known one."""
        if action not in {"put", "patch", "publish"}:
            return
        answered = json.loads(content)
        if (answered["version"], answered["title"], answered["state"]) != (record.version, record.title, record.state):
            raise Broken(f"{action} of {record.id} is answered with version {answered['version']}: {answered['title']}")
        if action == "put":
            record.commitment = answered["commitments"][0]["url"]

    def note_change(self, attempt: Attempt, version: int, etag: str | None) -> None:
        """Note a change of a record."""
        record = attempt.record
        assert record
        record.title = attempt.title if attempt.action in {"put", "patch"} else record.title
        record.commitment = None if attempt.action == "put" else record.commitment
        record.state = {"publish": "published", "withdraw": "withdrawn"}.get(attempt.action, record.state)
        self.acknowledge(record, version, etag if attempt.action in {"put", "patch", "publish"} else None)

    def acknowledge(self, record: Record, version: int, etag: str | None) -> None:
        """Note a version."""
        self.records[record.id] = record
        record.versions[version] = etag
        self.changed.add(record.id)
        self.counts.acknowledged += 1

    def settle(self, connection: http.client.HTTPConnection) -> None:
        """Repeat a POST with its key; look whether another write was done."""
        attempt = self.attempt
        assert attempt
        if "Idempotency-Key" in attempt.headers:
            self.counts.retried += 1
            self.send(connection)
            return
        record = attempt.record
        assert record
        path = f"{record.url}/versions?limit=200"
        status, _, content = self.request(connection, "GET", path, b"", {})
        if status == 503:
            raise http.client.HTTPException
        if status != 200:
            raise Broken(f"GET {path}: {status} {content[:300]!r}")
        found = json.loads(content)["data"]
        numbers = [each["version"] for each in found]
        if numbers not in ([*range(1, record.version + 1)], [*range(1, record.version + 2)]):
            raise Broken(f"{record.id} has versions {numbers}, {record.version} were acknowledged.")
        if len(numbers) > record.version:
            self.counts.done_but_503 += attempt.was_unavailable
            self.note_change(attempt, numbers[-1], None)
        self.attempt = None


def start_writing(writers: list[Writer], stop: Event) -> list[Thread]:
    """Let each writer write in a thread of its own."""
    threads = [Thread(target=writer.write_until, args=[stop], name=writer.name) for writer in writers]
    for thread in threads:
        thread.start()
    return threads

"""During a rolling upgrade processes of the previous release read and write a database that is migrated already."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

import pytest

from api.db.database import Database
from tests.clients import RECORDS
from tests.records import published
from tests.resilience.acknowledged import Feed, compare_versions, doctor
from tests.resilience.writers import Writer, start_writing
from tests.servers import HOST, PATIENCE, ROOT, Server, running_server
from tests.waiting import wait_until

pytestmark = pytest.mark.long

PREVIOUS_RELEASE = "f7a3eaa"
"""Commit of 0.2.0."""

READS = (
    "/v1/announcements?facet=kind,topic,jurisdiction,party,year",
    "/v1/announcements?q=plan&sort=relevance&highlight=true",
    "/v1/commitments?overdue=true",
    "/v1/amounts/summary?group_by=jurisdiction",
    "/v1/quotes",
    "/v1/parties",
    "/v1/changes?limit=200",
    "/v1/topics",
)
ENOUGH = 60
"""Acknowledged writes of each release while both serve."""


@pytest.fixture(scope="module")
def previous(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of the previous release, from git."""
    command = ["git", "archive", "--format=tar", PREVIOUS_RELEASE, "api", "domain", "schemas", "gunicorn.conf.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - Constant.
    if done.returncode:
        pytest.fail(f"Commit {PREVIOUS_RELEASE} is not in this clone. Run `git fetch --unshallow`. {done.stderr!r}")
    folder = tmp_path_factory.mktemp("previous")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def communique(url: str, *words: str, root: Path = ROOT) -> subprocess.Popen[str]:
    """Start the command of the release in a folder."""
    command = [sys.executable, "-W", "ignore", "-c", "from api.cli import main; main()", *words]
    environment = os.environ | {"DATABASE_URL": url}
    return subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 - Ours.


def output_of(process: subprocess.Popen[str]) -> str:
    """What a command prints. It must succeed."""
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output


@pytest.fixture
def old_database(fresh_database: str, previous: Path) -> str:
    """URL of a database of the previous release."""
    output_of(communique(fresh_database, "migrate", root=previous))
    return fresh_database


def writers_of(server: Server, key: str, name: str, *, is_outdated: bool = False) -> list[Writer]:
    """Two clients of a server."""
    generators = [random.Random(f"{name}-{number}") for number in range(2)]  # noqa: S311 - Reproducible, not secret.
    return [
        Writer(f"{name}-{number}", server.port, key, each, is_outdated=is_outdated)
        for number, each in enumerate(generators)
    ]


class Readers:
    """Reads of a server without pause, within the context. Each must be answered 200."""

    def __init__(self, server: Server, key: str) -> None:
        """`key` has the scope read."""
        self.server, self.key = server, key
        self.stop, self.statuses = Event(), set[tuple[str, int]]()
        self.thread = Thread(target=self.read)

    def __enter__(self) -> Readers:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join(PATIENCE)

    def read(self) -> None:
        """Read everything in turn."""
        while not self.stop.is_set():
            for path in READS:
                self.statuses.add((path, send(self.server, "GET", path, self.key)))


@contextmanager
def writing(writers: list[Writer]) -> Iterator[list[Writer]]:
    """Let these write within the context."""
    stop = Event()
    threads = start_writing(writers, stop)
    try:
        yield writers
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)


def send(server: Server, method: str, path: str, key: str, body: object = None) -> int:
    """Status of a request."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    with closing(HTTPConnection(HOST, server.port, timeout=PATIENCE)) as connection:
        connection.request(method, path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def wait_for_writes(writers: list[Writer]) -> None:
    """Wait until each has written enough."""
    targets = [writer.counts.acknowledged + ENOUGH for writer in writers]
    wait_until(
        lambda: all(
            writer.errors or writer.counts.acknowledged >= target
            for writer, target in zip(writers, targets, strict=True)
        )
    )


def public_changes(server: Server) -> Counter[tuple[str, int]]:
    """Id and version of each change that the public sees, with how often."""
    feed = Feed(server.port, "")
    feed.read()  # For the public, a record may begin with a later version than the first.
    return feed.seen


def test_both_releases_serve_a_migrated_database(old_database: str, previous: Path, tmp_path: Path) -> None:
    """Nothing is answered 503, and all that either acknowledged is there and in the change feed.

    The previous release refuses what it cannot change: by an ETag of before the rebuild, or with PATCH.
    """
    scopes = [word for scope in ("read", "write", "publish") for word in ("--scope", scope)]
    key = output_of(communique(old_database, "keys", "create", "x", *scopes, root=previous)).split()[-1]
    with (
        running_server(old_database, tmp_path / "old", workers=2, root=previous) as old,
        Readers(old, key) as readers,
        writing(writers_of(old, key, "old", is_outdated=True)) as old_writers,
    ):
        wait_for_writes(old_writers)
        output_of(communique(old_database, "migrate"))
        wait_for_writes(old_writers)
        with (
            running_server(old_database, tmp_path / "new", workers=2) as new,
            writing(writers_of(new, key, "new")) as new_writers,
        ):
            wait_for_writes(old_writers + new_writers)
    writers = old_writers + new_writers
    assert [error for writer in writers for error in writer.errors] == []
    assert readers.statuses == {(path, 200) for path in READS}
    assert sum(writer.counts.unavailable for writer in writers) == 0
    output_of(communique(old_database, "rebuild"))
    for writer in old_writers:
        for record in writer.records.values():
            record.versions = dict.fromkeys(record.versions)  # Their ETags are those of before the rebuild.
    with running_server(old_database, tmp_path / "new") as new:
        for writer in writers:
            writer.port = new.port
        assert not any(writer.attempt for writer in writers)
        check(old_database, new, key, writers)


def check(url: str, server: Server, key: str, writers: list[Writer]) -> None:
    """Assert that everything that was acknowledged is there."""
    known = {id: record.versions for writer in writers for id, record in writer.records.items()}
    database = Database(url)
    found = compare_versions(database, known), doctor(database, url)
    database.engine.dispose()
    assert found == (([], []), [])
    assert Feed(server.port, key).compare(known) == ([], [])
    unequal = [error for writer in writers for error in writer.unequal_records(writer.chance)]
    assert unequal == []
    assert send(server, "POST", RECORDS, key, published()) == 201
    seen = public_changes(server)
    assert {*seen.values()} == {1}
    records = [record for writer in writers for record in writer.records.values()]
    assert {each.id for each in records if each.state == "published"} <= {id for id, _ in seen}

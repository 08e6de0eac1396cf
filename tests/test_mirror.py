"""The program in the documentation that keeps a copy of all records: after whatever happened, it has them all."""

from __future__ import annotations

import json
import random
import runpy
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from api import create_app
from api.settings import Settings
from tests.clients import RECORDS, Client, url_of
from tests.pages import ROOT, blocks
from tests.records import draft, published
from tests.servers import PATIENCE, running_server

(COMMAND,) = blocks("docs/following.md", "sh")
_, MIRROR, *_ = COMMAND.split()
EDITS = 60
PROMISE = {"key": "c", "kind": "goal", "statement": "Lead."}

Record = dict[str, Any]


@pytest.fixture
def source(migrated_database: str) -> Iterator[Flask]:
    """An application with its own database."""
    app = create_app(Settings(database_url=migrated_database, log_level="error"))
    yield app
    app.extensions["database"].engine.dispose()


@contextmanager
def mirroring(address: str, file: Path, *keys: str) -> Iterator[None]:
    """Run the program while the context lasts."""
    command = [sys.executable, MIRROR, address, str(file), *keys]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)  # noqa: S603 - it is our own program.
    try:
        yield
        assert process.poll() is None, "It goes on until it is stopped."
    finally:
        process.terminate()
        assert process.communicate(timeout=PATIENCE)[1] == "", "It met no error."


def edit(client: Client, chance: random.Random) -> None:
    """Do something to a record, or make a new one."""
    records = client.get(f"{RECORDS}?limit=200").get_json()["data"]
    if len(records) < 5 or chance.random() < 0.3:
        client.create(chance.choice([draft, published])(title=f"{chance.random()}", commitments=[PROMISE]))
        return
    record = chance.choice(records)
    url, note = url_of(record), "?note=Because."
    report = {"status": "in_progress", "on": "2026-08", "source": {"title": "A report"}}
    complete = published(title=f"{chance.random()}", commitments=[PROMISE])
    answer = chance.choice([
        lambda: client.patch(url + note, json={"title": f"{chance.random()}"}, if_match="*"),
        lambda: client.put(url + note, json=complete, if_match="*"),
        lambda: client.post(f"{record['commitments'][0]['url']}/progress", json=report),
        lambda: client.delete(url + note, if_match="*"),
    ])()  # fmt: skip
    assert answer.status_code in {200, 201, 204}, answer.text


def records_of(client: Client) -> dict[str, Record]:
    """Every visible record by its URL."""
    listed = client.get(f"{RECORDS}?limit=200").get_json()
    assert "next" not in listed["links"]
    return {url_of(record): record for record in listed["data"]}


def copied(file: Path) -> dict[str, Record]:
    """The records of a mirror."""
    records: dict[str, Record] = json.loads(file.read_text(encoding="utf-8"))["records"] if file.exists() else {}
    return records


def caught_up(file: Path, client: Client) -> dict[str, Record]:
    """The records of a mirror once they equal the visible ones, or after the time-out."""
    deadline = time.monotonic() + PATIENCE
    while copied(file) != records_of(client) and time.monotonic() < deadline:
        time.sleep(0.05)
    return copied(file)


def test_a_copy_is_what_its_source_is(source: Flask, migrated_database: str, tmp_path: Path) -> None:
    """For the public and for a key, after edits, withdrawals and progress, also those while the program did not run."""
    chance = random.Random(20260129)  # noqa: S311 - for nothing secret.
    writer, public = Client.of(source, "read", "write", "publish"), Client(source)
    copies = {tmp_path / "all.json": writer, tmp_path / "public.json": public}
    with running_server(migrated_database, tmp_path / "log") as server:
        for _ in range(2):
            with ExitStack() as programs:
                for file, client in copies.items():
                    programs.enter_context(mirroring(server.address, file, *filter(None, [client.key])))
                for _ in range(EDITS // 3):
                    edit(writer, chance)
                for file, client in copies.items():
                    assert caught_up(file, client) == records_of(client)
            for _ in range(EDITS // 6):
                edit(writer, chance)
    assert 0 < len(records_of(public)) < len(records_of(writer))


def test_a_record_that_is_older_than_its_change_is_read_again() -> None:
    """As where the change comes from one replica, and the record from another."""
    url, version = f"{RECORDS}/1", 1
    change = {"announcement": {"url": url}, "version": 2}
    answers = {"start": {"data": [change], "links": {"next": "end"}}}
    mirror: dict[str, Any] = {"next": "start", "records": {}}

    def read(address: str) -> Record:
        return answers.get(address) or {"version": version}

    catch_up = runpy.run_path(str(ROOT / MIRROR))["catch_up"]
    with pytest.raises(OSError, match="lags behind"):
        catch_up(mirror, "", read)
    assert mirror == {"next": "start", "records": {}}
    version = 2
    assert catch_up(mirror, "", read)
    assert mirror == {"next": "end", "records": {url: {"version": 2}}}

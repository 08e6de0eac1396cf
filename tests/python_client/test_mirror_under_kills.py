"""Mirrors by the client equal their source, imports and exports are whole, although the server is killed meanwhile."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from communique_client import AsyncClient, Client, Record, Removal, Update, models

from api.db.database import Database
from tests.python_client.conftest import create_key
from tests.records import draft, published
from tests.servers import PATIENCE, Server, free_port

pytestmark = pytest.mark.long

KILLS = 3
EDITS = 15
"""Edits between two kills."""

LINES = 1_000
"""Records of an import, more than the buffers of a connection hold."""

Copies = dict[UUID, Record]


class Service:
    """A server that can be killed and started again at the same address, and a key for it."""

    def __init__(self, url: str, log: Path) -> None:
        """Start it."""
        self.url, self.log = url, log
        self.server = Server(url, log, port=free_port())
        self.server.wait_until_ready()
        self.address = self.server.address
        database = Database(url)
        self.key = create_key(database, "read", "write", "publish")
        database.engine.dispose()

    def kill_and_start(self) -> None:
        """Kill it, and start another one."""
        self.server.kill()
        self.server = Server(self.url, self.log, port=self.server.port)


@pytest.fixture
def service(migrated_database: str, tmp_path: Path) -> Iterator[Service]:
    """A running service."""
    service = Service(migrated_database, tmp_path / "log")
    yield service
    service.server.stop()


def apply(event: Update | Removal, copies: Copies) -> None:
    """Do to the copies what happened to a record."""
    if isinstance(event, Update):
        copies[event.record.id] = event.record
    else:
        copies.pop(event.id, None)


def mirror(service: Service, copies: Copies, is_done: Event) -> None:
    """Follow with a new client from the last position, again and again, until nothing comes any more."""
    position = None
    while True:
        was_done = is_done.is_set()
        with Client(service.address, service.key) as client:
            for event in client.follow(position, until_end=True):
                apply(event, copies)
                position = event.position
        if was_done:
            return
        is_done.wait(0.1)


async def follow(service: Service, copies: Copies, is_done: Event) -> None:
    """Follow with one client for ever, until the copies equal the source or the time is over."""
    async with AsyncClient(service.address, service.key) as client:

        async def keep() -> None:
            async for event in client.follow():
                apply(event, copies)

        following = asyncio.create_task(keep())
        await asyncio.to_thread(is_done.wait)
        source = {record.id: record.version async for record in client.export()}
        deadline = time.monotonic() + PATIENCE
        while {id: record.version for id, record in copies.items()} != source and time.monotonic() < deadline:
            await asyncio.sleep(0.1)
        following.cancel()


def edit(client: Client, records: list[Record], number: int, chance: random.Random) -> None:
    """Do one thing to a record, or create one."""
    if len(records) < 5 or chance.random() < 0.4:
        new = chance.choice([draft, published])
        records.append(
            client.create(new(title=f"Number {number}", commitments=[{"kind": "goal", "statement": "Lead."}]))
        )
        return
    place = chance.randrange(len(records))
    record = records[place]
    match chance.randrange(4):
        case 0:
            client.withdraw(client.announcement(record.id), note="A duplicate.")
            del records[place]
        case 1:
            report = {"status": "in_progress", "on": "2026-08", "note": f"{number}", "source": {"title": "A report"}}
            client.report_progress(record.commitments[0].id, report)
        case _:
            records[place] = client.update(record, lambda each: {"title": f"{each.title}, {number}"}, note="A number.")


def test_mirrors_equal_their_source_although_the_server_is_killed(service: Service) -> None:
    """Mirrors of a client that blocks and is made anew, and of one that awaits. No edit is made twice."""
    chance = random.Random(20261129)  # noqa: S311 - for nothing secret.
    is_done, records, copies, others = Event(), list[Record](), Copies(), Copies()
    with ThreadPoolExecutor() as pool, Client(service.address, service.key) as client:
        mirrors: list[Future[None]] = [
            pool.submit(mirror, service, copies, is_done),
            pool.submit(asyncio.run, follow(service, others, is_done)),
        ]
        killings: list[Future[None]] = []
        try:
            for number in range((KILLS + 1) * EDITS):
                if number and number % EDITS == 0:
                    killings.append(pool.submit(service.kill_and_start))
                edit(client, records, number, chance)
        finally:
            is_done.set()
        for each in mirrors + killings:
            each.result()
        source = {record.id: client.announcement(record.id) for record in client.export()}
    assert source.keys() == {record.id for record in records}
    assert len(source) > 5
    numbers = [number for record in source.values() for number in record.title.split(", ")]
    assert len(numbers) == len({*numbers})
    assert copies == source
    assert others == source


def test_an_import_and_an_export_go_on_although_the_server_is_killed(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    lines = [published(title=f"Number {number}", body="Words. " * 600) for number in range(LINES)]
    with Client(service.address, service.key) as client:
        results: list[models.ImportResult] = []

        def note(result: models.ImportResult) -> None:
            results.append(result)
            if len(results) in {1, LINES // 2}:
                service.kill_and_start()

        assert client.import_records(lines, note).complete
        assert [(result.line, result.status) for result in results] == [
            (line, "created") for line in range(1, LINES + 1)
        ]
        assert "trying again" in caplog.text
        caplog.clear()
        exported = []
        for record in client.export():
            exported.append(record.title)
            if len(exported) == 1:
                service.kill_and_start()
        assert "trying again" in caplog.text
        assert len(exported) == LINES
        assert set(exported) == {line["title"] for line in lines}

"""The client that awaits does what the one that blocks does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest
from communique_client import AsyncClient, Record, Removal, Update, models, problems

from tests.imports import ndjson
from tests.records import published
from tests.servers import Server

Run = Callable[[Callable[[AsyncClient], Awaitable[None]]], None]


@pytest.fixture
def run(server: Server, key: str) -> Run:
    """Function that runs a coroutine with a client."""

    async def with_client(use: Callable[[AsyncClient], Awaitable[None]]) -> None:
        async with AsyncClient(server.address, key) as client:
            await use(client)

    return lambda use: asyncio.run(with_client(use))


def test_records_are_written_read_and_listed(run: Run) -> None:
    async def use(client: AsyncClient) -> None:
        record = await client.create(published(topics=["chips"]))
        await client.update(record, {"title": "Renamed"}, note="A better title.")
        record = await client.update(record, lambda each: {"topics": [*each.topics, "ai"]}, note="A topic.")
        assert (record.title, record.topics) == ("Renamed", ["chips", "ai"])
        assert [each.title async for each in client.announcements(limit=1)] == ["Renamed"]
        await client.withdraw(record, note="A duplicate.")
        with pytest.raises(problems.Withdrawn):
            await client.announcement(record.id)

    run(use)


def test_changes_are_followed_as_they_come(run: Run) -> None:
    async def use(client: AsyncClient) -> None:
        events: asyncio.Queue[Update | Removal] = asyncio.Queue()

        async def follow() -> None:
            async for event in client.follow():
                await events.put(event)

        following = asyncio.create_task(follow())
        record: Record = await client.create(published())
        event = await events.get()
        assert isinstance(event, Update)
        assert event.record == record
        await client.withdraw(record, note="A duplicate.")
        assert isinstance(await events.get(), Removal)
        following.cancel()

    run(use)


def test_files_are_imported_and_exported(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "records.ndjson"
    file.write_bytes(ndjson(published(title=f"Number {number}") for number in range(30)))

    async def use(client: AsyncClient) -> None:
        results: list[models.ImportResult] = []
        last = await client.import_records(file, results.append)
        assert ([result.status for result in results], last.complete) == (["created"] * 30, True)
        exported = [record.title async for record in client.export(sort="created_at")]
        assert sorted(exported) == sorted(f"Number {number}" for number in range(30))
        async for _ in client.export():
            break

    run(use)


def test_a_client_that_is_closed_sends_nothing(server: Server) -> None:
    async def use() -> None:
        client = AsyncClient(server.address)
        assert [each async for each in client.announcements()] == []
        await client.aclose()
        with pytest.raises(RuntimeError, match="closed"):
            await client.announcements_page()

    asyncio.run(use())


def test_a_service_that_is_away_is_asked_again(server: Server) -> None:
    trials: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        trials.append(request)
        if len(trials) == 1:
            raise httpx.ConnectError("Nobody listens.")
        return httpx.Response(201, json={"made": True})

    async def call() -> object:
        async with AsyncClient(server.address, transport=httpx.MockTransport(answer)) as client:
            return await client.call("POST", "/v1/keys", body={})

    assert asyncio.run(call()) == {"made": True}
    assert len({request.headers["Idempotency-Key"] for request in trials}) == 1

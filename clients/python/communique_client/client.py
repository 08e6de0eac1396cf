"""The clients. Each operation is written once, as a coroutine or an asynchronous generator."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO, Literal, Self, Unpack
from uuid import UUID, uuid4

import httpx
from pydantic import Field

from communique_client import models as m
from communique_client.lists import ListAnnouncementsQuery, ListChangesQuery, Lists
from communique_client.methods import Stream, operation, stream
from communique_client.problems import Stale, Withdrawn, problem_error
from communique_client.service import IO, Service, encode, query
from communique_client.transport import Awaiting, Blocking

Json = Mapping[str, Any]
RECORDS, IMPORTS = "/v1/announcements", "/v1/imports"
UPDATES = 10
"""Trials of an update that meets other writers."""

WAIT, PAUSE = 30, 1
"""Seconds that the service waits for a change, and between two pages without one: it may answer at once."""


m.Announcement.model_rebuild()  # Resolves names in its own module, before another module inherits them.


class Record(m.Announcement):
    """A record as it was read or written."""

    etag: str = Field(default="", exclude=True)
    """ETag of this version, sent as If-Match with the next change."""


@dataclass(frozen=True)
class Update:
    """A record that was created, published or changed."""

    record: Record
    """As it is now, which may be newer than the change."""

    change: m.LoggedChange
    position: str | None
    """Where to follow from once this is processed. What came before on the same page of changes is repeated."""


@dataclass(frozen=True)
class Removal:
    """A record that was withdrawn, or that the filters do not match any more."""

    id: UUID
    change: m.LoggedChange
    position: str | None
    """The same as of an Update."""


class Operations(Lists[IO]):
    """The operations of both clients. A refusal is raised as a ProblemError."""

    @operation
    async def announcement(self, id: UUID | str) -> Record:
        """The record with this id. Raises Withdrawn with the reason if it is no more."""
        return record_of(await self.service.send("GET", f"{RECORDS}/{id}"))

    @operation
    async def create(self, record: m.Model | Json, *, note: str | None = None, key: str | None = None) -> Record:
        """Create a record, once however often the request is sent: by another process too, with the same `key`."""
        return record_of(await self.service.send("POST", RECORDS, body=record, params={"note": note}, key=key))

    @operation
    async def update(
        self,
        record: m.Announcement,
        change: Json | Callable[[m.Announcement], Json],
        *,
        note: str | None = None,
        change_type: m.ChangeType | None = None,
    ) -> Record:
        """Change a record by a merge patch, or by a function from the record to one.

        If the record has changed since it was read, it is read again, and the function called again.
        """
        path, params = f"{RECORDS}/{record.id}", {"note": note, "change_type": change_type}
        send = self.service.send
        current = record if isinstance(record, Record) else record_of(await send("GET", path))
        for _ in range(UPDATES):
            patch = change(current) if callable(change) else change
            try:
                return record_of(await send("PATCH", path, body=patch, params=params, if_match=current.etag))
            except Stale as error:
                refusal, current = error, record_of(await send("GET", path))
        raise refusal

    @operation
    async def publish(self, record: Record, *, note: str | None = None) -> Record:
        """Publish a draft as it was read. Raises Stale if it has changed since."""
        path = f"{RECORDS}/{record.id}/publish"
        return record_of(await self.service.send("POST", path, params={"note": note}, if_match=record.etag))

    @operation
    async def withdraw(self, record: Record, *, note: str) -> None:
        """Withdraw a record as it was read; `note` is the reason. One that is withdrawn already stays so."""
        with suppress(Withdrawn):
            await self.service.send("DELETE", f"{RECORDS}/{record.id}", params={"note": note}, if_match=record.etag)

    @operation
    async def report_progress(self, commitment_id: UUID | str, report: m.ProgressInput | Json) -> m.Progress:
        """Report progress on a commitment, once."""
        answer = await self.service.send("POST", f"/v1/commitments/{commitment_id}/progress", body=report)
        return m.Progress.model_validate_json(answer.content)

    @operation
    async def call(self, method: str, path: str, *, params: Json | None = None, body: Any = None) -> Any:
        """The JSON of any other operation, such as `call("GET", "/v1/quota")`; None if it has none."""
        answer = await self.service.send(method, path, params=params, body=body)
        return answer.json() if answer.content else None

    @stream
    async def follow(
        self, since: str | None = None, *, until_end: bool = False, **filters: Unpack[ListChangesQuery]
    ) -> Stream[Update | Removal]:
        """Every record that changes, or its removal, in the order of the changes, for ever or `until_end`.

        `since` is the `position` of an earlier one, `latest`, or None to begin with the first change there was.
        """
        while True:
            params = {**filters, "since": since, "wait": 0 if until_end else WAIT}
            page = await self.service.get("/v1/changes", m.ChangePage, params)
            changes = {change.announcement.id: change for change in page.data}
            for number, (id, change) in enumerate(changes.items(), 1):
                position, record = page.meta.next_cursor if number == len(changes) else since, None
                if not change.left_filter:
                    with suppress(Withdrawn):
                        record = record_of(await self.service.send("GET", f"{RECORDS}/{id}"))
                yield Update(record, change, position) if record else Removal(id, change, position)
            since = page.meta.next_cursor
            if until_end and page.meta.at_end:
                return
            if not changes:
                await self.service.io.sleep(PAUSE)

    @stream
    def export(self, **filters: Unpack[ListAnnouncementsQuery]) -> Stream[m.Announcement]:
        """Every matching record by one streamed response. If it is cut off, the others come from another one."""
        params = query({**filters, "format": "ndjson"})
        return self.service.lines(m.Announcement, attrgetter("id"), method="GET", url=RECORDS, params=params)

    @stream
    async def import_records(
        self,
        records: Path | Iterable[m.Model | Json],
        *,
        mode: Literal["create", "upsert"] = "create",
        note: str | None = None,
        change_type: m.ChangeType | None = None,
        atomic: bool = False,
        dry_run: bool = False,
        key: str | None = None,
    ) -> Stream[m.ImportResult]:
        """Import records, or a file of NDJSON (.gz too): a result for each, and a last one with the `summary`.

        An import that is cut off is resumed. With a `key`, an Idempotency-Key, another process resumes it too.
        """
        why = {"note": note, "change_type": change_type}
        params = query({"mode": mode, "atomic": atomic, "dry_run": dry_run, **why})
        headers = {"Content-Type": "application/x-ndjson", "Idempotency-Key": key or str(uuid4())}
        with body_of(records) as (body, encoding):
            request: dict[str, Any] = {"url": IMPORTS, "params": params, "headers": headers | encoding, "body": body}
            lines = self.service.lines(m.ImportResult, attrgetter("line"), is_summary, method="POST", **request)
            async with aclosing(lines):
                async for result in lines:
                    yield result


class Client(Operations[Blocking]):
    """A client that blocks."""

    def __init__(self, address: str, key: str | None = None, *, patience: float = 60, **settings: Any) -> None:
        """`patience` is how many seconds a call waits in all for a service that is away or busy.

        `settings` are those of httpx.Client, such as `verify` and `proxy`.
        """
        super().__init__(Service(Blocking(httpx.Client(**connection(address, key, settings))), patience))

    def __enter__(self) -> Self:
        """The client, whose connections are closed at the end of the `with` statement."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.service.io.http.close()


class AsyncClient(Operations[Awaiting]):
    """A client with the same operations that awaits."""

    def __init__(self, address: str, key: str | None = None, *, patience: float = 60, **settings: Any) -> None:
        """The same as of a Client."""
        super().__init__(Service(Awaiting(httpx.AsyncClient(**connection(address, key, settings))), patience))

    async def __aenter__(self) -> Self:
        """The client, whose connections are closed at the end of the `async with` statement."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        await self.service.io.http.aclose()


def connection(address: str, key: str | None, settings: dict[str, Any]) -> dict[str, Any]:
    """Settings for httpx. The timeout is longer than the service lets a reader wait for a change."""
    headers = ({"Authorization": f"Bearer {key}"} if key else {}) | settings.pop("headers", {})
    return {"base_url": address, "timeout": 2.0 * WAIT, "follow_redirects": True, **settings, "headers": headers}


def record_of(answer: httpx.Response) -> Record:
    """The record of a response."""
    record = Record.model_validate_json(answer.content)
    record.etag = answer.headers["ETag"]
    return record


def is_summary(result: m.ImportResult) -> bool:
    """Whether a result is the last one. Raises the problem that ended the import before its end."""
    if result.problem and result.complete is False:
        raise problem_error(result.problem)
    return bool(result.complete)


@contextmanager
def body_of(records: Path | Iterable[m.Model | Json]) -> Iterator[tuple[BinaryIO, dict[str, str]]]:
    """Records as a file that can be sent again, and the headers that describe it."""
    if isinstance(records, Path):
        with records.open("rb") as file:
            yield file, {"Content-Encoding": "gzip"} if records.suffix == ".gz" else {}
        return
    with tempfile.TemporaryFile() as file:
        file.writelines(encode(record) + b"\n" for record in records)
        yield file, {}

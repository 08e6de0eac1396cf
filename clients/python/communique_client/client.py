"""The clients. Each operation is written once, as a coroutine or an asynchronous generator."""

import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO, Self, Unpack
from uuid import UUID, uuid4

import httpx
from pydantic import Field

from communique_client import models as m
from communique_client.lists import ImportAnnouncementsQuery, ListAnnouncementsQuery, ListChangesQuery, Lists
from communique_client.methods import Stream, operation, stream
from communique_client.problems import NotFound, Stale, Withdrawn, problem_error
from communique_client.service import Json, Retries, Service, Transport, encode, parse
from communique_client.transport import Awaiting, Blocking

RECORDS, IMPORTS = "/v1/announcements", "/v1/imports"
UPDATES = 10
"""Trials of an update that meets other writers."""

WAIT_SECONDS, PAUSE_SECONDS, TIMEOUT = 30, 1, 60
"""Seconds the service waits for a change, between two pages without one (it may answer at once), and for a response."""


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


class Operations(Lists[Transport]):
    """The operations of both clients. A refusal is raised as a ProblemError."""

    @operation
    async def announcement(self, id: UUID | str) -> Record:
        """The record with this id. Raises Withdrawn with the reason if it is no more."""
        return record_of(await self.service.send("GET", f"{RECORDS}/{id}"))

    @operation
    async def create(self, record: m.Model | Json, *, note: str | None = None, key: str | None = None) -> Record:
        """Create a record, once however often the request is sent: by another process too, with the same `key`."""
        return record_of(await self.service.send("POST", RECORDS, {"note": note}, body=record, key=key or ""))

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
        current = record if isinstance(record, Record) else record_of(await self.service.send("GET", path))
        for _ in range(UPDATES):
            patch = change(current) if callable(change) else change
            try:
                return record_of(await self.service.send("PATCH", path, params, body=patch, etag=current.etag))
            except Stale as error:
                refusal, current = error, record_of(await self.service.send("GET", path))
        raise refusal

    @operation
    async def publish(self, record: Record, *, note: str | None = None) -> Record:
        """Publish a draft as it was read. Raises Stale if it has changed since."""
        path = f"{RECORDS}/{record.id}/publish"
        return record_of(await self.service.send("POST", path, {"note": note}, etag=record.etag))

    @operation
    async def withdraw(self, record: Record, *, note: str) -> None:
        """Withdraw a record as it was read; `note` is the reason. One that is withdrawn already stays so."""
        with suppress(Withdrawn):
            await self.service.send("DELETE", f"{RECORDS}/{record.id}", {"note": note}, etag=record.etag)

    @operation
    async def report_progress(self, commitment_id: UUID | str, report: m.ProgressInput | Json) -> m.Progress:
        """Report progress on a commitment, once."""
        answer = await self.service.send("POST", f"/v1/commitments/{commitment_id}/progress", body=report)
        return parse(m.Progress, answer)

    @operation
    async def call(self, method: str, path: str, *, params: Json | None = None, body: Any = None) -> Any:
        """The JSON of any other operation, such as `call("GET", "/v1/quota")`; else its bytes; None if empty."""
        answer = await self.service.send(method, path, params, body=body)
        is_json = answer.headers.get("Content-Type", "").partition(";")[0].endswith(("/json", "+json"))
        return answer.json() if is_json else answer.content or None

    @stream
    async def follow(
        self, since: str | None = None, *, until_end: bool = False, **filters: Unpack[ListChangesQuery]
    ) -> Stream[Update | Removal]:
        """Every record that changes, or its removal, in the order of the changes, for ever or `until_end`.

        `since` is the `position` of an earlier one, `latest`, or None to begin with the first change there was.
        """
        while True:
            params = {**filters, "since": since, "wait": 0 if until_end else WAIT_SECONDS}
            if since == "latest":  # No position to repeat from: take the first one at once.
                params |= {"limit": 1, "wait": 0}
            page = await self.service.get("/v1/changes", m.ChangePage, params)
            changes = {change.announcement.id: change for change in page.data}
            for number, (id, change) in enumerate(changes.items(), 1):
                position = page.meta.next_cursor if number == len(changes) else since
                record = await changed_record(self.service, change)
                yield Update(record, change, position) if record else Removal(id, change, position)
            since = page.meta.next_cursor
            if until_end and page.meta.at_end:
                return
            if not changes:
                await self.service.transport.sleep(PAUSE_SECONDS)

    @stream
    def export(self, **filters: Unpack[ListAnnouncementsQuery]) -> Stream[m.Announcement]:
        """Every matching record by one streamed response. If it is cut off, the others come from another one."""
        params = {**filters, "format": "ndjson"}
        return self.service.lines(m.Announcement, attrgetter("id"), method="GET", url=RECORDS, params=params)

    @operation
    async def import_records(
        self,
        records: Path | Iterable[m.Model | Json],
        on_result: Callable[[m.ImportResult], object] = bool,
        *,
        key: str | None = None,
        **options: Unpack[ImportAnnouncementsQuery],
    ) -> m.ImportResult:
        """Import records, or a file of NDJSON (.gz too), to the end: `on_result` is called with the result of each.

        Returns the last result, with the `summary`. An import that is cut off is resumed. With a `key`, an
        Idempotency-Key, another process resumes it too.
        """
        headers = {"Content-Type": "application/x-ndjson", "Idempotency-Key": key or str(uuid4())}
        headers |= {"Content-Encoding": "gzip"} if isinstance(records, Path) and records.suffix == ".gz" else {}
        with file_of(records) as body:
            sent: Any = {"method": "POST", "url": IMPORTS, "params": options, "headers": headers, "body": body}
            async for result in self.service.lines(m.ImportResult, attrgetter("line"), ends_import, **sent):
                if result.summary is None:
                    on_result(result)
        return result


class Client(Operations[Blocking]):
    """A client that blocks."""

    def __init__(self, address: str, key: str | None = None, *, patience: float = 60, **settings: Any) -> None:
        """`patience` is how many seconds a call waits in all for a service that is away or busy.

        `settings` are those of httpx.Client, such as `verify` and `proxy`.
        """
        super().__init__(Service(Blocking(httpx.Client(**connection(address, key, settings))), patience))

    def __enter__(self) -> Self:
        return self

    def close(self, *_: object) -> None:
        """Close the connections, as the end of a `with` statement does."""
        self.service.transport.http.close()

    __exit__ = close


class AsyncClient(Operations[Awaiting]):
    """A client with the same operations that awaits."""

    def __init__(self, address: str, key: str | None = None, *, patience: float = 60, **settings: Any) -> None:
        """The same as of a Client."""
        super().__init__(Service(Awaiting(httpx.AsyncClient(**connection(address, key, settings))), patience))

    async def __aenter__(self) -> Self:
        return self

    async def aclose(self, *_: object) -> None:
        """Close the connections, as the end of an `async with` statement does."""
        await self.service.transport.http.aclose()

    __aexit__ = aclose


def connection(address: str, key: str | None, settings: dict[str, Any]) -> dict[str, Any]:
    """Settings for httpx. The timeout is longer than the service lets a reader wait for a change."""
    headers = ({"Authorization": f"Bearer {key}"} if key else {}) | settings.pop("headers", {})
    return {"base_url": address, "timeout": TIMEOUT, "follow_redirects": True, **settings, "headers": headers}


def record_of(answer: httpx.Response) -> Record:
    """The record of a response."""
    record = parse(Record, answer)
    record.etag = answer.headers["ETag"]
    return record


async def changed_record(service: Service[Any], change: m.LoggedChange) -> Record | None:
    """The record with this change, which a replica that lags behind may not show yet; None if it left the list."""
    retries = Retries(service.patience)
    with suppress(Withdrawn):
        while not change.left_filter:
            with suppress(NotFound):
                record = record_of(await service.send("GET", f"{RECORDS}/{change.announcement.id}"))
                if record.version >= change.version:
                    return record
            await service.transport.sleep(retries.pause(httpx.RemoteProtocolError("The change is not shown yet.")))
    return None


def ends_import(result: m.ImportResult) -> bool:
    """Whether a result is the last one. Raises the problem that ended the import before its end."""
    if result.problem and result.complete is False:
        raise problem_error(result.problem)
    return bool(result.complete)


def file_of(records: Path | Iterable[m.Model | Json]) -> BinaryIO:
    """Records as a file that can be sent again."""
    if isinstance(records, Path):
        return records.open("rb")
    file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it.
    file.writelines(encode(record) + b"\n" for record in records)
    return file

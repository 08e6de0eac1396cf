"""Export of records as NDJSON, in the order of their ids, with a manifest.

Forms: `stored` documents; `stated` payloads without anything that the server makes; `whole` databases for `restore`.
A line of a whole export is `{"party": …}`, from the directory, `{"announcement": …, "due_histories": …,
"progress": …}`, or `{"text": …}`, of a source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import IO, Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, func, select

from api.models import Announcement, Base, Party, PartyIdentifier, PartyName, Progress, SourceText
from api.services import change_feed
from api.services.records import documents
from domain.json import encode_json

FORMAT_VERSION = 1
BATCH_LINES = 200

PARTY = (
    *("id", "kind", "jurisdiction", "name", "public", "merged_into", "created_at"),
    *("preferred_name", "preferred_jurisdiction", "succeeds"),
)
PARTY_NAME = ("folded_name", "public", "words", "edit", "name")
PARTY_IDENTIFIER = ("scheme", "value", "public", "edit")
PROGRESS = ("id", "commitment", "status", "on", "value", "note", "source", "reported_at")
TEXT = ("sha256", "text", "created_at")
"""Columns of a whole export; all others are derived from them."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Selection:
    """The records to export, and the form of each: one of `FORMS`."""

    form: str = "stored"
    states: tuple[str, ...] = ("published",)


def export(
    connection: Connection,
    selection: Selection,
    output: IO[bytes],
    *,
    now: datetime,
    progress: Callable[[int], object] = lambda _: None,
) -> Mapping[str, Any]:
    """Write the selection to `output`, calling `progress` with the number of lines so far. Returns the manifest.

    `connection` must read from a snapshot. The manifest's `since` is a cursor for `/v1/changes`: it continues with the
    first change that the export does not contain.
    """
    lines = FORMS[selection.form](connection, selection.states)
    count, size, digest = 0, 0, hashlib.sha256()
    while batch := list(islice(lines, BATCH_LINES)):
        text = b"\n".join([*batch, b""])
        output.write(text)
        digest.update(text)
        count, size = count + len(batch), size + len(text)
        progress(count)
    content = {"lines": count, "bytes": size, "sha256": digest.hexdigest()}
    position = {
        "since": change_feed.end_cursor(connection, is_public=selection.states == ("published",)),
        "made_at": now,
    }
    return {"format": FORMAT_VERSION} | asdict(selection) | content | position


def count_lines(connection: Connection, selection: Selection) -> int:
    """Approximate number of lines of an export, for a progress bar."""
    tables = (Announcement, Party, SourceText) if selection.form == "whole" else (Announcement,)
    return sum(connection.scalar(select(func.count()).select_from(each)) or 0 for each in tables)


def stored_lines(connection: Connection, states: tuple[str, ...]) -> Iterator[bytes]:
    """Documents as they are stored."""
    table = Announcement.__table__.c
    query = select(table.document).where(table.state.in_(states)).order_by(table.id)
    yield from connection.execute(query.execution_options(yield_per=BATCH_LINES)).scalars()


def stated_lines(connection: Connection, states: tuple[str, ...]) -> Iterator[bytes]:
    """Payloads and ids: equal for databases whose records state the same."""
    for document in stored_lines(connection, states):
        yield encode_json({"id": orjson.loads(document)["id"]} | documents.payload_of(document))


def whole_lines(connection: Connection, states: tuple[str, ...]) -> Iterator[bytes]:
    """The directory, then records with their due histories and progress reports, which refer to it, and texts."""
    names = ChildRows(connection, PartyName, "party_id", PARTY_NAME, ("folded_name",))
    identifiers = ChildRows(connection, PartyIdentifier, "party_id", PARTY_IDENTIFIER, ("scheme", "value"))
    for party in stream_rows(connection, Party, PARTY, ("id",)):
        children = {"names": names.of(party["id"]), "identifiers": identifiers.of(party["id"])}
        yield encode_json({"party": party | children})
    reports = ChildRows(connection, Progress, "announcement_id", PROGRESS, ("seq",))
    for record in stream_rows(connection, Announcement, ("id", "state", "document", "due_histories"), ("id",)):
        progress = reports.of(record["id"])
        if record["state"] in states:
            document = {"announcement": orjson.Fragment(record["document"])}
            yield encode_json(document | {"due_histories": record["due_histories"], "progress": progress})
    for text in stream_rows(connection, SourceText, TEXT, ("sha256",)):
        yield encode_json({"text": text})


FORMS: Mapping[str, Callable[[Connection, tuple[str, ...]], Iterator[bytes]]] = {
    "stored": stored_lines,
    "stated": stated_lines,
    "whole": whole_lines,
}


def stream_rows(
    connection: Connection, model: type[Base], columns: Iterable[str], order: Iterable[str]
) -> Iterator[Row]:
    """Rows of a table, fetched in batches."""
    table = model.__table__.c
    query = select(*(table[name] for name in columns)).order_by(*(table[name] for name in order))
    return map(dict, connection.execute(query.execution_options(yield_per=BATCH_LINES)).mappings())


class ChildRows:
    """Merge join: streams the child rows of parents that are visited in the order of their ids."""

    def __init__(
        self, connection: Connection, model: type[Base], parent: str, columns: Iterable[str], order: Iterable[str]
    ) -> None:
        """`parent` is the child's foreign key; `order` is within a parent."""
        rows = stream_rows(connection, model, (parent, *columns), (parent, *order))
        self.groups = ((id, list(group)) for id, group in groupby(rows, key=lambda row: row[parent]))
        self.parent = parent
        self.head = next(self.groups, None)

    def of(self, id: UUID) -> list[Row]:
        """Child rows of a parent, without its id."""
        while self.head is not None and self.head[0] < id:
            self.head = next(self.groups, None)
        if self.head is None or self.head[0] != id:
            return []
        return [{name: value for name, value in row.items() if name != self.parent} for row in self.head[1]]

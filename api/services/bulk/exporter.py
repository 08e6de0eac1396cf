"""Everything that readers of a database see, line by line, to be put into another one: parties, records, progress.

Each line is an object: `{"party": …}` from the directory, or `{"announcement": …}` and what stands beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby, islice
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, func, select

from api.models import Announcement, Base, Party, PartyIdentifier, PartyName, Progress
from api.services import change_feed
from api.services.records import documents
from domain.json import encode_json

BATCH = 200

PARTY = ("id", "kind", "jurisdiction", "name", "public", "merged_into", "created_at")
NAME = ("folded_name", "public")
NUMBER = ("scheme", "value", "public")
REPORT = ("id", "commitment", "status", "on", "value", "note", "source", "reported_at")
"""The columns that are moved; the others follow from them."""

Row = dict[str, Any]


def export_lines(connection: Connection, states: tuple[str, ...]) -> Iterator[list[bytes]]:
    """Yield the lines: the directory first, since records refer to it."""
    lines = chain(parties(connection), announcements(connection, states))
    while batch := list(islice(lines, BATCH)):
        yield batch


def parties(connection: Connection) -> Iterator[bytes]:
    """Yield each entry of the directory, with all its names and identifiers."""
    names = ChildRows(connection, PartyName, "party_id", NAME, ("folded_name",))
    identifiers = ChildRows(connection, PartyIdentifier, "party_id", NUMBER, ("scheme", "value"))
    for party in rows(connection, Party, PARTY, ("id",)):
        more = {"names": names.of(party["id"]), "identifiers": identifiers.of(party["id"])}
        yield encode_json({"party": party | more})


def announcements(connection: Connection, states: tuple[str, ...]) -> Iterator[bytes]:
    """Yield each record: its document, the due dates of every commitment it ever had, and reports on progress."""
    reports = ChildRows(connection, Progress, "announcement_id", REPORT, ("seq",))
    for record in rows(connection, Announcement, ("id", "state", "document", "due_histories"), ("id",)):
        progress = reports.of(record["id"])
        if record["state"] in states:
            document = {"announcement": orjson.Fragment(record["document"])}
            yield encode_json(document | {"due_histories": record["due_histories"], "progress": progress})


def rows(connection: Connection, model: type[Base], columns: Iterable[str], order: Iterable[str]) -> Iterator[Row]:
    """Yield these columns of a table, in this order, some at a time."""
    table = model.__table__.c
    query = select(*(table[name] for name in columns)).order_by(*(table[name] for name in order))
    return map(dict, connection.execute(query.execution_options(yield_per=BATCH)).mappings())


class ChildRows:
    """The rows of a table that belong to others, given out as those are gone through in the order of their ids."""

    def __init__(
        self, connection: Connection, model: type[Base], owner: str, columns: Iterable[str], order: Iterable[str]
    ) -> None:
        """Take the column that names whom a row belongs to."""
        found = rows(connection, model, (owner, *columns), (owner, *order))
        self.groups = ((id, list(group)) for id, group in groupby(found, key=lambda row: row[owner]))
        self.owner = owner
        self.head = next(self.groups, None)

    def of(self, id: UUID) -> list[Row]:
        """Return the rows that belong to this one, without its id."""
        while self.head is not None and self.head[0] < id:
            self.head = next(self.groups, None)
        if self.head is None or self.head[0] != id:
            return []
        return [{name: value for name, value in row.items() if name != self.owner} for row in self.head[1]]


FORMAT = 1
"""The version of the format that a manifest names."""

"""How many lines are written at a time."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is exported: records in some states; as they are stored, as they were stated, or whole, to be moved."""

    states: tuple[str, ...] = ("published",)
    form: str = "stored"


def count(connection: Connection, content: Content) -> int:
    """Return about how many lines there will be."""
    tables = (Announcement, Party) if content.form == "whole" else (Announcement,)
    return sum(connection.scalar(select(func.count()).select_from(each)) or 0 for each in tables)


class Export:
    """An export under way: how many records, bytes and what digest there are so far."""

    def __init__(self, content: Content) -> None:
        """Take what is to be exported."""
        self.content = content
        self.lines, self.bytes, self.digest = 0, 0, hashlib.sha256()

    def run(self, connection: Connection) -> Iterator[bytes]:
        """Yield the lines, some hundred at a time, in the order of the ids; `connection` sees one moment."""
        for lines in FORMS[self.content.form](connection, self.content.states):
            text = b"\n".join([*lines, b""])
            self.lines += len(lines)
            self.bytes += len(text)
            self.digest.update(text)
            yield text

    def manifest(self, connection: Connection, *, now: datetime) -> bytes:
        """Return what is in the file, and where in the log of changes to go on after it."""
        said = {
            "format": FORMAT,
            "form": self.content.form,
            "states": self.content.states,
            "lines": self.lines,
            "bytes": self.bytes,
            "sha256": self.digest.hexdigest(),
            "since": change_feed.end_cursor(connection),
            "made_at": now,
        }
        return orjson.dumps(said, option=orjson.OPT_UTC_Z | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def stored(connection: Connection, states: tuple[str, ...]) -> Iterator[list[bytes]]:
    """Yield documents as they are stored."""
    table = Announcement.__table__.c
    query = select(table.document).where(table.state.in_(states)).order_by(table.id)
    for rows in connection.execute(query.execution_options(yield_per=BATCH)).partitions():
        yield [row[0] for row in rows]


def stated(connection: Connection, states: tuple[str, ...]) -> Iterator[list[bytes]]:
    """Yield what records state and their ids, without what the server makes: the same wherever they are kept."""
    for found in stored(connection, states):
        yield [encode_json({"id": orjson.loads(each)["id"]} | documents.payload_of(each)) for each in found]


Form = Callable[[Connection, tuple[str, ...]], Iterator[list[bytes]]]

FORMS: Mapping[str, Form] = {"stored": stored, "stated": stated, "whole": export_lines}
"""How records are written."""

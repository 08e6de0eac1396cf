"""What can be done with a new record before the database is asked: it is checked, named, and made into rows.

It can be done in another process. The directory's entries are not known by then: ids of the same length stand in for
them in all that was made, and the real ones are put in their places once they are known.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from api.db.bulk_insert import DriverRow, layout_of
from api.models import Announcement
from api.search.index import IndexRows, index_rows
from api.services.bulk.legacy import assemble, documents, row_mapping, writer
from api.services.bulk.legacy.matching import PartyKey
from api.services.bulk.legacy.writer import Change, Stored
from api.services.errors import Malformed, ServiceError, invalid
from domain.ids import uuid7
from domain.violations import LocatedViolation, Violation

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as it came: parsed JSON that nobody has checked, and the line that it came in."""

    line: int
    record: Any


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that is refused whatever the database holds."""

    line: int
    error: ServiceError


@dataclass(frozen=True, slots=True)
class RecordRows:
    """A record made into rows, of every table and index."""

    stored: Stored
    tables: row_mapping.Tables
    terms: IndexRows


@dataclass(frozen=True, slots=True)
class PreparedRecord:
    """A record that is right in itself: what the database has to be asked about, and what it states."""

    at: datetime
    id: UUID
    brings_id: bool
    state: str
    identifiers: tuple[Pair, ...]
    targets: tuple[tuple[int, UUID], ...]
    violations: tuple[LocatedViolation, ...]
    parties: list[dict[str, Any]]
    wanted: tuple[PartyKey, ...]
    line: int = 0
    content: Any = None
    whole: dict[str, Any] | None = None
    stand_ins: tuple[UUID, ...] = ()
    pickled: bytes = field(default=b"", repr=False)

    def stated(self) -> dict[str, Any]:
        """Return what the record states."""
        return documents.validate(documents.read(self.content) if isinstance(self.content, bytes) else self.content)


def identity(record: Mapping[str, Any]) -> UUID | None:
    """Return the id that a record brings along."""
    if record.get("id") is None:
        return None
    try:
        return UUID(record["id"])
    except (ValueError, TypeError, AttributeError):
        raise invalid([LocatedViolation(("id",), Violation("uuid", "This is not a UUID."))]) from None


def check(item: RawRecord, *, change: Change, now: datetime) -> PreparedRecord | Rejected:
    """Return a record with what has to be known of it, or why it is refused."""
    try:
        return understand(item, change=change, now=now)
    except ServiceError as error:
        return Rejected(item.line, error)


def understand(item: RawRecord, *, change: Change, now: datetime) -> PreparedRecord:
    """Return a record with what has to be known of it. Raise what is wrong with it."""
    if not isinstance(item.record, Mapping):
        raise Malformed("A record is a JSON object.")
    stated = documents.validate(item.record)
    return replace(
        of_stated(stated, identity(item.record), change=change, now=now), line=item.line, content=item.record
    )


def of_stated(stated: Mapping[str, Any], own: UUID | None, *, change: Change, now: datetime) -> PreparedRecord:
    """Return what has to be known of a record that states this, under its own id or a new one."""
    stated = {"state": "draft"} | dict(stated)
    whole = assemble.named(own or uuid7(now), stated, None)
    violations = [*writer.wrong_state(stated, None, change), *documents.publish_requirements(stated)]
    targets = [
        (index, UUID(each["announcement"])) for index, each in enumerate(stated["relations"]) if "announcement" in each
    ]
    return PreparedRecord(
        at=now,
        id=whole["id"],
        brings_id=own is not None,
        state=stated["state"],
        identifiers=tuple((each["scheme"], each["id"]) for each in stated["identifiers"]),
        targets=tuple(targets),
        violations=tuple(violations),
        parties=whole["parties"],
        wanted=tuple(PartyKey.of(party) for party in whole["parties"]),
        whole=whole,
    )


def prepare_stated(stated: Mapping[str, Any], *, engine: str, change: Change, now: datetime) -> PreparedRecord:
    """Return a new record, which has been checked, made as far as that goes without the database."""
    found = of_stated(stated, None, change=change, now=now)
    return found if found.violations else with_stand_ins(found, engine=engine, change=change)


def prepare(line: int, content: bytes, *, engine: str, change: Change, now: datetime) -> PreparedRecord | Rejected:
    """Return a record made from a line of JSON as far as that goes without the database; small enough to be sent."""
    try:
        record = documents.read(content)
    except Malformed as error:
        return Rejected(line, error)
    checked = check(RawRecord(line, record), change=change, now=now)
    if isinstance(checked, Rejected) or checked.violations:
        return checked
    return replace(with_stand_ins(checked, engine=engine, change=change), content=content, whole=None)


def with_stand_ins(item: PreparedRecord, *, engine: str, change: Change) -> PreparedRecord:
    """Return the record with its rows, in which other ids stand for those of its parties."""
    stand_ins = tuple(uuid4() for _ in item.parties)
    made = make(item, stand_ins, engine=engine, change=change)
    return replace(item, stand_ins=stand_ins, pickled=pickle.dumps(made, pickle.HIGHEST_PROTOCOL))


def make(item: PreparedRecord, entries: Sequence[UUID], *, engine: str, change: Change) -> RecordRows:
    """Return the rows of a new record whose parties are these entries of the directory."""
    if item.pickled and len(set(entries)) == len(entries):
        return put_in_place(item, entries, engine)
    whole = item.whole or assemble.named(item.id, {"state": "draft"} | item.stated(), None)
    whole = whole | {"parties": assemble.linked(whole["parties"], entries)}
    record = assemble.follow_up(whole, {}, before=None, correcting=change.type == "correction", now=item.at)
    record |= writer.meta(record["state"], before=None, change=change, now=item.at)
    stored, fragments = writer.render(record, is_new=True)
    own = row_mapping.own_row(record, etag=stored.etag, document=stored.document)
    return RecordRows(stored, row_mapping.bound(engine, record, own, fragments), index_rows(engine, record))


def put_in_place(item: PreparedRecord, entries: Sequence[UUID], engine: str) -> RecordRows:
    """Return what was made with stand-ins, with the directory's entries in their places.

    What is pickled holds them as plain characters, and they are all of the same length.
    """
    pickled = item.pickled
    for stand_in, entry in zip(item.stand_ins, entries, strict=True):
        pickled = pickled.replace(str(stand_in).encode(), str(entry).encode())
        pickled = pickled.replace(stand_in.hex.encode(), entry.hex.encode())
    made: RecordRows = pickle.loads(pickled)  # noqa: S301 - It was made by `prepare`.
    stored = replace(made.stored, etag=documents.etag_of(made.stored.version, made.stored.document))
    return RecordRows(
        stored, made.tables | {Announcement: [with_etag(made.tables[Announcement][0], stored, engine)]}, made.terms
    )


def with_etag(own: DriverRow, stored: Stored, engine: str) -> DriverRow:
    """Return a record's own row with the ETag of its document."""
    place = layout_of(Announcement.__table__, engine).columns.index("etag")
    return (*own[:place], stored.etag, *own[place + 1 :])

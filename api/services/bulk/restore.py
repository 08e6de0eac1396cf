"""Putting into a database what was moved out of another one: readers find the same there, to the byte.

Ids, versions, times, parties and histories are taken as they are, which is for whoever runs the server alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from api.db.sql import encode_values, in_rows_param, insert_missing
from api.models import Announcement, Party, PartyIdentifier, PartyName, Progress
from api.search.index import index_rows
from api.services.auth import OPERATOR
from api.services.bulk.legacy import appending, documents, lifecycle, row_mapping, visibility, writer
from api.services.bulk.legacy.assemble import IDENTIFIED
from api.services.bulk.legacy.batch_writer import Outcome
from api.services.bulk.legacy.writer import Change, Stored
from api.services.bulk.prepare import RawRecord, RecordRows, Rejected
from api.services.errors import Conflict, Malformed, ServiceError, invalid
from domain.dates.edtf import parse_edtf
from domain.ids import part_id
from domain.violations import LocatedViolation, Violation

Record = dict[str, Any]

BROKEN = "This is not a line of a whole export, as `communique export --whole` writes it."
FAULTY = (AttributeError, KeyError, TypeError, ValueError)
"""What comes of lines that are something else."""

RESTORED = Change("created")
"""How the log of changes tells of what was put back."""


@dataclass(frozen=True, slots=True)
class RestoredRecord:
    """A record as it was: all that is to be written, and what the database has to be asked about."""

    line: int
    made: RecordRows
    progress: Sequence[Record]
    identified: Record
    parties: Sequence[UUID]
    targets: Mapping[int, UUID]

    @property
    def stored(self) -> Stored:
        """Return the record as it is to be kept."""
        return self.made.stored

    @property
    def id(self) -> UUID:
        """Return the record's id."""
        return self.stored.id


def prepare(line: int, content: bytes, *, engine: str, **_: Any) -> RawRecord | RestoredRecord | Rejected:
    """Return what a line holds, made ready to be written as far as that goes without the database."""
    try:
        item = RawRecord(line, documents.read(content))
        return understand(item, engine) if "announcement" in item.record else item
    except ServiceError as error:
        return Rejected(line, error)
    except FAULTY:
        return Rejected(line, Malformed(BROKEN))


def keep(connection: Connection, items: Sequence[RawRecord | RestoredRecord], **_: Any) -> list[Outcome]:
    """Put back each line that was moved. What is there already just so stays; what is there otherwise is a conflict."""
    outcomes: dict[int, Outcome] = {}
    moved: dict[int, RestoredRecord] = {}
    seen: set[UUID] = set()
    for item in items:
        try:
            done = settle(connection, item) if isinstance(item, RestoredRecord) else read(connection, item)
            if isinstance(done, Outcome):
                outcomes[item.line] = done
            else:
                refuse_repeated(done.id, seen)
                seen.add(done.id)
                moved[item.line] = done
        except ServiceError as error:
            outcomes[item.line] = Outcome(item.line, "refused", error=error)
    while lost := dict(dangling(connection, moved)):
        outcomes |= {line: Outcome(line, "refused", error=error) for line, error in lost.items()}
        moved = {line: each for line, each in moved.items() if line not in lost}
    if moved:
        write(connection, [*moved.values()])
    outcomes |= {line: Outcome(line, "created", each.stored) for line, each in moved.items()}
    return [outcomes[item.line] for item in items]


def read(connection: Connection, item: RawRecord) -> RestoredRecord | Outcome:
    """Return the record of a line, to be written; or what has become of the line, where nothing is left to do."""
    try:
        ((name, value),) = [pair for pair in item.record.items() if pair[0] in READERS]
        return READERS[name](connection, item, value)
    except FAULTY:
        raise Malformed(BROKEN) from None


def party(connection: Connection, item: RawRecord, entry: Record) -> Outcome:
    """Put back an entry of the directory with its names and identifiers."""
    id = UUID(entry["id"])
    if connection.scalar(select(Party.id).where(Party.id == id)):
        return Outcome(item.line, "unchanged")
    own = {name: entry[name] for name in ("kind", "jurisdiction", "public")} | visibility.named(entry["name"])
    merged_into = UUID(entry["merged_into"]) if entry["merged_into"] else None
    row = own | {"id": id, "merged_into": merged_into, "created_at": moment(entry["created_at"])}
    connection.execute(insert(Party), row)
    insert_missing(connection, PartyName.__table__, [each | {"party_id": id} for each in entry["names"]])
    insert_missing(connection, PartyIdentifier.__table__, [each | {"party_id": id} for each in entry["identifiers"]])
    return Outcome(item.line, "created")


def announcement(connection: Connection, item: RawRecord, _: Record) -> RestoredRecord | Outcome:
    """Read a record as it was."""
    return settle(connection, understand(item, connection.dialect.name))


def settle(connection: Connection, moved: RestoredRecord) -> RestoredRecord | Outcome:
    """Return the record if it can be written; or what has become of its line, where nothing is left to do."""
    id = moved.id
    before = lifecycle.find_for_update(connection, id)
    if before is not None:
        if before.etag != moved.stored.etag:
            detail = f"There is another version of this record: /v1/announcements/{id}"
            raise Conflict("Another record has this id.", [LocatedViolation(("id",), Violation("taken", detail))])
        return Outcome(moved.line, "unchanged", before)
    writer.refuse_taken_identifiers(connection, id, moved.identified)
    refuse_unknown_parties(connection, moved.parties)
    return moved


READERS: Mapping[str, Callable[[Connection, RawRecord, Record], RestoredRecord | Outcome]] = {
    "party": party,
    "announcement": announcement,
}
"""What a line can hold, and what is made of it."""


def understand(item: RawRecord, engine: str) -> RestoredRecord:
    """Return the record of a line with its rows."""
    line, document = item.record, item.record["announcement"]
    stated = documents.validate(document)
    record = whole(UUID(document["id"]), stated, document, line["due_histories"])
    stored, fragments = writer.render(record, is_new=True)
    own = row_mapping.own_row(record, etag=stored.etag, document=stored.document)
    return RestoredRecord(
        line=item.line,
        made=RecordRows(stored, row_mapping.bound(engine, record, own, fragments), index_rows(engine, record)),
        progress=line["progress"],
        identified={name: stated[name] for name in ("identifiers", "state")},
        parties=[each["party"]["id"] for each in record["parties"]],
        targets={
            index: UUID(each["announcement"])
            for index, each in enumerate(stated["relations"])
            if "announcement" in each
        },
    )


def whole(id: UUID, stated: Record, document: Record, histories: Record) -> Record:
    """Return the record that was stated, with all that the server had made of it."""
    record = stated | {"id": id, "due_histories": histories}
    for name, sort in IDENTIFIED.items():
        record[name] = [{"id": part_id(id, sort, part["key"])} | part for part in stated[name]]
    links = {each["key"]: UUID(each["party"]["id"]) for each in document["parties"]}
    statuses = {each["key"]: each.get("status") for each in document["commitments"]}
    record["parties"] = [part | {"party": row_mapping.party_link(links[part["key"]])} for part in stated["parties"]]
    record["commitments"] = [
        part | row_mapping.follow_up(part, histories) | {"status": statuses[part["key"]]}
        for part in record["commitments"]
    ]
    return record | managed(document)


def managed(document: Record) -> Record:
    """Return what the server manages of a record."""
    times = {name: moment(document[name]) for name in ("created_at", "updated_at")}
    published_at = moment(document["published_at"]) if "published_at" in document else None
    kept = {"version": int(document["version"]), "state": document["state"], "change": document["change"]}
    return kept | times | {"published_at": published_at}


def moment(text: str) -> datetime:
    """Return a time of the file."""
    return datetime.fromisoformat(text)


def refuse_unknown_parties(connection: Connection, parties: Sequence[UUID]) -> None:
    """The directory comes first: a record whose parties are not there is refused."""
    known = set(connection.scalars(KNOWN_PARTIES, {"ids": encode_values(set(parties))}))
    unknown = [index for index, each in enumerate(parties) if each not in known]
    if unknown:
        fault = Violation("reference", "The directory has no such party: its line has to come before.")
        raise invalid(LocatedViolation(("parties", index, "party", "id"), fault) for index in unknown)


KNOWN_PARTIES = select(Party.id).where(in_rows_param([Party.id], "ids"))


def refuse_repeated(id: UUID, others: Collection[UUID]) -> None:
    """Refuse a record whose id another one of the same batch has: no export holds a record twice."""
    if id in others:
        raise Conflict(
            "An earlier line has this id.", [LocatedViolation(("id",), Violation("taken", "This record came before."))]
        )


def dangling(connection: Connection, moved: Mapping[int, RestoredRecord]) -> Iterator[tuple[int, ServiceError]]:
    """Yield the lines that refer to a record which neither is there nor comes with them, and what they lack."""
    coming = {each.stored.id for each in moved.values()}
    wanted = {id for each in moved.values() for id in each.targets.values()} - coming
    there = set(connection.scalars(select(Announcement.id).where(Announcement.id.in_(wanted)))) if wanted else set()
    for line, each in moved.items():
        missing = [index for index, id in each.targets.items() if id not in coming | there]
        if missing:
            fault = Violation("reference", "There is no other record with this id.")
            yield line, invalid(LocatedViolation(("relations", index, "announcement"), fault) for index in missing)


def write(connection: Connection, moved: Sequence[RestoredRecord]) -> None:
    """Write records, and what was reported on their commitments."""
    appending.insert_all(connection, [each.made for each in moved])
    reports = [report_row(each.stored.id, report) for each in moved for report in each.progress]
    if reports:
        connection.execute(insert(Progress), reports)
    versions = [writer.version_row(each.stored, before=None, change=RESTORED, actor=OPERATOR) for each in moved]
    writer.append_versions(connection, versions)


def report_row(announcement: UUID, report: Record) -> Record:
    """Return the row of a report on progress."""
    made = {"id": UUID(report["id"]), "reported_at": moment(report["reported_at"])}
    return report | made | {"announcement_id": announcement, "on_to": parse_edtf(report["on"]).last}

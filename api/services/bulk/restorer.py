"""Restore of a whole export: readers of the new database get the same responses, byte for byte.

Ids, versions, times, parties and due histories are taken from the file as they are. Only an operator may do that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from api.db.database import Database
from api.db.sql import encode_values, in_rows_param, insert_missing
from api.models import Party, PartyIdentifier, PartyName, Progress
from api.services import texts
from api.services.auth import OPERATOR
from api.services.bulk.import_job import ImportJob
from api.services.bulk.import_state import ImportOptions, Result
from api.services.bulk.ndjson import Line
from api.services.bulk.prepare import PreparedRecord, parse_line
from api.services.errors import Invalid, Malformed, ServiceError, invalid
from api.services.parties import visibility
from api.services.records import documents, writer
from api.services.records.types import Change
from domain.dates.edtf import parse_edtf
from domain.ids import part_id
from domain.text.normalize import match_name
from domain.violations import LocatedViolation, Path, Violation
from schemas.fields.scalars import MANY_MARKS

Record = dict[str, Any]

MALFORMED = "This is not a line of a whole export. Make one with `communique export --whole`."
LIMIT_CODES = {"size", "depth", "length", "too_long", "fiscal_year", "order"}
UNEXPECTED = (AttributeError, KeyError, TypeError, ValueError)
"""Errors of reading a line that has another structure."""

KNOWN_PARTIES = select(Party.id).where(in_rows_param([Party.id], "ids"))


@dataclass(frozen=True, slots=True)
class RestoredRecord(PreparedRecord):
    """A record as it was: with everything that the server had made, and its progress reports."""

    record: Record
    progress: Sequence[Record]


@dataclass(frozen=True, slots=True)
class RestoredParty:
    """Rows of a directory entry."""

    line: int
    id: UUID
    row: Record
    names: Sequence[Record]
    identifiers: Sequence[Record]
    ids: Set[UUID] = frozenset()
    targets: Mapping[Path, UUID] = field(default_factory=dict)


def restore(database: Database, options: ImportOptions, **settings: Any) -> ImportJob:
    """Import job for a whole export. `settings` are further arguments of `ImportJob`."""
    return ImportJob(database, options, prepare=prepare_restored, save=save_restored, **settings)


@dataclass(frozen=True, slots=True)
class RestoredText:
    """The text of a source."""

    line: int
    row: Record
    id: None = None
    ids: Set[UUID] = frozenset()
    targets: Mapping[Path, UUID] = field(default_factory=dict)


def prepare_restored(line: Line) -> RestoredRecord | RestoredParty | RestoredText | Result:
    """Parse a line of a whole export, and validate its record."""
    try:
        value = parse_line(line)
        if "announcement" in value:
            return restored_record(line.number, value)
        return restored_text(line.number, value["text"]) if "text" in value else restored_party(line.number, value)
    except ServiceError as error:
        return Result.refusal(line.number, error)
    except UNEXPECTED:
        return Result.refusal(line.number, Malformed(MALFORMED))


def restored_party(line: int, value: Record) -> RestoredParty:
    """Directory entry of a line."""
    (entry,) = [each for name, each in value.items() if name == "party"]
    id = UUID(entry["id"])
    row = {name: entry[name] for name in ("kind", "jurisdiction", "public")} | visibility.name_columns(entry["name"])
    row |= {name: entry.get(name) for name in ("preferred_name", "preferred_jurisdiction")}
    row |= {name: UUID(entry[name]) if entry.get(name) else None for name in ("merged_into", "succeeds")}
    row |= {"id": id, "created_at": datetime.fromisoformat(entry["created_at"])}
    identifiers = [{"edit": None} | each | {"party_id": id} for each in entry["identifiers"]]
    unedited = dict.fromkeys(("words", "edit", "name"))
    names = [
        unedited | each | {"party_id": id, "folded_name": match_name(each["folded_name"])} for each in entry["names"]
    ]
    return RestoredParty(line, id, row, names, identifiers)


def restored_text(line: int, value: Record) -> RestoredText:
    """Text of a line. Its digest is computed again."""
    text = value["text"]
    digest = sha256(text.encode()).hexdigest()
    return RestoredText(line, {"sha256": digest, "text": text, "now": datetime.fromisoformat(value["created_at"])})


def restored_record(line: int, value: Record) -> RestoredRecord:
    """Record of a line."""
    document, histories = value["announcement"], value["due_histories"]
    id, payload = UUID(document["id"]), stored_payload(document)
    entries = {each["key"]: UUID(each["party"]["id"]) for each in document["parties"]}
    statuses = {each["key"]: each.get("status") for each in document["commitments"]}
    record = payload | {"id": id, "due_histories": histories, "version": int(document["version"])}
    for name, kind in writer.PARTS_WITH_ID.items():
        record[name] = [{"id": part_id(id, kind, part["key"])} | part for part in payload[name]]
    record["parties"] = [part | {"party_id": entries[part["key"]]} for part in payload["parties"]]
    progress = [restored_report(id, report, payload["jurisdiction"]) for report in value["progress"]]
    reports: dict[str, list[Record]] = {}
    for report in sorted(progress, key=itemgetter("on_to")):
        reports.setdefault(report["commitment"], []).append(report)
    record["commitments"] = [
        part | {"status": statuses[part["key"]], "progress": reports.get(part["key"], [])}
        for part in record["commitments"]
    ]
    times = {name: datetime.fromisoformat(document[name]) for name in ("created_at", "updated_at")}
    published_at = datetime.fromisoformat(document["published_at"]) if "published_at" in document else None
    significant = document.get("significantly_updated_at", document["updated_at"])  # Exports of 0.2.0 do not have it.
    times["significantly_updated_at"] = datetime.fromisoformat(significant)
    record |= times | {"state": document["state"], "change": document["change"], "published_at": published_at}
    return RestoredRecord(line, id, payload, record, progress)


def restored_report(id: UUID, report: Record, jurisdiction: str) -> Record:
    """The row of a progress report on a commitment of the record with this id and jurisdiction."""
    on_to, reported_at = parse_edtf(report["on"], jurisdiction).last, datetime.fromisoformat(report["reported_at"])
    return report | {"id": UUID(report["id"]), "announcement_id": id, "on_to": on_to, "reported_at": reported_at}


def stored_payload(document: Mapping[str, Any]) -> Record:
    """The payload of a document. It was accepted once, so limits that came later do not refuse it.

    Raises `Invalid` for other errors.
    """
    try:
        return documents.validate(document)
    except Invalid as error:
        if all(is_limit(each.violation) for each in error.violations):
            return documents.strip(document, documents.RECORD)
        raise


def is_limit(violation: Violation) -> bool:
    """Whether a violation is of a limit that came later: of size, depth or number, or of what a date may look like."""
    return violation.code in LIMIT_CODES or violation.detail == MANY_MARKS


def save_restored(
    connection: Connection, items: Sequence[RestoredRecord | RestoredParty | RestoredText], now: datetime, **_: Any
) -> list[Result]:
    """Restore lines. One that exists unchanged is left alone; one that differs is a `Conflict`."""
    results = {item.line: save_party(connection, item) for item in items if isinstance(item, RestoredParty)}
    for item in items:
        if isinstance(item, RestoredText):
            is_new = texts.save_text(connection, **item.row)
            results[item.line] = Result(item.line, "created" if is_new else "unchanged")
    records = [item for item in items if isinstance(item, RestoredRecord)]
    parties = {part["party_id"] for each in records for part in each.record["parties"]}
    known = {*connection.scalars(KNOWN_PARTIES, {"ids": encode_values(parties)})}
    complete = []
    for item in records:
        unknown = [index for index, part in enumerate(item.record["parties"]) if part["party_id"] not in known]
        if unknown:
            results[item.line] = Result.refusal(item.line, unknown_parties(unknown))
        else:
            complete.append(item)
    changes = [
        Change(
            operation="created",
            payload=each.payload,
            actor=OPERATOR,
            now=now,
            id=each.id,
            if_exists="refuse",
            restored=each.record,
            analyzed=each.analyzed,
        )
        for each in complete
    ]
    reports: list[Record] = []
    for item, saved in zip(complete, writer.save(connection, changes), strict=True):
        results[item.line] = result = Result.of(item.line, saved)
        reports += item.progress if result.status == "created" else []
    if reports:
        connection.execute(insert(Progress), reports)
    return [results[item.line] for item in items]


def save_party(connection: Connection, party: RestoredParty) -> Result:
    """Restore a directory entry, unless it exists."""
    if connection.scalar(select(Party.id).where(Party.id == party.id)):
        return Result(party.line, "unchanged")
    connection.execute(insert(Party), party.row)
    insert_missing(connection, PartyName.__table__, party.names)
    insert_missing(connection, PartyIdentifier.__table__, party.identifiers)
    return Result(party.line, "created")


def unknown_parties(indexes: Sequence[int]) -> ServiceError:
    """Error for a record whose parties are not in the directory."""
    violation = Violation("reference", "The directory has no such party: its line must come before this one.")
    return invalid(LocatedViolation(("parties", index, "party", "id"), violation) for index in indexes)

"""From a line to a validated record. Needs no database, so that worker processes can do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from api.services.auth import Actor
from api.services.bulk.import_state import ImportOptions, Result
from api.services.bulk.ndjson import Line
from api.services.errors import Malformed, ServiceError, TooLarge, invalid
from api.services.records import documents, writer
from api.services.records.types import Change
from domain.ids import part_id
from domain.json import NotJson, parse_json
from domain.violations import LocatedViolation, Path, Violation


@dataclass(frozen=True, slots=True)
class PreparedRecord:
    """A line whose record is valid by itself. `id` is the one that the record brings; `analyzed` as in `Change`."""

    line: int
    id: UUID | None
    payload: Mapping[str, Any]
    analyzed: Mapping[Any, str] = field(default_factory=dict, kw_only=True)

    @property
    def ids(self) -> set[UUID]:
        """Ids by which other lines may refer to it: of the record and of its amounts, if it brings the first."""
        if self.id is None:
            return set()
        keys = (each["key"] for each in self.payload["amounts"] if "key" in each)
        return {self.id, *(part_id(self.id, "amount", key) for key in keys)}

    @property
    def targets(self) -> dict[Path, UUID]:
        """Records and amounts that the record refers to, by the path of the reference."""
        members = (("relations", "announcement"), ("amounts", "restates"))
        return {
            (name, index, member): UUID(each[member])
            for name, member in members
            for index, each in enumerate(self.payload[name])
            if member in each
        }


def prepare_record(line: Line) -> PreparedRecord | Result:
    """Parse and validate a line."""
    try:
        record = parse_line(line)
        if not isinstance(record, Mapping):
            raise Malformed("A record is a JSON object.")
        payload = documents.validate(record)
        return PreparedRecord(line.number, parse_id(record), payload)
    except ServiceError as error:
        return Result.refusal(line.number, error)


def save_records(
    connection: Connection, records: Sequence[PreparedRecord], options: ImportOptions, *, actor: Actor, now: datetime
) -> list[Result]:
    """Write records; the result of each."""
    changes = [
        Change(
            operation="created",
            payload=record.payload,
            actor=actor,
            now=now,
            id=record.id,
            change_type=options.change_type,
            note=options.note,
            if_exists="replace" if options.mode == "upsert" else "refuse",
            analyzed=record.analyzed,
        )
        for record in records
    ]
    saved = writer.save(connection, changes)
    return [Result.of(record.line, each) for record, each in zip(records, saved, strict=True)]


def parse_line(line: Line) -> Any:
    """JSON value of a line. Raises `Malformed` or `TooLarge`."""
    if line.text is None:
        raise TooLarge("This line is longer than MAX_BODY_BYTES, the limit of this server.")
    try:
        return parse_json(line.text)
    except NotJson as error:
        raise Malformed(str(error).replace("The body", "The line")) from None


def parse_id(record: Mapping[str, Any]) -> UUID | None:
    """Id that a record brings. Raises `Invalid`."""
    if record.get("id") is None:
        return None
    try:
        return UUID(record["id"])
    except (ValueError, TypeError, AttributeError):
        raise invalid([LocatedViolation(("id",), Violation("uuid", "This is not a UUID."))]) from None

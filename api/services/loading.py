"""Taking in records from a file: each is created, or replaces the record that has its id or one of its identifiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import select

from api.models import AnnouncementIdentifier
from api.models.database import Session
from api.models.statements import is_one_of
from api.services import announcements, documents
from api.services.access import OPERATOR
from api.services.errors import Malformed, invalid
from api.services.recording import Stored
from domain.faults import Fault, Placed


def load(session: Session, record: Any, *, note: str, now: datetime) -> tuple[str, Stored]:
    """Keep one record in the wire format. Return `created`, `changed` or `unchanged`, and the record as it is kept."""
    if not isinstance(record, Mapping):
        raise Malformed("A record is a JSON object.")
    stated = documents.check(record)
    id = identity(record) or holder(session, stated)
    common: dict[str, Any] = {"change_type": "minor", "note": note, "actor": OPERATOR, "now": now}
    if id is None:
        return "created", announcements.create(session, stated, **common)
    before = announcements.find_for_update(session, id)
    stored = announcements.put(session, id, stated, if_match="*" if before else None, **common)
    if before is None:
        return "created", stored
    return ("unchanged" if stored.version == before.version else "changed"), stored


def identity(record: Mapping[str, Any]) -> UUID | None:
    """Return the id that a record brings along."""
    if "id" not in record:
        return None
    try:
        return UUID(str(record["id"]))
    except ValueError:
        raise invalid([Placed(("id",), Fault("uuid", "This is not a UUID."))]) from None


def holder(session: Session, stated: Mapping[str, Any]) -> UUID | None:
    """Return the record that holds one of the identifiers."""
    table = AnnouncementIdentifier
    pairs = [(each["scheme"], each["id"]) for each in stated["identifiers"]]
    query = select(table.announcement_id).where(is_one_of((table.scheme, table.value), pairs)).limit(1)
    return session.scalar(query) if pairs else None


def lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield each record of a file with its line: NDJSON with one a line, or one record, however it is laid out."""
    numbered = ((number, line) for number, line in enumerate(file, 1) if line.strip())
    first = next(numbered, None)
    if first is None:
        return
    if first[1].rstrip().endswith(b"}"):
        yield first
        yield from numbered
    else:
        yield first[0], first[1] + b"".join(line for _, line in numbered)

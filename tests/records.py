"""Records to test with: minimal ones and the worked example."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from api import sample
from api.services.auth import OPERATOR
from api.services.records import documents
from api.services.records.types import Change, StoredRecord
from api.services.records.writer import save_one


def draft(**members: Any) -> dict[str, Any]:
    """A minimal draft, with these members."""
    minimal = {"kind": "plan", "title": "A plan", "language": "en", "jurisdiction": "KR", "announced_on": "2026-01-29"}
    return minimal | members


def published(**members: Any) -> dict[str, Any]:
    """A minimal published record, with these members."""
    issuer = {"key": "msit", "name": "Ministry of Science and ICT", "kind": "government", "roles": ["issuer"]}
    source = {"key": "s", "kind": "press_release", "title": "A release"}
    return draft(state="published", parties=[issuer], sources=[source]) | members


def worked_example() -> dict[str, Any]:
    """The worked example as a request body."""
    return sample.worked_example()


def save_record(
    connection: Connection, record: dict[str, Any], *, note: str = "A change.", now: datetime
) -> StoredRecord:
    """Create a valid record, or replace the stored one with its id or one of its identifiers."""
    change = Change(
        operation="created",
        id=UUID(record["id"]) if "id" in record else None,
        payload=documents.validate(record),
        note=note,
        actor=OPERATOR,
        now=now,
        if_exists="replace",
    )
    return save_one(connection, change)

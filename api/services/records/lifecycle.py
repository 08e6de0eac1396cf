"""Operations on a stored record: replace, patch, publish, withdraw, report progress.

Each submits one `Change` to the writer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

import orjson
from sqlalchemy import Connection

from api.services.auth import Actor
from api.services.errors import Invalid, NotFound, Stale, invalid
from api.services.records import documents, merge_patch
from api.services.records.progress import REPORT_DEPTH, find_commitment, stored_reports
from api.services.records.reader import find_for_update, get_for_update, require_changeable, require_version
from api.services.records.types import Change, ChangeDetails, Operation, StoredRecord
from api.services.records.writer import save_one
from domain.violations import LocatedViolation, Violation


def replace(
    connection: Connection,
    id: UUID,
    payload: Mapping[str, Any],
    *,
    if_match: str | None = None,
    **details: Unpack[ChangeDetails],
) -> StoredRecord:
    """Replace the record with this id, or create it. Raises `Forbidden`, `Stale`, `Gone`, or the writer's errors."""
    previous = find_for_update(connection, [id]).get(id)
    if previous:
        require_version(require_changeable(previous, details["actor"]), if_match)
    elif if_match is not None:
        raise Stale("There is no record with this id, and If-Match says there should be.")
    operation: Operation = "replaced" if previous else "created"
    return save_one(connection, Change(operation=operation, id=id, payload=payload, previous=previous, **details))


def patch(
    connection: Connection,
    id: UUID,
    changes: Mapping[str, Any],
    *,
    if_match: str | None = None,
    **details: Unpack[ChangeDetails],
) -> StoredRecord:
    """Apply a merge patch (RFC 7396) to a record."""
    previous = get_for_update(connection, id, if_match=if_match, actor=details["actor"])
    merged = merge_patch.merge(orjson.loads(previous.document), changes)
    try:
        payload = documents.validate(merged)
        change = Change(operation="patched", id=id, payload=payload, previous=previous, **details)
        return save_one(connection, change)
    except Invalid as error:
        raise invalid(merge_patch.relocate(error.violations, merged, changes)) from None


def publish(
    connection: Connection, id: UUID, *, if_match: str | None = None, **details: Unpack[ChangeDetails]
) -> StoredRecord:
    """Open a draft to every reader. A published record stays as it is."""
    previous = get_for_update(connection, id, if_match=if_match, actor=details["actor"])
    payload = documents.payload_of(previous.document) | {"state": "published"}
    return save_one(connection, Change(operation="published", id=id, payload=payload, previous=previous, **details))


def withdraw(
    connection: Connection, id: UUID, *, if_match: str | None = None, **details: Unpack[ChangeDetails]
) -> StoredRecord:
    """Withdraw a record. Its URL answers 410 with the note from now on; its versions stay readable."""
    if not details.get("note"):
        why = "Withdrawing needs a note, the reason that readers get: add ?note=… to the address."
        raise invalid([LocatedViolation(("note",), Violation("required", why), "query")])
    previous = get_for_update(connection, id, if_match=if_match, actor=details["actor"])
    payload = documents.payload_of(previous.document) | {"state": "withdrawn"}
    return save_one(connection, Change(operation="withdrawn", id=id, payload=payload, previous=previous, **details))


def report_progress(
    connection: Connection, id: UUID, report: Mapping[str, Any], *, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Add a report on the commitment with this id. Returns it as the record shows it.

    It makes a new version of the record, with the commitment's status as it is now. Reports only add, so they need no
    If-Match.
    """
    commitment = find_commitment(connection, id, actor=actor.seeing_drafts())
    stored = find_for_update(connection, [commitment.announcement_id]).get(commitment.announcement_id)
    previous = require_changeable(stored, actor)
    payload = documents.payload_of(previous.document)
    part = next((each for each in payload["commitments"] if each["key"] == commitment.key), None)
    if part is None:
        raise NotFound("The record has just dropped this commitment.")
    reports = stored_reports(connection, [previous.id]).get(previous.id, {}).get(commitment.key, ())
    part["progress"] = [*reports, report]
    note = f"Progress on “{commitment.key}”: {report['status']}, {report['on']}."
    change = Change(
        operation="progress", id=previous.id, payload=payload, previous=previous, note=note, actor=actor, now=now
    )
    try:
        document = orjson.loads(save_one(connection, change).document)
    except Invalid as error:
        raise invalid(in_report(each) for each in error.violations) from None
    known = {str(each["id"]) for each in reports}
    (added,) = [
        each
        for shown in document["commitments"]
        if shown["key"] == commitment.key
        for each in shown["progress"]
        if each["id"] not in known
    ]
    return dict(added)


def in_report(located: LocatedViolation) -> LocatedViolation:
    """A violation of a report at its place in the report, which is the body of the request; others as they are."""
    return LocatedViolation(located.path[REPORT_DEPTH:] or located.path, located.violation, located.location)

"""Operations on a stored record: replace, patch, publish, withdraw. Each submits one `Change` to the writer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack
from uuid import UUID

import orjson
from sqlalchemy import Connection

from api.services.errors import Invalid, Stale, invalid
from api.services.records import documents, merge_patch
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
    except Invalid as error:
        raise invalid(merge_patch.relocate(error.violations, merged, changes)) from None
    return save_one(connection, Change(operation="patched", id=id, payload=payload, previous=previous, **details))


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

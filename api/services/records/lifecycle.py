"""What can be done to a record: created, replaced, patched, published, withdrawn. Each is one change for the writer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from api.services.auth import Actor, require_visible
from api.services.errors import Invalid, PreconditionRequired, Stale, invalid
from api.services.records import documents, merge_patch
from api.services.records.targets import find_for_update
from api.services.records.types import Change, StoredRecord
from api.services.records.writer import save_one
from domain.ids import uuid7
from domain.violations import LocatedViolation, Violation


def create(
    connection: Connection,
    payload: Mapping[str, Any],
    *,
    change_type: str = "minor",
    note: str | None = None,
    actor: Actor,
    now: datetime,
) -> StoredRecord:
    """Store a new record under a new id: a draft, unless its payload has another state."""
    change = Change(
        operation="created", id=uuid7(now), payload=payload, change_type=change_type, note=note, actor=actor, now=now
    )
    return save_one(connection, change)


def replace(
    connection: Connection,
    id: UUID,
    payload: Mapping[str, Any],
    *,
    change_type: str = "minor",
    note: str | None = None,
    if_match: str | None = None,
    actor: Actor,
    now: datetime,
) -> StoredRecord:
    """Replace the record with this id, or create it. Raises `Stale`, `Gone`, or the writer's errors."""
    previous = find_for_update(connection, [id]).get(id)
    if previous:
        require_match(require_visible(previous, actor.seeing_drafts()), if_match)
    elif if_match is not None:
        raise Stale("There is no record with this id, and If-Match says there should be.")
    change = Change(
        operation="replaced" if previous else "created",
        id=id,
        payload=payload,
        previous=previous,
        change_type=change_type,
        note=note,
        actor=actor,
        now=now,
    )
    return save_one(connection, change)


def patch(
    connection: Connection,
    id: UUID,
    changes: Mapping[str, Any],
    *,
    change_type: str = "minor",
    note: str | None = None,
    if_match: str | None = None,
    actor: Actor,
    now: datetime,
) -> StoredRecord:
    """Apply a merge patch (RFC 7396) to a record."""
    previous = get_for_update(connection, id, if_match=if_match, actor=actor)
    merged = merge_patch.merge(orjson.loads(previous.document), changes)
    try:
        payload = documents.validate(merged)
    except Invalid as error:
        raise invalid(merge_patch.relocate(error.violations, merged, changes)) from None
    change = Change(
        operation="patched", id=id, payload=payload, previous=previous, change_type=change_type, note=note,
        actor=actor, now=now,
    )  # fmt: skip
    return save_one(connection, change)


def publish(
    connection: Connection,
    id: UUID,
    *,
    change_type: str = "minor",
    note: str | None = None,
    if_match: str | None = None,
    actor: Actor,
    now: datetime,
) -> StoredRecord:
    """Open a draft to every reader. A published record stays as it is."""
    actor.require("publish")
    previous = get_for_update(connection, id, if_match=if_match, actor=actor)
    payload = documents.payload_of(previous.document) | {"state": "published"}
    change = Change(
        operation="published", id=id, payload=payload, previous=previous, change_type=change_type, note=note,
        actor=actor, now=now,
    )  # fmt: skip
    return save_one(connection, change)


def withdraw(
    connection: Connection,
    id: UUID,
    *,
    change_type: str = "minor",
    note: str | None = None,
    if_match: str | None = None,
    actor: Actor,
    now: datetime,
) -> StoredRecord:
    """Withdraw a record. Its URL answers 410 with the note from now on; its versions stay readable."""
    if not note:
        why = "Withdrawing needs a note, the reason that readers get: add ?note=… to the address."
        raise invalid([LocatedViolation(("note",), Violation("required", why), "query")])
    previous = get_for_update(connection, id, if_match=if_match, actor=actor)
    if previous.state == "published":
        actor.require("publish")
    payload = documents.payload_of(previous.document) | {"state": "withdrawn"}
    change = Change(
        operation="withdrawn", id=id, payload=payload, previous=previous, change_type=change_type, note=note,
        actor=actor, now=now,
    )  # fmt: skip
    return save_one(connection, change)


def get_for_update(connection: Connection, id: UUID, *, if_match: str | None, actor: Actor) -> StoredRecord:
    """A record to be changed, locked. Raises `NotFound`, `Gone`, `PreconditionRequired` or `Stale`."""
    previous = require_visible(find_for_update(connection, [id]).get(id), actor.seeing_drafts())
    require_match(previous, if_match)
    return previous


def require_match(stored: StoredRecord, if_match: str | None) -> None:
    """Refuse a change that is blind (RFC 6585) or that was made to another version (RFC 9110)."""
    if if_match is None:
        raise PreconditionRequired("Send If-Match with the ETag of the version you mean to change, or *.")
    if if_match.strip() != "*" and stored.etag not in {each.strip() for each in if_match.split(",")}:
        quotes = "" if '"' in if_match else " An ETag is sent with its quotation marks."
        raise Stale(f"The record is at version {stored.version}, with the ETag {stored.etag}. Read it again.{quotes}")

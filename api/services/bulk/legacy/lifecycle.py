"""Announcement records: read, created, replaced, patched, published and withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, bindparam, select

from api.db.compiled_query import CompiledQuery
from api.models import Announcement, Relation
from api.services.auth import Actor, require_visible
from api.services.bulk.legacy import documents, merge_patch, versions
from api.services.bulk.legacy.writer import Change, Stored, record_change
from api.services.errors import Invalid, PreconditionRequired, Stale, invalid
from domain.dates.instants import last_instant
from domain.ids import uuid7
from domain.json import encode_json
from domain.violations import LocatedViolation, Violation

TABLE = Announcement.__table__.c
BY_ID = TABLE.id == bindparam("id")
CURRENT = CompiledQuery(select(TABLE.state, TABLE.published_at, TABLE.etag, TABLE.document).where(BY_ID))
PUBLISHED_ETAG = CompiledQuery(select(TABLE.etag).where(BY_ID, TABLE.state == "published"))
FOR_UPDATE = select(*(TABLE[name] for name in Stored.__slots__ if name in TABLE)).where(BY_ID).with_for_update()
"""Statements that every request of their kind runs, made once; they name the table, so that no object is mapped."""


def get(connection: Connection, id: UUID, *, actor: Actor, known: Collection[str] = ()) -> tuple[bytes, str]:
    """Return the document and the ETag of a record that the actor may see. Raise `NotFound`, or `Gone`.

    What is published and has one of the `known` ETags is not read: its document is empty.
    """
    named = PUBLISHED_ETAG.first(connection, {"id": id}) if known else None
    if named and named.etag in known:
        return b"", named.etag
    current = require_visible(CURRENT.first(connection, {"id": id}), actor)
    return current.document, current.etag


def read(
    connection: Connection,
    id: UUID,
    *,
    actor: Actor,
    as_of: str | None = None,
    include: str | None = None,
    known: Collection[str] = (),
) -> tuple[bytes, str | None]:
    """Return a record's document and its ETag: as it is or as it stood, and with what points at it if asked for.

    A record as it is, by itself, is not read where its ETag is `known`.
    """
    if as_of is None:
        document, etag = get(connection, id, actor=actor, known=known if include is None else ())
    else:
        document, etag = versions.as_of(connection, id, last_instant(as_of), actor=actor)
    if include is None:
        return document, etag
    related = {"related_from": related_from(connection, id, actor=actor)}
    return encode_json(orjson.loads(document) | related), None


def find_for_update(connection: Connection, id: UUID) -> Stored | None:
    """Return a record, locked until the transaction ends; None where there is none."""
    row = connection.execute(FOR_UPDATE, {"id": id}).one_or_none()
    return None if row is None else Stored(**row._asdict())


def get_for_update(connection: Connection, id: UUID, *, if_match: str | None, actor: Actor) -> Stored:
    """Return a record to be changed, locked, if it is the version that the client read."""
    stored = require_visible(find_for_update(connection, id), actor.seeing_drafts())
    require_match(stored, if_match)
    return stored


def get_for_progress(connection: Connection, id: UUID, *, actor: Actor) -> Stored:
    """Return a record whose progress is to be reported, locked. Reports only add, and need no If-Match."""
    return require_visible(find_for_update(connection, id), actor.seeing_drafts())


def require_match(stored: Stored, if_match: str | None) -> None:
    """Refuse a change that is blind (RFC 6585) or that was made to another version (RFC 9110)."""
    if if_match is None:
        raise PreconditionRequired("Send If-Match with the ETag of the version you mean to change, or *.")
    if if_match.strip() != "*" and stored.etag not in {each.strip() for each in if_match.split(",")}:
        quotes = "" if '"' in if_match else " An ETag is sent with its quotation marks."
        raise Stale(f"The record is at version {stored.version}, with the ETag {stored.etag}. Read it again.{quotes}")


def create(
    connection: Connection,
    stated: Mapping[str, Any],
    *,
    change_type: str,
    note: str | None = None,
    actor: Actor,
    now: datetime,
) -> Stored:
    """Keep a new record under an id that the server makes."""
    return create_at(connection, uuid7(now), stated, Change("created", change_type, note), actor=actor, now=now)


def create_at(
    connection: Connection, id: UUID, stated: Mapping[str, Any], change: Change, *, actor: Actor, now: datetime
) -> Stored:
    """Keep a new record under this id: a draft unless it says otherwise."""
    whole = {"state": "draft"} | dict(stated)
    return record_change(connection, id, whole, before=None, change=change, actor=actor, now=now)


def replace(
    connection: Connection,
    id: UUID,
    stated: Mapping[str, Any],
    *,
    change_type: str,
    note: str | None = None,
    if_match: str | None = None,
    actor: Actor,
    now: datetime,
) -> Stored:
    """Replace the record with this id, or create it where there is none."""
    before = find_for_update(connection, id)
    if before is None:
        if if_match is not None:
            raise Stale("There is no record with this id, and If-Match says there should be.")
        return create_at(connection, id, stated, Change("created", change_type, note), actor=actor, now=now)
    require_match(require_visible(before, actor.seeing_drafts()), if_match)
    return change_stated(connection, before, stated, Change("replaced", change_type, note), actor=actor, now=now)


def patch(
    connection: Connection,
    id: UUID,
    changes: Mapping[str, Any],
    *,
    change_type: str,
    note: str | None = None,
    if_match: str | None = None,
    actor: Actor,
    now: datetime,
) -> Stored:
    """Apply a merge patch (RFC 7396) to a record."""
    before = get_for_update(connection, id, if_match=if_match, actor=actor)
    merged = merge_patch.merge(orjson.loads(before.document), changes)
    try:
        stated = documents.validate(merged)
    except Invalid as error:
        raise invalid(merge_patch.relocate(error.violations, merged, changes)) from None
    return change_stated(connection, before, stated, Change("patched", change_type, note), actor=actor, now=now)


def change_stated(
    connection: Connection, before: Stored, stated: Mapping[str, Any], change: Change, *, actor: Actor, now: datetime
) -> Stored:
    """Make an existing record state something else. Where no state is given, it stays as it is."""
    whole = {"state": before.state} | dict(stated)
    return record_change(connection, before.id, whole, before=before, change=change, actor=actor, now=now)


def publish(
    connection: Connection,
    id: UUID,
    *,
    change_type: str,
    note: str | None = None,
    if_match: str | None = None,
    actor: Actor,
    now: datetime,
) -> Stored:
    """Open a draft to every reader. A published record stays as it is."""
    actor.require("publish")
    before = get_for_update(connection, id, if_match=if_match, actor=actor)
    stated = documents.payload_of(before.document) | {"state": "published"}
    change = Change("published", change_type, note)
    return record_change(connection, id, stated, before=before, change=change, actor=actor, now=now)


def withdraw(
    connection: Connection,
    id: UUID,
    *,
    change_type: str,
    note: str | None = None,
    if_match: str | None = None,
    actor: Actor,
    now: datetime,
) -> Stored:
    """Keep the record as a tombstone; its URL answers 410 with the reason from now on."""
    if not note:
        raise invalid(
            [
                LocatedViolation(
                    ("note",), Violation("required", "Withdrawing needs a note: it is the reason readers get."), "query"
                )
            ]
        )
    before = get_for_update(connection, id, if_match=if_match, actor=actor)
    if before.state == "published":
        actor.require("publish")
    stated = documents.payload_of(before.document) | {"state": "withdrawn"}
    change = Change("withdrawn", change_type, note)
    return record_change(connection, id, stated, before=before, change=change, actor=actor, now=now)


def related_from(connection: Connection, id: UUID, *, actor: Actor) -> list[dict[str, Any]]:
    """Return the records that point at this one, as far as the actor may see them, the newest first."""
    query = (
        select(Relation.type, Announcement.id.label("announcement"), Announcement.title)
        .join(Announcement, Announcement.id == Relation.announcement_id)
        .where(Relation.announcement == id, Announcement.state.in_(set(actor.visible_states) - {"withdrawn"}))
        .order_by(Announcement.announced_from.desc(), Announcement.id, Relation.position)
    )
    return [
        dict(row) | {"url": f"/v1/announcements/{row['announcement']}"} for row in connection.execute(query).mappings()
    ]

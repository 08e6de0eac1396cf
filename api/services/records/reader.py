"""Reads a record: current, as of a time, with the records that refer to it, or locked for a change; and its parts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal
from uuid import UUID

import orjson
from sqlalchemy import Connection, bindparam, select

from api.db.compiled_query import CompiledQuery
from api.db.sql import encode_values, in_rows_param
from api.models import Announcement
from api.services.auth import SCOPES_TO_CHANGE, Actor, require_visible
from api.services.preconditions import require_match
from api.services.query.filters.relation import resolved_relations
from api.services.query.resources import Resource
from api.services.records import versions
from api.services.records.types import StoredRecord
from domain.dates.instants import last_instant
from domain.json import encode_json

Direction = Literal["related_from", "related_to"]

TABLE = Announcement.__table__.c
BY_ID = TABLE.id == bindparam("id")
CURRENT = CompiledQuery(select(TABLE.state, TABLE.published_at, TABLE.etag, TABLE.document).where(BY_ID))
COLUMNS = [TABLE[name] for name in StoredRecord.__dataclass_fields__ if name in TABLE]
FOR_UPDATE = select(*COLUMNS).where(in_rows_param([TABLE.id], "ids")).order_by(TABLE.id).with_for_update(key_share=True)
"""Other records may come to refer to a locked one meanwhile, so that two that refer to each other do not wait in a
circle."""


def get(connection: Connection, id: UUID, *, actor: Actor) -> tuple[bytes, str]:
    """The document and the ETag of a record. Raises `NotFound` or `Gone`."""
    current = require_visible(CURRENT.first(connection, {"id": id}), actor)
    return current.document, current.etag


def read(
    connection: Connection, id: UUID, *, actor: Actor, as_of: str | None = None, include: Direction | None = None
) -> tuple[bytes, str | None]:
    """The document and the ETag of a record, now or `as_of` a time; with related records, if included, and no ETag."""
    if as_of is None:
        document, etag = get(connection, id, actor=actor)
    else:
        document, etag = versions.get_version_at(connection, id, last_instant(as_of), actor=actor)
    if include is None:
        return document, etag
    return encode_json(orjson.loads(document) | {include: related(connection, id, include, actor=actor)}), None


def related(connection: Connection, id: UUID, direction: Direction, *, actor: Actor) -> list[dict[str, Any]]:
    """The records that point at this one, or that it points at, and that the actor may see, the newest first."""
    relation = resolved_relations(actor).c
    here, there = relation.target_id, relation.announcement_id
    if direction == "related_to":
        here, there = there, here
    query = (
        select(relation.type, Announcement.id, Announcement.title)
        .join(Announcement, Announcement.id == there)
        .where(here == id, Announcement.state.in_(actor.live_states))
        .order_by(Announcement.announced_from.desc(), Announcement.id, relation.position)
    )
    return [
        {"type": type, "announcement": other, "title": title, "url": f"/v1/announcements/{other}"}
        for type, other, title in connection.execute(query)
    ]


def find_for_update(connection: Connection, ids: Collection[UUID]) -> dict[UUID, StoredRecord]:
    """The records with these ids, locked until the transaction ends."""
    rows = connection.execute(FOR_UPDATE, {"ids": encode_values(ids)}) if ids else ()
    return {row.id: StoredRecord(**row._asdict()) for row in rows}


def get_for_update(connection: Connection, id: UUID, *, if_match: str | None, actor: Actor) -> StoredRecord:
    """A record to be changed, locked. Raises as `require_changeable`, then `PreconditionRequired` or `Stale`."""
    previous = require_changeable(find_for_update(connection, [id]).get(id), actor)
    require_version(previous, if_match)
    return previous


def require_changeable(stored: StoredRecord | None, actor: Actor) -> StoredRecord:
    """The record, if this actor may change it as it is. Raises `NotFound`, `Gone` or `Forbidden`."""
    previous = require_visible(stored, actor.seeing_drafts())
    actor.require(*SCOPES_TO_CHANGE[previous.state])
    if actor.jurisdictions:
        actor.require_jurisdictions(orjson.loads(previous.document))
    return previous


def require_version(stored: StoredRecord, if_match: str | None) -> None:
    """Refuse a change of a record that is blind, or that was made to another version."""
    require_match(if_match, stored.etag, f"The record is at version {stored.version}")


def get_part(connection: Connection, resource: Resource, id: UUID, *, actor: Actor) -> bytes:
    """The stored JSON of a listed part. Raises `NotFound`, or `Gone` if its record was withdrawn."""
    part = resource.table
    query = (
        select(Announcement.state, Announcement.published_at, Announcement.document, part.document.label("part"))
        .join(Announcement, Announcement.id == part.announcement_id)
        .where(part.id == id)
    )
    row = connection.execute(query).one_or_none()
    return bytes(require_visible(row, actor, name=resource.name.removesuffix("s")).part)

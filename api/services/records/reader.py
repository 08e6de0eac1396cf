"""Reading a record: as stored, as it stood at a time, and with the records that point at it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, bindparam, select

from api.db.compiled_query import CompiledQuery
from api.models import Announcement, Relation
from api.services.auth import Actor, require_visible
from api.services.records import versions
from domain.dates.instants import last_instant
from domain.json import encode_json

TABLE = Announcement.__table__.c
BY_ID = TABLE.id == bindparam("id")
CURRENT = CompiledQuery(select(TABLE.state, TABLE.published_at, TABLE.etag, TABLE.document).where(BY_ID))


def get(connection: Connection, id: UUID, *, actor: Actor) -> tuple[bytes, str]:
    """The document and the ETag of a record. Raises `NotFound` or `Gone`."""
    current = require_visible(CURRENT.first(connection, {"id": id}), actor)
    return current.document, current.etag


def read(
    connection: Connection, id: UUID, *, actor: Actor, as_of: str | None = None, include: str | None = None
) -> tuple[bytes, str | None]:
    """The document and the ETag of a record, now or `as_of` a time; with `related_from`, if included, and no ETag."""
    if as_of is None:
        document, etag = get(connection, id, actor=actor)
    else:
        document, etag = versions.get_version_at(connection, id, last_instant(as_of), actor=actor)
    if include is None:
        return document, etag
    return encode_json(orjson.loads(document) | {"related_from": related_from(connection, id, actor=actor)}), None


def related_from(connection: Connection, id: UUID, *, actor: Actor) -> list[dict[str, Any]]:
    """The records that point at this one and that the actor may see, the newest first."""
    query = (
        select(Relation.type, Announcement.id.label("announcement"), Announcement.title)
        .join(Announcement, Announcement.id == Relation.announcement_id)
        .where(Relation.announcement == id, Announcement.state.in_(set(actor.visible_states) - {"withdrawn"}))
        .order_by(Announcement.announced_from.desc(), Announcement.id, Relation.position)
    )
    rows = connection.execute(query).mappings()
    return [dict(row) | {"url": f"/v1/announcements/{row['announcement']}"} for row in rows]

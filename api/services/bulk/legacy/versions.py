"""What differs between two versions of a record, said by the names of its members and the keys of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import jsonpatch
import orjson
from sqlalchemy import Connection, select

from api.db.sql import AnySelect
from api.models import Announcement, Version
from api.services import pagination
from api.services.auth import Actor
from api.services.errors import Gone, NotFound
from api.services.pagination import Order, Page

MANAGED = frozenset({"version", "change", "created_at", "updated_at", "published_at"})


def changed_paths(before: bytes | None, after: bytes) -> list[str]:
    """Return a JSON Pointer for each member or part that differs; a part is named by its key, not by its place."""
    if before is None:
        return [""]
    return list(differences(orjson.loads(before), orjson.loads(after)))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield the pointer of each member that differs, going into lists of parts."""
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(name), after.get(name)
        if name in MANAGED or old == new:
            continue
        yield from (f"/{name}{step}" for step in changed_keys(keyed(old), keyed(new)))


def changed_keys(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[str]:
    """Return a step for each part that is new, changed or gone; one empty step where it is not a matter of parts."""
    if old is None or new is None or list(old.items()) == list(new.items()):
        return [""]
    keys = [*new, *(key for key in old if key not in new)]
    return [f"/{key}" for key in keys if old.get(key) != new.get(key)] or [""]


def keyed(value: Any) -> dict[str, Any] | None:
    """Return the parts of a list by their keys; None for anything else."""
    if not isinstance(value, list) or not all(isinstance(part, dict) and "key" in part for part in value):
        return None
    return {part["key"]: part for part in value}


ORDER = Order((Version.number,), (int,))


def visible_versions(connection: Connection, id: UUID, actor: Actor) -> tuple[str, ...]:
    """Return the states of the versions that the actor may see. Raise `NotFound` or `Gone` where there are none."""
    row = connection.execute(
        select(Announcement.state, Announcement.published_at, Announcement.change).where(Announcement.id == id)
    ).one_or_none()
    if row is None or (row.published_at is None and "read" not in actor.scopes):
        raise NotFound("There is no announcement with this id.")
    if row.state == "withdrawn" and "read" not in actor.scopes:
        raise Gone(f"This record was withdrawn: {row.change['note']}")
    return actor.visible_states


def page(connection: Connection, id: UUID, asked: Mapping[str, Any], *, actor: Actor) -> Page[dict[str, Any]]:
    """Return some of a record's versions, the first one first."""
    visible = [Version.announcement_id == id, Version.state.in_(visible_versions(connection, id, actor))]
    columns = (Version.number, Version.operation, Version.state, Version.change, Version.paths, Version.at)
    found = pagination.paginate(connection, select(*columns).where(*visible), ORDER, {**asked, "versions_of": id})
    return found.with_items([show(id, row) for row in found.items])


def show(id: UUID, row: Any) -> dict[str, Any]:
    """Return a version as it is listed."""
    return {
        "version": row.number,
        "operation": row.operation,
        "state": row.state,
        "change": row.change,
        "paths": row.paths,
        "at": row.at,
        "url": f"/v1/announcements/{id}/versions/{row.number}",
    }


def get(connection: Connection, id: UUID, number: int, *, actor: Actor) -> tuple[bytes, str]:
    """Return one version as it stood, with its ETag."""
    query = select(Version.document, Version.etag).where(Version.number == number)
    return one(connection, query, id, actor, f"This record has no version {number}.")


def as_of(connection: Connection, id: UUID, moment: datetime, *, actor: Actor) -> tuple[bytes, str]:
    """Return the version that stood at a moment, with its ETag."""
    query = select(Version.document, Version.etag).where(Version.at <= moment).order_by(Version.number.desc()).limit(1)
    return one(connection, query, id, actor, "The record was not there yet at that time.")


def one(connection: Connection, query: AnySelect, id: UUID, actor: Actor, missing: str) -> tuple[bytes, str]:
    """Return the one version of the record that a query finds, if the actor may see it."""
    states = visible_versions(connection, id, actor)
    row = connection.execute(query.where(Version.announcement_id == id, Version.state.in_(states))).one_or_none()
    if row is None:
        raise NotFound(missing)
    return row.document, row.etag


def diff(connection: Connection, id: UUID, number: int, *, since: int | None, actor: Actor) -> bytes:
    """Return the JSON Patch (RFC 6902) that makes version `since` (by default the one before) into version `number`.

    Version 0 is the empty object, before there was a record.
    """
    earlier = number - 1 if since is None else since
    after, _ = get(connection, id, number, actor=actor)
    before = get(connection, id, earlier, actor=actor)[0] if earlier else b"{}"
    return orjson.dumps(jsonpatch.make_patch(orjson.loads(before), orjson.loads(after)).patch)

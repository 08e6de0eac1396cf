"""Versions of a record, which are also the change log: appended, listed, read, and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, select, update

from api.db.bulk_insert import driver_rows, insert_driver_rows, layout_of
from api.db.compiled_query import CompiledQuery
from api.db.sql import CHANGE_LOG_LOCK_ID, AnySelect, JsonText, lock_until_commit
from api.models import Announcement, Version
from api.services import audit, change_feed, pagination
from api.services.auth import Actor, require_visible
from api.services.errors import NotFound
from api.services.pagination import LongValue, Order, Page
from api.services.records.types import MANAGED_MEMBERS, PendingChange
from domain.json import encode_json
from domain.json_patch import make_patch


def append(connection: Connection, changes: Sequence[PendingChange]) -> None:
    """Append a version for each change that was written: the last step of `save`.

    Its lock is held until the transaction, or the group commit, ends. The first public version does not list changed
    paths, because earlier drafts were never public.
    """
    if not changes:
        return
    rows = []
    for each in changes:
        record, change, previous = each.record, each.change, each.change.previous
        is_first_public = previous is not None and not previous.published_at and record["published_at"]
        old = None if previous is None or is_first_public else previous.document
        rows.append({
            "announcement_id": record["id"],
            "number": record["version"],
            "operation": change.operation,
            "state": record["state"],
            "public": record["published_at"] is not None,
            "change": record["change"],
            "paths": changed_paths(old, each.rendered.document) if old else [""],
            "key_id": change.actor.key_id,
            "request_id": change.actor.request_id,
            "client_address": change.actor.client_address,
            "at": record["updated_at"],
            "etag": each.rendered.etag,
            "document": each.rendered.document,
            "public_number": None,
        })  # fmt: skip
    table: Any = Version.__table__
    values = driver_rows(connection.dialect.name, table, rows)  # Before the lock, for which other writers wait.
    lock_until_commit(connection, CHANGE_LOG_LOCK_ID)
    if any(row["public"] for row in rows):
        last = LAST_PUBLIC.first(connection)
        if last is not None and last.public_number is None:
            number_former_changes(connection)
        numbers = count((last.public_number or last.seq) + 1 if last else 1)
        place = layout_of(table, connection.dialect.name).columns.index("public_number")
        values = [
            (*value[:place], next(numbers), *value[place + 1 :]) if row["public"] else value
            for value, row in zip(values, rows, strict=True)
        ]
    insert_driver_rows(connection, table, values)


LAST_PUBLIC = CompiledQuery(
    select(Version.seq, Version.public_number).where(Version.public).order_by(Version.seq.desc()).limit(1)
)


def number_former_changes(connection: Connection) -> None:
    """Number the public changes that a process of an older release wrote, still running during an upgrade.

    They get their `seq`, under which it showed them.
    """
    unnumbered = (Version.public, Version.public_number.is_(None))
    connection.execute(update(Version).where(*unnumbered).values(public_number=Version.seq))


def changed_paths(old: bytes, new: bytes) -> list[str]:
    """A JSON Pointer for each member or part that differs; a part is named by its key, not by its index."""
    return [*differences(orjson.loads(old), orjson.loads(new))]


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """The pointer of each member that differs, going into lists of parts."""
    for name in [*new, *(name for name in old if name not in new)]:
        if name not in MANAGED_MEMBERS and old.get(name) != new.get(name):
            yield from (f"/{name}{step}" for step in changed_keys(by_key(old.get(name)), by_key(new.get(name))))


def changed_keys(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[str]:
    """A step for each part that is new, changed or gone; one empty step where it is not a matter of parts."""
    if old is None or new is None or list(old.items()) == list(new.items()):
        return [""]
    keys = [*new, *(key for key in old if key not in new)]
    return [f"/{key}" for key in keys if old.get(key) != new.get(key)] or [""]


def by_key(value: Any) -> dict[str, Any] | None:
    """The parts of a list by their keys; None for anything else."""
    if not isinstance(value, list) or not all(isinstance(part, dict) and "key" in part for part in value):
        return None
    return {part["key"]: part for part in value}


ORDER = Order((Version.number,), (int,))


def visible_versions(connection: Connection, id: UUID, actor: Actor) -> tuple[str, ...]:
    """The states of the versions that the actor may see. Raises `NotFound` or `Gone` if there are none."""
    columns = (Announcement.state, Announcement.published_at, Announcement.document)
    row = connection.execute(select(*columns).where(Announcement.id == id)).one_or_none()
    if row is None or "read" not in actor.scopes:
        require_visible(row, actor)
    return actor.visible_states


def list_versions(connection: Connection, id: UUID, params: Mapping[str, Any], *, actor: Actor) -> Page[dict[str, Any]]:
    """A page of a record's versions, the first one first."""
    visible = [Version.announcement_id == id, Version.state.in_(visible_versions(connection, id, actor))]
    if (types := change_feed.change_types(params)) is not None:
        visible.append(JsonText(Version.__table__.c.change, "type").in_(types))
    columns = (Version.number, Version.operation, Version.state, Version.change, Version.at, Version.key_id)
    short_paths = pagination.short_value(Version.paths, pagination.longest_short(params["limit"]))
    query: AnySelect = select(*columns, short_paths).where(*visible)
    whole: AnySelect = select(*columns, Version.paths).where(Version.announcement_id == id)
    long = LongValue("paths", lambda row: connection.execute(whole.where(Version.number == row.number)).one())
    found = pagination.paginate(connection, query, ORDER, {**params, "versions_of": id}, long=long)
    if "admin" not in actor.scopes:
        return found.with_items([version_item(id, row) for row in found.items])
    names = audit.key_names(connection, {row.key_id for row in found.items if row.key_id})
    return found.with_items([
        version_item(id, row) | {"actor": audit.actor_item(None, row.key_id, names)} for row in found.items
    ])  # fmt: skip


def version_item(id: UUID, row: Any) -> dict[str, Any]:
    """A version as it is listed."""
    return {
        "version": row.number,
        "operation": row.operation,
        "state": row.state,
        "change": row.change,
        "paths": row.paths,
        "at": row.at,
        "url": f"/v1/announcements/{id}/versions/{row.number}",
    }


def get_version(connection: Connection, id: UUID, number: int, *, actor: Actor) -> tuple[bytes, str]:
    """The document and the ETag of one version."""
    query = select(Version.document, Version.etag).where(Version.number == number)
    return find_version(connection, query, id, actor, f"This record has no version {number}.")


def get_version_at(connection: Connection, id: UUID, moment: datetime, *, actor: Actor) -> tuple[bytes, str]:
    """The document and the ETag of the version that stood at a time."""
    query = select(Version.document, Version.etag).where(Version.at <= moment).order_by(Version.number.desc()).limit(1)
    return find_version(connection, query, id, actor, "The record was not there yet at that time.")


def find_version(connection: Connection, query: AnySelect, id: UUID, actor: Actor, missing: str) -> tuple[bytes, str]:
    """The version that a query finds, if the actor may see it. Raises `NotFound` or `Gone`."""
    states = visible_versions(connection, id, actor)
    row = connection.execute(query.where(Version.announcement_id == id, Version.state.in_(states))).one_or_none()
    if row is None:
        raise NotFound(missing)
    return row.document, row.etag


def diff_versions(connection: Connection, id: UUID, number: int, *, since: int | None, actor: Actor) -> bytes:
    """The JSON Patch (RFC 6902) that makes version `since` (by default the previous one) into version `number`.

    Version 0 is the empty object.
    """
    earlier = number - 1 if since is None else since
    new, _ = get_version(connection, id, number, actor=actor)
    old = get_version(connection, id, earlier, actor=actor)[0] if earlier else b"{}"
    return encode_json(make_patch(orjson.loads(old), orjson.loads(new)))

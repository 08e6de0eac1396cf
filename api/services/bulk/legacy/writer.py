"""The one way in: every change of a record goes through `record_change`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from api.db.bulk_insert import insert_rows
from api.db.sql import encode_rows, in_rows_param, lock_until_commit
from api.models import Announcement, AnnouncementIdentifier, Version
from api.search import index_records
from api.services.auth import Actor
from api.services.bulk.legacy import assemble, documents, row_mapping, visibility
from api.services.bulk.legacy.versions import changed_paths
from api.services.errors import Conflict, invalid
from domain.json import encode_json
from domain.violations import LocatedViolation, Violation


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a record, how much it matters, and why."""

    operation: str
    type: str = "minor"
    note: str | None = None

    @property
    def is_editorial(self) -> bool:
        """Whether it edits what the record states. Progress only adds, and merging only links: they need no note."""
        return self.operation not in {"progress", "merged"}

    @property
    def shown(self) -> dict[str, str]:
        """Return the change as a record shows it."""
        return {"type": self.type} | ({"note": self.note} if self.note else {})


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it is kept: what is needed to answer with it, or to change it."""

    id: UUID
    version: int
    state: str
    etag: str
    document: bytes
    created_at: datetime
    published_at: datetime | None
    updated_at: datetime
    change: Mapping[str, Any]
    due_histories: assemble.Histories
    is_new: bool = False


CHANGE_LOG_LOCK_ID = 0x636F6D_03
"""The number of the lock under which changes get their numbers, so that they get them in the order of their commits."""


def record_change(
    connection: Connection,
    id: UUID,
    stated: Mapping[str, Any],
    *,
    before: Stored | None,
    change: Change,
    actor: Actor,
    now: datetime,
) -> Stored:
    """Make the record say what is stated: rows, document, version and change entry, all or none.

    `stated` has been checked, and has its `state`. `before` is the record as it is, locked; None for a new one.
    Answers `before` when nothing changes.
    """
    now = later(now, before)
    violations = [
        *wrong_state(stated, before, change),
        *documents.publish_requirements(stated),
        *missing_relations(connection, id, stated),
    ]
    correcting = change.type == "correction"
    record = assemble.complete(connection, id, stated, before=before, correcting=correcting, now=now)
    if change.is_editorial:
        if before and not violations and documents.render(record | meta_of(before)) == before.document:
            return before
        require_publisher(record["state"], actor)
        violations += missing_note(before, change)
    if violations:
        raise invalid(violations)
    refuse_taken_identifiers(connection, id, stated)
    record |= meta(record["state"], before=before, change=change, now=now)
    stored, parts = render(record, is_new=before is None)
    row_mapping.write(
        connection, record, etag=stored.etag, document=stored.document, fragments=parts, new=stored.is_new
    )
    if before is None:
        index_records(connection, [(record, None)])
    else:
        index_records(connection, [(record, before.document)])
    if stored.state == "published":
        visibility.make_public(connection, record["parties"])
    elif before and before.state == "published":
        visibility.make_private(connection, record["parties"])
    append_version(connection, stored, before=before, change=change, actor=actor)
    return stored


def render(record: Mapping[str, Any], *, is_new: bool) -> tuple[Stored, row_mapping.Fragments]:
    """Return a complete record as it is kept, and the documents of its parts."""
    shown = documents.show(record)
    document = encode_json(shown)
    stored = Stored(
        id=record["id"],
        etag=documents.etag_of(record["version"], document),
        document=document,
        is_new=is_new,
        due_histories=record["due_histories"],
        **{name: record[name] for name in META},
    )
    return stored, documents.list_item_documents(shown)


META = ("version", "state", "created_at", "updated_at", "published_at", "change")


def meta_of(before: Stored) -> dict[str, Any]:
    """Return what the server manages, as it is."""
    return {name: getattr(before, name) for name in META if name != "state"}


def meta(state: str, *, before: Stored | None, change: Change, now: datetime) -> dict[str, Any]:
    """Return what the server manages, as it will be."""
    published_at = before.published_at if before else None
    return {
        "version": before.version + 1 if before else 1,
        "created_at": before.created_at if before else now,
        "updated_at": now,
        "published_at": published_at or (now if state == "published" else None),
        "change": change.shown,
    }


def require_publisher(state: str, actor: Actor) -> None:
    """Whoever says something to the public has the scope for it."""
    if state == "published":
        actor.require("publish")


def later(now: datetime, before: Stored | None) -> datetime:
    """Return the time of a change: after the change before it, however long this one waited for it."""
    return max(now, before.updated_at + timedelta(microseconds=1)) if before else now


def wrong_state(stated: Mapping[str, Any], before: Stored | None, change: Change) -> Iterator[LocatedViolation]:
    """A record is withdrawn with its reason alone, and what was published is a draft no more."""
    if stated["state"] == "withdrawn" and change.operation != "withdrawn":
        why = "A record is withdrawn with DELETE, which takes the reason."
        yield LocatedViolation(("state",), Violation("state", why, ("draft", "published")))
    if stated["state"] == "draft" and before is not None and before.state == "published":
        why = "A published record cannot become a draft again; it can be withdrawn."
        yield LocatedViolation(("state",), Violation("state", why, ("published",)))


def missing_note(before: Stored | None, change: Change) -> Iterator[LocatedViolation]:
    """Whoever changes what the public has read says why."""
    if before is not None and before.state == "published" and not change.note:
        yield LocatedViolation(
            ("note",), Violation("required", "A change of a published record needs a note that says why."), "query"
        )


def missing_relations(connection: Connection, id: UUID, stated: Mapping[str, Any]) -> Iterator[LocatedViolation]:
    """A relation to a record is to one that exists, and not to the record itself."""
    targets = {
        index: UUID(each["announcement"]) for index, each in enumerate(stated["relations"]) if "announcement" in each
    }
    if not targets:
        return iter(())
    query = select(Announcement.id).where(Announcement.id.in_(set(targets.values())))
    return dangling(targets.items(), set(connection.scalars(query)) - {id})


def dangling(targets: Iterable[tuple[int, UUID]], known: Collection[UUID]) -> Iterator[LocatedViolation]:
    """Yield each relation whose target is not known."""
    for index, target in targets:
        if target not in known:
            yield LocatedViolation(
                ("relations", index, "announcement"), Violation("reference", "There is no other record with this id.")
            )


def refuse_taken_identifiers(connection: Connection, id: UUID, stated: Mapping[str, Any]) -> None:
    """A publisher's number belongs to one record."""
    pairs = [(each["scheme"], each["id"]) for each in stated["identifiers"]]
    if not pairs or stated["state"] == "withdrawn":
        return
    sought = {"pairs": encode_rows(pairs), "own": id}
    conflict = taken(pairs, {(scheme, value): holder for scheme, value, holder in connection.execute(HOLDERS, sought)})
    if conflict:
        raise conflict


HOLDERS = select(
    AnnouncementIdentifier.scheme, AnnouncementIdentifier.value, AnnouncementIdentifier.announcement_id
).where(
    in_rows_param((AnnouncementIdentifier.scheme, AnnouncementIdentifier.value), "pairs"),
    AnnouncementIdentifier.announcement_id != bindparam("own"),
)


def taken(pairs: Sequence[tuple[str, str]], holders: Mapping[tuple[str, str], UUID]) -> Conflict | None:
    """Return the refusal of identifiers of which others hold some."""
    violations = [
        LocatedViolation(
            ("identifiers", index),
            Violation("taken", f"This identifier belongs to the record {holder}: /v1/announcements/{holder}"),
        )
        for index, pair in enumerate(pairs)
        if (holder := holders.get(pair))
    ]
    return Conflict("Another record has this identifier.", violations) if violations else None


def is_told(before: Stored, stored: Stored) -> bool:
    """Whether what changed may be told: not to the public, of a draft that it has not seen."""
    return before.published_at is not None or stored.published_at is None


def append_version(
    connection: Connection, stored: Stored, *, before: Stored | None, change: Change, actor: Actor
) -> None:
    """Keep the version, which is also the entry in the change log: the last thing that a change does."""
    append_versions(connection, [version_row(stored, before=before, change=change, actor=actor)])


def append_versions(connection: Connection, versions: Sequence[Mapping[str, Any]]) -> None:
    """Keep versions, numbered in this order."""
    lock_until_commit(connection, CHANGE_LOG_LOCK_ID)
    insert_rows(connection, Version.__table__, versions)


def version_row(stored: Stored, *, before: Stored | None, change: Change, actor: Actor) -> dict[str, Any]:
    """Return what the change log has of a change."""
    return {
        "announcement_id": stored.id,
        "number": stored.version,
        "operation": change.operation,
        "state": stored.state,
        "public": stored.published_at is not None,
        "change": stored.change,
        "paths": changed_paths(before.document if before and is_told(before, stored) else None, stored.document),
        "key_id": actor.key_id,
        "at": stored.updated_at,
        "etag": stored.etag,
        "document": stored.document,
    }

"""The writer's input and output: a change of a record, and the record as stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Required, TypedDict
from uuid import UUID

from api.services.auth import Actor
from api.services.errors import ServiceError

MANAGED_MEMBERS = ("version", "created_at", "updated_at", "significantly_updated_at", "published_at", "change")
"""Members of a document that the server sets anew with every version."""

Operation = Literal[
    "created", "replaced", "patched", "published", "withdrawn", "progress", "merged", "split", "redacted"
]
DueHistories = Mapping[str, list[dict[str, Any]]]
"""By the key of each commitment the record ever had: its published due dates, oldest first."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as stored, and the `outcome` of the call that returned it."""

    id: UUID
    version: int
    state: str
    etag: str
    document: bytes
    created_at: datetime
    published_at: datetime | None
    updated_at: datetime
    significantly_updated_at: datetime
    change: Mapping[str, Any]
    due_histories: DueHistories
    outcome: Literal["created", "replaced", "unchanged"] = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one record, as `writer.save` takes it.

    `payload` is what `documents.validate` returned; its `state` defaults to the record's, and to draft for a new one.
    `previous` is the record as it is, locked; None for a new one.

    Without an `id`, the record is a new one, and gets a new id.

    `if_exists` is for callers that have not loaded the stored record: `refuse` the change if a record has its id, or
    `replace` that record, or, if the change has no id, the holder of its first identifier.

    `restored` is a whole record of an export, with everything the server manages: it is stored as it is.

    `entries` are the directory entries of some parties, by key, in place of those that they would be matched to.

    `analyzed` may hold what `search.analyze_record` returns for the payload.
    """

    operation: Operation
    payload: Mapping[str, Any]
    actor: Actor
    now: datetime
    id: UUID | None = None
    previous: StoredRecord | None = None
    change_type: str = "minor"
    note: str | None = None
    if_exists: Literal["refuse", "replace"] | None = None
    restored: Mapping[str, Any] | None = None
    entries: Mapping[str, UUID] = field(default_factory=dict)
    analyzed: Mapping[Any, str] = field(default_factory=dict)


class ChangeDetails(TypedDict, total=False):
    """Keyword arguments that all operations on a record share: members of its `Change`, with the same defaults."""

    change_type: str
    note: str | None
    actor: Required[Actor]
    now: Required[datetime]


SaveResult = StoredRecord | ServiceError
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RenderedRecord:
    """The JSON of a record: its document, which a GET answers, and its parts as lists answer them.

    The ETag is a strong validator (RFC 9110): the version, and a digest of the document.
    """

    document: bytes
    etag: str
    parts: Mapping[str, list[bytes]]


@dataclass(slots=True, eq=False)
class PendingChange:
    """A change on its way through the steps of `save`.

    `record` is the whole record as it will be: the payload with keys, ids, statuses and due histories, and what the
    server manages (version, times, change), with the rows of `new_reports` on progress, unless it is restored.
    `parties.match_parties` adds the `party_id` of each party. `result` is set once it is known: the record as stored,
    the one that was there if nothing changes, or the error.
    """

    change: Change
    record: Record
    rendered: RenderedRecord = field(init=False)
    result: SaveResult | None = None

"""The writer's input and output: a change of a record, and the record as stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from api.services.auth import Actor
from api.services.errors import ServiceError

Operation = Literal["created", "replaced", "patched", "published", "withdrawn", "progress", "merged"]
DueHistories = Mapping[str, list[dict[str, Any]]]
"""By the key of each commitment the record ever had: its published due dates, oldest first."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as stored, and what became of it in the call that returned it."""

    id: UUID
    version: int
    state: str
    etag: str
    document: bytes
    created_at: datetime
    published_at: datetime | None
    updated_at: datetime
    change: Mapping[str, Any]
    due_histories: DueHistories
    outcome: Literal["created", "replaced", "unchanged"] = "unchanged"

    @property
    def is_new(self) -> bool:
        """Whether the call created it."""
        return self.outcome == "created"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one record, as `writer.save` takes it.

    `payload` is what `documents.validate` returned; its `state` defaults to the record's, and to draft for a new one.
    `previous` is the record as it is, locked; None for a new one. `id` is None where the server makes it.

    `if_exists` is for callers that have not looked: `refuse` the change if a record has its id, or `replace` that
    record, or if the change has no id, the one that holds the first of its identifiers.

    `restored` is a whole record of an export, with everything the server manages: it is stored as it is.
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


SaveResult = StoredRecord | ServiceError

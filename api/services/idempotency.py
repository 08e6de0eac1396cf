"""Requests with an Idempotency-Key: sent again, they are answered as they were the first time, and do nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, tuple_
from sqlalchemy.orm import aliased

from api.db.sql import try_to_lock_until_commit
from api.models import IdempotencyRecord
from api.services.errors import InFlight, Invalid
from domain.violations import LocatedViolation, Violation

HEADER = "Idempotency-Key"
RETENTION = timedelta(hours=24)
MAX_PURGED = 20
"""How many answers a write forgets at most: more than the one that it adds, and never so many that it takes long."""

TABLE = IdempotencyRecord.__table__.c
OLD = aliased(IdempotencyRecord)
THIS = (TABLE.key_id == bindparam("key_id"), TABLE.name == bindparam("name"))
FIND_ONE = select(TABLE.fingerprint, TABLE.status, TABLE.headers, TABLE.body, TABLE.salt, TABLE.created_at).where(*THIS)
DELETE_ONE = delete(IdempotencyRecord).where(*THIS)
OLDEST = (
    select(OLD.key_id, OLD.name)
    .where(OLD.created_at <= bindparam("expired"))
    .order_by(OLD.created_at)
    .limit(MAX_PURGED)
    .with_for_update(skip_locked=True)
    .cte("oldest")  # As a part of the DELETE itself, PostgreSQL may ask it again for each row, and find other ones.
)
PURGE = delete(IdempotencyRecord).where(tuple_(TABLE.key_id, TABLE.name).in_(select(OLDEST.c.key_id, OLDEST.c.name)))


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A request with a name: the API key it came with, the digest of its Idempotency-Key, and that of what it asks."""

    key_id: UUID
    name: str
    fingerprint: str

    @property
    def lock(self) -> int:
        """Return the number of the PostgreSQL lock that is held while the call is under way."""
        digest = hashlib.sha256(self.key_id.bytes + self.name.encode()).digest()
        return int.from_bytes(digest[:8], "big", signed=True)


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """An answer as it is kept; with a salt where a secret has been taken out of it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    salt: str | None = None


IN_FLIGHT: set[tuple[UUID, str]] = set()
GUARD = Lock()
"""What this process is doing, for SQLite has no locks with names."""


def sha256_hex(*parts: bytes) -> str:
    """Return what is kept of an Idempotency-Key, or of what was asked. No part but the last may hold a line break."""
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


@contextmanager
def in_flight(key_id: UUID, name: str) -> Iterator[None]:
    """Refuse a call of this name to everybody else in this process while the context lasts."""
    with GUARD:
        if (key_id, name) in IN_FLIGHT:
            raise in_flight_error()
        IN_FLIGHT.add((key_id, name))
    try:
        yield
    finally:
        IN_FLIGHT.discard((key_id, name))


def find_response(connection: Connection, call: IdempotentRequest, *, now: datetime) -> StoredResponse | None:
    """Return what the call was answered before, or None where it is new; it is then under way until the commit.

    Whoever gets the lock comes after the commit of whoever had it, and so this statement sees the answer it kept.
    """
    if not try_to_lock_until_commit(connection, call.lock):
        raise in_flight_error()
    kept = connection.execute(FIND_ONE, primary_key(call)).one_or_none()
    if kept is None:
        return None
    if kept.created_at <= now - RETENTION:
        connection.execute(DELETE_ONE, primary_key(call))
        return None
    if kept.fingerprint != call.fingerprint:
        raise reused_key_error()
    return StoredResponse(kept.status, kept.headers, kept.body, kept.salt)


def store_response(connection: Connection, call: IdempotentRequest, answer: StoredResponse, *, now: datetime) -> None:
    """Keep the answer, in the transaction of the change that it tells of."""
    kept = {"status": answer.status, "headers": answer.headers, "body": answer.body, "salt": answer.salt}
    connection.execute(
        insert(IdempotencyRecord), {**primary_key(call), "fingerprint": call.fingerprint, **kept, "created_at": now}
    )


def purge_expired(connection: Connection, *, now: datetime) -> None:
    """Forget some of the answers that are too old, the oldest first, without waiting for others who do so."""
    connection.execute(PURGE, {"expired": now - RETENTION})


def primary_key(call: IdempotentRequest) -> dict[str, Any]:
    """Return what a call's answer is found by."""
    return {"key_id": call.key_id, "name": call.name}


def in_flight_error() -> InFlight:
    """Return the error for a request whose first sending is not answered yet."""
    fault = Violation(
        "under_way", "A request with this key is still under way. Send it again when it has been answered."
    )
    return InFlight("The first request with this Idempotency-Key is still under way.", [in_header(fault)])


def reused_key_error() -> Invalid:
    """Return the error for a key that another request had."""
    fault = Violation(
        "reused", "Within 24 hours this key came with another method, path, query or body. Take a new one."
    )
    return Invalid("This Idempotency-Key belongs to another request.", [in_header(fault)])


def in_header(fault: Violation) -> LocatedViolation:
    """Place a fault in the header."""
    return LocatedViolation((HEADER,), fault, "header")

"""Idempotency records: the response to a request with an Idempotency-Key, stored in the transaction of its change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select, tuple_
from sqlalchemy.orm import aliased

from api.db.bulk_insert import driver_rows, insert_driver_rows
from api.db.compiled_query import CompiledQuery
from api.db.sql import try_to_lock_until_commit
from api.models import IdempotencyRecord
from api.services.errors import InFlight, Invalid
from domain.violations import LocatedViolation, Violation

HEADER = "Idempotency-Key"
RETENTION = timedelta(hours=24)
MAX_PURGED = 20
"""Expired records that a write deletes: more than the one that it adds, and few enough to take no time."""

TABLE = IdempotencyRecord.__table__
OLD = aliased(IdempotencyRecord)
BY_KEY = (TABLE.c.key_id == bindparam("key_id"), TABLE.c.name == bindparam("name"))
STORED = ("fingerprint", "status", "headers", "body", "salt", "created_at")
FIND = CompiledQuery(select(*(TABLE.c[name] for name in STORED)).where(*BY_KEY))
DELETE = delete(TABLE).where(*BY_KEY)
OLDEST = (
    select(OLD.key_id, OLD.name)
    .where(OLD.created_at <= bindparam("expired"))
    .order_by(OLD.created_at)
    .limit(MAX_PURGED)
    .with_for_update(skip_locked=True)
    .cte("oldest")  # As a subquery of the DELETE, PostgreSQL may run it for each row, and find other rows each time.
)
PURGE = delete(TABLE).where(tuple_(TABLE.c.key_id, TABLE.c.name).in_(select(OLDEST.c.key_id, OLDEST.c.name)))


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A request with an Idempotency-Key."""

    key_id: UUID | None
    """The API key that sent it."""
    name: str
    """Digest of its Idempotency-Key."""
    fingerprint: str
    """Digest of its method, path, query and body."""


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """A stored response; `salt` stands in the body where the response had a secret."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    salt: str | None = None


IN_FLIGHT: set[tuple[UUID | None, str]] = set()
IN_FLIGHT_LOCK = Lock()
"""Requests of this process: SQLite has no advisory locks."""


def sha256_hex(*parts: bytes) -> str:
    """Digest of these parts. Only the last may hold a line break."""
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


@contextmanager
def in_flight(call: IdempotentRequest) -> Iterator[None]:
    """Raise `InFlight` for other requests with this key in this process until the context ends."""
    entry = (call.key_id, call.name)
    with IN_FLIGHT_LOCK:
        if entry in IN_FLIGHT:
            raise in_flight_error()
        IN_FLIGHT.add(entry)
    try:
        yield
    finally:
        IN_FLIGHT.discard(entry)


def find_response(connection: Connection, call: IdempotentRequest, *, now: datetime) -> StoredResponse | None:
    """The stored response, or None for a new request, which is then in flight until the commit.

    Raises `InFlight`, or `Invalid` if another request had this key. The lock is released by the commit of its holder,
    so the SELECT after it sees the record that the holder has stored.
    """
    digest = hashlib.sha256((call.key_id.bytes if call.key_id else b"") + call.name.encode()).digest()
    if not try_to_lock_until_commit(connection, int.from_bytes(digest[:8], "big", signed=True)):
        raise in_flight_error()
    primary_key = {"key_id": call.key_id, "name": call.name}
    row = FIND.first(connection, primary_key)
    if row is None:
        return None
    if row.created_at <= now - RETENTION:
        connection.execute(DELETE, primary_key)
        return None
    if row.fingerprint != call.fingerprint:
        detail = "Another request had this key in the last 24 hours: its method, path, query or body differs."
        violation = in_header(Violation("reused", f"{detail} Send a new key."))
        raise Invalid("This Idempotency-Key belongs to another request. Send a new one.", [violation])
    return StoredResponse(row.status, row.headers, row.body, row.salt)


def store_response(connection: Connection, call: IdempotentRequest, response: StoredResponse, *, now: datetime) -> None:
    """Store the response, and delete up to `MAX_PURGED` expired ones, oldest first, that no other request deletes."""
    connection.execute(PURGE, {"expired": now - RETENTION})
    row: dict[str, Any] = asdict(call) | asdict(response) | {"created_at": now}
    insert_driver_rows(connection, TABLE, driver_rows(connection.dialect.name, TABLE, [row]))


def in_flight_error() -> InFlight:
    """The error for a request whose first sending has no response yet."""
    detail = "A request with this key is still in progress. Send it again once that has been answered."
    violation = in_header(Violation("under_way", detail))
    return InFlight("The first request with this Idempotency-Key is still in progress.", [violation])


def in_header(violation: Violation) -> LocatedViolation:
    """The violation, located in the Idempotency-Key header."""
    return LocatedViolation((HEADER,), violation, "header")

"""Idempotency records: the response to a request with an Idempotency-Key, stored in the transaction of its change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select, tuple_
from sqlalchemy.orm import aliased

from api.db.bulk_insert import driver_rows, insert_driver_rows
from api.db.compiled_query import CompiledQuery
from api.db.sql import encode_rows, in_rows_param, try_to_lock_until_commit
from api.models import IdempotencyRecord
from api.services.errors import InFlight, Invalid, ServiceError
from domain.violations import LocatedViolation, Violation

HEADER = "Idempotency-Key"
METHODS = ("PATCH", "POST")
"""Methods that take it. Other methods have the same effect when they are repeated."""

RETENTION = timedelta(hours=24)
MAX_PURGED = 40
"""Expired records that a write deletes: more than a group of them adds, and few enough to take no time."""

TABLE = IdempotencyRecord.__table__
OLD = aliased(IdempotencyRecord)
KEY = (TABLE.c.key_id, TABLE.c.name)
STORED = ("key_id", "name", "fingerprint", "status", "headers", "body", "salt", "created_at")
FIND = CompiledQuery(select(*(TABLE.c[name] for name in STORED)).where(in_rows_param(KEY, "calls")))
DELETE = delete(TABLE).where(in_rows_param(KEY, "calls"))
OLDEST = (
    select(OLD.key_id, OLD.name)
    .where(OLD.created_at <= bindparam("expired"))
    .order_by(OLD.created_at)
    .limit(MAX_PURGED)
    .with_for_update(skip_locked=True)
    .cte("oldest")  # As a subquery of the DELETE, PostgreSQL may run it for each row, and find other rows each time.
)
PURGE = delete(TABLE).where(tuple_(*KEY).in_(select(OLDEST.c.key_id, OLDEST.c.name)))


class IdempotentRequest(NamedTuple):
    """A request with an Idempotency-Key."""

    key_id: UUID | None
    """The API key that sent it."""
    name: str
    """Digest of its Idempotency-Key."""
    fingerprint: str
    """Digest of its method, path, query and body."""


class StoredResponse(NamedTuple):
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


def find_responses(
    connection: Connection, calls: Iterable[IdempotentRequest], *, now: datetime
) -> dict[IdempotentRequest, StoredResponse | ServiceError]:
    """The stored response of each request that has one. New requests are in flight from now on until the commit.

    `InFlight` for a request that another transaction has in flight, `Invalid` if another request had its key. The lock
    is released by the commit of its holder, so the SELECT after it sees the record that the holder has stored.
    """
    found: dict[IdempotentRequest, StoredResponse | ServiceError] = {}
    locked: dict[tuple[UUID | None, str], IdempotentRequest] = {}
    has_locks = connection.dialect.name == "postgresql"  # SQLite has one writer at a time, and needs none.
    for call in calls:
        digest = hashlib.sha256((call.key_id.bytes if call.key_id else b"") + call.name.encode()).digest()
        if has_locks and not try_to_lock_until_commit(connection, int.from_bytes(digest[:8], "big", signed=True)):
            found[call] = in_flight_error()
        else:
            locked[call.key_id, call.name] = call
    expired = []
    for row in FIND.all(connection, {"calls": encode_rows(locked)}) if locked else ():
        call = locked[row.key_id, row.name]
        if row.created_at <= now - RETENTION:
            expired.append((row.key_id, row.name))
        elif row.fingerprint != call.fingerprint:
            detail = "Another request had this key in the last 24 hours: its method, path, query or body differs."
            violation = in_header(Violation("reused", f"{detail} Send a new key."))
            found[call] = Invalid("This Idempotency-Key belongs to another request. Send a new one.", [violation])
        else:
            found[call] = StoredResponse(row.status, row.headers, row.body, row.salt)
    if expired:
        connection.execute(DELETE, {"calls": encode_rows(expired)})
    return found


def store_responses(
    connection: Connection, responses: Mapping[IdempotentRequest, StoredResponse], *, now: datetime
) -> None:
    """Store responses, and delete up to `MAX_PURGED` expired ones, oldest first, that no other request deletes."""
    connection.execute(PURGE, {"expired": now - RETENTION})
    rows: list[dict[str, Any]] = [
        call._asdict() | response._asdict() | {"created_at": now} for call, response in responses.items()
    ]
    insert_driver_rows(connection, TABLE, driver_rows(connection.dialect.name, TABLE, rows))


def in_flight_error() -> InFlight:
    """The error for a request whose first sending has no response yet."""
    detail = "A request with this key is still in progress. Send it again once that has been answered."
    violation = in_header(Violation("under_way", detail))
    return InFlight("The first request with this Idempotency-Key is still in progress.", [violation])


def in_header(violation: Violation) -> LocatedViolation:
    """The violation, located in the Idempotency-Key header."""
    return LocatedViolation((HEADER,), violation, "header")

"""Options and results of imports, and stored progress, with which an import is resumed under its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, delete, insert, select, update

from api.db.database import Database
from api.models import Import, ImportBatch
from api.services import errors
from api.services.errors import Conflict, Invalid, ServiceError, invalid
from api.services.idempotency import RETENTION, in_header, sha256_hex
from api.services.records.types import SaveResult
from domain.violations import LocatedViolation, Violation

MAX_STORED_VIOLATIONS = 50
"""Violations stored per line."""

ERROR_CODES: Mapping[str, type[ServiceError]] = {
    "malformed": errors.Malformed,
    "invalid": errors.Invalid,
    "unauthenticated": errors.Unauthenticated,
    "forbidden": errors.Forbidden,
    "not-found": errors.NotFound,
    "gone": errors.Gone,
    "conflict": errors.Conflict,
    "in-flight": errors.InFlight,
    "stale": errors.Stale,
    "precondition-required": errors.PreconditionRequired,
    "too-large": errors.TooLarge,
    "busy": errors.Busy,
}
"""Codes under which the errors of refused lines are stored. Codes never change; classes may."""

LEGACY_ERROR_CODES: Mapping[str, str] = {
    "Malformed": "malformed",
    "Invalid": "invalid",
    "Unauthenticated": "unauthenticated",
    "Forbidden": "forbidden",
    "NotFound": "not-found",
    "Gone": "gone",
    "Conflict": "conflict",
    "UnderWay": "in-flight",
    "Stale": "stale",
    "PreconditionNeeded": "precondition-required",
    "TooLarge": "too-large",
    "Busy": "busy",
}
"""Codes of the class names that version 0.1 stored."""

CODE_OF = {error: code for code, error in ERROR_CODES.items()}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Parameters of an import."""

    mode: str = "create"
    atomic: bool = False
    dry_run: bool = False
    change_type: str = "minor"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Result of one line; `status` is one of `IMPORT_STATUSES`."""

    line: int
    status: str
    id: UUID | None = None
    version: int | None = None
    error: ServiceError | None = None

    @property
    def url(self) -> str:
        """Path of the record."""
        return f"/v1/announcements/{self.id}"

    @classmethod
    def refusal(cls, line: int, error: ServiceError) -> Result:
        """Result of a line with an error."""
        return cls(line, "refused", error=error)

    @classmethod
    def of(cls, line: int, saved: SaveResult) -> Result:
        """Result of a line whose record the writer stored or refused."""
        if isinstance(saved, ServiceError):
            return cls.refusal(line, saved)
        return cls(line, saved.outcome, saved.id, saved.version)

    def to_json(self) -> list[Any]:
        """JSON array for the database: line, status, id, version; of an error its code, detail, violations."""
        if self.error is None:
            return [self.line, self.status, self.id, self.version]
        violations = [violation_to_json(each) for each in self.error.violations[:MAX_STORED_VIOLATIONS]]
        return [self.line, self.status, None, None, CODE_OF[type(self.error)], self.error.detail, violations]

    @classmethod
    def from_json(cls, values: Sequence[Any]) -> Result:
        """Inverse of `to_json`."""
        line, status, id, version, *error = values
        if not error:
            return cls(line, status, UUID(id) if id else None, version)
        code, detail, violations = error
        kind = ERROR_CODES[LEGACY_ERROR_CODES.get(code, code)]
        return cls.refusal(line, kind(detail, map(violation_from_json, violations)))


def violation_to_json(located: LocatedViolation) -> tuple[Any, ...]:
    """JSON array of a violation, for the database."""
    violation = located.violation
    return located.path, located.location, violation.code, violation.detail, violation.allowed, violation.did_you_mean


def violation_from_json(values: Sequence[Any]) -> LocatedViolation:
    """Inverse of `violation_to_json`."""
    path, location, code, detail, allowed, did_you_mean = values
    return LocatedViolation(tuple(path), Violation(code, detail, tuple(allowed), did_you_mean), location)


@dataclass(frozen=True, slots=True)
class CommittedBatch:
    """Lines whose transaction was committed. `digest` is of all lines up to `last_line`."""

    last_line: int
    digest: str
    deferred: frozenset[int]
    results: Sequence[Any]


class ImportState:
    """Stored progress of one import, found by its client and key. `fingerprint` is a digest of the options."""

    def __init__(self, owner: str, key: str, options: Mapping[str, Any]) -> None:
        self.name = sha256_hex(owner.encode(), key.encode())
        self.fingerprint = sha256_hex(orjson.dumps(options, option=orjson.OPT_SORT_KEYS))
        self.lines, self.is_stored, self.is_complete, self.is_replay = 0, False, False, False

    def begin(self, database: Database, now: datetime) -> None:
        """Look the import up, after deleting expired ones. Raises `Invalid` if its options were others."""
        database.write(lambda connection: delete_expired(connection, now - RETENTION))
        query = select(Import.question, Import.is_complete).where(Import.id == self.name)
        with database.connect() as connection:
            row = connection.execute(query).first()
        if row is not None:
            self.is_stored, self.is_complete, self.is_replay = True, row.is_complete, row.is_complete
            if row.question != self.fingerprint:
                raise key_reused("The earlier import with this key had other parameters.")

    def committed_batches(self, database: Database) -> Iterator[CommittedBatch]:
        """Batches committed by an earlier run, in order, each read in a transaction of its own."""
        columns = (ImportBatch.last_line, ImportBatch.digest, ImportBatch.waiting, ImportBatch.results)
        query = select(*columns).where(ImportBatch.import_id == self.name).order_by(ImportBatch.last_line).limit(1)
        while True:
            with database.connect() as connection:
                row = connection.execute(query.where(ImportBatch.last_line > self.lines)).first()
            if row is None:
                return
            yield CommittedBatch(row.last_line, row.digest, frozenset(row.waiting), orjson.loads(row.results))
            self.lines = row.last_line

    def store(self, connection: Connection, batch: CommittedBatch, *, is_last: bool, now: datetime) -> None:
        """Store a batch in its own transaction. Raises `Conflict` if another run of the import has got further."""
        values = {"lines": batch.last_line, "is_complete": is_last, "updated_at": now}
        if self.is_stored:
            unchanged = (Import.id == self.name, Import.lines == self.lines, Import.is_complete.is_(False))
            if connection.execute(update(Import).where(*unchanged).values(values)).rowcount != 1:
                raise Conflict("Another request with this key is ahead of this one. Send the import again.")
        else:
            connection.execute(insert(Import).values(id=self.name, question=self.fingerprint, **values))
        if batch.last_line > self.lines:
            connection.execute(
                insert(ImportBatch).values(
                    import_id=self.name,
                    last_line=batch.last_line,
                    digest=batch.digest,
                    waiting=sorted(batch.deferred),
                    results=orjson.dumps(batch.results),
                )
            )

    def advance(self, last_line: int, *, is_last: bool) -> None:
        """Note that the stored batch has been committed."""
        self.lines, self.is_stored, self.is_complete = last_line, True, is_last

    def delete(self, database: Database) -> None:
        """Delete the stored progress."""
        database.write(lambda connection: connection.execute(delete(Import).where(Import.id == self.name)))


def key_reused(detail: str) -> Invalid:
    """Error for an `Idempotency-Key` that belongs to another import."""
    return invalid([in_header(Violation("reused", f"{detail} Choose another key."))])


def delete_expired(connection: Connection, before: datetime) -> None:
    """Delete imports whose last batch is older than `before`."""
    connection.execute(delete(Import).where(Import.updated_at < before))

"""What became of each line of an import, as it is told and as it is remembered."""

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
from api.services.records.batch_writer import Outcome
from domain.violations import LocatedViolation, Violation

MAX_ERRORS = 50
"""How many faults of one line are told."""

STATUSES = ("created", "replaced", "unchanged", "refused", "undone")
"""What can become of a line. What was `undone` was right, and was not kept because another line was refused."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a line."""

    line: int
    status: str
    id: UUID | None = None
    version: int | None = None
    error: ServiceError | None = None

    @property
    def url(self) -> str:
        """Return the record's address."""
        return f"/v1/announcements/{self.id}"

    @property
    def is_refused(self) -> bool:
        """Whether the line was refused."""
        return self.error is not None


def of(outcome: Outcome) -> Result:
    """Return what is told of an outcome."""
    if outcome.stored is None:
        return Result(outcome.line, outcome.status, error=outcome.error)
    return Result(outcome.line, outcome.status, outcome.stored.id, outcome.stored.version)


def refused(line: int, error: ServiceError) -> Result:
    """Return that a line was refused."""
    return Result(line, "refused", error=error)


def undone(result: Result) -> Result:
    """Return what is told of a line of which nothing was kept in the end."""
    return result if result.is_refused else Result(result.line, "undone")


def supposed(result: Result) -> Result:
    """Return what is told of a line that was only tried out: a record that is not kept has no id and no version."""
    return result if result.status in {"unchanged", "refused"} else Result(result.line, result.status)


def packed(result: Result) -> list[Any]:
    """Return a result as JSON values."""
    if result.error is None:
        return [result.line, result.status, result.id, result.version]
    violations = [fault_values(each) for each in result.error.violations[:MAX_ERRORS]]
    return [result.line, result.status, None, None, type(result.error).__name__, result.error.detail, violations]


def fault_values(placed: LocatedViolation) -> tuple[Any, ...]:
    """Return what a fault says, in order."""
    fault = placed.violation
    return placed.path, placed.location, fault.code, fault.detail, fault.allowed, fault.did_you_mean


def unpacked(values: list[Any]) -> Result:
    """Return the result that these values were made from."""
    line, status, id, version, *error = values
    if not error:
        return Result(line, status, UUID(id) if id else None, version)
    name, detail, violations = error
    return refused(line, getattr(errors, name)(detail, map(fault_of, violations)))


def fault_of(values: list[Any]) -> LocatedViolation:
    """Return the fault that these values were made from."""
    path, location, code, detail, allowed, did_you_mean = values
    return LocatedViolation(tuple(path), Violation(code, detail, tuple(allowed), did_you_mean), location)


@dataclass(frozen=True, slots=True)
class CommittedBatch:
    """Some lines that were done before."""

    last_line: int
    digest: str
    waiting: frozenset[int]
    results: Sequence[Any]


class ImportState:
    """What is remembered of one import."""

    def __init__(self, owner: str, key: str, question: Mapping[str, Any]) -> None:
        """Take who sends it, the key that they chose for it, and how it is asked for."""
        asked = orjson.dumps(question, option=orjson.OPT_SORT_KEYS)
        self.name, self.question = sha256_hex(owner.encode(), key.encode()), sha256_hex(asked)
        self.lines, self.is_known, self.is_complete = 0, False, False
        self.is_repeated = False

    def begin(self, database: Database, now: datetime) -> None:
        """Find out how far the import had come. Raise `Invalid` where the key belongs to another one."""
        database.write(lambda connection: forget_before(connection, now - RETENTION))
        with database.connect() as connection:
            known = connection.execute(
                select(Import.question, Import.is_complete).where(Import.id == self.name)
            ).first()
        if known is not None:
            self.is_known, self.is_complete, self.is_repeated = True, known.is_complete, known.is_complete
            if known.question != self.question:
                raise reused("An import with this key was asked for with other parameters.")

    def past(self, database: Database) -> Iterator[CommittedBatch]:
        """Yield the batches that were done, in order."""
        columns = (ImportBatch.last_line, ImportBatch.digest, ImportBatch.waiting, ImportBatch.results)
        query = select(*columns).where(ImportBatch.import_id == self.name).order_by(ImportBatch.last_line).limit(1)
        while True:
            with database.connect() as connection:
                row = connection.execute(query.where(ImportBatch.last_line > self.lines)).first()
            if row is None:
                return
            yield CommittedBatch(row.last_line, row.digest, frozenset(row.waiting), orjson.loads(row.results))
            self.lines = row.last_line

    def remember(self, connection: Connection, past: CommittedBatch, *, is_last: bool, now: datetime) -> None:
        """Keep what was done of these lines. Raise `Conflict` where somebody else has done them meanwhile."""
        state = {"lines": past.last_line, "is_complete": is_last, "updated_at": now}
        if self.is_known:
            mine = (Import.id == self.name, Import.lines == self.lines, Import.is_complete.is_(False))
            if connection.execute(update(Import).where(*mine).values(state)).rowcount != 1:
                raise Conflict("An import with this key is under way elsewhere, and has come further. Send it again.")
        else:
            connection.execute(insert(Import).values(id=self.name, question=self.question, **state))
        if past.last_line > self.lines:
            connection.execute(
                insert(ImportBatch).values(
                    import_id=self.name,
                    last_line=past.last_line,
                    digest=past.digest,
                    waiting=sorted(past.waiting),
                    results=orjson.dumps(past.results),
                )
            )

    def advance(self, last_line: int, *, is_last: bool) -> None:
        """Take note that what was remembered is committed."""
        self.lines, self.is_known, self.is_complete = last_line, True, is_last

    def forget(self, database: Database) -> None:
        """Forget the import."""
        database.write(lambda connection: connection.execute(delete(Import).where(Import.id == self.name)))


class NullState(ImportState):
    """Remembers nothing: for imports without a key, and for those that keep nothing."""

    def __init__(self) -> None:
        """There is nothing to be remembered under."""
        super().__init__("", "", {})

    def begin(self, database: Database, now: datetime) -> None:
        """There is nothing to find out."""

    def past(self, database: Database) -> Iterator[CommittedBatch]:  # noqa: ARG002 - What is asked of every memory.
        """Nothing was done before."""
        return iter(())

    def remember(self, connection: Connection, past: CommittedBatch, *, is_last: bool, now: datetime) -> None:
        """Keep nothing."""


def reused(detail: str) -> Invalid:
    """Return the error for a key that belongs to something else."""
    return invalid([in_header(Violation("reused", f"{detail} Choose another key."))])


def forget_before(connection: Connection, moment: datetime) -> None:
    """Forget what was last heard of before this moment."""
    connection.execute(delete(Import).where(Import.updated_at < moment))

"""What became of each line of an import, as it is told and as it is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.services import errors
from api.services.bulk import Outcome
from api.services.errors import ServiceError
from domain.faults import Fault, Placed

MOST_FAULTS = 50
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
    faults = [fault_values(each) for each in result.error.faults[:MOST_FAULTS]]
    return [result.line, result.status, None, None, type(result.error).__name__, result.error.detail, faults]


def fault_values(placed: Placed) -> tuple[Any, ...]:
    """Return what a fault says, in order."""
    fault = placed.fault
    return placed.path, placed.location, fault.code, fault.detail, fault.allowed, fault.did_you_mean


def unpacked(values: list[Any]) -> Result:
    """Return the result that these values were made from."""
    line, status, id, version, *error = values
    if not error:
        return Result(line, status, UUID(id) if id else None, version)
    name, detail, faults = error
    return refused(line, getattr(errors, name)(detail, map(fault_of, faults)))


def fault_of(values: list[Any]) -> Placed:
    """Return the fault that these values were made from."""
    path, location, code, detail, allowed, did_you_mean = values
    return Placed(tuple(path), Fault(code, detail, tuple(allowed), did_you_mean), location)

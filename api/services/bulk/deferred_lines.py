"""Lines that refer to a record which may still come: they wait for it, as far as there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from api.services.bulk.legacy import documents
from api.services.bulk.legacy.batch_writer import Outcome
from api.services.bulk.ndjson import Line
from api.services.bulk.prepare import RawRecord, identity
from api.services.errors import Invalid, ServiceError, invalid
from domain.violations import LocatedViolation, Violation

MAX_LINES, MAX_BYTES = 1_000, 16 * 1024**2
"""How many lines wait at most, and how long they may be together."""

NO_ROOM = (
    "There is no record with this id so far, and too many lines wait for one already. Put records before those that "
    "refer to them."
)


class Known(Protocol):
    """A record that has been read, under the id that it brings along or a new one."""

    @property
    def line(self) -> int:
        """The number of its line."""

    @property
    def id(self) -> UUID:
        """Its id."""


Item = RawRecord | Known
Keep = Callable[[Sequence[Item]], list[Outcome]]


@dataclass(frozen=True, slots=True)
class DeferredLine:
    """A line that waits: for which records, and what it is refused with if they do not come."""

    line: Line
    missing: frozenset[UUID]
    error: ServiceError | None

    def incoming(self) -> RawRecord:
        """Return the record that it holds."""
        return RawRecord(self.line.number, documents.read(self.line.text or b""))


class DeferredLines:
    """The lines that wait, by their numbers."""

    def __init__(self, lines: Mapping[int, DeferredLine] | None = None) -> None:
        """Take those that wait already."""
        self.lines = dict(lines or {})

    def copy(self) -> DeferredLines:
        """Return another one, for what may have to be done again."""
        return DeferredLines(self.lines)

    def defer_again(self, line: Line) -> None:
        """Let a line wait that waited before an import broke off."""
        self.lines[line.number] = DeferredLine(line, targets(documents.read(line.text or b"")), None)

    def discard(self, numbers: Iterable[int]) -> None:
        """Let go of lines that have been answered."""
        for number in numbers:
            self.lines.pop(number, None)

    def write(self, lines: Mapping[int, Line], items: Sequence[Item], keep: Keep) -> list[Outcome]:
        """Keep these records, and with them what waited for one of them. Return what can be answered by now."""
        brought = {id for id in map(brought_id, items) if id} if self.lines else set()
        todo = [*items, *self.waiting_for(brought)]
        answered: list[Outcome] = []
        while todo:
            arrived = set()
            for outcome in keep(todo):
                line = lines[outcome.line] if outcome.line in lines else self.lines[outcome.line].line
                missing = missing_of(outcome, line)
                if missing:
                    self.lines[outcome.line] = DeferredLine(line, missing, outcome.error)
                else:
                    self.lines.pop(outcome.line, None)
                    answered.append(outcome)
                    arrived |= {outcome.stored.id} if outcome.stored else set()
            todo = self.waiting_for(arrived)
        return answered

    def waiting_for(self, ids: Set[UUID]) -> list[Item]:
        """Return the records that wait for one of these."""
        return [each.incoming() for each in self.lines.values() if each.missing & ids]

    def reject_all(self) -> list[Outcome]:
        """Return what is left, refused: nothing comes any more."""
        return self.reject(list(self.lines))

    def evict(self) -> list[Outcome]:
        """Return what there is no room for, refused: the lines that came last."""
        room, kept = MAX_BYTES, 0
        for each in self.lines.values():
            room -= len(each.line.text or b"")
            kept += room >= 0 and kept < MAX_LINES
        evicted = self.reject(list(self.lines)[kept:])
        return [Outcome(each.line, "refused", error=overflow_error(each.error)) for each in evicted]

    def reject(self, numbers: Iterable[int]) -> list[Outcome]:
        """Return these lines, refused with what they lack."""
        return [Outcome(number, "refused", error=self.lines.pop(number).error) for number in numbers]


def brought_id(item: Item) -> UUID | None:
    """Return the id that a record brings along; None where there is none that can be read."""
    if not isinstance(item, RawRecord):
        return item.id
    try:
        return identity(record_in(item.record)) if isinstance(item.record, Mapping) else None
    except Invalid:
        return None


def missing_of(outcome: Outcome, line: Line) -> frozenset[UUID]:
    """Return the records that a line refers to in vain, where that is all that is wrong with it."""
    violations = outcome.error.violations if isinstance(outcome.error, Invalid) else ()
    if not violations or not all(is_missing_record(each) for each in violations):
        return frozenset()
    relations = record_in(documents.read(line.text or b""))["relations"]
    return frozenset(UUID(relations[each.path[1]]["announcement"]) for each in violations)


def is_missing_record(placed: LocatedViolation) -> bool:
    """Whether a fault says that there is no such record."""
    return placed.violation.code == "reference" and placed.path[0] == "relations" and placed.path[-1] == "announcement"


def targets(record: Mapping[str, Any]) -> frozenset[UUID]:
    """Return all records that a record refers to."""
    relations = record_in(record)["relations"]
    return frozenset(UUID(each["announcement"]) for each in relations if each.get("announcement"))


def record_in(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the record that a line holds: by itself, or within what was moved with it."""
    moved = value.get("announcement")
    return moved if isinstance(moved, Mapping) else value


def overflow_error(error: ServiceError | None) -> ServiceError:
    """Return the error of a line that may not wait."""
    violations = error.violations if error else ()
    return invalid(LocatedViolation(each.path, Violation(each.violation.code, NO_ROOM)) for each in violations)

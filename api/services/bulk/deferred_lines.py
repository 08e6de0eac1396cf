"""Forward references: a line that refers to a record further on is deferred until that record has come.

Deferred lines are kept as text, within limits. What is still deferred at the end of the import is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from api.services.bulk.import_state import Result
from api.services.bulk.ndjson import Line
from api.services.errors import Invalid, ServiceError, invalid
from domain.violations import LocatedViolation, Path, Violation

MAX_DEFERRED_LINES, MAX_DEFERRED_BYTES = 1_000, 16 * 1024**2
"""Limits of the lines deferred at a time."""

OVERFLOW = (
    "There is no record or amount with this id so far, and too many lines refer to records further on. Put records "
    "before the records that refer to them."
)


class PreparedLine(Protocol):
    """A line that can be saved."""

    @property
    def line(self) -> int:
        """Line number."""

    @property
    def id(self) -> UUID | None:
        """Id of its record, if the line has one."""

    @property
    def ids(self) -> Set[UUID]:
        """Ids by which others may refer to it: of its record and of the record's amounts, if the line has the first."""

    @property
    def targets(self) -> Mapping[Path, UUID]:
        """Records and amounts that it refers to, by the path of the reference."""


Prepare = Callable[[Line], Any]
"""Parses a line: a `PreparedLine`, or the `Result` of a refused line."""


@dataclass(frozen=True, slots=True)
class DeferredLine:
    """A line, the records and amounts that it lacks, and the error with which it is refused if they never come."""

    line: Line
    missing: Set[UUID]
    error: ServiceError


class DeferredLines:
    """Deferred lines by number, in the order in which they were deferred."""

    def __init__(self, prepare: Prepare, lines: Mapping[int, DeferredLine] | None = None) -> None:
        self.prepare, self.lines = prepare, dict(lines or {})

    def copy(self) -> DeferredLines:
        """Copy for a transaction that may be retried."""
        return DeferredLines(self.prepare, self.lines)

    def resume(self, line: Line) -> None:
        """Defer a line that an earlier run of the import had deferred. The next batch tries to save it."""
        self.lines[line.number] = DeferredLine(line, frozenset(), invalid(()))

    def discard(self, numbers: Iterable[int]) -> None:
        """Remove lines that have been answered."""
        for number in numbers:
            self.lines.pop(number, None)

    def save(
        self,
        batch: Sequence[Line],
        items: Sequence[PreparedLine],
        save_lines: Callable[[Sequence[PreparedLine]], Sequence[Result]],
    ) -> list[Result]:
        """Save the items of a batch and the deferred lines that they complete. Results are of all not deferred."""
        by_number = {line.number: line for line in batch}
        todo = [*items, *(self.referring_to({id for item in items for id in item.ids}) if self.lines else ())]
        results: list[Result] = []
        while todo:
            arrived = set()
            for item, result in zip(todo, save_lines(todo), strict=True):
                missing = missing_targets(item, result.error)
                if missing and result.error:
                    line = by_number.get(item.line) or self.lines[item.line].line
                    self.lines[item.line] = DeferredLine(line, missing, result.error)
                else:
                    self.lines.pop(item.line, None)
                    results.append(result)
                    arrived |= {result.id, *item.ids} if result.id else set()
            todo = self.referring_to(arrived)
        return results

    def referring_to(self, ids: Set[UUID]) -> list[PreparedLine]:
        """Deferred lines that lack one of these records or amounts, and resumed lines."""
        return [self.prepare(each.line) for each in self.lines.values() if each.missing & ids or not each.missing]

    def reject_all(self) -> list[Result]:
        """Refuse all lines: no record will come any more."""
        results = [Result.refusal(number, each.error) for number, each in self.lines.items()]
        self.lines.clear()
        return results

    def evict(self) -> list[Result]:
        """Refuse the lines deferred last, down to the limits."""
        room, count = MAX_DEFERRED_BYTES, 0
        for each in self.lines.values():
            room -= len(each.line.text or b"")
            count += room >= 0 and count < MAX_DEFERRED_LINES
        evicted = [*self.lines.items()][count:]
        self.discard(number for number, _ in evicted)
        return [Result.refusal(number, overflow_error(each.error)) for number, each in evicted]


def missing_targets(item: PreparedLine, error: ServiceError | None) -> Set[UUID]:
    """Records and amounts that a refused line lacks, if that is its only error."""
    violations = error.violations if isinstance(error, Invalid) else ()
    targets = item.targets if violations else {}
    if all(each.violation.code == "reference" and each.path in targets for each in violations):
        return {targets[each.path] for each in violations}
    return set()


def overflow_error(error: ServiceError) -> ServiceError:
    """Error of an evicted line."""
    return invalid(LocatedViolation(each.path, Violation(each.violation.code, OVERFLOW)) for each in error.violations)

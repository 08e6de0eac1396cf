"""Importing: lines in, results out, some hundred lines in a transaction.

What was answered is durable: the results of a batch are given once it is committed.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from api.models.database import Database, Session
from api.services import bulk, documents, results
from api.services.access import Actor
from api.services.bulk import Incoming, Outcome
from api.services.errors import ServiceError, TooLarge
from api.services.lines import Line, Lines
from api.services.remembering import Memory, Nothing, Past, reused
from api.services.results import Result
from api.services.trial import Trial
from api.services.waiting_lines import WaitingLines

Item = TypeVar("Item")

BATCH_LINES, BATCH_BYTES = 200, 4 * 1024**2
"""When a batch is full."""

PATIENCE = 1.0
"""After how many seconds a batch is kept that is not full, where lines come slowly."""

MOST_LINES, MOST_BYTES = 5_000, 64 * 1024**2
"""How much is kept in one transaction where it is all or nothing: other writers wait for as long as that takes."""


@dataclass(frozen=True, slots=True)
class Order:
    """How an import is asked for."""

    mode: str = "create"
    atomic: bool = False
    dry_run: bool = False
    change_type: str = "minor"
    note: str | None = None


class Keeping(Protocol):
    """What keeps records; `bulk.keep` is one."""

    def __call__(
        self,
        session: Session,
        items: Sequence[Incoming],
        *,
        mode: str,
        change_type: str,
        note: str | None,
        actor: Actor,
        now: datetime,
    ) -> list[Outcome]:
        """Keep the records, each by itself."""


class Undo(Exception):
    """Ends a transaction that is to keep nothing; it carries what would have become of the lines."""

    def __init__(self, found: list[Result], waiting: WaitingLines) -> None:
        """Take what was found out."""
        super().__init__()
        self.found, self.waiting = found, waiting


class Import:
    """An import under way: how it was asked for, and what has become of its lines so far."""

    def __init__(
        self,
        database: Database,
        order: Order,
        *,
        actor: Actor,
        clock: Callable[[], datetime],
        memory: Memory | None = None,
        keeping: Keeping = bulk.keep,
    ) -> None:
        """Take what keeps records, and what remembers how far it has come."""
        self.database, self.order, self.actor, self.clock = database, order, actor, clock
        self.memory = Nothing() if memory is None or order.dry_run else memory
        self.keeping = Trial(keeping, order.mode) if order.dry_run else keeping
        self.waiting = WaitingLines()
        self.counts: Counter[str] = Counter()

    def run(self, lines: Lines) -> Iterator[list[Result]]:
        """Yield the results of each batch, once it is committed."""
        self.memory.begin(self.database, self.clock())
        for past in self.memory.past(self.database):
            yield self.counted(self.again(lines, past))
        if self.memory.is_complete:
            if next(lines, None) is not None:
                raise reused("This import was complete with fewer lines.")
            return
        yield from self.at_once(lines) if self.order.atomic else self.in_batches(lines)

    def counted(self, found: list[Result]) -> list[Result]:
        """Count what became of lines, and return it."""
        self.counts.update(each.status for each in found)
        return found

    def again(self, lines: Lines, past: Past) -> list[Result]:
        """Return what became of lines that were done before, having seen that they are the same ones."""
        for line in lines:
            if line.number in past.waiting:
                self.waiting.wait_again(line)
            if line.number >= past.last_line:
                break
        if (lines.number, lines.digest.hexdigest()) != (past.last_line, past.digest):
            raise reused("An import with this key had other lines.")
        found = [results.unpacked(each) for each in past.results]
        self.waiting.answered(each.line for each in found)
        return found

    def in_batches(self, lines: Lines) -> Iterator[list[Result]]:
        """Keep some lines at a time."""
        is_last = False
        while not is_last:
            taken, is_last = take(lines)
            yield self.counted(self.keep(read(taken), lines, is_last=is_last))

    def at_once(self, lines: Lines) -> Iterator[list[Result]]:
        """Keep all lines, or none."""
        taken = take_all(lines)
        found = self.keep(read(taken), lines, is_last=True)
        yield from (self.counted(piece) for piece in in_pieces(found))

    def keep(self, batch: Batch, lines: Lines, *, is_last: bool) -> list[Result]:
        """Keep lines in one transaction, which ends with remembering what became of them."""
        before, now = self.waiting, self.clock()
        last_line, digest = lines.number, lines.digest.hexdigest()

        def work(session: Session) -> tuple[list[Result], WaitingLines]:
            waiting = before.copy()
            found = self.keep_batch(session, batch, waiting, now)
            found += map(results.of, waiting.give_up() if is_last else waiting.make_room())
            found.sort(key=attrgetter("line"))
            if self.order.dry_run or (self.order.atomic and any(each.is_refused for each in found)):
                raise Undo(found, waiting)
            new = frozenset(waiting.found.keys() - before.found.keys())
            past = Past(last_line, digest, new, [*map(results.packed, found)])
            self.memory.remember(session, past, is_last=is_last, now=now)
            return found, waiting

        try:
            found, self.waiting = self.database.write(work)
        except Undo as undone:
            self.waiting = undone.waiting
            return [*map(results.supposed if self.order.dry_run else results.undone, undone.found)]
        self.memory.advance(last_line, is_last=is_last)
        return found

    def keep_batch(self, session: Session, batch: Batch, waiting: WaitingLines, now: datetime) -> list[Result]:
        """Keep the lines that could be read, and whatever waited for them."""
        order = self.order

        def keep(items: Sequence[Incoming]) -> list[Outcome]:
            return self.keeping(
                session,
                items,
                mode=order.mode,
                change_type=order.change_type,
                note=order.note,
                actor=self.actor,
                now=now,
            )

        return [*batch.refused, *map(results.of, waiting.keep(batch.lines, batch.items, keep))]


def take(lines: Lines) -> tuple[list[Line], bool]:
    """Return the next lines, and whether they are the last ones."""
    taken, size, began = [], 0, time.monotonic()
    for line in lines:
        taken.append(line)
        size += len(line.text or b"")
        if len(taken) == BATCH_LINES or size >= BATCH_BYTES or time.monotonic() - began > PATIENCE:
            return taken, False
    return taken, True


def take_all(lines: Lines) -> list[Line]:
    """Return all lines. Raise `TooLarge` where they are too many for one transaction."""
    taken, size = [], 0
    for line in lines:
        taken.append(line)
        size += len(line.text or b"")
        if len(taken) > MOST_LINES or size > MOST_BYTES:
            limit = f"{MOST_LINES:,} lines and {MOST_BYTES // 1024**2} MiB"
            raise TooLarge(f"All or nothing is for at most {limit}. Send less, or leave out `atomic`.")
    return taken


def in_pieces(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield a long list some hundred at a time."""
    for start in range(0, len(items), BATCH_LINES):
        yield list(items[start : start + BATCH_LINES])


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines that were read: the records they hold, and the results of those that hold none."""

    lines: Mapping[int, Line]
    items: Sequence[Incoming]
    refused: Sequence[Result]


def read(taken: Sequence[Line]) -> Batch:
    """Read lines, each by itself."""
    items, refused = [], []
    for line in taken:
        try:
            items.append(Incoming(line.number, value_of(line)))
        except ServiceError as error:
            refused.append(results.refused(line.number, error))
    return Batch({line.number: line for line in taken}, items, refused)


def value_of(line: Line) -> Any:
    """Return what JSON says in a line."""
    if line.text is None:
        raise TooLarge("The line is longer than a request body may be on this server (MAX_BODY_BYTES).")
    return documents.read(line.text)

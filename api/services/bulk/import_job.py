"""Importing: lines in, results out, some hundred lines in a transaction.

What was answered is durable: the results of a batch are given once it is committed.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from operator import attrgetter

from sqlalchemy import Connection

from api.db.database import Database
from api.services.auth import Actor
from api.services.bulk import import_state
from api.services.bulk.deferred_lines import DeferredLines, Item
from api.services.bulk.dry_run import Trial
from api.services.bulk.import_state import CommittedBatch, ImportState, NullState, Result, reused
from api.services.bulk.ndjson import Line, Lines
from api.services.bulk.prepare import RawRecord, Rejected
from api.services.errors import ServiceError, TooLarge
from api.services.records import batch_writer, documents
from api.services.records.batch_writer import Outcome
from api.services.records.writer import Change

BATCH_LINES, BATCH_BYTES = 200, 4 * 1024**2
"""When a batch is full."""

BULK_FACTOR = 3
"""How many times as much a batch holds where nobody waits for its answers: a page that many records change is written
once for all of them.
"""

PATIENCE = 1.0
"""After how many seconds a batch is kept that is not full, where lines come slowly."""

MAX_LINES, MAX_BYTES = 5_000, 64 * 1024**2
"""How much is kept in one transaction where it is all or nothing: other writers wait for as long as that takes."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How an import is asked for."""

    mode: str = "create"
    atomic: bool = False
    dry_run: bool = False
    change_type: str = "minor"
    note: str | None = None

    @property
    def change(self) -> Change:
        """Return what is done to a record that is new."""
        return Change("created", self.change_type, self.note)


Keeping = Callable[..., list[Outcome]]
"""What keeps records, each by itself, as `bulk.keep` does."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some lines, a digest of all lines up to the last of them, and once they are read, what they hold."""

    lines: Sequence[Line]
    last_line: int
    digest: str
    is_last: bool
    items: Sequence[Item | Rejected] = ()


Reading = Callable[[Iterable[Batch]], Iterable[Batch]]
"""What reads batches, in order; it may be ahead of what is kept, and use other processes."""


class RollbackBatch(Exception):
    """Ends a transaction that is to keep nothing; it carries what would have become of the lines."""

    def __init__(self, found: list[Result], waiting: DeferredLines) -> None:
        """Take what was found out."""
        super().__init__()
        self.found, self.waiting = found, waiting


class ImportJob:
    """An import under way: how it was asked for, and what has become of its lines so far."""

    def __init__(
        self,
        database: Database,
        options: ImportOptions,
        *,
        actor: Actor,
        clock: Callable[[], datetime],
        memory: ImportState | None = None,
        keeping: Keeping = batch_writer.keep,
        times: int = 1,
    ) -> None:
        """Take what remembers how far it has come, what keeps records, and how many times as many are kept at once."""
        self.times = times
        self.database, self.options, self.actor, self.clock = database, options, actor, clock
        self.memory = NullState() if memory is None or options.dry_run else memory
        self.keeping: Keeping = Trial(keeping, options.mode) if options.dry_run else keeping
        self.reading: Reading = read
        self.waiting = DeferredLines()
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
        yield from self.at_once(lines) if self.options.atomic else self.in_batches(lines)

    def counted(self, found: list[Result]) -> list[Result]:
        """Count what became of lines, and return it."""
        self.counts.update(each.status for each in found)
        return found

    def again(self, lines: Lines, past: CommittedBatch) -> list[Result]:
        """Return what became of lines that were done before, having seen that they are the same ones."""
        for line in lines:
            if line.number in past.waiting:
                self.waiting.wait_again(line)
            if line.number >= past.last_line:
                break
        if (lines.number, lines.digest.hexdigest()) != (past.last_line, past.digest):
            raise reused("An import with this key had other lines.")
        found = [import_state.unpacked(each) for each in past.results]
        self.waiting.answered(each.line for each in found)
        return found

    def in_batches(self, lines: Lines) -> Iterator[list[Result]]:
        """Keep some lines at a time."""
        for batch in self.reading(batches(lines, self.times)):
            yield self.counted(self.keep(batch))

    def at_once(self, lines: Lines) -> Iterator[list[Result]]:
        """Keep all lines, or none."""
        (batch,) = self.reading([take_all(lines)])
        yield from map(self.counted, in_pieces(self.keep(batch)))

    def keep(self, batch: Batch) -> list[Result]:
        """Keep lines in one transaction, which ends with remembering what became of them."""
        before, now = self.waiting, self.clock()

        def work(connection: Connection) -> tuple[list[Result], DeferredLines]:
            waiting = before.copy()
            outcomes = self.outcomes(connection, batch, waiting, now)
            outcomes += waiting.give_up() if batch.is_last else waiting.make_room()
            found = sorted(map(import_state.of, outcomes), key=attrgetter("line"))
            if self.options.dry_run or (self.options.atomic and any(each.is_refused for each in found)):
                raise RollbackBatch(found, waiting)
            new = frozenset(waiting.found.keys() - before.found.keys())
            past = CommittedBatch(batch.last_line, batch.digest, new, [*map(import_state.packed, found)])
            self.memory.remember(connection, past, is_last=batch.is_last, now=now)
            return found, waiting

        try:
            found, self.waiting = self.database.write(work)
        except RollbackBatch as undone:
            self.waiting = undone.waiting
            return [*map(import_state.supposed if self.options.dry_run else import_state.undone, undone.found)]
        self.memory.advance(batch.last_line, is_last=batch.is_last)
        return found

    def outcomes(self, connection: Connection, batch: Batch, waiting: DeferredLines, now: datetime) -> list[Outcome]:
        """Keep what could be read, and whatever waited for it. Return what can be answered by now."""
        options = self.options
        how = {"mode": options.mode, "change_type": options.change_type, "note": options.note}
        keep = partial(self.keeping, connection, **how, actor=self.actor, now=now)
        refused = [
            Outcome(each.line, "refused", error=each.error) for each in batch.items if isinstance(each, Rejected)
        ]
        items = [each for each in batch.items if not isinstance(each, Rejected)]
        return refused + waiting.keep({line.number: line for line in batch.lines}, items, keep)


def batches(lines: Lines, times: int) -> Iterator[Batch]:
    """Yield the lines some hundred at a time; the last batch may be empty."""
    is_last = False
    while not is_last:
        taken, is_last = take(lines, times)
        yield Batch(taken, lines.number, lines.digest.hexdigest(), is_last)


def take(lines: Lines, times: int) -> tuple[list[Line], bool]:
    """Return the next lines, and whether they are the last ones."""
    taken, size, began = [], 0, time.monotonic()
    for line in lines:
        taken.append(line)
        size += len(line.text or b"")
        is_full = len(taken) >= times * BATCH_LINES or size >= times * BATCH_BYTES
        if is_full or time.monotonic() - began > PATIENCE:
            return taken, False
    return taken, True


def take_all(lines: Lines) -> Batch:
    """Return all lines. Raise `TooLarge` where they are too many for one transaction."""
    taken, size = [], 0
    for line in lines:
        taken.append(line)
        size += len(line.text or b"")
        if len(taken) > MAX_LINES or size > MAX_BYTES:
            limit = f"{MAX_LINES:,} lines and {MAX_BYTES // 1024**2} MiB"
            raise TooLarge(f"All or nothing is for at most {limit}. Send less, or leave out `atomic`.")
    return Batch(taken, lines.number, lines.digest.hexdigest(), is_last=True)


def in_pieces(found: Sequence[Result]) -> Iterator[list[Result]]:
    """Yield many results some hundred at a time."""
    for start in range(0, len(found), BATCH_LINES):
        yield list(found[start : start + BATCH_LINES])


def read(batches: Iterable[Batch]) -> Iterator[Batch]:
    """Read batches here and now."""
    return (replace(batch, items=[*map(item_of, batch.lines)]) for batch in batches)


def item_of(line: Line) -> RawRecord | Rejected:
    """Return what a line holds."""
    try:
        return RawRecord(line.number, documents.read(text_of(line)))
    except ServiceError as error:
        return Rejected(line.number, error)


def text_of(line: Line) -> bytes:
    """Return the text of a line. Raise `TooLarge` where it was let go of."""
    if line.text is None:
        raise TooLarge("The line is longer than a request body may be on this server (MAX_BODY_BYTES).")
    return line.text

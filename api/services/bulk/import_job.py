"""Import jobs: NDJSON lines in, one result per line out, in transactions of a few hundred lines.

Results are yielded once their transaction is committed, so each result that a client has seen is durable.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from operator import attrgetter

from sqlalchemy import Connection

from api.db.database import Database
from api.services.audit import append_event
from api.services.auth import Actor
from api.services.bulk.deferred_lines import DeferredLines, Prepare, PreparedLine
from api.services.bulk.import_state import CommittedBatch, ImportOptions, ImportState, Result, key_reused
from api.services.bulk.ndjson import Line, Lines
from api.services.bulk.prepare import prepare_record, save_records
from api.services.errors import Invalid, Malformed, TooLarge

BATCH_LINES, BATCH_BYTES = 200, 4 * 1024**2
"""Size of a full batch: one transaction."""

BULK_FACTOR = 3
"""Batch size multiplier when no client waits for results: pages that many records change are written less often."""

BATCH_SECONDS = 1.0
"""Age at which a batch is written although it is not full, for clients that send slowly."""

MAX_ATOMIC_LINES, MAX_ATOMIC_BYTES = 5_000, 64 * 1024**2
"""Limits of an atomic import and of a dry run, which are one transaction: other writers wait for it."""


MAX_UNUSABLE, UNUSABLE = 10_000, (Malformed, Invalid, TooLarge)
"""Refused lines after which an import ends, and the errors that count: those of the lines, not of what is stored."""

Save = Callable[..., Sequence[Result]]
"""Saves prepared lines, each by itself, as `prepare.save_records` does."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines of one transaction; `digest` is of all lines up to the last of them. `items` are set by `Parse`."""

    lines: Sequence[Line]
    last_line: int
    digest: str
    is_last: bool
    items: Sequence[PreparedLine | Result] = ()


Parse = Callable[[Iterable[Batch]], Iterable[Batch]]
"""Prepares the lines of batches, in order. It may run ahead of the writer, in other processes."""


class RollbackBatch(Exception):
    """Rolls a transaction back; carries the results that it would have had."""

    def __init__(self, results: list[Result], deferred: DeferredLines) -> None:
        super().__init__()
        self.results, self.deferred = results, deferred


class ImportJob:
    """A running import. `counts` has the number of lines by status so far."""

    def __init__(
        self,
        database: Database,
        options: ImportOptions,
        *,
        actor: Actor,
        clock: Callable[[], datetime],
        state: ImportState | None = None,
        prepare: Prepare = prepare_record,
        save: Save = save_records,
        batch_factor: int = 1,
    ) -> None:
        self.database, self.options, self.actor, self.clock = database, options, actor, clock
        self.state = None if options.dry_run else state
        self.prepare, self.save, self.batch_factor = prepare, save, batch_factor
        self.parse: Parse = self.parse_here
        self.deferred = DeferredLines(prepare)
        self.counts: Counter[str] = Counter()
        self.unusable = 0
        self.is_reported = False

    def run(self, lines: Lines) -> Iterator[list[Result]]:
        """Yield the results of committed lines, at most `BATCH_LINES` at a time; first those of an earlier run."""
        if self.state:
            self.state.begin(self.database, self.clock())
            for batch in self.state.committed_batches(self.database):
                yield self.count(self.replay(lines, batch))
            if self.state.is_complete:
                if next(lines, None) is not None:
                    raise key_reused("The earlier import with this key was complete with fewer lines.")
                return
        for parsed in self.parse(self.batches(lines)):
            if self.unusable >= MAX_UNUSABLE:
                raise Invalid(
                    f"{self.unusable:,} lines were refused for errors of their own, so the import ends here. Correct "
                    "the program that writes them, and send the rest as a new import."
                )
            results = self.write(parsed)
            for start in range(0, len(results) or 1, BATCH_LINES):
                yield self.count(results[start : start + BATCH_LINES])

    def count(self, results: list[Result]) -> list[Result]:
        """Add results to the counts, and return them."""
        self.counts.update(each.status for each in results)
        self.unusable += sum(isinstance(each.error, UNUSABLE) for each in results)
        return results

    def replay(self, lines: Lines, batch: CommittedBatch) -> list[Result]:
        """Results of a batch of an earlier run. Raises `Invalid` if its lines were others."""
        for line in lines:
            if line.number in batch.deferred:
                self.deferred.resume(line)
            if line.number >= batch.last_line:
                break
        if (lines.number, lines.digest.hexdigest()) != (batch.last_line, batch.digest):
            raise key_reused("The earlier import with this key had other lines.")
        results = [Result.from_json(each) for each in batch.results]
        self.deferred.discard(each.line for each in results)
        return results

    def batches(self, lines: Lines) -> Iterator[Batch]:
        """Group lines into batches: a single one if atomic or a dry run. The last batch may be empty."""
        if self.options.atomic or self.options.dry_run:
            yield one_batch(lines, "An atomic import" if self.options.atomic else "A dry run")
            return
        is_last = False
        while not is_last:
            batch, is_last = next_lines(lines, self.batch_factor)
            yield Batch(batch, lines.number, lines.digest.hexdigest(), is_last)

    def parse_here(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Prepare lines in this process."""
        return (replace(batch, items=[self.prepare(line) for line in batch.lines]) for batch in batches)

    def write(self, batch: Batch) -> list[Result]:
        """Write a batch, its results and the progress of the import in one transaction."""
        previous, now = self.deferred, self.clock()

        def work(connection: Connection) -> tuple[list[Result], DeferredLines]:
            deferred = previous.copy()
            save = partial(self.save, connection, options=self.options, actor=self.actor, now=now)
            results = [each for each in batch.items if isinstance(each, Result)]
            items = [each for each in batch.items if not isinstance(each, Result)]
            results += deferred.save(batch.lines, items, save)
            results += deferred.reject_all() if batch.is_last else deferred.evict()
            results.sort(key=attrgetter("line"))
            if self.options.dry_run or (self.options.atomic and any(each.error for each in results)):
                raise RollbackBatch(results, deferred)
            if not self.is_reported:
                options = {name: value for name, value in asdict(self.options).items() if value}
                append_event(connection, "import.started", actor=self.actor, now=now, details=options)
            if self.state:
                new = frozenset(deferred.lines.keys() - previous.lines.keys())
                committed = CommittedBatch(batch.last_line, batch.digest, new, [each.to_json() for each in results])
                self.state.store(connection, committed, is_last=batch.is_last, now=now)
            return results, deferred

        try:
            results, self.deferred = self.database.write(work)
        except RollbackBatch as rollback:
            self.deferred = rollback.deferred
            return [self.rolled_back(each) for each in rollback.results]
        self.is_reported = True
        if self.state:
            self.state.advance(batch.last_line, is_last=batch.is_last)
        return results

    def rolled_back(self, result: Result) -> Result:
        """Result of a line whose transaction was rolled back. Without a record there is no id and no version."""
        if result.error or (self.options.dry_run and result.status == "unchanged"):
            return result
        return Result(result.line, result.status if self.options.dry_run else "undone")


def next_lines(lines: Lines, factor: int) -> tuple[list[Line], bool]:
    """Lines of the next batch, and whether they are the last."""
    batch: list[Line] = []
    size, began = 0, time.monotonic()
    for line in lines:
        batch.append(line)
        size += len(line.text or b"")
        is_full = len(batch) >= factor * BATCH_LINES or size >= factor * BATCH_BYTES
        if is_full or time.monotonic() - began > BATCH_SECONDS:
            return batch, False
    return batch, True


def one_batch(lines: Lines, kind: str) -> Batch:
    """All lines as one batch. Raises `TooLarge` above `MAX_ATOMIC_LINES` or `MAX_ATOMIC_BYTES`."""
    batch: list[Line] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line.text or b"")
        if len(batch) > MAX_ATOMIC_LINES or size > MAX_ATOMIC_BYTES:
            most = f"{MAX_ATOMIC_LINES:,} lines and {MAX_ATOMIC_BYTES // 1024**2} MiB"
            raise TooLarge(f"{kind} takes at most {most}. Send it in smaller parts.")
    return Batch(batch, lines.number, lines.digest.hexdigest(), is_last=True)

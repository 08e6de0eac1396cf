"""Reading lines in other processes, ahead of what is kept: there is one writer, and several cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from threading import Thread

from api.cli.console import current_time
from api.services.bulk import import_job
from api.services.bulk.deferred_lines import Item
from api.services.bulk.import_job import Batch, Reading
from api.services.bulk.ndjson import Line
from api.services.bulk.prepare import Rejected
from api.services.errors import ServiceError
from api.services.records.writer import Change

AHEAD = 2
"""How many batches are read ahead: each may take some ten MB."""

BETWEEN_COLLECTIONS = 100_000
"""How many objects are made before Python looks for those that keep only one another: a batch has about as many rows,
parts and values, and none of that sort.
"""

Items = Sequence[Item | Rejected]
Prepare = Callable[..., Item | Rejected]
"""What makes the text of a line ready to be written, as `preparing.prepare` does."""


@contextmanager
def prefetch_in_workers(prepare: Prepare, engine: str, change: Change) -> Iterator[Reading]:
    """Give what reads batches in as many processes as there are cores beside the one that writes."""
    seldom_collect()
    pool = ProcessPoolExecutor(
        max(1, (os.cpu_count() or 1) - 1),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=begin,
    )
    try:
        yield partial(read, pool, partial(prepare, engine=engine, change=change))
    finally:
        pool.shutdown(cancel_futures=True)


def begin() -> None:
    """Leave Ctrl-C to the process that is worked for, and end with it, however it ends."""
    seldom_collect()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()


def seldom_collect() -> None:
    """Look for objects that keep only one another less often, and not among those that are there for good."""
    gc.freeze()
    gc.set_threshold(BETWEEN_COLLECTIONS)


def end_with_parent() -> None:
    """Wait until the process that is worked for is gone, and go."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def read(pool: ProcessPoolExecutor, prepare: Prepare, batches: Iterable[Batch]) -> Iterator[Batch]:
    """Yield the batches with what they hold, in their order."""
    under_way: deque[tuple[Batch, Future[Items]]] = deque()
    for batch in batches:
        under_way.append((batch, pool.submit(prepared, batch.lines, partial(prepare, now=current_time()))))
        if len(under_way) > AHEAD:
            yield done(*under_way.popleft())
    while under_way:
        yield done(*under_way.popleft())


def done(batch: Batch, items: Future[Items]) -> Batch:
    """Return a batch with what it holds, once that is known."""
    return replace(batch, items=items.result())


def prepared(lines: Sequence[Line], prepare: Prepare) -> Items:
    """Return what lines hold, made ready to be written."""
    return [prepared_line(line, prepare) for line in lines]


def prepared_line(line: Line, prepare: Prepare) -> Item | Rejected:
    """Return what a line holds, made ready to be written; or why it cannot be."""
    try:
        text = import_job.text_of(line)
    except ServiceError as error:
        return Rejected(line.number, error)
    return prepare(line.number, text)

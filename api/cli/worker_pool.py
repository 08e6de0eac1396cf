"""Worker processes that parse, validate and analyze the lines of an import ahead of the one process that writes it."""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from threading import Thread

from api.search import analyze_record
from api.services.bulk.deferred_lines import Prepare, PreparedLine
from api.services.bulk.import_job import Batch, Parse
from api.services.bulk.import_state import Result
from api.services.bulk.ndjson import Line
from api.services.bulk.prepare import PreparedRecord

PREFETCHED_BATCHES = 2
"""Batches parsed ahead of the writer; each may take some ten MB."""

GC_THRESHOLD = 100_000
"""Allocations between cyclic collections. A batch allocates about as many objects, and none are in cycles."""


@contextmanager
def prefetch_in_workers(prepare: Prepare) -> Iterator[Parse]:
    """Parser of batches that uses all cores but the one of the writer."""
    reduce_collections()
    pool = ProcessPoolExecutor(
        max(1, (os.cpu_count() or 1) - 1),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=begin_worker,
    )
    try:
        yield partial(parse_ahead, pool, prepare)
    finally:
        pool.shutdown(cancel_futures=True)


def begin_worker() -> None:
    """Leave Ctrl-C to the parent process, and end with it even if it is killed."""
    reduce_collections()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()


def reduce_collections() -> None:
    """Run the cyclic garbage collector less often, and never over the modules loaded so far."""
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD)


def end_with_parent() -> None:
    """Wait for the parent process to end, and exit."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def parse_ahead(pool: ProcessPoolExecutor, prepare: Prepare, batches: Iterable[Batch]) -> Iterator[Batch]:
    """Yield batches with their items, in order."""
    submitted = ((batch, pool.submit(prepare_lines, prepare, batch.lines)) for batch in batches)
    pending = deque(islice(submitted, PREFETCHED_BATCHES))
    while pending:
        pending.extend(islice(submitted, 1))
        batch, items = pending.popleft()
        yield replace(batch, items=items.result())


def prepare_lines(prepare: Prepare, lines: Sequence[Line]) -> list[PreparedLine | Result]:
    """Items of lines, with the terms of their records for the search index."""
    items = [prepare(line) for line in lines]
    return [
        replace(each, analyzed=analyze_record(each.payload)) if isinstance(each, PreparedRecord) else each
        for each in items
    ]

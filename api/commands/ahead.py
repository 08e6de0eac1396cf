"""Reading lines in other processes, ahead of what is kept: there is one writer, and several cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Thread

from api.commands.console import now
from api.services import importing, preparing
from api.services.errors import ServiceError
from api.services.importing import Batch, Reading
from api.services.lines import Line
from api.services.preparing import Prepared, Refused
from api.services.recording import Change

AHEAD = 2
"""How many batches are read ahead: each may take some ten MB."""

Items = Sequence[Prepared | Refused]


@contextmanager
def reading_ahead(engine: str, change: Change) -> Iterator[Reading]:
    """Give what reads batches in as many processes as there are cores beside the one that writes."""
    pool = ProcessPoolExecutor(
        max(1, (os.cpu_count() or 1) - 1),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=begin,
    )
    try:
        yield partial(read, pool, engine, change)
    finally:
        pool.shutdown(cancel_futures=True)


def begin() -> None:
    """Leave Ctrl-C to the process that is worked for, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait until the process that is worked for is gone, and go."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def read(pool: ProcessPoolExecutor, engine: str, change: Change, batches: Iterable[Batch]) -> Iterator[Batch]:
    """Yield the batches with what they hold, in their order."""
    under_way: deque[tuple[Batch, Future[Items]]] = deque()
    for batch in batches:
        under_way.append((batch, pool.submit(prepared, batch.lines, engine, change, now())))
        if len(under_way) > AHEAD:
            yield done(*under_way.popleft())
    while under_way:
        yield done(*under_way.popleft())


def done(batch: Batch, items: Future[Items]) -> Batch:
    """Return a batch with what it holds, once that is known."""
    return replace(batch, items=items.result())


def prepared(lines: Sequence[Line], engine: str, change: Change, at: datetime) -> Items:
    """Return what lines hold, made ready to be written."""
    return [prepare(line, engine, change, at) for line in lines]


def prepare(line: Line, engine: str, change: Change, at: datetime) -> Prepared | Refused:
    """Return what a line holds, made ready to be written; or why it cannot be."""
    try:
        text = importing.text_of(line)
    except ServiceError as error:
        return Refused(line.number, error)
    return preparing.prepare(line.number, text, engine=engine, change=change, now=at)

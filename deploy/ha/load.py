"""Mixed load: clients that write, read, and follow the changes, each as the documentation tells it to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event

from deploy.ha.caller import Caller, Gate
from deploy.ha.importer import Importer
from deploy.ha.processes import Failed, wait_until
from deploy.ha.reader import Follower, Reader
from deploy.ha.witness import READ, WRITE, Witness
from deploy.ha.writer import Writer

WRITERS, READERS = 4, 4
PATIENCE = 120
"""Seconds within which every write that was begun is acknowledged."""


@dataclass(slots=True)
class Load:
    """All clients, at work."""

    callers: list[Caller]
    witness: Witness
    gate: Gate

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Have no write under way while the context lasts; each that was begun is acknowledged before."""
        self.gate.writing.clear()
        wait_until(
            lambda: not any(each.is_busy for each in self.callers), seconds=PATIENCE, what="every write to be done"
        )
        yield
        self.gate.writing.set()

    def flows(self, *, seconds: float) -> bool:
        """Whether writes and reads were done all through the last seconds. Raise `Failed` for a client that broke."""
        if not all(each.is_alive() for each in self.callers):
            raise Failed("A client broke; its traceback stands above.")
        now = time.monotonic()
        done = {
            (each.purpose, now - each.ended > seconds / 2) for each in self.witness.since(now - seconds) if each.well
        }
        return {(purpose, half) for purpose in (WRITE, READ) for half in (False, True)} <= done


@contextmanager
def under_load(port: int, writing: str, reading: str) -> Iterator[Load]:
    """Have clients at work while the context lasts: some with a key that writes, some with one that only reads."""
    witness, gate = Witness(), Gate(Event(), Event())
    callers: list[Caller] = [Follower("follower", port, reading, witness, gate)]
    callers += [Writer(f"writer-{number}", port, writing, witness, gate) for number in range(1, WRITERS + 1)]
    callers += [Reader(f"reader-{number}", port, reading, witness, gate) for number in range(1, READERS + 1)]
    callers.append(Importer("importer", port, writing, witness, gate))
    gate.writing.set()
    for caller in callers:
        caller.start()
    try:
        yield Load(callers, witness, gate)
    finally:
        gate.over.set()
        for caller in callers:
            caller.join(30)

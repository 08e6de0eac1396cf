"""Load clients: threads that repeat one operation and record its outcome in the history."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from random import Random
from threading import Event, Thread
from typing import Any

from benchmarks.records import record
from deploy.ha.client import NO_RESPONSE, Client
from deploy.ha.history import History, Request

RECORDS = "/v1/announcements"
POSITION = "Communique-Position"
RETRY_INTERVAL = 0.2
"""Seconds between two attempts."""

UNAVAILABLE = frozenset({NO_RESPONSE, 502, 503, 504})
"""Statuses after which a client retries later."""


@dataclass(slots=True)
class LoadControl:
    """Signals to all clients: `stop` ends them, `may_write` allows a new write to begin."""

    stop: Event
    may_write: Event


class LoadClient(Thread):
    """A client that repeats `step` until it is stopped."""

    def __init__(self, name: str, port: int, key: str, history: History, control: LoadControl) -> None:
        super().__init__(name=name, daemon=True)
        self.client = Client(port, key)
        self.history, self.control = history, control
        self.random = Random(name)  # noqa: S311  # Reproducible on purpose.
        self.is_busy = False

    def run(self) -> None:
        """Repeat until stopped."""
        while not self.control.stop.is_set():
            self.step()
        self.client.close()

    @abstractmethod
    def step(self) -> None:
        """Do it once."""

    def record_request(self, purpose: str, began: float, status: int, *, allowed: AbstractSet[int]) -> None:
        """Add a request to the history. A status that is not allowed is wrong, whatever the fault."""
        self.history.requests.append(Request(purpose, began, time.monotonic(), status, status in allowed))


class WritingClient(LoadClient):
    """A client that writes, and pauses while writes are not allowed."""

    pause = RETRY_INTERVAL

    def step(self) -> None:
        """Write, if allowed. `is_busy` is set before the check, so that a pause of writes can wait for it."""
        self.is_busy = True
        if self.control.may_write.is_set():
            self.write()
        self.is_busy = False
        self.control.stop.wait(self.pause)

    @abstractmethod
    def write(self) -> None:
        """Do one write, including its retries."""


def unidentified_record(number: int, suffix: str) -> dict[str, Any]:
    """A full record that only its title makes unique: without identifiers, nothing else prevents a duplicate."""
    full = record(number)
    return {name: value for name, value in full.items() if name != "identifiers"} | {
        "title": f"{full['title']} ({suffix})"
    }

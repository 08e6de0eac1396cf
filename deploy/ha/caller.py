"""A client that does the same again and again, and what all such clients have in common."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from random import Random
from threading import Event, Thread
from typing import Any

from benchmarks.records import record
from deploy.ha.asking import NOTHING
from deploy.ha.client import Client
from deploy.ha.witness import Seen, Witness

RECORDS = "/v1/announcements"
POSITION = "Communique-Position"
AGAIN = 0.2
"""Seconds between two attempts."""

AWAY = frozenset({NOTHING, 502, 503, 504})
"""What tells a client to ask again later."""


@dataclass(slots=True)
class Gate:
    """Whether clients may go on, and whether those that write may begin another write."""

    over: Event
    writing: Event


class Caller(Thread):
    """A client that does the same again and again."""

    def __init__(self, name: str, port: int, key: str, witness: Witness, gate: Gate) -> None:
        """Take where to ask, who, whom to tell what is seen, and what says when to end."""
        super().__init__(name=name, daemon=True)
        self.client = Client(port, key)
        self.witness, self.gate = witness, gate
        self.random = Random(name)  # noqa: S311  # It has to come out the same again.
        self.is_busy = False

    def run(self) -> None:
        """Do it until it is over."""
        while not self.gate.over.is_set():
            self.turn()
        self.client.close()

    @abstractmethod
    def turn(self) -> None:
        """Do it once."""

    def saw(self, purpose: str, began: float, status: int, *, fitting: AbstractSet[int]) -> None:
        """Tell of an answer. A status that does not fit is wrong, whatever goes on."""
        self.witness.seen.append(Seen(purpose, began, time.monotonic(), status, status in fitting))


class Changer(Caller):
    """A client that changes something, and can be told to be quiet between two changes."""

    pause = AGAIN

    def turn(self) -> None:
        """Change something, unless all are to be quiet. Who asks whether it is busy hears so before it begins."""
        self.is_busy = True
        if self.gate.writing.is_set():
            self.change()
        self.is_busy = False
        self.gate.over.wait(self.pause)

    @abstractmethod
    def change(self) -> None:
        """Change something."""


def without_identifiers(number: int, mark: str) -> dict[str, Any]:
    """Return a full record whose title is marked, and which nothing else makes unique."""
    full = record(number)
    return {name: value for name, value in full.items() if name != "identifiers"} | {
        "title": f"{full['title']} ({mark})"
    }

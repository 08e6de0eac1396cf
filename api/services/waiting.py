"""Waiting for news: a question asked again now and then, by only so many clients at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Semaphore
from typing import TypeVar

Answer = TypeVar("Answer")

PAUSE = 0.25
"""Seconds between two questions: other processes write too, and nothing but the database tells of it."""


class WaitingRoom:
    """Holds the clients of this process that wait. Each takes a thread, so that there are places for only so many."""

    def __init__(self, places: int) -> None:
        """Take how many may wait at once; with none, nobody ever waits."""
        self.places = Semaphore(places)

    def is_open(self) -> bool:
        """Whether one may go on waiting. Whoever runs the process can say no, so that it need not wait for us."""
        return True

    def ask(self, question: Callable[[], Answer], *, enough: Callable[[Answer], bool], seconds: int) -> Answer:
        """Return the first answer that is enough, or the last one before the time is over.

        Where every place is taken, the answer is given as it is. Nothing is held between two questions.
        """
        answer = question()
        if seconds == 0 or enough(answer) or not self.places.acquire(blocking=False):
            return answer
        try:
            return self.ask_again(question, answer, enough, time.monotonic() + seconds)
        finally:
            self.places.release()

    def ask_again(
        self, question: Callable[[], Answer], answer: Answer, enough: Callable[[Answer], bool], deadline: float
    ) -> Answer:
        """Ask until the answer is enough, the time is over, or the room closes."""
        while self.is_open() and not enough(answer) and (left := deadline - time.monotonic()) > 0:
            time.sleep(min(PAUSE, left))
            answer = question()
        return answer

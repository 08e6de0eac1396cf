"""Long polls: a query that is repeated until it has a result or the time is over, by a bounded number of clients."""

import time
from collections.abc import Callable
from threading import Semaphore
from typing import TypeVar

from api.services.bulkhead import Bulkhead

POLL_INTERVAL = 0.25
"""Seconds between two queries of a long poll: other processes write too, so the database must be polled."""

Result = TypeVar("Result")


class LongPollGate:
    """Bounds the number of long polls in this process, since each occupies a thread."""

    def __init__(self, places: int, bulkhead: Bulkhead) -> None:
        """Allow this many at once, as far as the bulkhead has places; with 0, every poll answers at once."""
        self.places = Semaphore(places)
        self.bulkhead = bulkhead

    def is_open(self) -> bool:
        """Whether to keep polling. The worker replaces this, to end all polls when it shuts down."""
        return True

    def poll(self, query: Callable[[], Result], *, until: Callable[[Result], bool], seconds: int) -> Result:
        """The first result that satisfies `until`, or the last one within the time; the first one if all places
        are taken.

        `query` opens and closes its own connection: none is held between two queries.
        """
        result = query()
        if seconds == 0 or until(result) or not self.enter():
            return result
        try:
            deadline = time.monotonic() + seconds
            while self.is_open() and not until(result) and (left := deadline - time.monotonic()) > 0:
                time.sleep(min(POLL_INTERVAL, left))
                result = query()
            return result
        finally:
            self.leave()

    def enter(self) -> bool:
        """Take a place; False if there is none."""
        if not self.places.acquire(blocking=False):
            return False
        if not self.bulkhead.acquire():
            self.places.release()
            return False
        return True

    def leave(self) -> None:
        """Give the place back."""
        self.bulkhead.release()
        self.places.release()

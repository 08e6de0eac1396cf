"""The bulkhead between slow and short requests: slow ones may hold half of a process's threads, never all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore, local

from api.services.errors import Overloaded

FULL = (
    "Too many slow requests (long polls, streams, imports, bodies still being sent) are running. Nothing was done. "
    "Try again after Retry-After seconds."
)


class Bulkhead:
    """Bounds the threads of this process that slow work holds. A thread that has a place may enter again."""

    def __init__(self, places: int) -> None:
        """Allow this many threads at once."""
        self.free = Semaphore(places)
        self.thread = local()

    @classmethod
    def of(cls, threads: int) -> Bulkhead:
        """The bulkhead of a process with this many threads: half of them, and at least one."""
        return cls(max(1, threads // 2))

    def exempt_thread(self) -> None:
        """Let this thread enter always, without a place: it belongs to a pool that serves slow work alone."""
        self.thread.depth = 1

    def acquire(self) -> bool:
        """Take a place for this thread; False if all are taken."""
        depth = getattr(self.thread, "depth", 0)
        if depth == 0 and not self.free.acquire(blocking=False):
            return False
        self.thread.depth = depth + 1
        return True

    def release(self) -> None:
        """Give this thread's place back, once it was released as often as it was acquired."""
        self.thread.depth -= 1
        if self.thread.depth == 0:
            self.free.release()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place. Raises `Overloaded` if all are taken."""
        if not self.acquire():
            raise Overloaded(FULL)
        try:
            yield
        finally:
            self.release()

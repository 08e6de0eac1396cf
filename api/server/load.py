"""Load shedding: refuse at once what could only be answered late.

A short queue absorbs bursts. A queue that stands for a second only adds its wait to every request, so it is cut down to
`queue` requests, or to what is answered within a short wait, until none had to be refused for a second (the idea of
CoDel, RFC 8289, with the queue's expected wait as its measure).
"""

from __future__ import annotations

READ_WAIT, WRITE_WAIT = 0.05, 0.25
"""Seconds that a request may wait for a thread under sustained overload, even if the queue is longer than `queue`. A
client whose write is refused has to begin again; the wait is small beside that."""

MAX_WAIT = 0.5
"""Seconds that it may wait in a burst."""

BURST = 1.0
"""Seconds after which a queue is no burst, and without a refusal the overload is over."""

WEIGHT = 0.05
"""Weight of a new duration in the moving average."""

MAX_DURATION = 1.0
"""Seconds that one request counts at most in the average."""


class LoadShedder:
    """Decides in the main thread of a worker which requests of a pool of threads are refused; counts those in it."""

    def __init__(self, threads: int, queue: int, short_wait: float) -> None:
        """`queue` is the number of requests that may always wait for one of the `threads`."""
        self.threads = threads
        self.queue = queue
        self.short_wait = short_wait
        self.running = 0
        self.duration = 0.0
        self.calm_at = 0.0
        self.refused_at = -BURST

    def finish(self, seconds: float, *, is_typical: bool = True) -> None:
        """Count a request as answered after it held a thread for so long."""
        self.running -= 1
        if is_typical:
            self.observe(seconds)

    def observe(self, seconds: float) -> None:
        """Take into account for how long a request held a thread."""
        self.duration += WEIGHT * (min(seconds, MAX_DURATION) - self.duration)

    def refuses(self, now: float) -> bool:
        """Whether to refuse one more request."""
        waiting = self.running - self.threads
        if waiting < self.queue:
            self.calm_at = now
            return False
        is_standing = now - self.calm_at > BURST or now - self.refused_at < BURST
        is_late = waiting * self.duration / self.threads > (self.short_wait if is_standing else MAX_WAIT)
        if is_late:
            self.refused_at = now
        return is_late

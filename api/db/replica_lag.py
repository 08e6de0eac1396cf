"""Last observed replay position of each replica, and which replicas may therefore be read.

A position in the primary's write-ahead log at some moment holds all that was committed by then. A replica that has
replayed it shows that, and its data is as old as that moment.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

FAILOVER = 60
"""Seconds for which replicas stay in use, as they were, while the primary does not answer."""

PROBE_TIMEOUT = 2
"""Seconds that a probe of a server may take; after that the server counts as away."""

PROBE_INTERVAL = 1.0
"""Seconds between two probes, at most."""

NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class PrimarySample:
    """The primary at a moment: its log position, its timeline, and the last change that it showed."""

    at: float
    position: int
    timeline: int
    confirmed_seq: int


class ReplicaState:
    """A replica's log position and timeline, and the last moment of the primary whose state it shows."""

    def __init__(self) -> None:
        self.position = self.timeline = 0
        self.probed_at = self.as_of = NEVER

    def mark_away(self) -> None:
        """Exclude the replica until the next probe."""
        self.probed_at = NEVER


class LagMonitor:
    """Compares samples of a primary with its replicas' positions, and says which replicas may be read."""

    def __init__(self, replicas: Sequence[ReplicaState], lag: int) -> None:
        """`lag` is the number of seconds that a replica may be behind."""
        self.replicas = replicas
        self.interval = min(PROBE_INTERVAL, lag / 4)
        self.lag = lag - self.interval
        self.samples: deque[PrimarySample] = deque(maxlen=round(lag / self.interval) + 2)
        self.lock = Lock()

    def eligible_flags(self, since: int) -> Iterator[bool]:
        """For each replica, whether it may be read, and has replayed the position `since`.

        While the primary answers, a replica must show what the primary had `lag` seconds ago. While it does not,
        replicas stay as far behind as they were; that is good for a minute.
        """
        now = time.monotonic()
        newest = self.samples[-1] if self.samples else PrimarySample(NEVER, -1, 0, 0)
        is_known = newest.position >= since and now - newest.at <= FAILOVER
        for replica in self.replicas:
            is_probed = now - replica.probed_at <= PROBE_TIMEOUT + self.interval
            yield is_known and is_probed and replica.position >= since and newest.at - replica.as_of <= self.lag

    def eligible(self, since: int) -> tuple[list[bool], int]:
        """`eligible_flags`, and the last change that replicas may show: both of one moment."""
        with self.lock:
            return [*self.eligible_flags(since)], self.confirmed_seq()

    def lags(self) -> list[float]:
        """The age of each replica's data, in seconds; infinity for one that is away."""
        now = time.monotonic()
        with self.lock:
            return [now - each.as_of if each.probed_at > NEVER else -NEVER for each in self.replicas]

    def is_primary_away(self) -> bool:
        """Whether the primary has stopped answering."""
        return bool(self.samples) and time.monotonic() - self.samples[-1].at > PROBE_TIMEOUT + self.interval

    def confirmed_seq(self) -> int:
        """The last change that the primary has shown, which no failover can undo."""
        return self.samples[-1].confirmed_seq if self.samples else 0

    def on_primary(self, sample: PrimarySample) -> None:
        """Add a sample. On a new timeline, samples of the old one prove nothing."""
        with self.lock:
            if self.samples and self.samples[-1].timeline != sample.timeline:
                self.samples.clear()
            self.samples.append(sample)
            for replica in self.replicas:
                self.update_lag(replica)

    def on_replica(self, replica: ReplicaState, position: int, timeline: int) -> None:
        """Update a replica. One that receives nothing may report an earlier timeline than before."""
        with self.lock:
            replica.position, replica.timeline = position, max(replica.timeline, timeline)
            replica.probed_at = time.monotonic()
            self.update_lag(replica)

    def update_lag(self, replica: ReplicaState) -> None:
        """Find the last moment whose state a replica shows; for one ahead of all samples, the next sample will.

        On a timeline that the primary has left, a replica may have replayed what is lost: its position says nothing.
        """
        newest = self.samples[-1] if self.samples else None
        if newest is None or replica.timeline < newest.timeline:
            replica.as_of = NEVER
        elif replica.position <= newest.position and replica.timeline == newest.timeline:
            reached = (each.at for each in reversed(self.samples) if each.position <= replica.position)
            replica.as_of = next(reached, NEVER)

"""How far replicas have come, as far as it is known.

What the primary had at some moment is a position in its write-ahead log. A replica that has replayed it shows all that
was committed by then, and is as old as the moment is long ago.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

FAILOVER = 60
"""Seconds for which replicas stay in use, as they were, while the primary cannot be asked."""

PROBE_TIMEOUT = 2
"""Seconds that looking at a server may take, and after which it counts as away."""

PROBE_INTERVAL = 1.0
"""The most seconds between two looks."""

NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class PrimarySample:
    """How far the primary had come at a moment: its position, its timeline, and the last change it showed."""

    at: float
    position: int
    timeline: int
    confirmed_seq: int


class ReplicaState:
    """Where a replica is, on which timeline, and the last moment of the primary whose state it shows."""

    def __init__(self) -> None:
        """Know nothing of it."""
        self.position = self.timeline = 0
        self.seen_at = self.as_of = NEVER

    def leave(self) -> None:
        """Take the replica out of use until it has been looked at again."""
        self.seen_at = NEVER


class LagMonitor:
    """What is known of a primary and its replicas, and which of these are therefore fit to read from."""

    def __init__(self, replicas: Sequence[ReplicaState], lag: int) -> None:
        """Take where each replica is, and the seconds that one may lie behind."""
        self.replicas = replicas
        self.every = min(PROBE_INTERVAL, lag / 4)
        self.lag = lag - self.every
        self.samples: deque[PrimarySample] = deque(maxlen=round(lag / self.every) + 2)
        self.knowing = Lock()

    def eligible_flags(self, since: int) -> Iterator[bool]:
        """Yield, for each replica, whether it has come as far as it has to, and at least as far as `since`.

        While the primary answers, that is what it had `lag` seconds ago. While it does not, replicas are as far behind
        it as they were; that is good for so long only.
        """
        now = time.monotonic()
        newest = self.samples[-1] if self.samples else PrimarySample(NEVER, -1, 0, 0)
        is_known = newest.position >= since and now - newest.at <= FAILOVER
        for replica in self.replicas:
            is_seen = now - replica.seen_at <= PROBE_TIMEOUT + self.every
            yield is_known and is_seen and replica.position >= since and newest.at - replica.as_of <= self.lag

    def eligible(self, since: int) -> tuple[list[bool], int]:
        """Return which replicas are fit, and the last change that may be told from them: both as of one moment."""
        with self.knowing:
            return [*self.eligible_flags(since)], self.confirmed_seq()

    def is_primary_away(self) -> bool:
        """Whether the primary has not answered for a while, although it has before."""
        return bool(self.samples) and time.monotonic() - self.samples[-1].at > PROBE_TIMEOUT + self.every

    def confirmed_seq(self) -> int:
        """Return the last change that the primary has shown, and that no failover can therefore take back."""
        return self.samples[-1].confirmed_seq if self.samples else 0

    def on_primary(self, sample: PrimarySample) -> None:
        """Note how far the primary has come, and judge by it how far replicas have.

        On a new timeline, what was there on the old one proves nothing.
        """
        with self.knowing:
            if self.samples and self.samples[-1].timeline != sample.timeline:
                self.samples.clear()
            self.samples.append(sample)
            for replica in self.replicas:
                self.update_lag(replica)

    def on_replica(self, replica: ReplicaState, position: int, timeline: int) -> None:
        """Note how far a replica has come. One that receives nothing may tell an earlier timeline than it was on."""
        with self.knowing:
            replica.position, replica.timeline = position, max(replica.timeline, timeline)
            replica.seen_at = time.monotonic()
            self.update_lag(replica)

    def update_lag(self, replica: ReplicaState) -> None:
        """Find the last moment whose state a replica shows. Where it is ahead of all, the next one will tell.

        On a timeline that the primary has left, it may have replayed what is lost: its position says nothing.
        """
        newest = self.samples[-1] if self.samples else None
        if newest is None or replica.timeline < newest.timeline:
            replica.as_of = NEVER
        elif replica.position <= newest.position and replica.timeline == newest.timeline:
            reached = (each.at for each in reversed(self.samples) if each.position <= replica.position)
            replica.as_of = next(reached, NEVER)

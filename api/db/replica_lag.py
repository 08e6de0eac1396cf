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

LOOK_WITHIN = 2
"""Seconds that looking at a server may take, and after which it counts as away."""

SELDOM = 1.0
"""The most seconds between two looks."""

NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Sample:
    """How far the primary had come at a moment: its position, its timeline, and the last change it showed."""

    at: float
    position: int
    timeline: int
    told: int


class Place:
    """Where a replica is, on which timeline, and the last moment of the primary whose state it shows."""

    def __init__(self) -> None:
        """Know nothing of it."""
        self.position = self.timeline = 0
        self.seen_at = self.as_of = NEVER

    def leave(self) -> None:
        """Take the replica out of use until it has been looked at again."""
        self.seen_at = NEVER


class Standing:
    """What is known of a primary and its replicas, and which of these are therefore fit to read from."""

    def __init__(self, places: Sequence[Place], lag: int) -> None:
        """Take where each replica is, and the seconds that one may lie behind."""
        self.places = places
        self.every = min(SELDOM, lag / 4)
        self.lag = lag - self.every
        self.samples: deque[Sample] = deque(maxlen=round(lag / self.every) + 2)
        self.knowing = Lock()

    def is_fit(self, since: int) -> Iterator[bool]:
        """Yield, for each replica, whether it has come as far as it has to, and at least as far as `since`.

        While the primary answers, that is what it had `lag` seconds ago. While it does not, replicas are as far behind
        it as they were; that is good for so long only.
        """
        now = time.monotonic()
        newest = self.samples[-1] if self.samples else Sample(NEVER, -1, 0, 0)
        is_known = newest.position >= since and now - newest.at <= FAILOVER
        for place in self.places:
            is_seen = now - place.seen_at <= LOOK_WITHIN + self.every
            yield is_known and is_seen and place.position >= since and newest.at - place.as_of <= self.lag

    def fit(self, since: int) -> tuple[list[bool], int]:
        """Return which replicas are fit, and the last change that may be told from them: both as of one moment."""
        with self.knowing:
            return [*self.is_fit(since)], self.settled()

    def is_primary_away(self) -> bool:
        """Whether the primary has not answered for a while, although it has before."""
        return bool(self.samples) and time.monotonic() - self.samples[-1].at > LOOK_WITHIN + self.every

    def settled(self) -> int:
        """Return the last change that the primary has shown, and that no failover can therefore take back."""
        return self.samples[-1].told if self.samples else 0

    def heard(self, sample: Sample) -> None:
        """Note how far the primary has come, and judge by it how far replicas have.

        On a new timeline, what was there on the old one proves nothing.
        """
        with self.knowing:
            if self.samples and self.samples[-1].timeline != sample.timeline:
                self.samples.clear()
            self.samples.append(sample)
            for place in self.places:
                self.judge(place)

    def seen(self, place: Place, position: int, timeline: int) -> None:
        """Note how far a replica has come. One that receives nothing may tell an earlier timeline than it was on."""
        with self.knowing:
            place.position, place.timeline = position, max(place.timeline, timeline)
            place.seen_at = time.monotonic()
            self.judge(place)

    def judge(self, place: Place) -> None:
        """Find the last moment whose state a replica shows. Where it is ahead of all, the next one will tell.

        On a timeline that the primary has left, it may have replayed what is lost: its position says nothing.
        """
        newest = self.samples[-1] if self.samples else None
        if newest is None or place.timeline < newest.timeline:
            place.as_of = NEVER
        elif place.position <= newest.position and place.timeline == newest.timeline:
            reached = (each.at for each in reversed(self.samples) if each.position <= place.position)
            place.as_of = next(reached, NEVER)

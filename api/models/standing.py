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
    """How far the primary had come at a moment: its position, its line of history, and the last change it showed."""

    at: float
    position: int
    timeline: str
    told: int


class Place:
    """Where a replica is, and the last moment of the primary whose state it shows."""

    def __init__(self) -> None:
        """Know nothing of it."""
        self.position, self.strayed_at = 0, -1
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
        newest = self.samples[-1] if self.samples else Sample(NEVER, -1, "", 0)
        is_known = newest.position >= since and now - newest.at <= FAILOVER
        for place in self.places:
            is_seen = now - place.seen_at <= LOOK_WITHIN + self.every
            yield is_known and is_seen and place.position >= since and newest.at - place.as_of <= self.lag

    def is_primary_away(self) -> bool:
        """Whether the primary has not answered for a while, although it has before."""
        return bool(self.samples) and time.monotonic() - self.samples[-1].at > LOOK_WITHIN + self.every

    def settled(self) -> int:
        """Return the last change that the primary has shown, and that no failover can therefore take back."""
        return self.samples[-1].told if self.samples else 0

    def heard(self, sample: Sample) -> None:
        """Note how far the primary has come, and judge by it how far replicas have.

        On a new line of history, what was there on the old one proves nothing. A replica that was ahead of what the
        primary has now went on along the old one, with changes that are lost: it has strayed.
        """
        with self.knowing:
            if self.samples and self.samples[-1].timeline != sample.timeline:
                self.samples.clear()
                for place in self.places:
                    place.as_of = NEVER
            self.samples.append(sample)
            for place in self.places:
                if place.position > sample.position and place.seen_at < sample.at:
                    place.strayed_at = place.position
                self.judge(place)

    def seen(self, place: Place, position: int) -> None:
        """Note how far a replica has come."""
        with self.knowing:
            place.position, place.seen_at = position, time.monotonic()
            self.judge(place)

    def judge(self, place: Place) -> None:
        """Find the last moment whose state a replica shows. Where it is ahead of all, the next one will tell."""
        if place.position == place.strayed_at:
            place.as_of = NEVER
        elif self.samples and place.position <= self.samples[-1].position:
            reached = (each.at for each in reversed(self.samples) if each.position <= place.position)
            place.as_of = next(reached, NEVER)

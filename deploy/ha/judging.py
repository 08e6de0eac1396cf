"""What is concluded from what clients saw and what the database has: pure arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from deploy.ha.witness import Kept, Logged, Told

PAUSE = 1.0
"""Seconds in which nothing is done, from which on it counts as a pause: less is what a busy machine does by itself."""


def seconds_without(moments: Iterable[float], began: float, ended: float, *, pause: float = PAUSE) -> float:
    """Return how long nothing was done between two moments, in all pauses together."""
    within = sorted(moment for moment in moments if began <= moment <= ended)
    gaps = (later - earlier for earlier, later in pairwise([began, *within, ended]))
    return sum((gap for gap in gaps if gap >= pause), 0.0)


def lost(kept: Iterable[Kept], log: Iterable[Logged]) -> list[Kept]:
    """Return what was acknowledged and is not there as it was acknowledged."""
    there = {(each.id, each.version): each for each in log}
    return [each for each in kept if not is_kept(each, there.get((each.id, each.version)))]


def is_kept(kept: Kept, logged: Logged | None) -> bool:
    """Whether what was acknowledged is what is there."""
    return logged is not None and logged.title == kept.title and kept.etag in {None, logged.etag}


def duplicates(log: Iterable[Logged]) -> int:
    """Return how many records there are too many. Each has a title of its own, whatever was sent again."""
    records = Counter(title for title, _ in {(each.title, each.id) for each in log})
    return sum(count - 1 for count in records.values())


def missed(told: Iterable[Told], log: Iterable[Logged]) -> list[Logged]:
    """Return the changes that a follower was not told of."""
    known = set(told)
    return [each for each in log if Told(each.seq, each.id, each.version) not in known]


def wrong(told: Sequence[Told], log: Iterable[Logged]) -> int:
    """Return how often a follower was told of a change that there is not, or again, or after a later one."""
    there = {Told(each.seq, each.id, each.version) for each in log}
    untrue = sum(each not in there for each in told)
    return untrue + sum(later.seq <= earlier.seq for earlier, later in pairwise(told))

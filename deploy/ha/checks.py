"""Checks: compare what clients observed with the versions in the database. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from deploy.ha.history import Acknowledged, Change, StoredVersion

MIN_GAP = 1.0
"""Seconds without a success that count as an interruption; a busy machine has shorter gaps without any fault."""


def unavailable_seconds(successes: Iterable[float], began: float, ended: float, *, min_gap: float = MIN_GAP) -> float:
    """Total length of all interruptions between two times."""
    within = sorted(time for time in successes if began <= time <= ended)
    gaps = (later - earlier for earlier, later in pairwise([began, *within, ended]))
    return sum((gap for gap in gaps if gap >= min_gap), 0.0)


def lost_versions(acknowledged: Iterable[Acknowledged], versions: Iterable[StoredVersion]) -> list[Acknowledged]:
    """Acknowledged versions that are not stored as they were acknowledged."""
    stored = {(each.id, each.version): each for each in versions}
    return [each for each in acknowledged if not is_stored(each, stored.get((each.id, each.version)))]


def is_stored(acknowledged: Acknowledged, stored: StoredVersion | None) -> bool:
    """Whether the stored version is the acknowledged one."""
    return stored is not None and stored.title == acknowledged.title and acknowledged.etag in {None, stored.etag}


def count_duplicates(versions: Iterable[StoredVersion]) -> int:
    """Number of surplus records: each record has a title of its own, however often it was sent."""
    records = Counter(title for title, _ in {(each.title, each.id) for each in versions})
    return sum(count - 1 for count in records.values())


def missed_changes(changes: Iterable[Change], versions: Iterable[StoredVersion]) -> list[StoredVersion]:
    """Stored versions that the change feed did not report."""
    reported = set(changes)
    return [each for each in versions if Change(each.seq, each.id, each.version) not in reported]


def count_wrong_changes(changes: Sequence[Change], versions: Iterable[StoredVersion]) -> int:
    """Number of reported changes that are not stored, or were reported twice or out of order."""
    stored = {Change(each.seq, each.id, each.version) for each in versions}
    untrue = sum(each not in stored for each in changes)
    return untrue + sum(later.seq <= earlier.seq for earlier, later in pairwise(changes))

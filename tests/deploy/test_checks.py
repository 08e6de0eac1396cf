"""Checks of the test bed: interruptions, lost versions, duplicates, missed and wrong changes."""

from __future__ import annotations

import pytest

from deploy.ha import checks
from deploy.ha.history import Acknowledged, Change, History, Request, StoredVersion

VERSIONS = [StoredVersion(seq, f"r{seq}", 1, f'"e{seq}"', f"Title {seq}") for seq in (1, 2, 4)]
CHANGES = [Change(each.seq, each.id, each.version) for each in VERSIONS]


def acknowledged(number: int, *, etag: str | None = None) -> Acknowledged:
    """An acknowledged first version of a record."""
    return Acknowledged(f"r{number}", 1, etag or f'"e{number}"', f"Title {number}", 0.0)


@pytest.mark.parametrize(
    ("successes", "seconds"),
    [
        ([0.5, 1.0, 1.9, 2.5, 3.4], 0.0),
        ([0.5, 3.5], 3.0),
        ([0.5, 1.5, 2.4, 3.9], 2.5),
        ([], 4.0),
        ([1.2], 4.0),
        ([3.9], 3.9),
        ([-3.0, 0.9, 1.8, 2.7, 3.6, 9.0], 0.0),
        ([3.6, 0.9, 2.7, 1.8], 0.0),
    ],
)
def test_gaps_of_a_second_or_more_are_added_up(successes: list[float], seconds: float) -> None:
    assert checks.unavailable_seconds(successes, 0.0, 4.0) == pytest.approx(seconds)


def test_a_version_that_is_stored_as_acknowledged_is_not_lost() -> None:
    assert checks.lost_versions([acknowledged(1), acknowledged(4)], VERSIONS) == []


def test_a_version_that_is_absent_or_differs_is_lost() -> None:
    other = acknowledged(2, etag='"else"')
    assert checks.lost_versions([acknowledged(1), other, acknowledged(3)], VERSIONS) == [other, acknowledged(3)]


def test_an_imported_version_is_compared_by_its_title_only() -> None:
    imported = Acknowledged("r2", 1, None, "Title 2", 0.0)
    assert checks.lost_versions([imported], VERSIONS) == []
    assert checks.lost_versions([imported._replace(title="Title 3")], VERSIONS) == [imported._replace(title="Title 3")]


def test_two_records_with_one_title_are_duplicates_and_two_versions_are_not() -> None:
    twice = StoredVersion(5, "r5", 1, '"e5"', "Title 1")
    changed = StoredVersion(6, "r1", 2, '"e6"', "Title 1")
    assert checks.count_duplicates([*VERSIONS, changed]) == 0
    assert checks.count_duplicates([*VERSIONS, twice, changed]) == 1


def test_a_change_that_was_not_reported_was_missed() -> None:
    """Numbers may have gaps; another record under its number is not its report."""
    assert checks.missed_changes(CHANGES, VERSIONS) == []
    assert checks.missed_changes([CHANGES[0], Change(2, "another", 1), CHANGES[2]], VERSIONS) == [VERSIONS[1]]


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        (CHANGES, 0),
        (CHANGES[:2], 0),
        ([*CHANGES, Change(5, "r5", 1)], 1),
        ([CHANGES[0], CHANGES[0], CHANGES[1]], 1),
        ([CHANGES[1], CHANGES[0]], 1),
    ],
)
def test_an_untrue_repeated_or_late_change_is_wrong(changes: list[Change], count: int) -> None:
    assert checks.count_wrong_changes(changes, VERSIONS) == count


def test_the_history_lists_requests_since_a_time_latest_first() -> None:
    requests = [Request("read", time, time + 1, 200) for time in (0.0, 1.0, 2.0)]
    assert History(requests=requests).since(2.0) == [requests[2], requests[1]]


def test_only_an_allowed_2xx_is_a_success() -> None:
    assert Request("write", 0, 1, 201).succeeded
    assert not Request("write", 0, 1, 503).succeeded
    assert not Request("read", 0, 1, 200, is_allowed=False).succeeded

"""What is concluded from what clients saw: how long nothing was done, and what was lost, twice, missed or made up."""

from __future__ import annotations

import pytest

from deploy.ha import judging
from deploy.ha.witness import Kept, Logged, Seen, Told, Witness

LOG = [Logged(seq, f"r{seq}", 1, f'"e{seq}"', f"Title {seq}") for seq in (1, 2, 4)]
TOLD = [Told(each.seq, each.id, each.version) for each in LOG]


def kept(number: int, *, etag: str | None = None) -> Kept:
    """Return what was acknowledged of a record."""
    return Kept(f"r{number}", 1, etag or f'"e{number}"', f"Title {number}", 0.0)


@pytest.mark.parametrize(
    ("moments", "seconds"),
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
def test_pauses_of_a_second_or_more_are_added_up(moments: list[float], seconds: float) -> None:
    """From the beginning to the end, in whatever order answers came."""
    assert judging.seconds_without(moments, 0.0, 4.0) == pytest.approx(seconds)


def test_nothing_is_lost_that_is_there_as_it_was_acknowledged() -> None:
    """And what was never acknowledged may be there as well."""
    assert judging.lost([kept(1), kept(4)], LOG) == []


def test_what_is_gone_or_is_another_is_lost() -> None:
    """A record that is not there, and one that says something else."""
    other = kept(2, etag='"else"')
    assert judging.lost([kept(1), other, kept(3)], LOG) == [other, kept(3)]


def test_of_what_was_imported_only_the_title_is_known() -> None:
    """No ETag was told, and another title is another record."""
    imported = Kept("r2", 1, None, "Title 2", 0.0)
    assert judging.lost([imported], LOG) == []
    assert judging.lost([imported._replace(title="Title 3")], LOG) == [imported._replace(title="Title 3")]


def test_two_records_with_one_title_are_one_too_many() -> None:
    """Two versions of one record are not."""
    twice = Logged(5, "r5", 1, '"e5"', "Title 1")
    changed = Logged(6, "r1", 2, '"e6"', "Title 1")
    assert judging.duplicates([*LOG, changed]) == 0
    assert judging.duplicates([*LOG, twice, changed]) == 1


def test_a_change_that_was_not_told_was_missed() -> None:
    """Numbers may be left out; what has another record under its number has not been told."""
    assert judging.missed(TOLD, LOG) == []
    assert judging.missed([TOLD[0], Told(2, "another", 1), TOLD[2]], LOG) == [LOG[1]]


@pytest.mark.parametrize(
    ("told", "times"),
    [
        (TOLD, 0),
        (TOLD[:2], 0),
        ([*TOLD, Told(5, "r5", 1)], 1),
        ([TOLD[0], TOLD[0], TOLD[1]], 1),
        ([TOLD[1], TOLD[0]], 1),
    ],
)
def test_what_is_not_so_or_is_told_again_or_too_late_is_told_wrongly(told: list[Told], times: int) -> None:
    """Each time counts."""
    assert judging.wrong(told, LOG) == times


def test_a_witness_knows_what_was_seen_since() -> None:
    """The latest first."""
    seen = [Seen("read", moment, moment + 1, 200) for moment in (0.0, 1.0, 2.0)]
    assert Witness(seen=seen).since(2.0) == [seen[2], seen[1]]


def test_only_what_was_done_was_done_well() -> None:
    """An answer that puts off is fitting, and yet not done."""
    assert Seen("write", 0, 1, 201).well
    assert not Seen("write", 0, 1, 503).well
    assert not Seen("read", 0, 1, 200, fitting=False).well

"""Which replicas are fit to read from follows from what was heard of the primary and seen of them."""

from __future__ import annotations

import time

import pytest

from api.db.replica_lag import FAILOVER, Place, Sample, Standing

LAG = 20


@pytest.fixture
def place() -> Place:
    """Give where a replica is."""
    return Place()


@pytest.fixture
def standing(place: Place) -> Standing:
    """Give what is known of it."""
    return Standing([place], LAG)


def heard(standing: Standing, position: int, *, ago: float = 0, timeline: int = 1, told: int = 0) -> None:
    """Note where the primary was some time ago."""
    standing.heard(Sample(time.monotonic() - ago, position, timeline, told))


def seen(standing: Standing, place: Place, position: int, *, timeline: int = 1) -> None:
    """Note where the replica is."""
    standing.seen(place, position, timeline)


def is_fit(standing: Standing, since: int = 0) -> bool:
    """Whether the replica is fit to be read from."""
    return [*standing.is_fit(since)] == [True]


def test_nothing_is_read_from_a_replica_of_a_primary_that_was_never_heard(standing: Standing, place: Place) -> None:
    """However far it may be."""
    seen(standing, place, 100)
    assert not is_fit(standing)
    assert (standing.settled(), standing.is_primary_away()) == (0, False)


def test_a_replica_is_as_old_as_the_last_moment_whose_state_it_shows(standing: Standing, place: Place) -> None:
    """What happened since counts, not when it was seen."""
    heard(standing, 100, ago=LAG + 5)
    heard(standing, 200, ago=LAG - 5)
    heard(standing, 300)
    for position, fit in ((99, False), (100, False), (199, False), (200, True), (250, True), (300, True)):
        seen(standing, place, position)
        assert is_fit(standing) is fit, position


def test_only_what_has_come_as_far_as_it_is_asked_to_is_fit(standing: Standing, place: Place) -> None:
    """Nor is it while the primary is not known to have come as far, and to have told its changes."""
    heard(standing, 100)
    seen(standing, place, 100)
    assert (is_fit(standing, 100), is_fit(standing, 101)) == (True, False)
    seen(standing, place, 150)
    assert not is_fit(standing, 101)
    heard(standing, 150, told=7)
    assert is_fit(standing, 101)
    assert standing.settled() == 7


def test_replicas_stay_in_use_for_a_while_when_the_primary_is_away(standing: Standing, place: Place) -> None:
    """For a minute, as they were."""
    heard(standing, 100, ago=FAILOVER - 5)
    seen(standing, place, 100)
    assert (is_fit(standing), standing.is_primary_away()) == (True, True)


def test_replicas_are_not_used_for_ever_when_the_primary_is_away(standing: Standing, place: Place) -> None:
    """Nobody knows then how old they are."""
    heard(standing, 100, ago=FAILOVER + 5)
    seen(standing, place, 100)
    assert not is_fit(standing)


def test_a_replica_that_went_on_along_a_lost_history_stays_out(standing: Standing, place: Place) -> None:
    """Also when the new primary has passed it, and whenever it is looked at; until it follows the new one."""
    heard(standing, 100)
    seen(standing, place, 150)
    heard(standing, 150)
    assert is_fit(standing)
    heard(standing, 120, timeline=2)
    assert not is_fit(standing)
    for position in (140, 160, 200):
        seen(standing, place, 155)
        assert not is_fit(standing)
        heard(standing, position, timeline=2)
        assert not is_fit(standing)
    seen(standing, place, 200, timeline=2)
    assert is_fit(standing)


def test_what_was_measured_before_a_failover_proves_nothing_after_it(standing: Standing, place: Place) -> None:
    """A replica has to be seen to have what the new primary has."""
    heard(standing, 100)
    seen(standing, place, 100)
    heard(standing, 110, timeline=2)
    assert not is_fit(standing)
    seen(standing, place, 110, timeline=2)
    assert is_fit(standing)


def test_a_replica_that_receives_nothing_any_more_stays_as_it_was(standing: Standing, place: Place) -> None:
    """It tells the timeline of its last checkpoint then, which may be one before."""
    heard(standing, 100, timeline=2)
    seen(standing, place, 100, timeline=2)
    seen(standing, place, 100, timeline=1)
    assert is_fit(standing)


def test_a_replica_that_follows_a_new_primary_first_stays_as_it_was(standing: Standing, place: Place) -> None:
    """Until that one is heard: it has what it had, and its position says nothing yet."""
    heard(standing, 100)
    seen(standing, place, 100)
    seen(standing, place, 90, timeline=2)
    assert is_fit(standing)
    heard(standing, 120, timeline=2)
    assert not is_fit(standing)


def test_what_may_be_told_is_of_the_moment_at_which_a_replica_was_fit(standing: Standing, place: Place) -> None:
    """What a new primary tells of is not told from a replica of the old one."""
    heard(standing, 100, told=3)
    seen(standing, place, 100)
    assert standing.fit(0) == ([True], 3)
    heard(standing, 120, told=43, timeline=2)
    assert standing.fit(0) == ([False], 43)

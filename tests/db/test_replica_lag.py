"""Which replicas are fit to read from follows from what was heard of the primary and seen of them."""

from __future__ import annotations

import time

import pytest

from api.db.replica_lag import FAILOVER, LagMonitor, PrimarySample, ReplicaState

LAG = 20


@pytest.fixture
def replica() -> ReplicaState:
    """Give where a replica is."""
    return ReplicaState()


@pytest.fixture
def monitor(replica: ReplicaState) -> LagMonitor:
    """Give what is known of it."""
    return LagMonitor([replica], LAG)


def on_primary(
    monitor: LagMonitor, position: int, *, ago: float = 0, timeline: int = 1, confirmed_seq: int = 0
) -> None:
    """Note where the primary was some time ago."""
    monitor.on_primary(PrimarySample(time.monotonic() - ago, position, timeline, confirmed_seq))


def on_replica(monitor: LagMonitor, replica: ReplicaState, position: int, *, timeline: int = 1) -> None:
    """Note where the replica is."""
    monitor.on_replica(replica, position, timeline)


def is_eligible(monitor: LagMonitor, since: int = 0) -> bool:
    """Whether the replica is fit to be read from."""
    return [*monitor.eligible_flags(since)] == [True]


def test_nothing_is_read_from_a_replica_of_a_primary_that_was_never_heard(
    monitor: LagMonitor, replica: ReplicaState
) -> None:
    """However far it may be."""
    on_replica(monitor, replica, 100)
    assert not is_eligible(monitor)
    assert (monitor.confirmed_seq(), monitor.is_primary_away()) == (0, False)


def test_a_replica_is_as_old_as_the_last_moment_whose_state_it_shows(
    monitor: LagMonitor, replica: ReplicaState
) -> None:
    """What happened since counts, not when it was seen."""
    on_primary(monitor, 100, ago=LAG + 5)
    on_primary(monitor, 200, ago=LAG - 5)
    on_primary(monitor, 300)
    for position, expected in ((99, False), (100, False), (199, False), (200, True), (250, True), (300, True)):
        on_replica(monitor, replica, position)
        assert is_eligible(monitor) is expected, position


def test_only_what_has_come_as_far_as_it_is_asked_to_is_fit(monitor: LagMonitor, replica: ReplicaState) -> None:
    """Nor is it while the primary is not known to have come as far, and to have told its changes."""
    on_primary(monitor, 100)
    on_replica(monitor, replica, 100)
    assert (is_eligible(monitor, 100), is_eligible(monitor, 101)) == (True, False)
    on_replica(monitor, replica, 150)
    assert not is_eligible(monitor, 101)
    on_primary(monitor, 150, confirmed_seq=7)
    assert is_eligible(monitor, 101)
    assert monitor.confirmed_seq() == 7


def test_replicas_stay_in_use_for_a_while_when_the_primary_is_away(monitor: LagMonitor, replica: ReplicaState) -> None:
    """For a minute, as they were."""
    on_primary(monitor, 100, ago=FAILOVER - 5)
    on_replica(monitor, replica, 100)
    assert (is_eligible(monitor), monitor.is_primary_away()) == (True, True)


def test_replicas_are_not_used_for_ever_when_the_primary_is_away(monitor: LagMonitor, replica: ReplicaState) -> None:
    """Nobody knows then how old they are."""
    on_primary(monitor, 100, ago=FAILOVER + 5)
    on_replica(monitor, replica, 100)
    assert not is_eligible(monitor)


def test_a_replica_that_went_on_along_a_lost_history_stays_out(monitor: LagMonitor, replica: ReplicaState) -> None:
    """Also when the new primary has passed it, and whenever it is looked at; until it follows the new one."""
    on_primary(monitor, 100)
    on_replica(monitor, replica, 150)
    on_primary(monitor, 150)
    assert is_eligible(monitor)
    on_primary(monitor, 120, timeline=2)
    assert not is_eligible(monitor)
    for position in (140, 160, 200):
        on_replica(monitor, replica, 155)
        assert not is_eligible(monitor)
        on_primary(monitor, position, timeline=2)
        assert not is_eligible(monitor)
    on_replica(monitor, replica, 200, timeline=2)
    assert is_eligible(monitor)


def test_what_was_measured_before_a_failover_proves_nothing_after_it(
    monitor: LagMonitor, replica: ReplicaState
) -> None:
    """A replica has to be seen to have what the new primary has."""
    on_primary(monitor, 100)
    on_replica(monitor, replica, 100)
    on_primary(monitor, 110, timeline=2)
    assert not is_eligible(monitor)
    on_replica(monitor, replica, 110, timeline=2)
    assert is_eligible(monitor)


def test_a_replica_that_receives_nothing_any_more_stays_as_it_was(monitor: LagMonitor, replica: ReplicaState) -> None:
    """It tells the timeline of its last checkpoint then, which may be one before."""
    on_primary(monitor, 100, timeline=2)
    on_replica(monitor, replica, 100, timeline=2)
    on_replica(monitor, replica, 100, timeline=1)
    assert is_eligible(monitor)


def test_a_replica_that_follows_a_new_primary_first_stays_as_it_was(monitor: LagMonitor, replica: ReplicaState) -> None:
    """Until that one is heard: it has what it had, and its position says nothing yet."""
    on_primary(monitor, 100)
    on_replica(monitor, replica, 100)
    on_replica(monitor, replica, 90, timeline=2)
    assert is_eligible(monitor)
    on_primary(monitor, 120, timeline=2)
    assert not is_eligible(monitor)


def test_what_may_be_told_is_of_the_moment_at_which_a_replica_was_fit(
    monitor: LagMonitor, replica: ReplicaState
) -> None:
    """What a new primary tells of is not told from a replica of the old one."""
    on_primary(monitor, 100, confirmed_seq=3)
    on_replica(monitor, replica, 100)
    assert monitor.eligible(0) == ([True], 3)
    on_primary(monitor, 120, confirmed_seq=43, timeline=2)
    assert monitor.eligible(0) == ([False], 43)

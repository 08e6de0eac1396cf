"""Eligible replicas follow from samples of the primary and from the replicas' positions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Connection, text
from structlog.testing import capture_logs

from api.db.database import Database
from api.db.engine import EngineOptions
from api.db.replica_lag import FAILOVER, LagMonitor, PrimarySample, ReplicaState
from api.db.replicas import Replicas
from tests import engines

LAG = 20


@pytest.fixture
def replica() -> ReplicaState:
    """A replica that was not probed yet."""
    return ReplicaState()


@pytest.fixture
def monitor(replica: ReplicaState) -> LagMonitor:
    """A monitor of this replica."""
    return LagMonitor([replica], LAG)


def on_primary(
    monitor: LagMonitor, position: int, *, ago: float = 0, timeline: int = 1, confirmed_seq: int = 0
) -> None:
    """Add a sample of the primary, some seconds ago."""
    monitor.on_primary(PrimarySample(time.monotonic() - ago, position, timeline, confirmed_seq))


def on_replica(monitor: LagMonitor, replica: ReplicaState, position: int, *, timeline: int = 1) -> None:
    """Report the replica's position."""
    monitor.on_replica(replica, position, timeline)


def is_eligible(monitor: LagMonitor, since: int = 0) -> bool:
    """Whether the replica may be read."""
    return [*monitor.eligible_flags(since)] == [True]


def test_without_a_sample_of_the_primary_no_replica_is_eligible(monitor: LagMonitor, replica: ReplicaState) -> None:
    on_replica(monitor, replica, 100)
    assert not is_eligible(monitor)
    assert (monitor.confirmed_seq(), monitor.is_primary_away()) == (0, False)


def test_a_replica_is_as_old_as_the_newest_sample_that_it_has_replayed(
    monitor: LagMonitor, replica: ReplicaState
) -> None:
    on_primary(monitor, 100, ago=LAG + 5)
    on_primary(monitor, 200, ago=LAG - 5)
    on_primary(monitor, 300)
    for position, expected in ((99, False), (100, False), (199, False), (200, True), (250, True), (300, True)):
        on_replica(monitor, replica, position)
        assert is_eligible(monitor) is expected, position


def test_a_replica_must_have_replayed_the_requested_position(monitor: LagMonitor, replica: ReplicaState) -> None:
    """The primary must have reached the position too, with its last change."""
    on_primary(monitor, 100)
    on_replica(monitor, replica, 100)
    assert (is_eligible(monitor, 100), is_eligible(monitor, 101)) == (True, False)
    on_replica(monitor, replica, 150)
    assert not is_eligible(monitor, 101)
    on_primary(monitor, 150, confirmed_seq=7)
    assert is_eligible(monitor, 101)
    assert monitor.confirmed_seq() == 7


def test_replicas_stay_eligible_for_a_minute_while_the_primary_is_away(
    monitor: LagMonitor, replica: ReplicaState
) -> None:
    on_primary(monitor, 100, ago=FAILOVER - 5)
    on_replica(monitor, replica, 100)
    assert (is_eligible(monitor), monitor.is_primary_away()) == (True, True)


def test_after_that_minute_no_replica_is_eligible(monitor: LagMonitor, replica: ReplicaState) -> None:
    """Their lag is unknown then."""
    on_primary(monitor, 100, ago=FAILOVER + 5)
    on_replica(monitor, replica, 100)
    assert not is_eligible(monitor)


def test_a_replica_on_a_lost_timeline_is_not_eligible(monitor: LagMonitor, replica: ReplicaState) -> None:
    """Even when the new primary has passed its position, until it follows the new timeline."""
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


def test_samples_before_a_failover_prove_nothing_after_it(monitor: LagMonitor, replica: ReplicaState) -> None:
    on_primary(monitor, 100)
    on_replica(monitor, replica, 100)
    on_primary(monitor, 110, timeline=2)
    assert not is_eligible(monitor)
    on_replica(monitor, replica, 110, timeline=2)
    assert is_eligible(monitor)


def test_a_replica_that_receives_nothing_stays_eligible(monitor: LagMonitor, replica: ReplicaState) -> None:
    """It reports the timeline of its last checkpoint, which may be an earlier one."""
    on_primary(monitor, 100, timeline=2)
    on_replica(monitor, replica, 100, timeline=2)
    on_replica(monitor, replica, 100, timeline=1)
    assert is_eligible(monitor)


def test_a_replica_that_follows_the_new_primary_early_stays_eligible(
    monitor: LagMonitor, replica: ReplicaState
) -> None:
    """Until the first sample of the new primary."""
    on_primary(monitor, 100)
    on_replica(monitor, replica, 100)
    on_replica(monitor, replica, 90, timeline=2)
    assert is_eligible(monitor)
    on_primary(monitor, 120, timeline=2)
    assert not is_eligible(monitor)


def test_the_confirmed_change_is_of_the_moment_of_eligibility(monitor: LagMonitor, replica: ReplicaState) -> None:
    """A change of the new primary is not confirmed for a replica of the old one."""
    on_primary(monitor, 100, confirmed_seq=3)
    on_replica(monitor, replica, 100)
    assert monitor.eligible(0) == ([True], 3)
    on_primary(monitor, 120, confirmed_seq=43, timeline=2)
    assert monitor.eligible(0) == ([False], 43)


def test_a_read_succeeds_if_no_probe_can_be_started(
    newest: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is logged; the next read tries again."""

    def refuse(*_: Any) -> None:
        raise RuntimeError("can't start new thread")

    def one(connection: Connection) -> int:
        return int(connection.scalar(text("SELECT 1")) or 0)

    url = engines.copy_database(newest("sqlite"), tmp_path, "unprobed")
    primary = Database(url)
    replicas = Replicas(primary, url, [url], EngineOptions(), lag=LAG)
    with monkeypatch.context() as limited, capture_logs() as logs:
        limited.setattr(Thread, "start", refuse)
        assert [replicas.read(one), replicas.read(one)] == [1, 1]
    assert [each["event"] for each in logs] == ["replica probe not started"] * 2
    assert replicas.read(one) == 1
    assert [each.name for each in threading.enumerate()].count("replicas") == 2
    replicas.close()
    primary.engine.dispose()

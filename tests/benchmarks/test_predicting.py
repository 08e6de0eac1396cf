"""From what was measured to what is foretold."""

from __future__ import annotations

from collections import Counter

import pytest

from api.db.database import Database
from benchmarks import databases, locking, predicting
from benchmarks.load import Measured
from benchmarks.locking import Held
from benchmarks.predicting import Point, cost_of, foretell, mix


def measured(rate: float, cpu: float, database: float = 0) -> Measured:
    return Measured(rate=rate, p50=1, p99=2, cpu=cpu, database=database, generator=40, foreign=0)


def test_a_turn_is_no_longer_than_the_pause_between_two_answers_nor_than_the_cpu_it_takes() -> None:
    beside = cost_of([measured(rate=2_000, cpu=700)], None)
    assert (beside.turn, beside.cpu) == (500, 700)
    assert cost_of([measured(rate=2_000, cpu=300)], None).turn == 300


def test_a_lock_is_held_no_longer_than_the_pause_between_two_writes() -> None:
    write = cost_of([measured(rate=100, cpu=5_000)], Held(clock=14_000, cpu=3_000))
    assert (write.lock, write.locked) == (10_000, 3_000)


def test_costs_are_medians_of_runs() -> None:
    runs = [measured(rate, cpu=1e6 / rate) for rate in (1_000, 2_000, 100)]
    assert cost_of(runs, None).turn == 1_000


def test_what_a_database_does_for_a_write_is_told_from_what_it_does_for_a_read() -> None:
    runs = [measured(rate=100, cpu=5_000, database=900)]
    read, write = cost_of(runs, None), cost_of(runs, Held(clock=3_000, cpu=400))
    assert (read.reading, read.writing, read.lock) == (900, 0, 0)
    assert (write.reading, write.writing, write.lock, write.locked) == (0, 900, 3_000, 400)


def test_a_point_is_foretold_with_what_bounds_it() -> None:
    cost = cost_of([measured(rate=2_000, cpu=500)], None)
    assert foretell(Point("get", 1, 16), cost, 2).bound == "workers"
    assert foretell(Point("get", 1, 1), cost, 2).bound == "connections"
    assert foretell(Point("get", 2, 16), cost, 1).bound == "cores"


def test_the_mix_holds_as_many_requests_of_each_sort_as_it_says() -> None:
    lines = mix({sort: [sort.encode()] for sort in predicting.MIX})
    assert Counter(line.decode() for line in lines) == predicting.MIX
    assert len(lines) == 1_000


def test_the_lock_is_watched_from_when_a_write_gets_it_until_it_has_committed(migrated_database: str) -> None:
    database = Database(migrated_database)
    key = databases.make_key(database)
    database.engine.dispose()
    held = locking.held(migrated_database, key, writes=5)
    assert 0 < held.cpu <= held.clock


def test_a_write_that_is_refused_is_no_measurement(migrated_database: str) -> None:
    with pytest.raises(locking.Refused):
        locking.held(migrated_database, "cmq_nobody", writes=1)


def test_a_database_with_records_takes_more_room(migrated_database: str) -> None:
    database = Database(migrated_database)
    empty = databases.size(migrated_database)
    databases.load(database, 200)
    database.engine.dispose()
    assert databases.size(migrated_database) - empty > 200 * 10_000

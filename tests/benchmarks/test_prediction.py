"""From measured runs to costs and predictions."""

from __future__ import annotations

from collections import Counter

import pytest

from api.db.database import Database
from benchmarks import databases, prediction
from benchmarks.errors import BenchmarkError
from benchmarks.load import Run
from benchmarks.lock_time import LockTime, measure_lock
from benchmarks.prediction import LoadPoint, cost_of, mix, predict


def run(rate: float, cpu: float, database: float = 0) -> Run:
    return Run(rate=rate, p50=1, p99=2, cpu=cpu, database=database, generator=40, foreign=0)


def test_worker_time_is_at_most_the_interval_between_responses_and_the_cpu() -> None:
    parallel = cost_of([run(rate=2_000, cpu=700)], None)
    assert (parallel.worker, parallel.cpu) == (500, 700)
    assert cost_of([run(rate=2_000, cpu=300)], None).worker == 300


def test_lock_time_is_at_most_the_interval_between_writes() -> None:
    write = cost_of([run(rate=100, cpu=5_000)], LockTime(clock=14_000, cpu=3_000))
    assert (write.lock, write.locked) == (10_000, 3_000)


def test_costs_are_medians_of_runs() -> None:
    runs = [run(rate, cpu=1e6 / rate) for rate in (1_000, 2_000, 100)]
    assert cost_of(runs, None).worker == 1_000


def test_database_cpu_counts_as_reading_or_writing() -> None:
    runs = [run(rate=100, cpu=5_000, database=900)]
    read, write = cost_of(runs, None), cost_of(runs, LockTime(clock=3_000, cpu=400))
    assert (read.reading, read.writing, read.lock) == (900, 0, 0)
    assert (write.reading, write.writing, write.lock, write.locked) == (0, 900, 3_000, 400)


def test_a_prediction_names_the_bottleneck() -> None:
    cost = cost_of([run(rate=2_000, cpu=500)], None)
    assert predict(LoadPoint("get", 1, 16), cost, 2).bound == "workers"
    assert predict(LoadPoint("get", 1, 1), cost, 2).bound == "connections"
    assert predict(LoadPoint("get", 2, 16), cost, 1).bound == "cores"


def test_the_mix_has_its_share_of_each_workload() -> None:
    lines = mix({name: [name.encode()] for name in prediction.MIX})
    assert Counter(line.decode() for line in lines) == prediction.MIX
    assert len(lines) == 1_000


def test_lock_time_lasts_from_acquisition_to_commit(migrated_database: str) -> None:
    database = Database(migrated_database)
    key = databases.make_key(database)
    database.engine.dispose()
    lock = measure_lock(migrated_database, key, writes=5)
    assert 0 < lock.cpu <= lock.clock


def test_a_rejected_write_ends_the_benchmark(migrated_database: str) -> None:
    with pytest.raises(BenchmarkError):
        measure_lock(migrated_database, "cmq_nobody", writes=1)


def test_size_on_disk_grows_with_records(migrated_database: str) -> None:
    database = Database(migrated_database)
    empty = databases.size_on_disk(migrated_database)
    databases.load_records(database, 200)
    database.engine.dispose()
    assert databases.size_on_disk(migrated_database) - empty > 200 * 10_000

"""The capacity model agrees with queueing laws computed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import layouts, model
from benchmarks.model import Cost, Layout

READ = Cost(worker=500, cpu=600, reading=200, generator=50)
WRITE = Cost(worker=4_000, cpu=4_000, writing=1_000, lock=3_000, locked=1_000, generator=50)
ONE = Layout(workers=1, cores=4)
COSTS = st.builds(
    lambda worker, parallel, database, lock: Cost(worker, worker + parallel, database, 0, lock, 0, 10),
    *(st.floats(1, 10_000) for _ in range(4)),
)
LAYOUTS = st.builds(Layout, st.integers(1, 8), st.floats(0.5, 16), st.integers(1, 4), generator_here=st.booleans())


def test_a_worker_busy_for_half_a_millisecond_per_request_serves_two_thousand_a_second() -> None:
    assert model.limits(READ, ONE)["workers"] == 2_000
    assert model.limits(READ, replace(ONE, workers=2, nodes=3))["workers"] == 12_000


def test_cores_are_shared_by_workers_database_and_generator() -> None:
    assert model.limits(READ, ONE)["cores"] == pytest.approx(4e6 / 800)
    assert model.limits(READ, replace(ONE, generator_here=True))["cores"] == pytest.approx(4e6 / 850)
    assert model.limits(READ, replace(ONE, database_cores=8))["cores"] == pytest.approx(4e6 / 600)


def test_more_workers_do_not_raise_write_throughput_above_the_lock() -> None:
    many = Layout(workers=16, cores=64, nodes=4)
    assert model.bottleneck(WRITE, many) == ("lock", pytest.approx(1e6 / 3_000))


def test_replicas_share_reads_and_each_repeats_writes() -> None:
    mix = model.mixed({"read": READ, "write": WRITE}, {"read": 9, "write": 1})
    alone = model.limits(mix, replace(ONE, database_cores=1))
    three = model.limits(mix, replace(ONE, database_cores=1, replicas=3))
    assert alone["primary"] == pytest.approx(1e6 / (180 + 100))
    assert three["primary"] == pytest.approx(1e6 / 100)
    assert three["replicas"] == pytest.approx(1e6 / (60 + 100))


def test_a_mix_costs_the_weighted_mean() -> None:
    mix = model.mixed({"read": READ, "write": WRITE}, {"read": 1, "write": 3})
    assert (mix.worker, mix.lock, mix.reading) == (3_125, 2_250, 50)


def test_one_connection_never_queues() -> None:
    assert model.rate(READ, replace(ONE, generator_here=True), 1) == pytest.approx(1e6 / (600 + 200 + 50))
    assert model.rate(WRITE, ONE, 1) == pytest.approx(1e6 / (4_000 - 1_000 + 3_000 + 1_000))


def test_two_connections_at_two_equal_queues_get_two_thirds_of_the_capacity() -> None:
    assert model.closed_throughput([100, 100], 0, 2) == pytest.approx(1e4 * 2 / 3)


@given(COSTS, LAYOUTS, st.integers(1, 30))
def test_throughput_grows_with_connections_up_to_the_bottleneck(cost: Cost, layout: Layout, connections: int) -> None:
    fewer, more = (model.rate(cost, layout, count) for count in (connections, connections + 1))
    assert 0 < fewer <= more * (1 + 1e-9)
    assert more <= min(model.limits(cost, layout).values())


def test_connections_equal_rate_times_latency() -> None:
    rate, wait = model.rate(READ, ONE, 16), model.latency(READ, ONE, 16)
    assert rate * wait / 1000 == pytest.approx(16)


def test_latency_doubles_at_half_utilisation_and_is_infinite_above_capacity() -> None:
    alone = Cost(worker=500, cpu=500)
    assert model.latency_at(alone, ONE, 1e-9) == pytest.approx(0.5)
    assert model.latency_at(alone, ONE, 1_000) == pytest.approx(1.0)
    assert model.latency_at(alone, ONE, 2_000) == float("inf")


def test_a_cache_misses_only_the_first_request_per_lifetime() -> None:
    assert model.hit_ratio(arriving=0.9, seconds=10) == pytest.approx(0.9)
    assert model.hit_ratio(arriving=5, seconds=0) == 0


def test_behind_a_cache_only_misses_cost_anything() -> None:
    not_modified = Cost(worker=200, cpu=200)
    behind = model.behind_cache(READ, not_modified, hit=0.9, unchanged=0.5)
    assert behind.worker == pytest.approx(0.1 * (0.5 * 200 + 0.5 * 500))
    assert model.bottleneck(behind, ONE)[1] == pytest.approx(1e6 / 35)


def test_the_table_names_throughput_and_bottleneck() -> None:
    rows = layouts.table({"reading": READ, "writing": WRITE}, "postgresql").splitlines()[-2:]
    assert rows == [
        "| reading | 1,250/s (cores) | 5,000/s (cores) | 13,333/s (cores) |",
        "| writing | 200/s (cores) | 333/s (lock) | 333/s (lock) |",
    ]


def test_sqlite_has_no_cluster_column() -> None:
    assert "cluster" not in layouts.table({"reading": READ}, "sqlite")

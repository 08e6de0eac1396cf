"""`python -m benchmarks model`: measure the cost of each workload, predict other loads from it, then measure those."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from statistics import median

import click

from benchmarks import databases, layouts, load, model, workloads
from benchmarks.load import CONNECTIONS, Run
from benchmarks.lock_time import LockTime, measure_lock
from benchmarks.model import SECOND, Cost, Layout
from benchmarks.servers import Server, gunicorn

MIX: Mapping[str, int] = {"get": 900, "list": 80, "post": 20}
"""Requests of each workload in a thousand of the mixed load."""

MIX_TITLE = "90 % W1, 8 % W2, 2 % W5"

COST_HEAD = "| workload | requests/s | worker | CPU | database | lock | generator |\n|---|--:|--:|--:|--:|--:|--:|"
PREDICTION_HEAD = "| load | workers | connections | predicted | bound by | latency |\n|---|--:|--:|--:|---|--:|"
ERROR_HEAD = (
    "| load | workers | connections | predicted | measured | error | mean wait, predicted | p50 | foreign |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True, slots=True)
class LoadPoint:
    """A load: workload, workers and connections."""

    load: str
    workers: int
    connections: int = CONNECTIONS

    def __str__(self) -> str:
        """The first columns of a table."""
        return f"| {self.load} | {self.workers} | {self.connections}"


PREDICTED_POINTS = (
    *(LoadPoint("get", 1, connections) for connections in (1, 2, 4, 16)),
    *(LoadPoint("get", 2, connections) for connections in (8, 16)),
    LoadPoint("list", 2),
    LoadPoint("post", 2),
    LoadPoint("mix", 1),
    LoadPoint("mix", 2),
)


@dataclass(frozen=True, slots=True)
class Prediction:
    """Predicted throughput of a load in requests/s, and its bottleneck."""

    point: LoadPoint
    rate: float
    bound: str

    @property
    def latency(self) -> float:
        """Mean response time in ms."""
        return self.point.connections / self.rate * 1000


@dataclass(frozen=True, slots=True)
class Bench:
    """Servers by number of workers, files of requests by workload, and how long to measure."""

    servers: Mapping[int, Server]
    requests: Mapping[str, Path]
    headers: Mapping[str, str]
    rounds: int
    seconds: int
    runs: count[int] = field(default_factory=lambda: count(1))

    def measure(self, point: LoadPoint) -> list[Run]:
        """Measure a load repeatedly. Returns the half of the runs with the least CPU use by other programs."""
        runs = [
            load.measure(
                self.servers[point.workers],
                self.requests[point.load],
                self.headers,
                seconds=self.seconds,
                first=next(self.runs) * load.BODIES_PER_RUN,
                connections=point.connections,
            )
            for _ in range(self.rounds)
        ]
        return sorted(runs, key=lambda run: run.foreign)[: (self.rounds + 1) // 2]


@click.command("model")
@click.option("--database", type=click.Choice(databases.ENGINES), default="sqlite", show_default=True)
@click.option("--records", type=click.IntRange(1_000), default=5_000, show_default=True, help="Records to read from.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="Runs of each load.")
@click.option("--seconds", type=click.IntRange(1), default=3, show_default=True, help="Length of a run.")
def model_command(database: str, records: int, rounds: int, seconds: int) -> None:
    """Measure the cost of each workload, predict other loads, and then measure those."""
    load.require_wrk()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        loaded = stack.enter_context(databases.benchmark_database(database, folder, records=records))
        size = databases.size_on_disk(loaded.url) / records / 1000
        click.echo(f"{records:,} records in {database} take {size:.1f} kB each.\n")
        lock = measure_lock(loaded.url, loaded.key)
        bench = start_bench(stack, loaded, folder, rounds, seconds)
        databases.analyze(loaded.url)
        costs = run(bench, lock)
        click.echo(f"\n{layouts.table(by_title(costs), database)}")


def start_bench(
    stack: ExitStack, database: databases.BenchmarkDatabase, folder: Path, rounds: int, seconds: int
) -> Bench:
    """Start the servers and write the files of requests."""
    servers = {
        workers: Server(started.url, started.pid, database.processes)
        for workers in (1, 2)
        for started in [stack.enter_context(serve(database.url, folder, workers))]
    }
    headers = {"Authorization": f"Bearer {database.key}", "Content-Type": "application/json"}
    requests = {
        name: workloads.prepare(name, database.ids, servers[1].url, folder, headers).ours
        for name in workloads.WORKLOADS
    }
    requests["mix"] = folder / "mix.ours"
    requests["mix"].write_bytes(b"".join(mix({name: requests[name].read_bytes().splitlines(True) for name in MIX})))
    return Bench(servers, requests, headers, rounds, seconds)


def serve(url: str, folder: Path, workers: int) -> AbstractContextManager[Server]:
    """Serve the API with this many workers."""
    return gunicorn("api:create_app()", "/readyz", folder, DATABASE_URL=url, WEB_CONCURRENCY=str(workers))


def mix(lines: Mapping[str, Sequence[bytes]]) -> list[bytes]:
    """A thousand requests in the proportions of the mix, always in the same order."""
    mixed = [lines[name][number % len(lines[name])] for name, share in MIX.items() for number in range(share)]
    Random(0).shuffle(mixed)  # noqa: S311  # Reproducible on purpose.
    return mixed


def run(bench: Bench, lock: LockTime) -> dict[str, Cost]:
    """Print measured costs, then predictions, and only then measure the predicted loads. Returns the costs."""
    costs, foreign = dict[str, Cost](), list[float]()
    click.echo(f"One worker, {CONNECTIONS} connections; µs per request\n\n{COST_HEAD}")
    for name, (title, _) in workloads.WORKLOADS.items():
        runs = bench.measure(LoadPoint(name, 1))
        costs[name] = cost_of(runs, lock if name == "post" else None)
        foreign += [each.foreign for each in runs]
        click.echo(cost_row(title, median(each.rate for each in runs), costs[name]))
    costs["mix"] = model.mixed(costs, MIX)
    cores = (os.cpu_count() or 1) - median(foreign)
    click.echo(f"\nOther programs used {median(foreign):.2f} cores, at most {max(foreign):.2f}.\n\n{PREDICTION_HEAD}")
    predictions = [predict(point, costs[point.load], cores) for point in PREDICTED_POINTS]
    for each in predictions:
        click.echo(f"{each.point} | {each.rate:,.0f}/s | {each.bound} | {each.latency:.1f} ms |")
    click.echo(f"\nNow measured:\n\n{ERROR_HEAD}")
    for line in error_rows(bench, predictions):
        click.echo(line)
    return costs


def by_title(costs: Mapping[str, Cost]) -> dict[str, Cost]:
    """Costs by title instead of name."""
    titles = {name: title for name, (title, _) in workloads.WORKLOADS.items()} | {"mix": MIX_TITLE}
    return {titles[name]: cost for name, cost in costs.items()}


def cost_of(runs: Sequence[Run], lock_time: LockTime | None) -> Cost:
    """Cost of a request, from runs that kept one worker busy; `lock_time` is given for writes.

    A resource that is always busy takes at most the interval between two responses per request. This caps the time of
    the worker, and of the lock.
    """
    cpu, database, generator, rate = (
        median(getattr(each, name) for each in runs) for name in ("cpu", "database", "generator", "rate")
    )
    interval = SECOND / rate
    worker = min(cpu, interval)
    if lock_time is None:
        return Cost(worker, cpu, reading=database, generator=generator)
    lock = min(lock_time.clock, interval)
    return Cost(worker, cpu, writing=database, lock=lock, locked=min(lock_time.cpu, lock), generator=generator)


def cost_row(title: str, rate: float, cost: Cost) -> str:
    """A row of the table of costs."""
    figures = (cost.worker, cost.cpu, cost.reading + cost.writing, cost.lock, cost.generator)
    return f"| {title} | {rate:,.0f} | " + " | ".join(f"{each:,.0f}" for each in figures) + " |"


def predict(point: LoadPoint, cost: Cost, cores: float) -> Prediction:
    """Predict a load on this machine, where everything shares the cores."""
    layout = Layout(point.workers, cores, generator_here=True)
    bound, most = model.bottleneck(cost, layout)
    rate = model.rate(cost, layout, point.connections)
    return Prediction(point, rate, bound if rate > most * 0.95 else "connections")


def error_rows(bench: Bench, predictions: Sequence[Prediction]) -> Iterator[str]:
    """Measure each predicted load. Yields a row with the error of each, then a sentence with median and maximum."""
    errors = []
    for each in predictions:
        runs = bench.measure(each.point)
        measured, p50, foreign = (median(getattr(run, name) for run in runs) for name in ("rate", "p50", "foreign"))
        errors.append(each.rate / measured - 1)
        yield (
            f"{each.point} | {each.rate:,.0f}/s | {measured:,.0f}/s | {errors[-1]:+.0%} | {each.latency:.1f} ms "
            f"| {p50:.1f} ms | {foreign:.2f} |"
        )
    sizes = [abs(error) for error in errors]
    yield f"\nMedian error {median(sizes):.0%}, maximum {max(sizes):.0%}."

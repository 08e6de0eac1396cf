"""`python -m benchmarks model`: costs, measured one sort of work at a time; what they foretell; and what is so."""

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

from benchmarks import databases, layouts, load, locking, model, refusals, work
from benchmarks.load import CONNECTIONS, Measured
from benchmarks.locking import Held
from benchmarks.model import SECOND, Cost, Layout
from benchmarks.servers import Server, gunicorn

MIX: Mapping[str, int] = {"get": 900, "list": 80, "post": 20}
"""Requests of each sort in a thousand of the mixed load."""

MIXED = "90 % W1, 8 % W2, 2 % W5"

COSTS = "| work | requests/s | turn | CPU | database | lock | generator |\n|---|--:|--:|--:|--:|--:|--:|"
POINTS = "| load | workers | connections | foretold | bound by | latency |\n|---|--:|--:|--:|---|--:|"
JUDGED = (
    "| load | workers | connections | foretold | measured | error | mean wait foretold | p50 | others |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A load that no cost was taken from: sorts of work, workers, connections."""

    load: str
    workers: int
    connections: int = CONNECTIONS

    def __str__(self) -> str:
        """Return it as the first columns of a table."""
        return f"| {self.load} | {self.workers} | {self.connections}"


UNSEEN = (
    *(Point("get", 1, connections) for connections in (1, 2, 4, 16)),
    *(Point("get", 2, connections) for connections in (8, 16)),
    Point("list", 2),
    Point("post", 2),
    Point("mix", 1),
    Point("mix", 2),
)


@dataclass(frozen=True, slots=True)
class Foretold:
    """What the model says of a point."""

    point: Point
    rate: float
    bound: str

    @property
    def latency(self) -> float:
        """Return the ms until an answer."""
        return self.point.connections / self.rate * 1000


@dataclass(frozen=True, slots=True)
class Bench:
    """Servers with one and two workers, files of requests, and how long to measure."""

    servers: Mapping[int, Server]
    requests: Mapping[str, Path]
    headers: Mapping[str, str]
    rounds: int
    seconds: int
    runs: count[int] = field(default_factory=lambda: count(1))

    def measure(self, point: Point) -> list[Measured]:
        """Measure a point some times. Return the half of the runs in which other programs did least."""
        runs = [
            load.measure(
                self.servers[point.workers],
                self.requests[point.load],
                self.headers,
                seconds=self.seconds,
                first=next(self.runs) * load.NUMBERS_OF_A_RUN,
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
def main(database: str, records: int, rounds: int, seconds: int) -> None:
    """Measure what each sort of work costs, foretell other loads from it, and then measure those."""
    with refusals.in_a_sentence(), ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        made = stack.enter_context(databases.prepared(database, folder, records=records))
        click.echo(f"{records:,} records in {database} take {databases.size(made.url) / records / 1000:.1f} kB each.\n")
        held = locking.held(made.url, made.key)
        bench = prepare(stack, made, folder, rounds, seconds)
        databases.settle(made.url)
        costs = run(bench, held)
        click.echo(f"\n{layouts.table(named(costs), database)}")


def prepare(stack: ExitStack, made: databases.Prepared, folder: Path, rounds: int, seconds: int) -> Bench:
    """Start the servers, and write the files of requests."""
    servers = {
        workers: Server(started.url, started.pid, made.processes)
        for workers in (1, 2)
        for started in [stack.enter_context(serve(made.url, folder, workers))]
    }
    headers = {"Authorization": f"Bearer {made.key}", "Content-Type": "application/json"}
    requests = {sort: work.prepare(sort, made.ids, servers[1].url, folder, headers).ours for sort in work.SORTS}
    requests["mix"] = folder / "mix.ours"
    requests["mix"].write_bytes(b"".join(mix({sort: requests[sort].read_bytes().splitlines(True) for sort in MIX})))
    return Bench(servers, requests, headers, rounds, seconds)


def serve(url: str, folder: Path, workers: int) -> AbstractContextManager[Server]:
    """Serve the API with so many workers."""
    return gunicorn("api:create_app()", "/readyz", folder, DATABASE_URL=url, WEB_CONCURRENCY=str(workers))


def mix(lines: Mapping[str, Sequence[bytes]]) -> list[bytes]:
    """Return a thousand requests, as many of each sort as the mix has, in an order that is the same each time."""
    chosen = [lines[sort][number % len(lines[sort])] for sort, share in MIX.items() for number in range(share)]
    Random(0).shuffle(chosen)  # noqa: S311  # The same order each time.
    return chosen


def run(bench: Bench, held: Held) -> dict[str, Cost]:
    """Print costs as they are measured, then what they foretell, and only then measure that. Return the costs."""
    costs, foreign = dict[str, Cost](), list[float]()
    click.echo(f"One worker, {CONNECTIONS} connections; µs for each request\n\n{COSTS}")
    for sort in work.SORTS:
        runs = bench.measure(Point(sort, 1))
        costs[sort] = cost_of(runs, held if sort == "post" else None)
        foreign += [each.foreign for each in runs]
        click.echo(cost_row(work.SORTS[sort][0], median(each.rate for each in runs), costs[sort]))
    costs["mix"] = model.mixed(costs, MIX)
    cores = (os.cpu_count() or 1) - median(foreign)
    click.echo(f"\nOther programs used {median(foreign):.2f} cores, at most {max(foreign):.2f}.\n\n{POINTS}")
    foretold = [foretell(point, costs[point.load], cores) for point in UNSEEN]
    for each in foretold:
        click.echo(f"{each.point} | {each.rate:,.0f}/s | {each.bound} | {each.latency:.1f} ms |")
    click.echo(f"\nNow measured:\n\n{JUDGED}")
    for line in judged(bench, foretold):
        click.echo(line)
    return costs


def named(costs: Mapping[str, Cost]) -> dict[str, Cost]:
    """Return costs by the names of the work."""
    return {work.SORTS[sort][0] if sort in work.SORTS else MIXED: cost for sort, cost in costs.items()}


def cost_of(runs: Sequence[Measured], held: Held | None) -> Cost:
    """Return what a request takes, from runs that kept one worker busy; `held` is told of one that writes.

    What is never free takes no longer for each answer than the pause between two: a worker its turn, a writer the lock.
    """
    cpu, database, generator, rate = (
        median(getattr(each, name) for each in runs) for name in ("cpu", "database", "generator", "rate")
    )
    pause = SECOND / rate
    turn = min(cpu, pause)
    if held is None:
        return Cost(turn, cpu, reading=database, generator=generator)
    lock = min(held.clock, pause)
    return Cost(turn, cpu, writing=database, lock=lock, locked=min(held.cpu, lock), generator=generator)


def cost_row(name: str, rate: float, cost: Cost) -> str:
    """Return a row of the table of costs."""
    figures = (cost.turn, cost.cpu, cost.reading + cost.writing, cost.lock, cost.generator)
    return f"| {name} | {rate:,.0f} | " + " | ".join(f"{each:,.0f}" for each in figures) + " |"


def foretell(point: Point, cost: Cost, cores: float) -> Foretold:
    """Return what the model says of a point on this machine, on which everything shares the cores."""
    layout = Layout(point.workers, cores, generator_here=True)
    bound, most = model.bottleneck(cost, layout)
    rate = model.rate(cost, layout, point.connections)
    return Foretold(point, rate, bound if rate > most * 0.95 else "connections")


def judged(bench: Bench, foretold: Sequence[Foretold]) -> Iterator[str]:
    """Measure each point. Yield a row of what was foretold and what is so, and then how far off it was as a rule."""
    errors = []
    for each in foretold:
        runs = bench.measure(each.point)
        found, p50, foreign = (median(getattr(run, name) for run in runs) for name in ("rate", "p50", "foreign"))
        errors.append(each.rate / found - 1)
        yield (
            f"{each.point} | {each.rate:,.0f}/s | {found:,.0f}/s | {errors[-1]:+.0%} | {each.latency:.1f} ms "
            f"| {p50:.1f} ms | {foreign:.2f} |"
        )
    sizes = [abs(error) for error in errors]
    yield f"\nThe error is {median(sizes):.0%} in the middle, and {max(sizes):.0%} at most."

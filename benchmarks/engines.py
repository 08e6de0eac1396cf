"""`python -m benchmarks engines`: every workload on SQLite and PostgreSQL alternately, in one run."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from benchmarks import databases, load, report, workloads
from benchmarks.load import Run
from benchmarks.servers import Server, gunicorn

NAMES = tuple(workloads.WORKLOADS)
HEAD = (
    "| workload | SQLite | PostgreSQL | ratio | CPU, SQLite | CPU, PostgreSQL | CPU of its server |\n"
    "|---|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True, slots=True)
class EngineSetup:
    """One engine: its API server, headers for POST, record ids and a folder for request files."""

    server: Server
    headers: Mapping[str, str]
    ids: list[str]
    folder: Path


@click.command("engines")
@click.option("--records", type=click.IntRange(1_000), default=2_000, show_default=True, help="Records to read from.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="Runs on each engine.")
@click.option("--seconds", type=click.IntRange(1), default=3, show_default=True, help="Length of a run.")
@click.option("--threads", type=click.IntRange(1), default=2, show_default=True, help="Threads of the one worker.")
@click.option("--only", type=click.Choice(NAMES), multiple=True, default=NAMES, help="Workload; repeat for several.")
def engines_command(records: int, rounds: int, seconds: int, threads: int, only: tuple[str, ...]) -> None:
    """Measure every workload on SQLite and on PostgreSQL alternately."""
    load.require_wrk()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        setups = [start_engine(stack, engine, Path(folder), records, threads) for engine in databases.ENGINES]
        click.echo(HEAD)
        for name in only:
            click.echo(measure_row(name, setups, rounds, seconds))


def start_engine(stack: ExitStack, engine: str, folder: Path, records: int, threads: int) -> EngineSetup:
    """Load a database on this engine and serve it until the stack is closed."""
    click.echo(f"Loading {records:,} records into {engine}", err=True)
    own = folder / engine
    own.mkdir()
    database = stack.enter_context(databases.benchmark_database(engine, own, records=records))
    environment = {"DATABASE_URL": database.url, "WEB_THREADS": str(threads)}
    running = stack.enter_context(gunicorn("api:create_app()", "/readyz", own, **environment))
    headers = {"Authorization": f"Bearer {database.key}", "Content-Type": "application/json"}
    return EngineSetup(Server(running.url, running.pid, database.processes), headers, database.ids, own)


def measure_row(name: str, setups: list[EngineSetup], rounds: int, seconds: int) -> str:
    """Measure one workload. Returns a table row of medians."""
    prepared = [workloads.prepare(name, each.ids, each.server.url, each.folder, each.headers) for each in setups]
    runs: list[list[Run]] = [[] for _ in setups]
    for number in range(1, rounds + 1):
        for engine, setup, workload, done in zip(databases.ENGINES, setups, prepared, runs, strict=True):
            headers = setup.headers if name == "post" else {}
            first = number * load.BODIES_PER_RUN
            done.append(load.measure(setup.server, workload.ours, headers, seconds=seconds, first=first))
            click.echo(report.progress(workload.title, engine, done[-1]), err=True)
    rates = [median(run.rate for run in each) for each in runs]
    cpu = [median(run.cpu for run in each) for each in runs]
    database_cpu = median(run.database for run in runs[-1])
    return (
        f"| {prepared[0].title} | {rates[0]:,.0f}/s | {rates[1]:,.0f}/s | **{rates[1] / rates[0]:.2f}** "
        f"| {cpu[0]:,.0f} µs | {cpu[1]:,.0f} µs | {database_cpu:,.0f} µs |"
    )

"""`python -m benchmarks engines`: PostgreSQL beside SQLite, each sort of work in turns on both, in one run."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from benchmarks import databases, load, refusals, report, work
from benchmarks.load import Measured
from benchmarks.servers import Server, gunicorn

SORTS = tuple(work.SORTS)
HEAD = (
    "| work | SQLite | PostgreSQL | ratio | CPU, SQLite | CPU, PostgreSQL | of its server |\n"
    "|---|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One engine: the server that answers from it, what goes with each POST, and the ids that it has."""

    server: Server
    headers: Mapping[str, str]
    ids: list[str]
    folder: Path


@click.command("engines")
@click.option("--records", type=click.IntRange(1_000), default=2_000, show_default=True, help="Records to read from.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="Runs on each engine.")
@click.option("--seconds", type=click.IntRange(1), default=3, show_default=True, help="Length of a run.")
@click.option("--threads", type=click.IntRange(1), default=2, show_default=True, help="Threads of the one worker.")
@click.option("--only", type=click.Choice(SORTS), multiple=True, default=SORTS, help="Measure this; may be repeated.")
def main(records: int, rounds: int, seconds: int, threads: int, only: tuple[str, ...]) -> None:
    """Measure each sort of work on SQLite and on PostgreSQL in turns."""
    with refusals.in_a_sentence(), tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        sides = [side(stack, engine, Path(folder), records, threads) for engine in databases.ENGINES]
        click.echo(HEAD)
        for sort in only:
            click.echo(row(sort, sides, rounds, seconds))


def side(stack: ExitStack, engine: str, folder: Path, records: int, threads: int) -> Side:
    """Make a database on this engine, and serve it until the stack is closed."""
    click.echo(f"Loading {records:,} records into {engine}", err=True)
    own = folder / engine
    own.mkdir()
    made = stack.enter_context(databases.prepared(engine, own, records=records))
    surroundings = {"DATABASE_URL": made.url, "WEB_THREADS": str(threads)}
    running = stack.enter_context(gunicorn("api:create_app()", "/readyz", own, **surroundings))
    headers = {"Authorization": f"Bearer {made.key}", "Content-Type": "application/json"}
    return Side(Server(running.url, running.pid, made.processes), headers, made.ids, own)


def row(sort: str, sides: list[Side], rounds: int, seconds: int) -> str:
    """Measure one sort of work, and return the row of its medians."""
    prepared = [work.prepare(sort, each.ids, each.server.url, each.folder, each.headers) for each in sides]
    runs: list[list[Measured]] = [[] for _ in sides]
    for number in range(1, rounds + 1):
        for engine, each, asked, found in zip(databases.ENGINES, sides, prepared, runs, strict=True):
            sent = each.headers if sort == "post" else {}
            first = number * load.NUMBERS_OF_A_RUN
            found.append(load.measure(each.server, asked.ours, sent, seconds=seconds, first=first))
            click.echo(report.progress(asked.name, engine, found[-1]), err=True)
    rates = [median(run.rate for run in each) for each in runs]
    cpu = [median(run.cpu for run in each) for each in runs]
    served = median(run.database for run in runs[-1])
    return (
        f"| {prepared[0].name} | {rates[0]:,.0f}/s | {rates[1]:,.0f}/s | **{rates[1] / rates[0]:.2f}** "
        f"| {cpu[0]:,.0f} µs | {cpu[1]:,.0f} µs | {served:,.0f} µs |"
    )

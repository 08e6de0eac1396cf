"""`python -m benchmarks`: the API against bare Flask, under the same gunicorn settings, in one run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import click

from benchmarks import databases, load, report, workloads
from benchmarks.engines import engines_command
from benchmarks.lists import lists_command
from benchmarks.peers import peers_command
from benchmarks.prediction import model_command
from benchmarks.report import Comparison
from benchmarks.servers import Server, gunicorn
from benchmarks.workloads import Workload

NAMES = tuple(workloads.WORKLOADS)


@dataclass(frozen=True, slots=True)
class Options:
    """The command's options."""

    database: str
    records: int
    rounds: int
    seconds: int
    only: tuple[str, ...]

    @property
    def command(self) -> str:
        """The command with these options."""
        only = "".join(f" --only {name}" for name in self.only if self.only != NAMES)
        sizes = f"--records {self.records} --rounds {self.rounds} --seconds {self.seconds}"
        return f"python -m benchmarks --database {self.database} {sizes}{only}"


@click.group(invoke_without_command=True)
@click.option("--database", type=click.Choice(databases.ENGINES), default="sqlite", show_default=True)
@click.option("--records", type=click.IntRange(1_000), default=2_000, show_default=True, help="Records to read from.")
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True, help="Runs on each server.")
@click.option("--seconds", type=click.IntRange(1), default=4, show_default=True, help="Length of a run.")
@click.option("--only", type=click.Choice(NAMES), multiple=True, default=NAMES, help="Workload; repeat for several.")
@click.pass_context
def main(  # noqa: PLR0917  # Click gives them by name.
    context: click.Context, database: str, records: int, rounds: int, seconds: int, only: tuple[str, ...]
) -> None:
    """Measure each workload against bare Flask that returns as many bytes."""
    if context.invoked_subcommand:
        return
    load.require_wrk()
    options = Options(database, records, rounds, seconds, only)
    with tempfile.TemporaryDirectory() as folder:
        comparisons = list(measure(options, Path(folder)))
    click.echo(report.table(comparisons) + "\n")
    click.echo(report.conditions(comparisons, options.command, f"{records:,} records in {database}", seconds))


def measure(options: Options, folder: Path) -> Iterator[Comparison]:
    """Start the database and both servers, and compare the servers at each workload."""
    click.echo(f"Loading {options.records:,} records into {options.database}", err=True)
    with ExitStack() as stack:
        database = stack.enter_context(databases.benchmark_database(options.database, folder, records=options.records))
        ours = stack.enter_context(gunicorn("api:create_app()", "/readyz", folder, DATABASE_URL=database.url))
        baseline = stack.enter_context(gunicorn("benchmarks.baseline:app", "/100", folder))
        headers = {"Authorization": f"Bearer {database.key}", "Content-Type": "application/json"}
        for name in options.only:
            workload = workloads.prepare(name, database.ids, ours.url, folder, headers)
            sent = headers if name == "post" else {}
            yield compare(workload, baseline, replace(ours, helpers=database.processes), options, sent)


def compare(
    workload: Workload, baseline: Server, ours: Server, options: Options, headers: dict[str, str]
) -> Comparison:
    """Measure one workload on both servers alternately."""
    comparison = Comparison(workload, [], [])
    sides = (
        ("bare Flask", baseline, workload.baseline, comparison.baseline),
        ("Communiqué", ours, workload.ours, comparison.ours),
    )
    for number in range(1, options.rounds + 1):
        first = number * load.BODIES_PER_RUN
        for title, server, requests, runs in sides:
            runs.append(load.measure(server, requests, headers, seconds=options.seconds, first=first))
            click.echo(report.progress(workload.title, title, runs[-1]), err=True)
    return comparison


main.add_command(engines_command)
main.add_command(lists_command)
main.add_command(model_command)
main.add_command(peers_command)

if __name__ == "__main__":
    main(prog_name="python -m benchmarks")

"""`python -m benchmarks`: the API beside bare Flask, under the same gunicorn settings, in one run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks import databases, engines, lists, load, predicting, refusals, report, work
from benchmarks.load import Measured
from benchmarks.report import Compared
from benchmarks.servers import Server, gunicorn
from benchmarks.work import Work

SORTS = tuple(work.SORTS)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured, on what, and for how long."""

    database: str
    records: int
    rounds: int
    seconds: int
    only: tuple[str, ...]

    @property
    def command(self) -> str:
        """Return the command that measures this."""
        only = "".join(f" --only {sort}" for sort in self.only if self.only != SORTS)
        sizes = f"--records {self.records} --rounds {self.rounds} --seconds {self.seconds}"
        return f"python -m benchmarks --database {self.database} {sizes}{only}"


class Servers(NamedTuple):
    """The two servers."""

    floor: Server
    ours: Server


@click.group(invoke_without_command=True)
@click.option("--database", type=click.Choice(databases.ENGINES), default="sqlite", show_default=True)
@click.option("--records", type=click.IntRange(1_000), default=2_000, show_default=True, help="Records to read from.")
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True, help="Runs on each server.")
@click.option("--seconds", type=click.IntRange(1), default=4, show_default=True, help="Length of a run.")
@click.option("--only", type=click.Choice(SORTS), multiple=True, default=SORTS, help="Measure this; may be repeated.")
@click.pass_context
def main(  # noqa: PLR0917  # Click gives them by name.
    context: click.Context, database: str, records: int, rounds: int, seconds: int, only: tuple[str, ...]
) -> None:
    """Measure GET of a record, GET of a list and POST of a record, against bare Flask answering as many bytes."""
    if context.invoked_subcommand:
        return
    plan = Plan(database, records, rounds, seconds, only)
    with refusals.in_a_sentence(), tempfile.TemporaryDirectory() as folder:
        compared = list(measure(plan, Path(folder)))
    click.echo(report.table(compared) + "\n")
    click.echo(report.circumstances(compared, plan.command, f"{records:,} records in {database}", seconds))


def measure(plan: Plan, folder: Path) -> Iterator[Compared]:
    """Start the database and both servers, and compare these at each sort of work."""
    click.echo(f"Loading {plan.records:,} records into {plan.database}", err=True)
    with ExitStack() as stack:
        made = stack.enter_context(databases.prepared(plan.database, folder, records=plan.records))
        ours = stack.enter_context(gunicorn("api:create_app()", "/readyz", folder, DATABASE_URL=made.url))
        floor = stack.enter_context(gunicorn("benchmarks.floor:app", "/100", folder))
        headers = {"Authorization": f"Bearer {made.key}", "Content-Type": "application/json"}
        for sort in plan.only:
            prepared = work.prepare(sort, made.ids, ours.url, folder, headers)
            sent = headers if sort == "post" else {}
            yield compare(prepared, Servers(floor, replace(ours, helpers=made.processes)), plan, sent)


def compare(prepared: Work, servers: Servers, plan: Plan, headers: dict[str, str]) -> Compared:
    """Measure one sort of work in turns: bare Flask, the API, bare Flask, the API, and so on."""
    floor: list[Measured] = []
    ours: list[Measured] = []
    for number in range(1, plan.rounds + 1):
        first = number * load.NUMBERS_OF_A_RUN
        floor.append(load.measure(servers.floor, prepared.floor, headers, seconds=plan.seconds, first=first))
        click.echo(report.progress(prepared.name, "bare Flask", floor[-1]), err=True)
        ours.append(load.measure(servers.ours, prepared.ours, headers, seconds=plan.seconds, first=first))
        click.echo(report.progress(prepared.name, "Communiqué", ours[-1]), err=True)
    return Compared(prepared, floor, ours)


main.add_command(engines.main)
main.add_command(lists.main)
main.add_command(predicting.main)

if __name__ == "__main__":
    main(prog_name="python -m benchmarks")

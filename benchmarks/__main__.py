"""`python -m benchmarks`: the API beside bare Flask, under the same gunicorn settings, in one run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

import click

from benchmarks import databases, load, report, work
from benchmarks.databases import Prepared
from benchmarks.load import Measured
from benchmarks.report import Compared
from benchmarks.servers import NotStarted, Server, gunicorn

NUMBERS_OF_A_RUN = 1_000_000


@click.command()
@click.option("--database", type=click.Choice(databases.ENGINES), default="sqlite", show_default=True)
@click.option("--records", type=click.IntRange(min=1_000), default=2_000, show_default=True, help="Records to read from.")
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
@click.option("--seconds", type=click.IntRange(min=1), default=4, show_default=True, help="Length of a run.")
@click.option("--only", type=click.Choice(list(work.SORTS)), multiple=True, default=list(work.SORTS), help="Measure this alone.")
def main(database: str, records: int, rounds: int, seconds: int, only: tuple[str, ...]) -> None:
    """Measure GET of a record, GET of a list and POST of a record, against bare Flask answering as many bytes."""
    if not load.is_installed():
        raise click.UsageError("There is no wrk on the PATH. On Debian and Ubuntu: apt-get install wrk")
    try:
        with tempfile.TemporaryDirectory() as folder:
            compared = run(Path(folder), database, records, rounds, seconds, only)
    except (NotStarted, load.Failed) as error:
        raise click.ClickException(str(error)) from error
    command = f"python -m benchmarks --database {database} --records {records} --rounds {rounds} --seconds {seconds}"
    click.echo(report.table(compared) + "\n")
    click.echo(report.circumstances(compared, command=command, database=database, records=records, seconds=seconds))


def run(folder: Path, engine: str, records: int, rounds: int, seconds: int, only: Iterable[str]) -> list[Compared]:
    """Start the database and both servers, and measure."""
    click.echo(f"Loading {records:,} records into {engine}", err=True)
    with ExitStack() as stack:
        database = stack.enter_context(databases.prepared(engine, folder, records=records))
        ours = stack.enter_context(gunicorn(
            "api:create_app()", ready="/readyz", folder=folder, environment={"DATABASE_URL": database.url}
        ))
        floor = stack.enter_context(gunicorn("benchmarks.floor:app", ready="/100", folder=folder, environment={}))
        return compare(ours, floor, database, folder, rounds, seconds, only)


def compare(
    ours: Server, floor: Server, database: Prepared, folder: Path, rounds: int, seconds: int, only: Iterable[str]
) -> list[Compared]:
    """Measure each sort of work in turns: bare Flask, the API, bare Flask, the API, and so on."""
    headers = {"Authorization": f"Bearer {database.key}", "Content-Type": "application/json"}
    compared = []
    for sort in only:
        each = work.prepare(sort, database.ids, ours.url, folder, headers)
        sent: Mapping[str, str] = headers if sort == "post" else {}
        runs: list[tuple[Measured, Measured]] = []
        for number in range(1, rounds + 1):
            first = number * NUMBERS_OF_A_RUN
            pair = (
                load.measure(floor, each.floor, seconds=seconds, first=first, headers=sent),
                load.measure(ours, each.ours, seconds=seconds, first=first, headers=sent, helpers=database.processes),
            )
            for name, measured in zip(("bare Flask", "Communiqué"), pair, strict=True):
                click.echo(report.progress(each.name, name, measured), err=True)
            runs.append(pair)
        compared.append(Compared(each, [bare for bare, _ in runs], [own for _, own in runs]))
    return compared


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")

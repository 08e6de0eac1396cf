"""A service to attack: a database with records, and the server in front of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from benchmarks.databases import ENGINES, benchmark_database
from tests.servers import Server, running_server

WORKERS = 2
"""Worker processes: the default."""

engine_option = click.option("--database", type=click.Choice(ENGINES), default="sqlite", show_default=True)
records_option = click.option("--records", type=click.IntRange(200), default=3_000, show_default=True)


@contextmanager
def service(engine: str, records: int, **settings: str) -> Iterator[Server]:
    """A server of a new database with this many records, within the context."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        click.echo(f"Loading {records:,} records into {engine}", err=True)
        with (
            benchmark_database(engine, folder, records=records) as database,
            running_server(database.url, folder / "log", workers=WORKERS, LOG_LEVEL="warning", **settings) as server,
        ):
            yield server


def report(title: str, figure: str, *, aim: str, is_met: bool) -> bool:
    """Print a figure beside its aim; whether it is met."""
    click.echo(f"{'ok  ' if is_met else 'FAIL'}  {title}: {figure} (aim: {aim})")
    return is_met


def percentile(values: list[float], share: float) -> float:
    """The value below which this share lies; 0 without values."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0

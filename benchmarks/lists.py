"""`python -m benchmarks lists`: each list on few and on many records, and first pages beside deep ones, in one run."""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import click

from api import create_app
from api.settings import Settings
from benchmarks import databases
from benchmarks.questions import questions

Get = Callable[[str], Any]
DEEP = {
    "newest first": "/v1/announcements?limit=",
    "by due date": "/v1/commitments?sort=due&limit=",
    "by currency": "/v1/amounts?currency=USD&limit=",
}
"""Lists that are leafed through."""

HEAD = "| list | {small:,} | {large:,} | ratio |\n|---|--:|--:|--:|"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two medians, in ms."""

    name: str
    one: float
    other: float

    @property
    def row(self) -> str:
        """Return them as a row of a table."""
        return f"| {self.name} | {self.one:.1f} ms | {self.other:.1f} ms | {self.other / self.one:.2f} |"


@click.command("lists")
@click.option("--database", type=click.Choice(databases.ENGINES), default="sqlite", show_default=True)
@click.option("--small", type=click.IntRange(1_000), default=10_000, show_default=True, help="Records to start from.")
@click.option("--large", type=click.IntRange(1_000), default=100_000, show_default=True, help="Records to grow to.")
@click.option("--rounds", type=click.IntRange(1), default=7, show_default=True, help="Times that each list is asked.")
@click.option("--page", type=click.IntRange(2), default=1_000, show_default=True, help="The page to leaf to.")
@click.option("--loaded", nargs=2, metavar="SMALL LARGE", help="URLs of databases that have the records already.")
def main(  # noqa: PLR0917  # Click gives them by name.
    database: str, small: int, large: int, rounds: int, page: int, loaded: tuple[str, str] | None
) -> None:
    """Measure what lists cost as the data grows, and as one leafs through them."""
    with ExitStack() as stack:
        urls = loaded or both(stack, database, small, large)
        few, many = (getter(url) for url in urls)
        paths = questions(few)
        click.echo(HEAD.format(small=small, large=large))
        for name, path in paths.items():
            click.echo(compare(name, partial(few, path), partial(many, path), rounds).row)
        click.echo(f"\n| leafed through | page 1 | page {page:,} | ratio |\n|---|--:|--:|--:|")
        for compared in leafed(many, rounds, page):
            click.echo(compared.row)
        click.echo(f"\nAn export of {large:,} records held {held(urls[1]) / 1e6:.1f} MB at most.")


def both(stack: ExitStack, engine: str, small: int, large: int) -> tuple[str, str]:
    """Load two databases for as long as the stack is open."""
    folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2)]
    click.echo(f"Loading {small:,} and {large:,} records into {engine}: this takes a while", err=True)
    few, many = (
        stack.enter_context(databases.prepared(engine, folder, records=count))
        for folder, count in zip(folders, (small, large), strict=True)
    )
    return few.url, many.url


def getter(url: str) -> Get:
    """Return what gets a path from the application on a database."""
    databases.settle(url)
    client = create_app(Settings(database_url=url, log_level="error")).test_client()

    def get(path: str) -> Any:
        answer = client.get(path)
        if answer.status_code != 200:  # noqa: PLR2004
            raise click.ClickException(f"{path}: {answer.text}")
        return answer.get_json()

    return get


def compare(name: str, one: Callable[[], Any], other: Callable[[], Any], rounds: int) -> Compared:
    """Measure two things in turns, after each was done once."""
    one(), other()
    times = [(timed(one), timed(other)) for _ in range(rounds)]
    return Compared(name, median(first for first, _ in times), median(second for _, second in times))


def timed(work: Callable[[], Any]) -> float:
    """Return how many ms something takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def leafed(get: Get, rounds: int, page: int) -> Iterator[Compared]:
    """Compare first pages with deep ones, of twenty each."""
    for name, first in DEEP.items():
        deep = walk(get, first + "200", (page - 1) // 10)
        if deep:
            small = deep.replace("limit=200", "limit=20")
            yield compare(name, partial(get, first + "20"), partial(get, small), rounds)


def walk(get: Get, path: str, pages: int) -> str:
    """Return the path of what comes after so many pages, if there is anything."""
    for _ in range(pages):
        path = get(path)["links"].get("next", "")
        if not path:
            return ""
    return path


def held(url: str) -> int:
    """Return the most bytes of memory that an export of all announcements takes."""
    databases.settle(url)
    client = create_app(Settings(database_url=url, log_level="error")).test_client()
    tracemalloc.start()
    for _ in client.get("/v1/announcements?format=ndjson", buffered=False).response:
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most

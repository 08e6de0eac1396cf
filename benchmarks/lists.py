"""`python -m benchmarks lists`: each list on few and many records, page 1 against deep pages, in one run."""

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
from benchmarks.list_queries import GetJson, list_query_paths

PAGED_LISTS = {
    "newest first": "/v1/announcements?limit=",
    "by due date": "/v1/commitments?sort=due&limit=",
    "by currency": "/v1/amounts?currency=USD&limit=",
}
HEAD = "| list | {small:,} | {large:,} | ratio |\n|---|--:|--:|--:|"


@dataclass(frozen=True, slots=True)
class TimePair:
    """Two medians, in ms."""

    name: str
    one: float
    other: float

    @property
    def row(self) -> str:
        """A table row."""
        return f"| {self.name} | {self.one:.1f} ms | {self.other:.1f} ms | {self.other / self.one:.2f} |"


@click.command("lists")
@click.option("--database", type=click.Choice(databases.ENGINES), default="sqlite", show_default=True)
@click.option("--small", type=click.IntRange(1_000), default=10_000, show_default=True, help="Records to start from.")
@click.option("--large", type=click.IntRange(1_000), default=100_000, show_default=True, help="Records to grow to.")
@click.option("--rounds", type=click.IntRange(1), default=7, show_default=True, help="Measurements of each list.")
@click.option("--page", type=click.IntRange(2), default=1_000, show_default=True, help="Number of the deep page.")
@click.option("--loaded", nargs=2, metavar="SMALL LARGE", help="URLs of databases that are already loaded.")
def lists_command(  # noqa: PLR0917  # Click gives them by name.
    database: str, small: int, large: int, rounds: int, page: int, loaded: tuple[str, str] | None
) -> None:
    """Measure lists as the data grows, and deep pages."""
    with ExitStack() as stack:
        urls = loaded or load_both(stack, database, small, large)
        few, many = (json_getter(url) for url in urls)
        paths = list_query_paths(few)
        click.echo(HEAD.format(small=small, large=large))
        for name, path in paths.items():
            click.echo(compare(name, partial(few, path), partial(many, path), rounds).row)
        click.echo(f"\n| list | page 1 | page {page:,} | ratio |\n|---|--:|--:|--:|")
        for pair in compare_pages(many, rounds, page):
            click.echo(pair.row)
        click.echo(f"\nAn export of {large:,} records took at most {export_memory(urls[1]) / 1e6:.1f} MB of memory.")


def load_both(stack: ExitStack, engine: str, small: int, large: int) -> tuple[str, str]:
    """URLs of two loaded databases; the stack deletes them."""
    folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2)]
    click.echo(f"Loading {small:,} and {large:,} records into {engine}: this takes a while", err=True)
    few, many = (
        stack.enter_context(databases.benchmark_database(engine, folder, records=count))
        for folder, count in zip(folders, (small, large), strict=True)
    )
    return few.url, many.url


def json_getter(url: str) -> GetJson:
    """A function that gets a path from the application on a database."""
    databases.analyze(url)
    client = create_app(Settings(database_url=url, log_level="error")).test_client()

    def get(path: str) -> Any:
        response = client.get(path)
        if response.status_code != 200:  # noqa: PLR2004
            raise click.ClickException(f"{path}: {response.text}")
        return response.get_json()

    return get


def compare(name: str, one: Callable[[], Any], other: Callable[[], Any], rounds: int) -> TimePair:
    """Measure two calls alternately, after one warm-up each."""
    one(), other()
    times = [(milliseconds(one), milliseconds(other)) for _ in range(rounds)]
    return TimePair(name, median(first for first, _ in times), median(second for _, second in times))


def milliseconds(call: Callable[[], Any]) -> float:
    """Duration of a call."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def compare_pages(get: GetJson, rounds: int, page: int) -> Iterator[TimePair]:
    """Compare first pages with deep ones, of 20 items each."""
    for name, first in PAGED_LISTS.items():
        deep = path_of_page(get, first + "200", (page - 1) // 10)
        if deep:
            small = deep.replace("limit=200", "limit=20")
            yield compare(name, partial(get, first + "20"), partial(get, small), rounds)


def path_of_page(get: GetJson, path: str, pages: int) -> str:
    """The path after this many pages; empty if there are fewer."""
    for _ in range(pages):
        path = get(path)["links"].get("next", "")
        if not path:
            return ""
    return path


def export_memory(url: str) -> int:
    """Peak bytes of memory of an NDJSON export of all announcements."""
    databases.analyze(url)
    client = create_app(Settings(database_url=url, log_level="error")).test_client()
    tracemalloc.start()
    for _ in client.get("/v1/announcements?format=ndjson", buffered=False).response:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak

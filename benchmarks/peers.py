"""`python -m benchmarks peers RESULTS`: the table of docs/performance.md from the results of the peer benchmark."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

import click

BASELINE, PEERS = "flask floor", ("fastapi", "datasette")
WORKLOADS = {
    "W1": "one record by id",
    "W2": "list: jurisdiction, topic, dates; 20 records",
    "W3": "search for two words, 20 records",
    "W4": "commitments due within a month, 50",
    "W5": "POST a record, durable, with an Idempotency-Key",
    "W6a": "all records, first page of 20",
    "W6b": "the same at depth 50,000",
    "W7": "counts per kind of a jurisdiction",
    "W8": "conditional GET, 304",
}
HEAD = (
    "| workload | Communiqué | of bare Flask | times FastAPI | times Datasette |",
    "| -- | -: | -: | -: | -: |",
)

Results = Mapping[str, Any]


@click.command("peers")
@click.argument("results", type=click.Path(exists=True, path_type=Path))
def peers_command(results: Path) -> None:
    """Print the table from the JSON that the peer benchmark wrote."""
    click.echo("\n".join(table(json.loads(results.read_text(encoding="utf-8")))))


def table(results: Results) -> Iterator[str]:
    """Lines of the table: requests per second, and ratios of medians."""
    yield from HEAD
    for name, title in WORKLOADS.items():
        ours = rate(results, "communique with a key" if name == "W5" else "communique", name)
        if ours is not None:
            ratios = [ratio(ours, rate(results, other, name)) for other in (BASELINE, *PEERS)]
            yield f"| {name} {title} | {ours:,.0f}/s | {' | '.join(ratios)} |"


def rate(results: Results, server: str, name: str) -> float | None:
    """Requests per second: the median of the rounds, or None if the server has no such workload."""
    rounds = results[server]["result"].get(name, [])
    return median(each["rps"] for each in rounds) if rounds else None


def ratio(ours: float, theirs: float | None) -> str:
    """A ratio with two significant digits; n/a if the other server has no such workload."""
    return "n/a" if theirs is None else f"{float(f'{ours / theirs:.2g}'):g}"

"""Maximum throughput of typical deployments, as a table: each workload alone, and a mix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from benchmarks import model
from benchmarks.model import Cost, Layout

LAYOUTS: Mapping[str, Layout] = {
    "one core": Layout(workers=1, cores=1),
    "one node": Layout(workers=4, cores=4),
    "one cluster": Layout(workers=4, cores=4, nodes=2, database_cores=4, replicas=2),
}
"""A node has four cores and four workers. A cluster has two nodes, a primary and two replicas of four cores each."""


def table(costs: Mapping[str, Cost], engine: str) -> str:
    """Requests per second and bottleneck of each workload on each layout that the engine supports."""
    chosen = {name: layout for name, layout in LAYOUTS.items() if engine == "postgresql" or layout.nodes == 1}
    rows = (row(name, cost, chosen.values()) for name, cost in costs.items())
    return "\n".join([f"| at most | {' | '.join(chosen)} |\n|---|{'--:|' * len(chosen)}", *rows])


def row(name: str, cost: Cost, layouts: Iterable[Layout]) -> str:
    """The row of one workload."""
    bottlenecks = (model.bottleneck(cost, layout) for layout in layouts)
    return f"| {name} | " + " | ".join(f"{rate:,.0f}/s ({bound})" for bound, rate in bottlenecks) + " |"

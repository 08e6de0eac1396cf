"""Capacity model: throughput and latency from measured costs, by queueing laws; nothing is fitted.

A request queues for a worker (its threads share the interpreter lock), for the lock that serialises writers, and for
the load generator. Other work (the database's, SQLite's outside of the interpreter lock) only besides it. Cores are
shared by everything that runs on them. Costs are in µs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

SECOND = 1e6


@dataclass(frozen=True, slots=True)
class Cost:
    """Mean cost of a request, in µs."""

    worker: float
    """Time that its worker is busy: other threads of the worker wait."""
    cpu: float
    """CPU of the worker's machine; what exceeds `worker` runs in parallel to other threads."""
    reading: float = 0.0
    """CPU of a database server for reading; a replica can do it."""
    writing: float = 0.0
    """CPU of a database server for writing: spent on the primary, and at most once more on each replica."""
    lock: float = 0.0
    """Time that all other writers wait."""
    locked: float = 0.0
    """CPU of the worker within `lock`."""
    generator: float = 0.0
    """CPU of the load generator."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Machines: API nodes with workers and cores each, and database servers, if they have machines of their own."""

    workers: int
    cores: float
    nodes: int = 1
    database_cores: float | None = None
    replicas: int = 0
    generator_here: bool = False


def mixed(costs: Mapping[str, Cost], shares: Mapping[str, float]) -> Cost:
    """Mean cost of a mix of requests."""
    total = sum(shares.values())
    names = [field.name for field in fields(Cost)]
    return Cost(*(sum(getattr(costs[kind], name) * share for kind, share in shares.items()) / total for name in names))


def limits(cost: Cost, layout: Layout) -> dict[str, float]:
    """Requests/s at which each resource is fully busy (bottleneck law)."""
    demands = {
        "workers": (layout.nodes * layout.workers, cost.worker),
        "cores": (layout.nodes * layout.cores, core_demand(cost, layout)),
        "lock": (1.0, cost.lock),
        "generator": (1.0, cost.generator if layout.generator_here else 0.0),
        **database_demands(cost, layout),
    }
    return {name: servers * SECOND / demand for name, (servers, demand) in demands.items() if demand}


def core_demand(cost: Cost, layout: Layout) -> float:
    """CPU of a request on the cores of an API node."""
    database = cost.reading + cost.writing if layout.database_cores is None else 0.0
    return cost.cpu + database + (cost.generator if layout.generator_here else 0.0)


def database_demands(cost: Cost, layout: Layout) -> dict[str, tuple[float, float]]:
    """Cores of each database server, and the CPU of a request on it."""
    cores = layout.database_cores
    if cores is None:
        return {}
    if not layout.replicas:
        return {"primary": (cores, cost.reading + cost.writing)}
    return {"primary": (cores, cost.writing), "replicas": (cores, cost.reading / layout.replicas + cost.writing)}


def bottleneck(cost: Cost, layout: Layout) -> tuple[str, float]:
    """The resource that is fully busy first, and the requests/s at which it is."""
    return min(limits(cost, layout).items(), key=lambda item: item[1])


def queues(cost: Cost, layout: Layout) -> tuple[list[float], float]:
    """Service demand of a request at each queue, and its delay besides."""
    workers = layout.nodes * layout.workers
    demands = [(cost.worker - cost.locked) / workers] * workers + [cost.lock]
    delay = cost.cpu - cost.worker + cost.reading + cost.writing
    if layout.generator_here:
        demands.append(cost.generator)
    return demands, delay


def closed_throughput(demands: Sequence[float], delay: float, connections: int) -> float:
    """Requests/s of this many connections in a closed loop (mean value analysis).

    On average, a request finds the queue lengths of a system with one connection fewer.
    """
    queue_lengths, rate = [0.0] * len(demands), 0.0
    for count in range(1, connections + 1):
        times = [demand * (1 + length) for demand, length in zip(demands, queue_lengths, strict=True)]
        rate = count / (delay + sum(times))
        queue_lengths = [rate * time for time in times]
    return rate * SECOND


def rate(cost: Cost, layout: Layout, connections: int) -> float:
    """Requests/s that this many connections achieve."""
    return min(closed_throughput(*queues(cost, layout), connections), bottleneck(cost, layout)[1])


def latency(cost: Cost, layout: Layout, connections: int) -> float:
    """Mean response time in ms for this many connections (Little's law)."""
    return connections / rate(cost, layout, connections) * 1000


def latency_at(cost: Cost, layout: Layout, arriving: float) -> float:
    """Mean response time in ms at an arrival rate in requests/s; infinite above the capacity."""
    if arriving >= bottleneck(cost, layout)[1]:
        return float("inf")
    demands, delay = queues(cost, layout)
    return (delay + sum(demand / (1 - arriving * demand / SECOND) for demand in demands)) / 1000


def hit_ratio(arriving: float, seconds: float) -> float:
    """Share of requests for one URL that a cache answers if it stores each response for this long."""
    return arriving * seconds / (1 + arriving * seconds)


def behind_cache(full: Cost, not_modified: Cost, *, hit: float, unchanged: float) -> Cost:
    """Mean cost of a request behind a cache.

    It answers the share `hit` itself. Of the rest, the share `unchanged` is revalidated with 304.
    """
    shares = {"hit": hit, "not_modified": (1 - hit) * unchanged, "full": (1 - hit) * (1 - unchanged)}
    return mixed({"hit": Cost(0, 0), "not_modified": not_modified, "full": full}, shares)

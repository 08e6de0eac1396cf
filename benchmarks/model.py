"""What machines serve, from measured costs: the laws of queues, and nothing that has to be measured itself.

A request passes a worker, whose threads take turns at the interpreter, maybe the one lock that all writers wait
for, and the program that sends it, which takes turns as well. What it does meanwhile beside others (a database's work,
what SQLite does outside of the interpreter) only takes time. Cores are shared by whatever is on them. Costs are in µs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

SECOND = 1e6


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request takes, in µs, on average."""

    turn: float
    """Of a worker, while its other threads wait."""
    cpu: float
    """Of CPU where the worker runs; what is more than the turn, others can do meanwhile."""
    reading: float = 0.0
    """Of CPU of a database server, to read: a replica can do it."""
    writing: float = 0.0
    """Of CPU of a database server, to write: the primary does it, and each replica once more at most."""
    lock: float = 0.0
    """While all other writers of all workers wait."""
    locked: float = 0.0
    """Of that, CPU of the worker."""
    generator: float = 0.0
    """Of CPU of the program that asks."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Machines: nodes of the API with workers and cores each, and those of the database, if it has any of its own."""

    workers: int
    cores: float
    nodes: int = 1
    database_cores: float | None = None
    replicas: int = 0
    generator_here: bool = False


def mixed(costs: Mapping[str, Cost], shares: Mapping[str, float]) -> Cost:
    """Return what a request of a mixed load takes."""
    whole = sum(shares.values())
    names = [field.name for field in fields(Cost)]
    return Cost(*(sum(getattr(costs[kind], name) * share for kind, share in shares.items()) / whole for name in names))


def limits(cost: Cost, layout: Layout) -> dict[str, float]:
    """Return the requests per second at which each thing is busy all the time (the law of the bottleneck)."""
    of_workers, of_lock = layout.nodes * layout.workers, 1.0
    demands = {
        "workers": (of_workers, cost.turn),
        "cores": (layout.nodes * layout.cores, on_cores(cost, layout)),
        "lock": (of_lock, cost.lock),
        "generator": (1.0, cost.generator if layout.generator_here else 0.0),
        **of_database(cost, layout),
    }
    return {name: servers * SECOND / demand for name, (servers, demand) in demands.items() if demand}


def on_cores(cost: Cost, layout: Layout) -> float:
    """Return what a request takes of the cores that workers run on."""
    of_database = cost.reading + cost.writing if layout.database_cores is None else 0.0
    return cost.cpu + of_database + (cost.generator if layout.generator_here else 0.0)


def of_database(cost: Cost, layout: Layout) -> dict[str, tuple[float, float]]:
    """Return the cores of each database server, and what a request takes of them."""
    cores = layout.database_cores
    if cores is None:
        return {}
    if not layout.replicas:
        return {"primary": (cores, cost.reading + cost.writing)}
    return {"primary": (cores, cost.writing), "replicas": (cores, cost.reading / layout.replicas + cost.writing)}


def bottleneck(cost: Cost, layout: Layout) -> tuple[str, float]:
    """Return what is busy first, and the requests per second at which it is."""
    found = limits(cost, layout)
    return min(found.items(), key=lambda item: item[1])


def queues(cost: Cost, layout: Layout) -> tuple[list[float], float]:
    """Return what a request takes of each thing that it may have to wait for, and the time that it takes besides."""
    workers = layout.nodes * layout.workers
    waited_for = [(cost.turn - cost.locked) / workers] * workers + [cost.lock]
    beside = cost.cpu - cost.turn + cost.reading + cost.writing
    if layout.generator_here:
        waited_for.append(cost.generator)
    return waited_for, beside


def closed(waited_for: Sequence[float], beside: float, connections: int) -> float:
    """Return requests per second of so many connections that each send the next when the last one is answered.

    This is mean value analysis: whoever comes finds, on average, what is there when one fewer takes part.
    """
    present, rate = [0.0] * len(waited_for), 0.0
    for count in range(1, connections + 1):
        times = [demand * (1 + others) for demand, others in zip(waited_for, present, strict=True)]
        rate = count / (beside + sum(times))
        present = [rate * time for time in times]
    return rate * SECOND


def rate(cost: Cost, layout: Layout, connections: int) -> float:
    """Return the requests per second that so many connections get."""
    return min(closed(*queues(cost, layout), connections), bottleneck(cost, layout)[1])


def latency(cost: Cost, layout: Layout, connections: int) -> float:
    """Return the ms that each of so many connections waits for an answer, on average (Little's law)."""
    return connections / rate(cost, layout, connections) * 1000


def latency_at(cost: Cost, layout: Layout, arriving: float) -> float:
    """Return the ms until an answer where so many requests come each second, of themselves; infinite if too many."""
    if arriving >= bottleneck(cost, layout)[1]:
        return float("inf")
    waited_for, beside = queues(cost, layout)
    return (beside + sum(demand / (1 - arriving * demand / SECOND) for demand in waited_for)) / 1000


def hits(arriving: float, seconds: float) -> float:
    """Return the share of requests for one address that a cache answers, which keeps each answer for so long."""
    return arriving * seconds / (1 + arriving * seconds)


def behind_cache(whole: Cost, known: Cost, *, hit: float, unchanged: float) -> Cost:
    """Return what a request of the public takes where a cache stands in front.

    It answers the share `hit` by itself, and of the rest, asks for the share `unchanged` only whether it has changed.
    """
    share = {"hit": hit, "known": (1 - hit) * unchanged, "whole": (1 - hit) * (1 - unchanged)}
    return mixed({"hit": Cost(0, 0), "known": known, "whole": whole}, share)

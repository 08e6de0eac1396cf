"""Load: wrk, and what the machine did meanwhile."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.servers import Server

SCRIPT = Path(__file__).with_name("requests.lua")
CONNECTIONS = 8
NUMBERS_OF_A_RUN = 1_000_000
"""How many bodies a run may number, so that no two runs send the same."""

TICK = os.sysconf("SC_CLK_TCK")


class Failed(RuntimeError):
    """A measurement in which something was refused or broke off."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: requests per second, latencies in ms, CPU per request in µs, and cores that others used."""

    rate: float
    p50: float
    p99: float
    cpu: float
    database: float
    generator: float
    foreign: float


class Spent(NamedTuple):
    """Seconds so far: of the clock, and of CPU by anybody, the server, a database server, and wrk."""

    clock: float
    machine: float
    server: float
    database: float
    generator: float


def is_installed() -> bool:
    """Whether wrk can be run."""
    return shutil.which("wrk") is not None


def measure(
    server: Server,
    requests: Path,
    headers: Mapping[str, str],
    *,
    seconds: int,
    first: int,
    connections: int = CONNECTIONS,
) -> Measured:
    """Send the requests of a file over and over from connections that stay open. `first` numbers the bodies."""
    named = [argument for name, value in headers.items() for argument in ("--header", f"{name}: {value}")]
    command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s", *named]
    command += ["--timeout", "30s", "--script", str(SCRIPT), server.url, "--", str(requests), str(first)]
    before = spent(server)
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # Our own command.
    return judge(run, Spent(*(now - then for now, then in zip(spent(server), before, strict=True))))


def spent(server: Server) -> Spent:
    """Return what has been spent so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    database = sum(cpu_of_tree(pid) for pid in server.helpers)
    generator = children.ru_utime + children.ru_stime
    return Spent(time.monotonic(), cpu_of_machine(), cpu_of_tree(server.pid), database, generator)


def judge(run: subprocess.CompletedProcess[str], seconds: Spent) -> Measured:
    """Read what wrk says. Raise `Failed` unless every request was answered well."""
    found = [line.removeprefix("MEASURED ") for line in run.stdout.splitlines() if line.startswith("MEASURED ")]
    if not found:
        raise Failed(f"wrk did not finish: {run.stderr.strip() or run.stdout.strip()}")
    result = json.loads(found[0])
    if result["refused"] or result["broken"] or not result["requests"]:
        raise Failed("{refused} of {requests} requests were refused, {broken} broke off.".format(**result))
    each = 1e6 / result["requests"]
    others = seconds.machine - seconds.server - seconds.database - seconds.generator
    return Measured(
        rate=result["requests"] / result["microseconds"] * 1e6,
        p50=result["p50"],
        p99=result["p99"],
        cpu=seconds.server * each,
        database=seconds.database * each,
        generator=seconds.generator * each,
        foreign=max(0.0, others) / seconds.clock,
    )


def cpu_of_machine() -> float:
    """Return the seconds in which any CPU was busy; 0 where the system does not say."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    user, nice, system, _, _, irq, softirq, *_ = map(int, stat.read_text().splitlines()[0].split()[1:])
    return (user + nice + system + irq + softirq) / TICK


def cpu_of_tree(pid: int) -> float:
    """Return the CPU seconds of a process and its children, living or ended; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICK + sum(cpu_of_tree(int(child)) for child in children)

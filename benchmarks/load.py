"""Runs wrk and measures the CPU that the machine used meanwhile."""

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

from benchmarks.errors import BenchmarkError
from benchmarks.servers import Server

SCRIPT = Path(__file__).with_name("requests.lua")
CONNECTIONS = 8
BODIES_PER_RUN = 1_000_000
"""Numbers reserved for the bodies of a run, so that no two runs send the same body."""

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Run:
    """One run: requests/s, latencies in ms, CPU per request in µs (API, database server, wrk), and `foreign`, the cores
    that other programs used.
    """

    rate: float
    p50: float
    p99: float
    cpu: float
    database: float
    generator: float
    foreign: float


class Times(NamedTuple):
    """Seconds so far: clock, and CPU of the machine, the server, a database server and wrk."""

    clock: float
    machine: float
    server: float
    database: float
    generator: float


def require_wrk() -> None:
    """Raise `BenchmarkError` if wrk is not installed."""
    if shutil.which("wrk") is None:
        raise BenchmarkError("There is no wrk on the PATH. On Debian and Ubuntu: apt-get install wrk")


def measure(
    server: Server,
    requests: Path,
    headers: Mapping[str, str],
    *,
    seconds: int,
    first: int,
    connections: int = CONNECTIONS,
) -> Run:
    """Send the requests of a file repeatedly over keep-alive connections. Bodies are numbered from `first`.

    Raises `BenchmarkError` if any request fails.
    """
    options = [argument for name, value in headers.items() for argument in ("--header", f"{name}: {value}")]
    command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s", *options]
    command += ["--timeout", "30s", "--script", str(SCRIPT), server.url, "--", str(requests), str(first)]
    before = read_times(server)
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # Our own command.
    return parse_run(run, Times(*(now - then for now, then in zip(read_times(server), before, strict=True))))


def read_times(server: Server) -> Times:
    """The times so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    database = sum(cpu_of_tree(pid) for pid in server.helpers)
    generator = children.ru_utime + children.ru_stime
    return Times(time.monotonic(), cpu_of_machine(), cpu_of_tree(server.pid), database, generator)


def parse_run(run: subprocess.CompletedProcess[str], seconds: Times) -> Run:
    """Parse the output of wrk. Raises `BenchmarkError` unless every request succeeded."""
    lines = [line.removeprefix("MEASURED ") for line in run.stdout.splitlines() if line.startswith("MEASURED ")]
    if not lines:
        raise BenchmarkError(f"wrk did not finish: {run.stderr.strip() or run.stdout.strip()}")
    result = json.loads(lines[0])
    if result["refused"] or result["broken"] or not result["requests"]:
        raise BenchmarkError("{refused} of {requests} requests were refused, {broken} broke off.".format(**result))
    each = 1e6 / result["requests"]
    others = seconds.machine - seconds.server - seconds.database - seconds.generator
    return Run(
        rate=result["requests"] / result["microseconds"] * 1e6,
        p50=result["p50"],
        p99=result["p99"],
        cpu=seconds.server * each,
        database=seconds.database * each,
        generator=seconds.generator * each,
        foreign=max(0.0, others) / seconds.clock,
    )


def cpu_of_machine() -> float:
    """CPU seconds of the machine; 0 if /proc is not available."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    user, nice, system, _, _, irq, softirq, *_ = map(int, stat.read_text().splitlines()[0].split()[1:])
    return (user + nice + system + irq + softirq) / TICK


def cpu_of_tree(pid: int) -> float:
    """CPU seconds of a process and its children, running or ended; 0 if /proc is not available."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICK + sum(cpu_of_tree(int(child)) for child in children)

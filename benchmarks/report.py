"""The results as a table for the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

from benchmarks.load import CONNECTIONS, Run
from benchmarks.workloads import Workload

HEAD = "| workload | response | bare Flask | Communiqué | share | p50 bare | p50 ours |\n|---|--:|--:|--:|--:|--:|--:|"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A workload and its runs on both servers."""

    workload: Workload
    baseline: list[Run]
    ours: list[Run]


def table(comparisons: Sequence[Comparison]) -> str:
    """The table in Markdown."""
    return "\n".join([HEAD, *map(row, comparisons)])


def row(comparison: Comparison) -> str:
    """The row of one workload: medians of its runs."""
    baseline, ours = (median(run.rate for run in runs) for runs in (comparison.baseline, comparison.ours))
    p50 = [median(run.p50 for run in runs) for runs in (comparison.baseline, comparison.ours)]
    size = f"{comparison.workload.size / 1000:,.1f} kB"
    return (
        f"| {comparison.workload.title} | {size} | {baseline:,.0f}/s | {ours:,.0f}/s | **{ours / baseline:.2f}** "
        f"| {p50[0]:.1f} ms | {p50[1]:.1f} ms |"
    )


def conditions(comparisons: Sequence[Comparison], command: str, data: str, seconds: int) -> str:
    """Sentences on how and where it was measured."""
    runs = [run for each in comparisons for run in (*each.baseline, *each.ours)]
    versions = ", ".join(f"{name} {version(name)}" for name in ("flask", "gunicorn", "sqlalchemy"))
    return (
        f"Measured by `{command}`: {data}; gunicorn with one worker and the threads and "
        f"keep-alive of `gunicorn.conf.py` for both; wrk, 1 thread, {CONNECTIONS} connections kept open, medians of "
        f"{len(comparisons[0].baseline)} rounds of {seconds} s, alternating between the servers. Python "
        f"{platform.python_version()}, {versions}, {os.cpu_count()} cores shared with wrk; other programs used "
        f"{median(run.foreign for run in runs):.2f} cores (at most {max(run.foreign for run in runs):.2f})."
    )


def progress(title: str, server: str, run: Run) -> str:
    """A line about one run."""
    used = f"{run.cpu:,.0f} µs of CPU each, {run.foreign:.2f} cores used by others"
    return f"{title}, {server}: {run.rate:,.0f}/s, p50 {run.p50:.1f} ms, p99 {run.p99:.1f} ms, {used}"

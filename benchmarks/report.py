"""The figures as a table for the README."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

from benchmarks.load import CONNECTIONS, Measured
from benchmarks.work import Work

HEAD = "| work | answer | bare Flask | Communiqué | share | p50 bare | p50 ours |\n|---|--:|--:|--:|--:|--:|--:|"


@dataclass(frozen=True, slots=True)
class Compared:
    """One sort of work, and its rounds on both servers."""

    work: Work
    floor: Sequence[Measured]
    ours: Sequence[Measured]


def table(compared: Sequence[Compared]) -> str:
    """Return the table in Markdown."""
    return "\n".join([HEAD, *(row(each) for each in compared)])


def row(compared: Compared) -> str:
    """Return the row of one sort of work: medians of its rounds."""
    floor, ours = (median(run.rate for run in runs) for runs in (compared.floor, compared.ours))
    waits = [median(run.p50 for run in runs) for runs in (compared.floor, compared.ours)]
    size = f"{compared.work.size / 1000:,.1f} kB"
    return (
        f"| {compared.work.name} | {size} | {floor:,.0f}/s | {ours:,.0f}/s | **{ours / floor:.2f}** "
        f"| {waits[0]:.1f} ms | {waits[1]:.1f} ms |"
    )


def circumstances(compared: Sequence[Compared], command: str, data: str, seconds: int) -> str:
    """Return, in a sentence or two, what was measured on what."""
    runs = [run for each in compared for run in (*each.floor, *each.ours)]
    versions = ", ".join(f"{name} {version(name)}" for name in ("flask", "gunicorn", "sqlalchemy"))
    return (
        f"Made by `{command}`: {data}; gunicorn with one worker and the threads and "
        f"keep-alive of `gunicorn.conf.py` for both; wrk, 1 thread, {CONNECTIONS} connections kept open, medians of "
        f"{len(compared[0].floor)} rounds of {seconds} s, each on one server and then on the other. Python "
        f"{platform.python_version()}, {versions}, {os.cpu_count()} cores shared with wrk; other programs took "
        f"{median(run.foreign for run in runs):.2f} cores (at most {max(run.foreign for run in runs):.2f})."
    )


def progress(name: str, server: str, run: Measured) -> str:
    """Return a line about one run."""
    used = f"{run.cpu:,.0f} µs of CPU each, {run.foreign:.2f} cores used by others"
    return f"{name}, {server}: {run.rate:,.0f}/s, p50 {run.p50:.1f} ms, p99 {run.p99:.1f} ms, {used}"

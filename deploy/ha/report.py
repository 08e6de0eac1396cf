"""The results as a Markdown table for the documentation."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence

from deploy.ha.scenario import Result

COLUMNS: Mapping[str, Callable[[Result], float]] = {
    "seconds without writes": lambda result: result.without_writes,
    "seconds without reads": lambda result: result.without_reads,
    "writes": lambda result: result.written,
    "retried": lambda result: result.retried,
    "replayed": lambda result: result.replayed,
    "reads failed": lambda result: result.reads_failed,
    "imports": lambda result: result.imported,
    "resumed": lambda result: result.resumed,
    "acknowledged, lost": lambda result: result.lost,
    "duplicates": lambda result: result.duplicates,
    "changes missed": lambda result: result.changes_missed,
    "changes wrong": lambda result: result.changes_wrong,
    "wrong answers": lambda result: result.wrong_answers,
    "nodes that differ": lambda result: result.differing_nodes,
}


def table(results: Iterable[Result]) -> str:
    """The table."""
    head = f"| fault | {' | '.join(COLUMNS)} |\n|---{'|--:' * len(COLUMNS)}|"
    return "\n".join([head, *map(row, results)])


def row(result: Result) -> str:
    """The row of one fault: seconds with one decimal, counts without."""
    figures = (column(result) for column in COLUMNS.values())
    cells = (f"{figure:.1f}" if isinstance(figure, float) else f"{figure:,}" for figure in figures)
    return f"| {result.fault} | {' | '.join(cells)} |"


def verdict(results: Sequence[Result]) -> str:
    """A sentence that names the faults with a count that must be zero and is not."""
    failed = [result.fault for result in results if not result.is_clean]
    if failed:
        return f"FAILED: {'; '.join(failed)}."
    return f"PASSED: nothing lost, duplicated, missed or wrong in {len(results)} scenarios, on {os.cpu_count()} cores."

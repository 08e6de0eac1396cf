"""What the faults cost, as a table for the documentation."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence

from deploy.ha.trial import Outcome

COLUMNS: Mapping[str, Callable[[Outcome], float]] = {
    "seconds without writes": lambda outcome: outcome.without_writes,
    "seconds without reads": lambda outcome: outcome.without_reads,
    "writes": lambda outcome: outcome.written,
    "sent again": lambda outcome: outcome.sent_again,
    "replayed": lambda outcome: outcome.replayed,
    "reads failed": lambda outcome: outcome.reads_failed,
    "imports": lambda outcome: outcome.imported,
    "resumed": lambda outcome: outcome.resumed,
    "acknowledged, lost": lambda outcome: outcome.lost,
    "duplicates": lambda outcome: outcome.duplicates,
    "changes missed": lambda outcome: outcome.missed,
    "told wrongly": lambda outcome: outcome.told_wrongly,
    "wrong answers": lambda outcome: outcome.wrong_answers,
    "nodes that differ": lambda outcome: outcome.differing_nodes,
}


def table(outcomes: Iterable[Outcome]) -> str:
    """Return the table in Markdown."""
    head = f"| fault | {' | '.join(COLUMNS)} |\n|---{'|--:' * len(COLUMNS)}|"
    return "\n".join([head, *map(row, outcomes)])


def row(outcome: Outcome) -> str:
    """Return the row of one fault."""
    figures = (column(outcome) for column in COLUMNS.values())
    return f"| {outcome.fault} | {' | '.join(map(shown, figures))} |"


def shown(figure: float) -> str:
    """Return seconds with a tenth, and counts as they are."""
    return f"{figure:.1f}" if isinstance(figure, float) else f"{figure:,}"


def verdict(outcomes: Sequence[Outcome]) -> str:
    """Return, in a sentence, whether what must be nought is."""
    unclean = [outcome.fault for outcome in outcomes if not outcome.is_clean]
    if unclean:
        return f"Not all is well: {'; '.join(unclean)}."
    return f"Nothing lost, twice, missed or wrong in {len(outcomes)} trials, on {os.cpu_count()} cores."

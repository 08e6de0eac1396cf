"""How the statuses of promises look in pictures, and what they are called there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from api.formats.charts.canvas import ALARM, Look
from domain.vocabularies.commitments import COMMITMENT_STATUS

# The colours are those of Okabe and Ito.
LOOKS: Final[dict[str | None, Look]] = {
    "not_started": Look("#cccccc", ".."),
    "in_progress": Look("#56b4e9", "//"),
    "met": Look("#009e73"),
    "partly_met": Look("#f0e442", "xx"),
    "missed": Look("#d55e00", "\\\\"),
    "abandoned": Look("#7f7f7f", "++"),
    None: Look("#ffffff"),
}
LABELS: Final[dict[str | None, str]] = {
    **{term.code: term.label for term in COMMITMENT_STATUS.terms},
    None: "No report",
}
OVERDUE: Final[dict[str, Any]] = {"edgecolor": ALARM, "linewidth": 2}


def legend(statuses: Collection[str | None], *, overdue: bool = False) -> list[tuple[str, dict[str, Any]]]:
    """Return what each status that occurs is called, and how its bars are filled; last, what a red edge means."""
    present = [(LABELS[status], look.fill()) for status, look in LOOKS.items() if status in statuses]
    return present + [("Overdue", LOOKS[None].fill() | OVERDUE)] * overdue

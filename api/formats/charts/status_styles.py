"""Bar styles and labels of commitment statuses, and the legend."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from api.formats.charts.canvas import ALARM, BarStyle
from domain.vocabularies import COMMITMENT_STATUS

RISING, FALLING = "M-2 2l4-4M0 8l8-8M6 10l4-4", "M-2 6l4 4M0 0l8 8M6-2l4 4"

# The colours are those of Okabe and Ito, which colour-blind people can tell apart.
STYLES: Final[dict[str | None, BarStyle]] = {
    "not_started": BarStyle("#cccccc", "M2 1.5a.5 .5 0 1 0 .01 0zM6 5.5a.5 .5 0 1 0 .01 0z"),
    "in_progress": BarStyle("#56b4e9", RISING),
    "met": BarStyle("#009e73"),
    "partly_met": BarStyle("#f0e442", RISING + FALLING),
    "missed": BarStyle("#d55e00", FALLING),
    "abandoned": BarStyle("#7f7f7f", "M4 0v8M0 4h8"),
    None: BarStyle("#ffffff"),
}
LABELS: Final[dict[str | None, str]] = {
    **{term.code: term.label for term in COMMITMENT_STATUS.terms},
    None: "No report",
}


def overdue_style(style: BarStyle) -> BarStyle:
    """The style with the red outline of overdue commitments."""
    return replace(style, outline=ALARM, outline_width=2)


def legend(statuses: Collection[str | None], *, with_overdue: bool = False) -> list[tuple[str, BarStyle]]:
    """Label and style of each status that occurs; last, the outline of overdue ones."""
    entries = [(LABELS[status], style) for status, style in STYLES.items() if status in statuses]
    return entries + [("Overdue", overdue_style(STYLES[None]))] * with_overdue


def left_out_note(undated: int, spanning: int = 0) -> str:
    """Sentences on commitments that are not drawn: without a date, or not within one year."""
    several = f" {spanning:,} more may fall due in several years." if spanning else ""
    return several + (f" {undated:,} more without a date." if undated else "")

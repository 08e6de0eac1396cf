"""How many promises fall due in each year, for when they are too many to be named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from api.formats.charts import text_fit
from api.formats.charts.canvas import INK, LINE, MARGIN, MUTED, WIDTH, Sheet, headed, one_at_a_time, write_head
from api.formats.charts.status_styles import LABELS, LOOKS, legend
from api.services.analytics.timeline import YearCount

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_BARS: Final = 30

_LEFT = 84
_HEIGHT = 360
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MOST_LABELS = 10

Bars = dict[str | None, Counter[int]]


@one_at_a_time
def render_yearly_counts(
    counts: Sequence[YearCount], *, title: str, today: date, undated: int = 0, spanning: int = 0
) -> bytes:
    """Draw a stacked bar for each year, or for as many years as make it 30 bars at most; say how many have no date."""
    number = sum(each.number for each in counts)
    below = (
        f"{number:,} {'promise' if number == 1 else 'promises'}, by the year in which they fall due."
        + text_fit.not_drawn(undated, spanning)
    )
    lines, top = headed(title, below if number else "No promise matches.")
    sheet = Sheet(top + (_HEIGHT + 110 if number else 30))
    write_head(sheet, lines, below if number else "No promise matches.")
    if number:
        sheet.explain(top + 14, legend({each.status for each in counts}))
        _draw_bars(sheet, top + 46, counts, today)
    return sheet.svg(title, f"{below if number else 'No promise matches.'} Today is {today}. {_said(counts)}")


def _said(counts: Sequence[YearCount]) -> str:
    ordered = sorted(counts, key=lambda each: (each.year, [*LOOKS].index(each.status)))
    return " ".join(f"{each.year}: {each.number:,} {LABELS[each.status].lower()}." for each in ordered)


def _draw_bars(sheet: Sheet, top: float, counts: Sequence[YearCount], today: date) -> None:
    step = _step([each.year for each in counts])
    bars: Bars = {status: Counter() for status in LOOKS}
    for each in counts:
        bars[each.status][each.year // step * step] += each.number
    totals = sum(bars.values(), Counter())
    axes = sheet.axes(_LEFT, top, WIDTH - _LEFT - MARGIN, _HEIGHT)
    _stack(axes, bars, step)
    _scale(axes, totals, step)
    _write_totals(axes, totals, step)
    _mark(sheet, axes, top, today)


def _mark(sheet: Sheet, axes: Axes, top: float, today: date) -> None:
    """Mark today, where it is on the scale."""
    low, high = axes.get_xlim()
    day = today.year + (today.timetuple().tm_yday - 0.5) / 366
    if low <= day <= high:
        axes.axvline(day, color=INK, linestyle=(0, (4, 3)), linewidth=1.2, zorder=1.5)
        sheet.write(WIDTH - MARGIN, top - 8, f"dashed line: today, {today}", size=12, color=MUTED, anchor="right")


def _step(years: Sequence[int]) -> int:
    """Return how many years a bar stands for."""
    return next(step for step in _STEPS if max(years) // step - min(years) // step < MOST_BARS)


def _stack(axes: Axes, bars: Bars, step: int) -> None:
    heights: Counter[int] = Counter()
    for status, numbers in bars.items():
        for year, number in numbers.items():
            axes.bar(year + step / 2, number, step * 0.8, bottom=heights[year], **LOOKS[status].fill())
            heights[year] += number


def _scale(axes: Axes, totals: Counter[int], step: int) -> None:
    first, last = min(totals), max(totals) + step
    axes.set(xlim=(first - step / 2, last + step / 2), ylim=(0, max(totals.values()) * 1.12))
    every = -(-((last - first) // step) // _MOST_LABELS) * step
    years = range(first, last, every)
    axes.set_xticks([year + step / 2 for year in years], [_label(year, step) for year in years])
    axes.locator_params(axis="y", integer=True)
    axes.yaxis.set_major_formatter(lambda number, _: f"{number:,.0f}")
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    axes.set_xlabel(
        "Due (calendar year)" if step == 1 else f"Due (calendar years, {step} to a bar)", color=MUTED, size=12
    )
    axes.set_ylabel("Promises (number)", color=MUTED, size=12)


def _label(year: int, step: int) -> str:
    return f"{year}" if step == 1 else f"{year}\N{EN DASH}{year + step - 1}"


def _write_totals(axes: Axes, totals: Counter[int], step: int) -> None:
    """Write the number above each bar, upright where it is wider than its bar."""
    low, high = axes.get_xlim()
    room = step / (high - low) * (WIDTH - _LEFT - MARGIN)
    widest = max(text_fit.width_of(f"{number:,}", 11) for number in totals.values())
    rotation = 90 if widest > room else 0
    if rotation:
        axes.set_ylim(0, max(totals.values()) * 1.25)
    for year, number in totals.items():
        axes.annotate(
            f"{number:,}",
            (year + step / 2, number),
            (0, 4),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=11,
            color=INK,
            rotation=rotation,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )

"""Number of commitments by the year in which they fall due: a row for each year, late commitments first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from api.formats.charts.canvas import BOLD, END, MARGIN, SMALL_SIZE, WIDTH, BarStyle, Canvas
from api.formats.charts.text_fit import text_width
from api.formats.charts.timeline import LABELS, STYLES, write_heading
from api.services.analytics.timeline import Timeline, YearCount

MAX_BARS: Final = 40
YEARS_PER_BAR = (1, 2, 5, 10, 20, 50, 100, 200, 500)
ROW_HEIGHT = 28
BAR_HEIGHT = 18
GAP = 8
SHORTEST_LATE = 4
"""Width of the bar of late commitments where they are few among many."""

LATE: Final = "late"
"""Where the late commitments of a bar are counted, whatever their status is."""
LABELS_OF_SEGMENTS: Mapping[str | None, str] = {LATE: "Late", **LABELS}
STYLES_OF_SEGMENTS: Mapping[str | None, BarStyle] = {LATE: BarStyle(classes="outlined late"), **STYLES}
TODAY_STYLE = BarStyle(classes="shade")

Bars = dict[int, Counter[str | None]]
"""Number of commitments by segment, for each first year of a bar."""


def render_yearly_counts(found: Timeline, *, title: str, today: date) -> bytes:
    """SVG with a stacked bar for each year; for several years if that gives more than 40 bars."""
    number = sum(each.number for each in found.counts)
    canvas = Canvas(title)
    drawn = f"{number:,} {'promise' if number == 1 else 'promises'}, by the year in which they fall due."
    heading = write_heading(canvas, drawn, found)
    if found.counts:
        draw_years(canvas, found.counts, today)
    texts = [
        f"{year}: {bar[segment]:,} {label.lower()}."
        for year, bar in sorted(bars_of(found.counts, 1).items())
        for segment, label in LABELS_OF_SEGMENTS.items()
        if bar[segment]
    ]
    return canvas.render(" ".join([heading, f"Today is {today}.", *texts]))


def bars_of(counts: Sequence[YearCount], step: int) -> Bars:
    """The numbers of each bar of so many years."""
    bars: Bars = {}
    for each in counts:
        bar = bars.setdefault(each.year // step * step, Counter())
        bar[LATE] += each.late
        bar[each.status] += each.number - each.late
    return bars


def draw_years(canvas: Canvas, counts: Sequence[YearCount], today: date) -> None:
    """Draw the legend, and a row for each year in which something is due: its bar, its number, and the late ones."""
    step = next(step for step in YEARS_PER_BAR if len({each.year // step for each in counts}) <= MAX_BARS)
    bars = bars_of(counts, step)
    this_year = today.year // step * step
    has_today = min(bars) <= this_year <= max(bars)
    rows = sorted({*bars, this_year} if has_today else bars)
    segments = {segment for bar in bars.values() for segment, number in bar.items() if number}
    entries = [(LABELS_OF_SEGMENTS[each], style) for each, style in STYLES_OF_SEGMENTS.items() if each in segments]
    canvas.y += 6
    canvas.legend(entries + [(f"today, {today}", TODAY_STYLE)] * has_today)
    canvas.y += 10
    totals = [bar.total() for bar in bars.values()]
    left = MARGIN + room_for([years_text(year, step) for year in rows])
    right = END - room_for([f"{total:,}" for total in totals]) - room_for([late_label(bar) for bar in bars.values()])
    for year, previous in zip(rows, [rows[0] - step, *rows], strict=False):
        canvas.y += GAP * (year > previous + step)
        bar, middle = bars.get(year, Counter()), canvas.y + ROW_HEIGHT / 2 + SMALL_SIZE * 0.35
        if year == this_year:
            canvas.bar(0, canvas.y, WIDTH, ROW_HEIGHT, TODAY_STYLE)
        canvas.text(MARGIN, middle, years_text(year, step), classes="strong" if year == this_year else "")
        x = draw_bar(canvas, left, bar, (right - left) / max(totals))
        canvas.text(x + GAP, middle, f"{bar.total():,}")
        if late := late_label(bar):
            canvas.text(END, middle, late, classes="late strong end")
        canvas.y += ROW_HEIGHT


def draw_bar(canvas: Canvas, left: float, bar: Counter[str | None], unit: float) -> float:
    """Draw the segments of a bar side by side; returns where they end."""
    for segment, style in STYLES_OF_SEGMENTS.items():
        if number := bar[segment]:
            width = max(number * unit, SHORTEST_LATE if segment == LATE else 0)
            canvas.bar(left, canvas.y + (ROW_HEIGHT - BAR_HEIGHT) / 2, width, BAR_HEIGHT, style)
            left += width
    return left


def years_text(year: int, step: int) -> str:
    """The years of a bar."""
    return f"{year}" if step == 1 else f"{year}\N{EN DASH}{year + step - 1}"


def late_label(bar: Counter[str | None]) -> str:
    """The number of late commitments of a bar; empty without any."""
    return f"{bar[LATE]:,} late" if bar[LATE] else ""


def room_for(texts: Sequence[str]) -> float:
    """Width of a column of texts, bold or not, with a gap."""
    return max(text_width(text, SMALL_SIZE * BOLD) for text in texts) + GAP

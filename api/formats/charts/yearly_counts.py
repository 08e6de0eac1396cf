"""Commitments counted by year and status, if there are too many to name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from api.formats.charts.canvas import INK, MARGIN, MUTED, WIDTH, Canvas, LinearScale
from api.formats.charts.status_styles import LABELS, STYLES, left_out_note, legend
from api.formats.charts.text_fit import text_width
from api.services.analytics.timeline import YearCount

MOST_BARS: Final = 30

LEFT = 84
HEIGHT = 360
YEARS_PER_BAR = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MOST_LABELS = 10

Bars = dict[str | None, Counter[int]]
"""For each status, the number of commitments by first year of a bar."""


def render_yearly_counts(
    counts: Sequence[YearCount], *, title: str, today: date, undated: int = 0, spanning: int = 0
) -> bytes:
    """SVG with a stacked bar for each year; for several years if that gives more than 30 bars."""
    number = sum(each.number for each in counts)
    words = f"{number:,} {'promise' if number == 1 else 'promises'}, by the year in which they fall due."
    canvas = Canvas(title, words + left_out_note(undated, spanning) if number else "No promise matches.")
    if number:
        canvas.legend(canvas.top + 14, legend({each.status for each in counts}))
        draw_bars(canvas, canvas.top + 46, counts, today)
    ordered = sorted(counts, key=lambda each: (each.year, [*STYLES].index(each.status)))
    texts = [f"{each.year}: {each.number:,} {LABELS[each.status].lower()}." for each in ordered]
    height = canvas.top + (HEIGHT + 110 if number else 30)
    return canvas.render(height, " ".join([canvas.subtitle, f"Today is {today}.", *texts]))


def draw_bars(canvas: Canvas, top: float, counts: Sequence[YearCount], today: date) -> None:
    """Draw the scales, the stacked bars with their totals, and today's line."""
    years = [each.year for each in counts]
    step = next(step for step in YEARS_PER_BAR if max(years) // step - min(years) // step < MOST_BARS)
    bars: Bars = {status: Counter() for status in STYLES}
    for each in counts:
        bars[each.status][each.year // step * step] += each.number
    totals = sum(bars.values(), Counter[int]())
    first, last = min(totals), max(totals) + step
    across = LinearScale(first - step / 2, last + step / 2, LEFT, WIDTH - MARGIN)
    room = across(first + step) - across(first)
    is_upright = max(text_width(f"{number:,}", 11) for number in totals.values()) > room
    up = LinearScale(0, max(totals.values()) * (1.25 if is_upright else 1.12), top + HEIGHT, top)
    draw_scales(canvas, across, up, range(first, last, step))
    for year in totals:
        draw_stack(canvas, across(year + step * 0.1), room * 0.8, up, {status: bars[status][year] for status in bars})
    day = today.year + (today.timetuple().tm_yday - 0.5) / 366
    if across.low <= day <= across.high:  # Over the bars, or that of its own year would hide the line.
        canvas.today_line(across(day), top, top + HEIGHT)
        text = f"dashed line: today, {today}"
        canvas.text(WIDTH - MARGIN, top - 8, text, size=12, color=MUTED, text_anchor="end")
    for year, total in totals.items():
        x, y = across(year + step / 2), up(total) - 5
        place = {"transform": f"rotate(-90 {x:.2f} {y:.2f})"} if is_upright else {"text_anchor": "middle"}
        halo = {"stroke": "#ffffff", "stroke_width": "3", "paint_order": "stroke"}
        canvas.text(x + (4 if is_upright else 0), y, f"{total:,}", size=11, color=INK, **place, **halo)


def draw_stack(canvas: Canvas, x: float, width: float, up: LinearScale, numbers: dict[str | None, int]) -> None:
    """Draw one stacked bar."""
    height = 0
    for status, number in numbers.items():
        if number:
            canvas.bar(x, up(height + number), width, up(height) - up(height + number), STYLES[status])
            height += number


def draw_scales(canvas: Canvas, across: LinearScale, up: LinearScale, years: range) -> None:
    """Draw the scale of numbers with grid lines, and the scale of years."""
    for number in up.ticks(8, smallest=1):
        canvas.line(across.start, up(number), across.end, up(number))
        canvas.text(LEFT - 8, up(number) + 4, f"{number:,.0f}", size=12, color=MUTED, text_anchor="end")
    canvas.line(across.start, up.start, across.end, up.start, width=1)
    step = years.step
    for year in years[:: -(-len(years) // MOST_LABELS)]:
        label = f"{year}" if step == 1 else f"{year}\N{EN DASH}{year + step - 1}"
        canvas.text(across(year + step / 2), up.start + 18, label, size=12, color=MUTED, text_anchor="middle")
    unit = "Due (calendar year)" if step == 1 else f"Due (calendar years, {step} to a bar)"
    middle = (across.start + across.end) / 2
    canvas.text(middle, up.start + 40, unit, size=12, color=MUTED, text_anchor="middle")
    y = (up.start + up.end) / 2
    turn = {"transform": f"rotate(-90 {MARGIN} {y:g})", "text_anchor": "middle"}
    canvas.text(MARGIN, y, "Promises (number)", size=12, color=MUTED, **turn)

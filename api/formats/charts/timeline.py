"""Timeline of commitments: one row each for as many as can be named; else their number by year and status."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from api.formats.charts.canvas import ALARM, INK, MARGIN, MUTED, SHADE, WIDTH, BarStyle, Canvas, LinearScale
from api.formats.charts.text_fit import one_line, text_width, truncate
from api.services.analytics.timeline import MAX_ENTRIES, TimelineEntry, YearCount
from domain.vocabularies import COMMITMENT_STATUS

LABEL_WIDTH = 420
ROW_HEIGHT = 40
FIRST_ROW = 84
"""Distance of the first row from the top: legend, date scale and today's date stand between."""

SHORTEST_BAR = 9
TICK_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 3000, 6000, 12000, 24000)
MAX_TICKS = 8
YEAR = 12

MAX_BARS: Final = 30

LEFT = 84
HEIGHT = 360
YEARS_PER_BAR = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MAX_LABELS = 10

Bars = dict[str | None, Counter[int]]
"""For each status, the number of commitments by first year of a bar."""

RISING, FALLING = "M-2 2l4-4M0 8l8-8M6 10l4-4", "M-2 6l4 4M0 0l8 8M6-2l4 4"

# The colours are those of Okabe and Ito, which colour-blind people can tell apart.
STYLES: Final[dict[str | None, BarStyle]] = {
    "not_started": BarStyle("#cccccc", "M2 1.5a.5 .5 0 1 0 .01 0zM6 5.5a.5 .5 0 1 0 .01 0z"),
    "in_progress": BarStyle("#56b4e9", RISING),
    "delayed": BarStyle("#e69f00", "M0 4h8"),
    "stalled": BarStyle("#cc79a7", "M4 0v8"),
    "met": BarStyle("#009e73"),
    "partly_met": BarStyle("#f0e442", RISING + FALLING),
    "missed": BarStyle("#d55e00", FALLING),
    "abandoned": BarStyle("#7f7f7f", "M4 0v8M0 4h8"),
    "reversed": BarStyle("#0072b2", "M0 2h8M0 6h8"),
    None: BarStyle("#ffffff"),
}
LABELS: Final[dict[str | None, str]] = {None: "No report"} | COMMITMENT_STATUS.labels


def render_timeline(
    entries: Sequence[TimelineEntry], *, title: str, today: date, total: int, undated: int = 0
) -> bytes:
    """SVG of the first 40 commitments by due date. `total` have a date, `undated` have none."""
    shown = sorted(entries, key=lambda each: (each.due_to or date.max, each.due_from, each.statement))[:MAX_ENTRIES]
    canvas = Canvas(title, subtitle(len(shown), total) + left_out_note(undated))
    if shown:
        styles = legend([each.status for each in shown], with_overdue=any(each.is_overdue for each in shown))
        canvas.legend(canvas.top + 14, styles)
        draw_rows(canvas, shown, today)
    texts = [f"{place}. {one_line(each.statement)} ({details(each)})" for place, each in enumerate(shown, 1)]
    height = canvas.top + (FIRST_ROW + len(shown) * ROW_HEIGHT + 50 if shown else 30)
    return canvas.render(height, " ".join([canvas.subtitle, f"Today is {today}.", *texts]))


def subtitle(shown: int, total: int) -> str:
    """Number of shown commitments."""
    if not total:
        return "No promise with a date matches."
    number = f"{shown:,}" if shown >= total else f"{shown:,} of {total:,}"
    return f"{number} {'promise, by when it falls' if total == 1 else 'promises, by when they fall'} due."


def details(entry: TimelineEntry) -> str:
    """Jurisdiction, due date, status and whether it is overdue."""
    suffix = " · overdue" if entry.is_overdue else ""
    return f"{entry.jurisdiction} · due {due_text(entry)} · {LABELS[entry.status].lower()}{suffix}"


def due_text(entry: TimelineEntry) -> str:
    """The due date as a year, a month, a day, or from one day to another."""
    first, last = entry.due_from, entry.due_to
    if last is None:
        return f"from {first} on"
    if first == last:
        return f"{first}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04}" if first.year == last.year else f"{first.year:04} to {last.year:04}"
    ends_month = last == date.max or (last + timedelta(days=1)).day == 1
    if (first.year, first.month, first.day) == (last.year, last.month, 1) and ends_month:
        return f"{first:%Y-%m}"
    return f"{first} to {last}"


def draw_rows(canvas: Canvas, shown: Sequence[TimelineEntry], today: date) -> None:
    """Draw a row for each commitment on a scale of days, and today's line."""
    top = canvas.top + FIRST_ROW
    axis_top, axis_bottom = top - 30, top + len(shown) * ROW_HEIGHT
    for index in range(0, len(shown), 2):
        canvas.add("rect", x=0, y=top + index * ROW_HEIGHT, width=WIDTH, height=ROW_HEIGHT, fill=SHADE)
    scale = day_scale(shown, today)
    draw_axis(canvas, scale, axis_top, axis_bottom)
    for index, entry in enumerate(shown):
        y = top + index * ROW_HEIGHT
        canvas.text(MARGIN, y + 17, truncate(entry.statement, LABEL_WIDTH - MARGIN - 14, 13))
        canvas.text(MARGIN, y + 32, details(entry), size=11, color=ALARM if entry.is_overdue else MUTED)
        draw_entry(canvas, scale, y + ROW_HEIGHT / 2, entry)
    x = scale(today.toordinal())
    canvas.today_line(x, axis_top, axis_bottom)
    is_left = x <= (scale.start + scale.end) / 2
    anchor = "start" if is_left else "end"
    canvas.text(x + (5 if is_left else -5), top - 9, f"today, {today}", size=12, text_anchor=anchor)


def day_scale(shown: Sequence[TimelineEntry], today: date) -> LinearScale:
    """A scale of day ordinals that holds all due dates and today."""
    first = min(today, *(each.due_from for each in shown)).toordinal()
    last = max(today, *(each.due_to or each.due_from for each in shown)).toordinal()
    room = max(45, (last - first) * 0.04)
    return LinearScale(first - room, last + room, LABEL_WIDTH, WIDTH - MARGIN)


def draw_axis(canvas: Canvas, scale: LinearScale, top: float, bottom: float) -> None:
    """Draw grid lines with dates above and below."""
    ticks = date_ticks(scale.low, scale.high)
    for day, label in ticks:
        x = scale(day.toordinal())
        canvas.line(x, top, x, bottom)
        for y in (top - 6, bottom + 16):
            canvas.text(x, y, label, size=12, color=MUTED, text_anchor="middle")
    for y in (top, bottom):
        canvas.line(scale.start, y, scale.end, y, width=1)
    unit = "Due (calendar year)" if len(ticks[0][1]) == len("2026") else "Due (month)"
    canvas.text((scale.start + scale.end) / 2, bottom + 34, unit, size=12, color=MUTED, text_anchor="middle")


def date_ticks(first: float, last: float) -> list[tuple[date, str]]:
    """First days of months or years between two ordinals, with labels."""
    lowest, highest = (date.fromordinal(max(1, min(int(day), date.max.toordinal()))) for day in (first, last))
    start, end = (day.year * YEAR + day.month - 1 for day in (lowest, highest))
    step = next(step for step in TICK_MONTHS if (end - start) // step < MAX_TICKS)
    months = range(max(-(-start // step) * step, YEAR), end + 1, step)
    days = [day for month in months if (day := date(month // YEAR, month % YEAR + 1, 1)) >= lowest]
    return [(day, f"{day.year:04}" if step >= YEAR else f"{day.year:04}-{day.month:02}") for day in days]


def draw_entry(canvas: Canvas, scale: LinearScale, y: float, entry: TimelineEntry) -> None:
    """Draw a bar over the due dates; a diamond if it would be too short, an arrow if it has no end."""
    style = overdue_style(STYLES[entry.status]) if entry.is_overdue else STYLES[entry.status]
    left = scale(entry.due_from.toordinal())
    right = scale(entry.due_to.toordinal() + 1) if entry.due_to else scale.end
    if entry.due_from == entry.due_to or right - left < SHORTEST_BAR:
        path = f"M{(left + right) / 2:.2f} {y - 7:g}l7 7l-7 7l-7-7z"
        canvas.add("path", d=path, fill=style.color, stroke=style.outline, stroke_width=style.outline_width)
        return
    canvas.bar(left, y - 7, right - left, 14, style)
    if entry.due_to is None:
        canvas.add("path", d=f"M{scale.end - 5:g} {y - 6:g}l11 6l-11 6z", fill=style.outline)


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
    step = next(step for step in YEARS_PER_BAR if max(years) // step - min(years) // step < MAX_BARS)
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
        height = 0
        for status, style in STYLES.items():
            if number := bars[status][year]:
                y = up(height + number)
                canvas.bar(across(year + step * 0.1), y, room * 0.8, up(height) - y, style)
                height += number
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


def draw_scales(canvas: Canvas, across: LinearScale, up: LinearScale, years: range) -> None:
    """Draw the scale of numbers with grid lines, and the scale of years."""
    for number in up.ticks(8, smallest=1):
        canvas.line(across.start, up(number), across.end, up(number))
        canvas.text(LEFT - 8, up(number) + 4, f"{number:,.0f}", size=12, color=MUTED, text_anchor="end")
    canvas.line(across.start, up.start, across.end, up.start, width=1)
    step = years.step
    for year in years[:: -(-len(years) // MAX_LABELS)]:
        label = f"{year}" if step == 1 else f"{year}\N{EN DASH}{year + step - 1}"
        canvas.text(across(year + step / 2), up.start + 18, label, size=12, color=MUTED, text_anchor="middle")
    unit = "Due (calendar year)" if step == 1 else f"Due (calendar years, {step} to a bar)"
    middle = (across.start + across.end) / 2
    canvas.text(middle, up.start + 40, unit, size=12, color=MUTED, text_anchor="middle")
    y = (up.start + up.end) / 2
    turn = {"transform": f"rotate(-90 {MARGIN} {y:g})", "text_anchor": "middle"}
    canvas.text(MARGIN, y, "Promises (number)", size=12, color=MUTED, **turn)


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

"""Timeline of commitments, one row each, for as many as can be named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from api.formats.charts.canvas import ALARM, MARGIN, MUTED, SHADE, WIDTH, Canvas, LinearScale
from api.formats.charts.status_styles import LABELS, STYLES, left_out_note, legend, overdue_style
from api.formats.charts.text_fit import one_line, truncate
from api.services.analytics.timeline import MAX_ENTRIES, TimelineEntry

LABEL_WIDTH = 420
ROW_HEIGHT = 40
FIRST_ROW = 84
"""Distance of the first row from the top: legend, date scale and today's date stand between."""

SHORTEST_BAR = 9
TICK_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 3000, 6000, 12000, 24000)
MOST_TICKS = 8
YEAR = 12


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
    step = next(step for step in TICK_MONTHS if (end - start) // step < MOST_TICKS)
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

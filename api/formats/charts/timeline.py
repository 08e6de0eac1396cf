"""Timeline of commitments: a row for each, in the order of their due dates."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from api.formats.charts.canvas import (
    END,
    INNER_WIDTH,
    LINE_HEIGHT,
    MARGIN,
    SMALL_SIZE,
    TEXT_SIZE,
    BarStyle,
    Canvas,
    LinearScale,
)
from api.formats.charts.text_fit import one_line, text_width
from api.services.analytics.timeline import Timeline, TimelineEntry
from domain.codes import JURISDICTIONS
from domain.vocabularies import COMMITMENT_STATUS

TRACK_HEIGHT = 20
BAR_HEIGHT = 12
SHORTEST_BAR = 9
TICK_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 3000, 6000, 12000, 24000)
MAX_TICKS = 6
YEAR = 12

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
    None: BarStyle(classes="outlined paper"),
}
LABELS: Final[dict[str | None, str]] = {None: "No report"} | COMMITMENT_STATUS.labels


def render_timeline(found: Timeline, *, title: str, today: date) -> bytes:
    """SVG of each commitment by due date."""
    shown = sorted(found.entries, key=lambda each: (each.due_to or date.max, each.due_from, each.statement))
    canvas = Canvas(title)
    number = f"{len(shown)} {'promise, by when it falls' if len(shown) == 1 else 'promises, by when they fall'} due."
    heading = write_heading(canvas, number if shown else "No promise with a date matches.", found)
    if shown:
        canvas.y += 6
        canvas.legend(status_legend({each.status for each in shown}, with_late=any(each.is_overdue for each in shown)))
        draw_rows(canvas, shown, today)
    texts = [f"{place}. {one_line(each.statement)} ({details(each)})" for place, each in enumerate(shown, 1)]
    return canvas.render(" ".join([heading, f"Today is {today}.", *texts]))


def write_heading(canvas: Canvas, drawn: str, found: Timeline) -> str:
    """Write what is drawn, what is not, and how many are late; returns it as one text."""
    sentences = [drawn]
    if found.spanning:
        sentences.append(f"{found.spanning:,} more may fall due in several years.")
    if found.undated:
        sentences.append(f"{found.undated:,} more without a date.")
    canvas.paragraph(" ".join(sentences))
    if found.late:
        sentences.append(f"{found.late:,} {'is' if found.late == 1 else 'are'} late.")
        canvas.paragraph(sentences[-1], classes="late strong")
    return " ".join(sentences)


def details(entry: TimelineEntry) -> str:
    """Jurisdiction, due date, status and whether it is late."""
    suffix = " · late" if entry.is_overdue else ""
    place = JURISDICTIONS.get(entry.jurisdiction, entry.jurisdiction)
    return f"{place} · due {due_text(entry)} · {LABELS[entry.status].lower()}{suffix}"


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
    """Draw each commitment as text above a track of days, and the scale above the first and below the last."""
    scale = day_scale(shown, today)
    ticks = date_ticks(scale.low, scale.high)
    canvas.y += 26
    canvas.line(MARGIN + 11, canvas.y - 13, canvas.y + 1, "today")
    canvas.text(MARGIN + 28, canvas.y, f"today, {today}", classes="muted")
    canvas.y += 8
    draw_dates(canvas, scale, ticks)
    for entry in shown:
        canvas.y += 10
        canvas.paragraph(entry.statement, size=TEXT_SIZE, classes="", most=2)
        canvas.paragraph(details(entry), classes="late" if entry.is_overdue else "muted", most=2)
        canvas.y += 8
        draw_track(canvas, scale, ticks, today, entry)
        canvas.y += TRACK_HEIGHT
    canvas.y += 4
    draw_dates(canvas, scale, ticks)


def day_scale(shown: Sequence[TimelineEntry], today: date) -> LinearScale:
    """A scale of day ordinals that holds all due dates and today."""
    first = min(today, *(each.due_from for each in shown)).toordinal()
    last = max(today, *(each.due_to or each.due_from for each in shown)).toordinal()
    room = max(45, (last - first) * 0.04)
    return LinearScale(first - room, last + room)


def draw_dates(canvas: Canvas, scale: LinearScale, ticks: Sequence[tuple[date, str]]) -> None:
    """Write the dates of the scale."""
    canvas.y += SMALL_SIZE * LINE_HEIGHT
    for day, label in ticks:
        width = text_width(label, SMALL_SIZE)
        left = min(max(scale(day.toordinal()) - width / 2, MARGIN), END - width)
        canvas.text(left, canvas.y, label, classes="muted")


def date_ticks(first: float, last: float) -> list[tuple[date, str]]:
    """First days of months or years between two ordinals, with labels."""
    lowest, highest = (date.fromordinal(max(1, min(int(day), date.max.toordinal()))) for day in (first, last))
    start, end = (day.year * YEAR + day.month - 1 for day in (lowest, highest))
    step = next(step for step in TICK_MONTHS if (end - start) // step < MAX_TICKS)
    months = range(max(-(-start // step) * step, YEAR), end + 1, step)
    days = [day for month in months if (day := date(month // YEAR, month % YEAR + 1, 1)) >= lowest]
    return [(day, f"{day.year:04}" if step >= YEAR else f"{day.year:04}-{day.month:02}") for day in days]


def draw_track(
    canvas: Canvas, scale: LinearScale, ticks: Sequence[tuple[date, str]], today: date, entry: TimelineEntry
) -> None:
    """Draw a bar over the due dates, and today; a diamond if it would be too short, an arrow if it has no end."""
    top, bottom = canvas.y, canvas.y + TRACK_HEIGHT
    canvas.bar(MARGIN, top, INNER_WIDTH, TRACK_HEIGHT, BarStyle(classes="shade"))
    for day, _ in ticks:
        canvas.line(scale(day.toordinal()), top, bottom, "grid")
    style = late_style(STYLES[entry.status]) if entry.is_overdue else STYLES[entry.status]
    left, y = scale(entry.due_from.toordinal()), (top + bottom) / 2
    right = scale(entry.due_to.toordinal() + 1) if entry.due_to else END
    canvas.line(scale(today.toordinal()), top - 4, bottom + 4, "today")
    if entry.due_from == entry.due_to or right - left < SHORTEST_BAR:
        canvas.shape("path", replace(style, hatch=""), d=f"M{(left + right) / 2:.2f} {y - 8:g}l8 8l-8 8l-8-8z")
        return
    canvas.bar(left, y - BAR_HEIGHT / 2, right - left, BAR_HEIGHT, style)
    if entry.due_to is None:
        canvas.shape("path", replace(style, hatch=""), d=f"M{END - 4:g} {y - 9:g}l14 9l-14 9z")


def late_style(style: BarStyle) -> BarStyle:
    """The style with the outline of late commitments."""
    return replace(style, classes=f"{style.classes} outlined-late")


def status_legend(statuses: Collection[str | None], *, with_late: bool = False) -> list[tuple[str, BarStyle]]:
    """Label and style of each status that occurs; last, the outline of late ones."""
    entries = [(LABELS[status], style) for status, style in STYLES.items() if status in statuses]
    return entries + [("Late", late_style(STYLES[None]))] * with_late

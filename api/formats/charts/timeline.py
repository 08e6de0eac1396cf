"""Promises on a scale of time: each by name where they are few, else how many fall due in each year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from api.formats.charts import text_fit
from api.formats.charts.canvas import (
    ALARM,
    INK,
    LINE,
    MARGIN,
    MUTED,
    SHADE,
    WIDTH,
    Sheet,
    headed,
    one_at_a_time,
    write_head,
)
from api.formats.charts.status_styles import LABELS, LOOKS, OVERDUE, legend
from api.services.analytics.timeline import TimelineEntry

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST: Final = 40

_ROW = 40
_LEGEND = 32
_LABELS = 420
_FIRST_ROW = 52
"""How far below the head: the scale is written above the rows, and today between."""
_SHORTEST_BAR = 9
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 3000, 6000, 12000, 24000)
_MOST_TICKS = 8
_YEAR = 12
_DECEMBER = 12


@one_at_a_time
def render_timeline(
    promises: Sequence[TimelineEntry], *, title: str, today: date, total: int, undated: int = 0
) -> bytes:
    """Draw the first 40 of the promises, soonest due first, of `total` that have a date; say how many have none."""
    shown = sorted(promises, key=lambda each: (each.due_to or date.max, each.due_from, each.statement))[:MOST]
    below = _how_many(len(shown), total) + text_fit.not_drawn(undated)
    lines, top = headed(title, below)
    sheet = Sheet(top + (_LEGEND + _FIRST_ROW + len(shown) * _ROW + 50 if shown else 30))
    write_head(sheet, lines, below)
    if shown:
        sheet.explain(top + 14, legend([each.status for each in shown], overdue=any(each.is_overdue for each in shown)))
        _draw_rows(sheet, top + _LEGEND, shown, today)
    words = [f"{place}. {_said(each)}" for place, each in enumerate(shown, 1)]
    return sheet.svg(title, " ".join([f"{below} Today is {today}.", *words]))


def _how_many(shown: int, total: int) -> str:
    if not total:
        return "No promise with a date matches."
    many = f"{shown:,}" if shown >= total else f"{shown:,} of {total:,}"
    return f"{many} {'promise' if total == 1 else 'promises'}, by when {'it falls' if total == 1 else 'they fall'} due."


def _said(promise: TimelineEntry) -> str:
    return f"{text_fit.plain(promise.statement)} ({_details(promise)})"


def _details(promise: TimelineEntry) -> str:
    overdue = " · overdue" if promise.is_overdue else ""
    return f"{promise.jurisdiction} · due {_window(promise)} · {LABELS[promise.status].lower()}{overdue}"


def _window(promise: TimelineEntry) -> str:
    """Return the window in as few words as it was stated in: a year, a month, a day, or from one day to another."""
    first, last = promise.due_from, promise.due_to
    if last is None:
        return f"from {first} on"
    if first == last:
        return f"{first}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04}" if first.year == last.year else f"{first.year:04} to {last.year:04}"
    if (first.year, first.month, first.day) == (last.year, last.month, 1) and _is_last_of_month(last):
        return f"{first:%Y-%m}"
    return f"{first} to {last}"


def _is_last_of_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def _draw_rows(sheet: Sheet, top: float, shown: Sequence[TimelineEntry], today: date) -> None:
    height = _FIRST_ROW - 22 + len(shown) * _ROW
    for place in range(0, len(shown), 2):
        sheet.paper.barh(top + _FIRST_ROW + place * _ROW, WIDTH, height=_ROW, align="edge", color=SHADE)
    axes = sheet.axes(_LABELS, top + 22, WIDTH - _LABELS - MARGIN, height)
    _scale(axes, shown, today, height)
    for place, promise in enumerate(shown):
        y = top + _FIRST_ROW + place * _ROW
        sheet.write(MARGIN, y + 17, text_fit.cut(promise.statement, _LABELS - MARGIN - 14, 13))
        sheet.write(MARGIN, y + 32, _details(promise), size=11, color=ALARM if promise.is_overdue else MUTED)
        _draw_bar(axes, _FIRST_ROW - 22 + (place + 0.5) * _ROW, promise)
    axes.axvline(today.toordinal(), color=INK, linestyle=(0, (4, 3)), linewidth=1.2, zorder=3)
    _write_today(sheet, axes, top + _FIRST_ROW - 9, today)


def _scale(axes: Axes, shown: Sequence[TimelineEntry], today: date, height: float) -> None:
    """Set the scale of time, with today on it, and write it above and below."""
    first = min(today, *(each.due_from for each in shown)).toordinal()
    last = max(today, *(each.due_to or each.due_from for each in shown)).toordinal()
    room = max(45, (last - first) * 0.04)
    axes.set(xlim=(first - room, last + room), ylim=(height, 0), yticks=[])
    ticks = _ticks(first - room, last + room)
    axes.set_xticks([day.toordinal() for day, _ in ticks], [words for _, words in ticks])
    axes.tick_params(top=True, labeltop=True)
    axes.grid(axis="x", color=LINE, linewidth=0.6)
    axes.set_xlabel("Due (calendar year)" if len(ticks[0][1]) == len("2026") else "Due (month)", color=MUTED, size=12)


def _ticks(first: float, last: float) -> list[tuple[date, str]]:
    """Return the firsts of months or years that mark the scale, each with its label."""
    lowest, highest = (date.fromordinal(max(1, min(int(day), date.max.toordinal()))) for day in (first, last))
    start, end = (day.year * _YEAR + day.month - 1 for day in (lowest, highest))
    step = next(step for step in _MONTHS if (end - start) // step < _MOST_TICKS)
    months = range(max(-(-start // step) * step, _YEAR), end + 1, step)
    days = [
        date(month // _YEAR, month % _YEAR + 1, 1)
        for month in months
        if date(month // _YEAR, month % _YEAR + 1, 1) >= lowest
    ]
    return [(day, f"{day.year:04}" if step >= _YEAR else f"{day.year:04}-{day.month:02}") for day in days]


def _draw_bar(axes: Axes, y: float, promise: TimelineEntry) -> None:
    """Draw a bar over the window; a diamond where that is as good as a day, an arrow where it has no end."""
    fill = LOOKS[promise.status].fill() | (OVERDUE if promise.is_overdue else {})
    first = promise.due_from.toordinal()
    low, high = axes.get_xlim()
    last = promise.due_to.toordinal() + 1 if promise.due_to else high
    edge = {"edgecolor": fill["edgecolor"], "linewidth": fill["linewidth"], "color": fill["color"], "zorder": 2.5}
    if last - first == 1 or (last - first) / (high - low) * (WIDTH - _LABELS - MARGIN) < _SHORTEST_BAR:
        axes.scatter([(first + last) / 2], [y], s=110, marker="D", clip_on=False, **edge)
        return
    axes.barh(y, last - first, left=first, height=14, zorder=2, **fill)
    if promise.due_to is None:
        axes.scatter([high], [y], s=150, marker=">", clip_on=False, color=fill["edgecolor"], zorder=2.5)


def _write_today(sheet: Sheet, axes: Axes, y: float, today: date) -> None:
    """Write today's date at its line, on the side where there is more room."""
    low, high = axes.get_xlim()
    place = (today.toordinal() - low) / (high - low)
    x = _LABELS + place * (WIDTH - _LABELS - MARGIN)
    is_left = place <= 0.5  # noqa: PLR2004 - The middle.
    sheet.write(x + (5 if is_left else -5), y, f"today, {today}", size=12, anchor="left" if is_left else "right")

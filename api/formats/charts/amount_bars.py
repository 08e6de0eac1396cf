"""Sums of money as bars: a part of the picture for each currency, which never share a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import groupby
from typing import TYPE_CHECKING, Final

from api.formats.charts import text_fit
from api.formats.charts.canvas import INK, LINE, MARGIN, MUTED, WIDTH, Look, Sheet, headed, one_at_a_time, write_head
from domain.codes import CURRENCIES
from domain.money.parser import format_decimal

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_CURRENCIES: Final = 6
MOST_GROUPS: Final = 12

_ROW = 40
_LABELS = 420
_HEADING = 34
_FOOT = 64
"""For the scale under the bars, and what it measures."""
_REST = 22
_LOOK = Look("#0072b2")
_MINUS = "\N{MINUS SIGN}"
_SCALES = (
    (Decimal(10) ** 18, "quintillion", "quintillion"),
    (Decimal(10) ** 15, "quadrillion", "quadrillion"),
    (Decimal(10) ** 12, "trillion", "tn"),
    (Decimal(10) ** 9, "billion", "bn"),
    (Decimal(10) ** 6, "million", "m"),
    (Decimal(10) ** 3, "thousand", "k"),
    (Decimal(1), "", ""),
)


@dataclass(frozen=True, slots=True)
class AmountBar:
    """What the amounts of a group add up to in a currency, and how many they are."""

    group: str
    currency: str
    sum: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The sums of a currency, the greatest first: those shown, and those for which there is no room."""

    currency: str
    shown: Sequence[AmountBar]
    rest: Sequence[AmountBar]

    @property
    def height(self) -> float:
        """Return how much of the sheet it takes."""
        return _HEADING + len(self.shown) * _ROW + _FOOT + _REST * bool(self.rest)


@one_at_a_time
def render_amount_bars(sums: Sequence[AmountBar], *, title: str, group_by: str) -> bytes:
    """Draw the greatest sums of the currencies with the most amounts; return SVG. `group_by` says what a group is."""
    every = _panels(sums)
    panels, others = every[:MOST_CURRENCIES], every[MOST_CURRENCIES:]
    below = f"Sums by {text_fit.plain(group_by)}, the greatest first." if panels else "No amount matches."
    lines, top = headed(title, below)
    top += 8
    sheet = Sheet(top + sum(panel.height for panel in panels) + (34 if others or not panels else 6))
    write_head(sheet, lines, below)
    for panel in panels:
        _draw_panel(sheet, top, panel)
        top += panel.height
    if others:
        sheet.write(MARGIN, top + 10, text_fit.cut(_said_of(others), WIDTH - 2 * MARGIN, 12), size=12, color=MUTED)
    said = [_said(panel) for panel in panels] + ([_said_of(others)] if others else [])
    return sheet.svg(title, " ".join([below, *said]))


def _panels(sums: Sequence[AmountBar]) -> list[Panel]:
    """Return all currencies, those with the most amounts first."""
    ordered = sorted(sums, key=lambda each: (each.currency, -abs(each.sum), each.group))
    grouped = [(currency, [*group]) for currency, group in groupby(ordered, key=lambda each: each.currency)]
    grouped.sort(key=lambda one: -sum(each.count for each in one[1]))
    return [Panel(currency, group[:MOST_GROUPS], group[MOST_GROUPS:]) for currency, group in grouped]


def _draw_panel(sheet: Sheet, top: float, panel: Panel) -> None:
    name = CURRENCIES.get(panel.currency, "")
    sheet.write(MARGIN, top + 20, f"{panel.currency} {name}", size=15, weight="bold")
    height = len(panel.shown) * _ROW
    axes = sheet.axes(_LABELS, top + _HEADING, WIDTH - _LABELS - MARGIN, height)
    unit, words, _ = _scale_of(panel.shown)
    _scale(axes, [float(each.sum / unit) for each in panel.shown], height, f"{words} {panel.currency}".strip())
    for place, each in enumerate(panel.shown):
        y = top + _HEADING + place * _ROW
        sheet.write(MARGIN, y + 17, text_fit.cut(each.group, _LABELS - MARGIN - 14, 13) or "(none)")
        sheet.write(MARGIN, y + 32, text_fit.cut(_exactly(each), _LABELS - MARGIN - 14, 11), size=11, color=MUTED)
        _draw_bar(axes, (place + 0.5) * _ROW, float(each.sum / unit), compact(each.sum))
    if panel.rest:
        sheet.write(MARGIN, top + panel.height - 28, _said_of_rest(panel), size=12, color=MUTED)


def _scale(axes: Axes, values: Sequence[float], height: float, unit: str) -> None:
    """Set the scale, with zero on it and room for a figure right of the longest bar."""
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    axes.set(xlim=(low - span * 0.03 * (low < 0), high + span * 0.24), ylim=(height, 0), yticks=[])
    axes.locator_params(axis="x", nbins=5)
    if low == high:
        axes.set_xticks([0])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.10g}".replace("-", _MINUS))
    axes.grid(axis="x", color=LINE, linewidth=0.6)
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_xlabel(unit, color=MUTED, size=12)


def _draw_bar(axes: Axes, y: float, value: float, words: str) -> None:
    axes.barh(y, value, height=20, zorder=2, **_LOOK.fill())
    axes.annotate(words, (max(value, 0), y), (6, 0), textcoords="offset points", va="center", size=12, color=INK)


def _scale_of(sums: Sequence[AmountBar]) -> tuple[Decimal, str, str]:
    """Return the unit in which the greatest of the sums is written: its size, its name, its short name."""
    greatest = max(abs(each.sum) for each in sums)
    return next((scale for scale in _SCALES if greatest >= scale[0]), _SCALES[-1])


def compact(amount: Decimal) -> str:
    """Return an amount as it is read at a glance, to two decimals of its unit: `1.5 bn`."""
    unit, _, short = next((scale for scale in _SCALES if abs(amount) >= scale[0]), _SCALES[-1])
    with localcontext(prec=60):
        digits = _grouped((amount / unit).quantize(Decimal("0.01")))
    return f"{digits} {short}".rstrip()


def _exactly(each: AmountBar) -> str:
    amounts = "amount" if each.count == 1 else "amounts"
    return f"{_grouped(each.sum)} {each.currency} · {each.count:,} {amounts}"


def _grouped(amount: Decimal) -> str:
    """Return every digit of an amount, by threes, with the minus sign of print."""
    whole, _, decimals = format_decimal(abs(amount)).partition(".")
    return f"{_MINUS * (amount < 0)}{int(whole):,}{'.' * bool(decimals)}{decimals}"


def _said(panel: Panel) -> str:
    groups = "; ".join(f"{text_fit.plain(each.group) or '(none)'}: {_exactly(each)}" for each in panel.shown)
    return f"{panel.currency}: {groups}. {_said_of_rest(panel) if panel.rest else ''}".rstrip()


def _said_of_rest(panel: Panel) -> str:
    with localcontext(prec=60):
        together = sum((each.sum for each in panel.rest), Decimal(0))
    many = f"{len(panel.rest):,} smaller group{'s' * (len(panel.rest) > 1)}"
    return f"Not shown: {many} in {panel.currency}, {_grouped(together)} {panel.currency} together."


def _said_of(panels: Sequence[Panel]) -> str:
    many = f"{len(panels)} more {'currency' if len(panels) == 1 else 'currencies'}"
    return f"Not shown: {many} ({', '.join(panel.currency for panel in panels)})."

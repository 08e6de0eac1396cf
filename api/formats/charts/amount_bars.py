"""Sums of amounts as bars: a panel with a scale of its own for each currency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import groupby
from types import MappingProxyType
from typing import Final

from api.formats.charts.canvas import INK, MARGIN, MINUS, MUTED, WIDTH, BarStyle, Canvas, LinearScale
from api.formats.charts.text_fit import one_line, truncate
from domain.codes import CURRENCIES
from domain.money.parser import format_decimal

MAX_CURRENCIES: Final = 6
MAX_SHOWN_GROUPS: Final = 12

LABEL_WIDTH = 420
ROW_HEIGHT = 40
HEADING_HEIGHT = 34
SCALE_HEIGHT = 64
REST_HEIGHT = 22
NOTE_HEIGHT = 18
NOTHING: Mapping[str, int] = MappingProxyType({})
STYLE = BarStyle("#0072b2")
UNITS = (
    (Decimal(10) ** 18, "quintillion", "quintillion"),
    (Decimal(10) ** 15, "quadrillion", "quadrillion"),
    (Decimal(10) ** 12, "trillion", "tn"),
    (Decimal(10) ** 9, "billion", "bn"),
    (Decimal(10) ** 6, "million", "m"),
    (Decimal(10) ** 3, "thousand", "k"),
    (Decimal(1), "", ""),
)
"""Size, name and short name of each unit."""


@dataclass(frozen=True, slots=True)
class AmountBar:
    """The sum of a group in a currency, and the number of amounts in it."""

    group: str
    currency: str
    sum: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The sums of a currency, greatest first: those shown, and those for which there is no room."""

    currency: str
    shown: Sequence[AmountBar]
    rest: Sequence[AmountBar]

    @property
    def height(self) -> float:
        """Height in pixels."""
        return HEADING_HEIGHT + len(self.shown) * ROW_HEIGHT + SCALE_HEIGHT + REST_HEIGHT * bool(self.rest)


def render_amount_bars(
    bars: Sequence[AmountBar], *, title: str, group_by: str, absent: Mapping[str, int] = NOTHING
) -> bytes:
    """SVG of the greatest sums in the currencies with the most amounts. `group_by` names the groups.

    `absent` has the number of amounts that match and are in no bar, by what they are.
    """
    panels = panels_of(bars)
    shown, others = panels[:MAX_CURRENCIES], panels[MAX_CURRENCIES:]
    canvas = Canvas(title, f"Sums by {one_line(group_by)}, the greatest first." if shown else "No amount matches.")
    top = canvas.top + 8
    for panel in shown:
        draw_panel(canvas, top, panel)
        top += panel.height
    texts = [canvas.subtitle, *(panel_text(panel) for panel in shown)]
    notes = []
    if others:
        many = f"{len(others)} more {'currency' if len(others) == 1 else 'currencies'}"
        notes.append(f"Not shown: {many} ({', '.join(panel.currency for panel in others)}).")
    if absent:
        notes.append(f"Not in the sums: {', '.join(f'{name} ({number:,})' for name, number in absent.items())}.")
    for index, note in enumerate(notes):
        canvas.text(
            MARGIN, top + 10 + NOTE_HEIGHT * index, truncate(note, WIDTH - 2 * MARGIN, 12), size=12, color=MUTED
        )
    below = 34 + NOTE_HEIGHT * (len(notes) - 1) if notes else 6 if shown else 34
    return canvas.render(top + below, " ".join([*texts, *notes]))


def panels_of(bars: Sequence[AmountBar]) -> list[Panel]:
    """A panel for each currency, those with the most amounts first."""
    ordered = sorted(bars, key=lambda bar: (bar.currency, -abs(bar.sum), bar.group))
    grouped = [(currency, [*group]) for currency, group in groupby(ordered, key=lambda bar: bar.currency)]
    grouped.sort(key=lambda pair: -sum(bar.count for bar in pair[1]))
    return [Panel(currency, group[:MAX_SHOWN_GROUPS], group[MAX_SHOWN_GROUPS:]) for currency, group in grouped]


def draw_panel(canvas: Canvas, top: float, panel: Panel) -> None:
    """Draw the bars of a currency with their scale."""
    name = CURRENCIES.get(panel.currency, "")
    canvas.text(MARGIN, top + 20, f"{panel.currency} {name}", size=15, font_weight="bold")
    size, unit, _ = unit_of(max(abs(bar.sum) for bar in panel.shown))
    values = [float(bar.sum / size) for bar in panel.shown]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    scale = LinearScale(low - span * 0.03 * (low < 0), high + span * 0.24, LABEL_WIDTH, WIDTH - MARGIN)
    first_row = top + HEADING_HEIGHT
    draw_scale(canvas, scale, first_row, first_row + len(values) * ROW_HEIGHT, f"{unit} {panel.currency}".strip())
    for index, (bar, value) in enumerate(zip(panel.shown, values, strict=True)):
        y = first_row + index * ROW_HEIGHT
        canvas.text(MARGIN, y + 17, truncate(bar.group, LABEL_WIDTH - MARGIN - 14, 13) or "(none)")
        canvas.text(MARGIN, y + 32, truncate(exact_text(bar), LABEL_WIDTH - MARGIN - 14, 11), size=11, color=MUTED)
        left, right = sorted((scale(0), scale(value)))
        canvas.bar(left, y + 10, right - left, 20, STYLE)
        canvas.text(right + 6, y + 24, compact(bar.sum), size=12)
    if panel.rest:
        canvas.text(MARGIN, top + panel.height - 28, rest_text(panel), size=12, color=MUTED)


def draw_scale(canvas: Canvas, scale: LinearScale, top: float, bottom: float, unit: str) -> None:
    """Draw grid lines with values, the zero line and the unit."""
    for value in scale.ticks():
        x = scale(value)
        canvas.line(x, top, x, bottom)
        label = f"{value:,.10g}".replace("-", MINUS)
        canvas.text(x, bottom + 16, label, size=12, color=MUTED, text_anchor="middle")
    canvas.line(scale.start, bottom, scale.end, bottom, width=1)
    canvas.line(scale(0), top, scale(0), bottom, color=INK, width=1)
    canvas.text((scale.start + scale.end) / 2, bottom + 34, unit, size=12, color=MUTED, text_anchor="middle")


def unit_of(amount: Decimal) -> tuple[Decimal, str, str]:
    """The greatest unit that is not greater than the amount: its size, name and short name."""
    return next((unit for unit in UNITS if amount >= unit[0]), UNITS[-1])


def compact(amount: Decimal) -> str:
    """The amount with two decimals of its unit, such as `1.5 bn`."""
    size, _, short = unit_of(abs(amount))
    with localcontext(prec=60):
        digits = with_separators((amount / size).quantize(Decimal("0.01")))
    return f"{digits} {short}".rstrip()


def exact_text(bar: AmountBar) -> str:
    """The exact sum and the number of amounts."""
    return f"{with_separators(bar.sum)} {bar.currency} · {bar.count:,} {'amount' if bar.count == 1 else 'amounts'}"


def with_separators(amount: Decimal) -> str:
    """All digits of an amount with thousands separators and a typographic minus sign."""
    whole, _, decimals = format_decimal(abs(amount)).partition(".")
    return f"{MINUS * (amount < 0)}{int(whole):,}{'.' * bool(decimals)}{decimals}"


def panel_text(panel: Panel) -> str:
    """The sums of a currency in words."""
    groups = "; ".join(f"{one_line(bar.group) or '(none)'}: {exact_text(bar)}" for bar in panel.shown)
    return f"{panel.currency}: {groups}. {rest_text(panel) if panel.rest else ''}".rstrip()


def rest_text(panel: Panel) -> str:
    """The number and total of the sums that are not shown."""
    with localcontext(prec=60):
        total = sum((bar.sum for bar in panel.rest), Decimal(0))
    many = f"{len(panel.rest):,} smaller group{'s' * (len(panel.rest) > 1)}"
    return f"Not shown: {many} in {panel.currency}, {with_separators(total)} {panel.currency} together."

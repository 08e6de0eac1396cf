"""Sums of amounts as bars: a panel with a scale of its own for each currency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import groupby
from types import MappingProxyType
from typing import Final

from api.formats.charts.canvas import (
    BOLD,
    END,
    INNER_WIDTH,
    LINE_HEIGHT,
    MARGIN,
    MINUS,
    TEXT_SIZE,
    BarStyle,
    Canvas,
    LinearScale,
)
from api.formats.charts.text_fit import one_line, text_width, truncate
from domain.codes import CURRENCIES
from domain.money.parser import format_decimal

MAX_CURRENCIES: Final = 6
MAX_SHOWN_GROUPS: Final = 12
MAX_SHOWN_YEARS: Final = 30

BAR_HEIGHT = 12
NOTHING: Mapping[str, int] = MappingProxyType({})
STYLE = BarStyle(classes="outlined amount")
TIMES: Final = ("year", "period_year", "fiscal_year")
"""Groups that are in the order of time; others begin with the greatest."""

UNITS = (
    (Decimal(10) ** 18, "quintillion"),
    (Decimal(10) ** 15, "quadrillion"),
    (Decimal(10) ** 12, "tn"),
    (Decimal(10) ** 9, "bn"),
    (Decimal(10) ** 6, "m"),
    (Decimal(10) ** 3, "k"),
    (Decimal(1), ""),
)
"""Size and name of each unit."""


@dataclass(frozen=True, slots=True)
class AmountBar:
    """The sum of a group in a currency, the number of amounts in it, and the currencies that were converted."""

    group: str
    currency: str
    sum: Decimal
    count: int
    converted: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """The sums of a currency in their order: those shown, and those for which there is no room."""

    currency: str
    shown: Sequence[AmountBar]
    rest: Sequence[AmountBar]


def render_amount_bars(
    bars: Sequence[AmountBar],
    *,
    title: str,
    group_by: str,
    absent: Mapping[str, int] = NOTHING,
    is_converted: bool = False,
) -> bytes:
    """SVG of the greatest sums in the currencies with the most amounts. `group_by` names the groups.

    `absent` has the number of amounts that match and are in no bar, by what they are.
    """
    panels = panels_of(bars, is_time=group_by in TIMES)
    shown, others = panels[:MAX_CURRENCIES], panels[MAX_CURRENCIES:]
    heading = heading_text(group_by, is_converted=is_converted) if shown else "No amount matches."
    canvas = Canvas(title)
    canvas.paragraph(heading, most=4)
    for panel in shown:
        draw_panel(canvas, panel)
    texts = [heading, *(panel_text(panel) for panel in shown)]
    notes = []
    if others:
        many = f"{len(others)} more {'currency' if len(others) == 1 else 'currencies'}"
        notes.append(f"Not shown: {many} ({', '.join(panel.currency for panel in others)}).")
    if absent:
        notes.append(f"Not in the sums: {', '.join(f'{name} ({number:,})' for name, number in absent.items())}.")
    canvas.y += 12 * bool(notes)
    for note in notes:
        canvas.paragraph(note, most=4)
    return canvas.render(" ".join([*texts, *notes]))


def heading_text(group_by: str, *, is_converted: bool) -> str:
    """Sentences on the order of the sums, and on the rates of converted ones."""
    order = "In the order of time." if group_by in TIMES else "The greatest first."
    rates = (
        " Converted at the European Central Bank's reference rates of the days on which the amounts were announced."
        if is_converted
        else ""
    )
    return order + rates


def panels_of(bars: Sequence[AmountBar], *, is_time: bool = False) -> list[Panel]:
    """A panel for each currency, those with the most amounts first. The latest or else the greatest sums are shown."""
    ordered = sorted(bars, key=lambda bar: (bar.currency, -abs(bar.sum), bar.group))
    grouped = [(currency, [*group]) for currency, group in groupby(ordered, key=lambda bar: bar.currency)]
    grouped.sort(key=lambda pair: -sum(bar.count for bar in pair[1]))
    if not is_time:
        return [Panel(currency, group[:MAX_SHOWN_GROUPS], group[MAX_SHOWN_GROUPS:]) for currency, group in grouped]
    in_time = ((currency, sorted(group, key=lambda bar: bar.group)) for currency, group in grouped)
    return [Panel(currency, group[-MAX_SHOWN_YEARS:], group[:-MAX_SHOWN_YEARS]) for currency, group in in_time]


def draw_panel(canvas: Canvas, panel: Panel) -> None:
    """Draw the sums of a currency: name and figure, the exact figure, and a bar on the scale of all of them."""
    canvas.y += 12
    canvas.paragraph(f"{panel.currency} {CURRENCIES.get(panel.currency, '')}", size=TEXT_SIZE, classes="strong", most=2)
    size, _ = unit_of(max(abs(bar.sum) for bar in panel.shown))
    values = [float(bar.sum / size) for bar in panel.shown]
    low, high = min(0.0, *values), max(0.0, *values)
    scale = LinearScale(low, high if high > low else low + 1)
    for bar, value in zip(panel.shown, values, strict=True):
        canvas.y += TEXT_SIZE * LINE_HEIGHT + 6
        figure = compact(bar.sum)
        room = INNER_WIDTH - text_width(figure, TEXT_SIZE * BOLD) - 14
        canvas.text(MARGIN, canvas.y, truncate(bar.group, room, TEXT_SIZE) or "(none)", size=TEXT_SIZE)
        canvas.text(END, canvas.y, figure, size=TEXT_SIZE, classes="strong end")
        canvas.paragraph(exact_text(bar), most=2)
        left, right = sorted((scale(0), scale(value)))
        canvas.bar(left, canvas.y + 7, max(right - left, 1), BAR_HEIGHT, STYLE)
        canvas.y += 7 + BAR_HEIGHT
    if panel.rest:
        canvas.y += 6
        canvas.paragraph(rest_text(panel))


def unit_of(amount: Decimal) -> tuple[Decimal, str]:
    """The greatest unit that is not greater than the amount: its size and name."""
    return next((unit for unit in UNITS if amount >= unit[0]), UNITS[-1])


def compact(amount: Decimal) -> str:
    """The amount with two decimals of its unit, such as `1.5 bn`."""
    size, name = unit_of(abs(amount))
    with localcontext(prec=60):
        digits = with_separators((amount / size).quantize(Decimal("0.01")))
    return f"{digits} {name}".rstrip()


def exact_text(bar: AmountBar) -> str:
    """The exact sum, the number of amounts, and the currencies that were converted."""
    origin = f" · converted from {', '.join(bar.converted)}" if bar.converted else ""
    number = f"{bar.count:,} {'amount' if bar.count == 1 else 'amounts'}"
    return f"{with_separators(bar.sum)} {bar.currency} · {number}{origin}"


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
    many = f"{len(panel.rest):,} more group{'s' * (len(panel.rest) > 1)}"
    return f"Not shown: {many} in {panel.currency}, {with_separators(total)} {panel.currency} together."

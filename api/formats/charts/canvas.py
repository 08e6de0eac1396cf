"""SVG drawing for the charts: bars, lines and text. Coordinates are pixels from the upper left corner.

Text stays text: it can be searched, copied and read aloud, in any script, and the viewer chooses the font.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from api.formats.charts.text_fit import one_line, text_width, wrap

WIDTH: Final = 1000
MARGIN: Final = 24
INK, MUTED, LINE, SHADE, ALARM = "#1a1a1a", "#595959", "#bfbfbf", "#f4f4f4", "#a8071a"
FONTS: Final = "system-ui, 'Helvetica Neue', Arial, 'Noto Sans', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif"

MINUS: Final = "\N{MINUS SIGN}"
BOLD: Final = 1.13
"""Width of bold text in parts of that of regular text."""


@dataclass(frozen=True, slots=True)
class BarStyle:
    """Fill and outline of a bar. The hatch, an SVG path in a tile of 8 by 8, tells bars apart without colour."""

    color: str
    hatch: str = ""
    outline: str = INK
    outline_width: float = 0.8


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Maps values from `low` to `high` to pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, most: int = 5, *, smallest: float = 0) -> list[float]:
        """Round values on the scale, in steps of 1, 2 or 5 times a power of ten; at most this many steps."""
        least = (self.high - self.low) / most
        power = 10.0 ** math.floor(math.log10(least))
        step = max(smallest, next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least))
        return [number * step for number in range(math.ceil(self.low / step), math.floor(self.high / step) + 1)]


class Canvas:
    """A white sheet with a title and a subtitle; `top` is where the drawing may begin."""

    def __init__(self, title: str, subtitle: str) -> None:
        self.title, self.subtitle = one_line(title), subtitle
        self.elements: list[str] = []
        self.hatches: dict[tuple[str, str], str] = {}
        lines = wrap(title, WIDTH - 2 * MARGIN, 19 * BOLD, most=3)
        for number, line in enumerate(lines):
            self.text(MARGIN, 38 + number * 27, line, size=19, font_weight="bold")
        self.top: float = 38 + (len(lines) - 1) * 27 + 30
        self.text(MARGIN, self.top - 6, subtitle, color=MUTED)

    def add(self, tag: str, content: str = "", **attributes: str | float) -> None:
        """Add an element; `_` in names of attributes stands for `-`."""
        self.elements.append(element(tag, content, **attributes))

    def text(self, x: float, y: float, text: str, *, size: float = 13, color: str = INK, **attributes: str) -> None:
        """Write one line with its baseline at `y`."""
        self.add("text", escape(one_line(text)), x=x, y=y, font_size=size, fill=color, **attributes)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, color: str = LINE, width: float = 0.6) -> None:
        """Draw a line."""
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=color, stroke_width=width)

    def today_line(self, x: float, top: float, bottom: float) -> None:
        """Draw a dashed vertical line."""
        self.add("path", d=f"M{x:.2f} {top:g}V{bottom:g}", stroke=INK, stroke_width=1.2, stroke_dasharray="5 4")

    def bar(self, x: float, y: float, width: float, height: float, style: BarStyle) -> None:
        """Draw a bar."""
        self.add(
            *("rect", ""),
            x=x,
            y=y,
            width=width,
            height=height,
            fill=self.fill(style),
            stroke=style.outline,
            stroke_width=style.outline_width,
        )

    def fill(self, style: BarStyle) -> str:
        """The paint of a style: its colour, or a pattern of its colour and hatch."""
        if not style.hatch:
            return style.color
        name = self.hatches.setdefault((style.color, style.hatch), f"hatch-{len(self.hatches) + 1}")
        return f"url(#{name})"

    def legend(self, y: float, entries: Sequence[tuple[str, BarStyle]]) -> None:
        """Write a sample and the meaning of each style on one line."""
        x: float = MARGIN
        for text, style in entries:
            self.bar(x, y - 11, 22, 12, style)
            self.text(x + 29, y, text, size=12, color=MUTED)
            x += 29 + text_width(text, 12) + 14

    def render(self, height: float, description: str) -> bytes:
        """The chart as SVG, with title and description as its text alternative."""
        patterns = [
            element(
                "pattern",
                element("rect", width=8, height=8, fill=color)
                + element("path", d=hatch, stroke=INK, stroke_width=1, stroke_linecap="round"),
                id=name,
                width=8,
                height=8,
                patternUnits="userSpaceOnUse",
            )
            for (color, hatch), name in self.hatches.items()
        ]
        content = [
            element("title", escape(self.title), id="picture-title"),
            element("desc", escape(one_line(description)), id="picture-description"),
            element("defs", "".join(patterns)),
            element("rect", width=WIDTH, height=height, fill="#ffffff"),
            *self.elements,
        ]
        svg = element(
            "svg",
            "\n".join(content),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH} {height:g}",
            width=WIDTH,
            height=height,
            role="img",
            **{"aria-labelledby": "picture-title picture-description", "font-family": FONTS, "fill": "none"},
            style="max-width: 100%; height: auto; background: #ffffff",
        )
        return f'<?xml version="1.0" encoding="utf-8"?>\n{svg}\n'.encode()


def element(tag: str, content: str = "", **attributes: str | float) -> str:
    """An XML element. `content` is XML already; `_` in names of attributes stands for `-`."""
    pairs = (
        f" {name.replace('_', '-')}={quoteattr(value if isinstance(value, str) else f'{round(value, 2):g}')}"
        for name, value in attributes.items()
    )
    return f"<{tag}{''.join(pairs)}>{content}</{tag}>" if content else f"<{tag}{''.join(pairs)}/>"

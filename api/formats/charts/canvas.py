"""SVG drawing for the charts: one column of text and bars, wide enough for 400 pixels, in light and dark.

Coordinates are units of the view box, from the upper left corner. Text stays text: it can be searched, copied and read
aloud, in any script, and the viewer chooses the font. The same input gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from api.formats.charts.text_fit import one_line, text_width, wrap

WIDTH: Final = 480
MARGIN: Final = 16
INNER_WIDTH: Final = WIDTH - 2 * MARGIN
END: Final = WIDTH - MARGIN
DISPLAY_WIDTH: Final = 600
"""Width in pixels where there is room for it."""

TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 19, 16, 14
LINE_HEIGHT: Final = 1.3
BOLD: Final = 1.13
"""Width of bold text in parts of that of regular text."""

MINUS: Final = "\N{MINUS SIGN}"
HATCH_INK: Final = "#1a1a1a"
STYLE_SHEET: Final = Path(__file__).with_name("chart.css").read_text(encoding="utf-8")
"""Colours as classes, for light and dark. An attribute would not follow the viewer's choice."""


@dataclass(frozen=True, slots=True)
class BarStyle:
    """Fill and outline of a bar: a colour, the same in light and dark, or classes of the style sheet.

    The hatch, an SVG path in a tile of 8 by 8, tells bars apart without colour.
    """

    color: str = ""
    hatch: str = ""
    classes: str = "outlined"


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Maps values from `low` to `high` to places from `start` to `end`."""

    low: float
    high: float
    start: float = MARGIN
    end: float = END

    def __call__(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


class Canvas:
    """A sheet that is filled from the top: `y` is the lower end of what it holds."""

    def __init__(self, title: str) -> None:
        self.title = one_line(title)
        self.elements: list[str] = []
        self.hatches: dict[tuple[str, str], str] = {}
        self.y: float = MARGIN / 2
        self.paragraph(title, size=TITLE_SIZE, classes="strong", most=4)
        self.y += 4

    def add(self, tag: str, content: str = "", **attributes: str | float) -> None:
        """Add an element; attributes are named as by `element`."""
        self.elements.append(element(tag, content, **attributes))

    def text(self, x: float, y: float, text: str, *, size: float = SMALL_SIZE, classes: str = "") -> None:
        """Write one line with its baseline at `y`."""
        styled = {"class_": classes} if classes else {}
        self.add("text", escape(one_line(text)), x=x, y=y, font_size=size, **styled)

    def paragraph(self, text: str, *, size: float = SMALL_SIZE, classes: str = "muted", most: int = 3) -> None:
        """Write a text on at most this many lines."""
        width = size * (BOLD if "strong" in classes else 1)
        for line in wrap(text, INNER_WIDTH, width, most=most):
            self.y += size * LINE_HEIGHT
            self.text(MARGIN, self.y, line, size=size, classes=classes)

    def line(self, x: float, top: float, bottom: float, classes: str) -> None:
        """Draw a vertical line."""
        self.add("path", d=f"M{x:.2f} {top:g}V{bottom:g}", class_=classes)

    def shape(self, tag: str, style: BarStyle, **place: str | float) -> None:
        """Draw a shape in a style."""
        self.add(tag, "", **place, **self.fill(style), class_=style.classes)

    def bar(self, x: float, y: float, width: float, height: float, style: BarStyle) -> None:
        """Draw a bar."""
        self.shape("rect", style, x=x, y=y, width=width, height=height)

    def fill(self, style: BarStyle) -> dict[str, str]:
        """The paint of a style: its colour, or a pattern of its colour and hatch; nothing if its classes have it."""
        if not style.hatch:
            return {"fill": style.color} if style.color else {}
        name = self.hatches.setdefault((style.color, style.hatch), f"hatch-{len(self.hatches) + 1}")
        return {"fill": f"url(#{name})"}

    def legend(self, entries: Sequence[tuple[str, BarStyle]]) -> None:
        """Write a sample and the meaning of each style, on as many lines as they need."""
        x: float = WIDTH
        for text, style in entries:
            width = 28 + text_width(text, SMALL_SIZE)
            if x + width > END:
                x = MARGIN
                self.y += SMALL_SIZE * LINE_HEIGHT + 4
            self.bar(x, self.y - 11, 22, 12, style)
            self.text(x + 28, self.y, text, classes="muted")
            x += width + 14

    def render(self, description: str) -> bytes:
        """The chart as SVG, with title and description as its text alternative."""
        patterns = [
            element(
                "pattern",
                element("rect", width=8, height=8, fill=color)
                + element("path", d=hatch, stroke=HATCH_INK, stroke_width=1, stroke_linecap="round"),
                id=name,
                width=8,
                height=8,
                patternUnits="userSpaceOnUse",
            )
            for (color, hatch), name in self.hatches.items()
        ]
        height = self.y + MARGIN
        content = [
            element("title", escape(self.title), id="picture-title"),
            element("desc", escape(one_line(description)), id="picture-description"),
            element("style", STYLE_SHEET),
            element("defs", "".join(patterns)),
            element("rect", width=WIDTH, height=height, class_="paper"),
            *self.elements,
        ]
        svg = element(
            "svg",
            "\n".join(content),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH} {height:g}",
            width=DISPLAY_WIDTH,
            height=height * DISPLAY_WIDTH / WIDTH,
            role="img",
            **{"aria-labelledby": "picture-title picture-description"},
        )
        return f'<?xml version="1.0" encoding="utf-8"?>\n{svg}\n'.encode()


def element(tag: str, content: str = "", **attributes: str | float) -> str:
    """An XML element. `content` is XML already; `_` in names of attributes stands for `-`, except at the end."""
    pairs = (
        (name.rstrip("_").replace("_", "-"), value if isinstance(value, str) else f"{round(value, 2):g}")
        for name, value in attributes.items()
    )
    start = f"<{tag}{''.join(f' {name}={quoteattr(value)}' for name, value in pairs)}"
    return f"{start}>{content}</{tag}>" if content else f"{start}/>"

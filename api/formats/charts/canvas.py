"""What every picture is made of: a white sheet with a scale drawing on it, and words, written out as SVG.

Matplotlib draws. The words are put in afterwards, so that they are never taken for formulas, need no font here, and
stay words: to search for, to read aloud, in any script. It is imported with the first picture, because that takes half
a second and 40 MB, which a service that is not asked for one need not pay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from io import BytesIO
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, Literal, ParamSpec
from xml.etree import ElementTree

from api.formats.charts import text_fit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH: Final = 1000
MARGIN: Final = 24
INK, MUTED, LINE, SHADE, ALARM = "#1a1a1a", "#595959", "#bfbfbf", "#f4f4f4", "#a8071a"

# The letters of most people's systems, then whatever has no serifs; for other scripts the viewer looks further.
_FONTS = "system-ui, 'Helvetica Neue', Arial, 'Noto Sans', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif"
_PER_INCH = 72
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_FONT = re.compile(r"font-family: [^;]*(?:; |$)")
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))

# Matplotlib does not promise to be safe in threads, not even while it is imported.
_DRAWING = RLock()

_Asked = ParamSpec("_Asked")


@dataclass(frozen=True, slots=True)
class Look:
    """How a bar is filled: a colour that the colour-blind tell apart, and a pattern for those who see none."""

    color: str
    hatch: str = ""

    def fill(self) -> dict[str, Any]:
        """Return it as what Matplotlib takes for a bar."""
        return {"color": self.color, "hatch": self.hatch, "hatchcolor": "white", "edgecolor": INK, "linewidth": 0.8}


def one_at_a_time(draw: Callable[_Asked, bytes]) -> Callable[_Asked, bytes]:
    """Let no two threads draw at once."""

    @wraps(draw)
    def drawn(*args: _Asked.args, **kwargs: _Asked.kwargs) -> bytes:
        with _DRAWING:
            return draw(*args, **kwargs)

    return drawn


class Sheet:
    """A white sheet, measured in pixels from its upper left corner."""

    def __init__(self, height: float) -> None:
        """Lay it out, empty."""
        self.height = height
        self.figure = _figure(height)
        self.paper = self.axes(0, 0, WIDTH, height)
        self.paper.set(xlim=(0, WIDTH), ylim=(height, 0))
        self.paper.set_axis_off()
        self._words: list[str] = []

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return a new part of the sheet with scales of its own."""
        axes = self.figure.add_axes(
            (left / WIDTH, 1 - (top + height) / self.height, width / WIDTH, height / self.height), facecolor="none"
        )
        axes.set_axisbelow(True)
        axes.spines[:].set_color(LINE)
        axes.tick_params(colors=MUTED, color=LINE, labelsize=12, length=3)
        return axes

    def write(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 13,
        color: str = INK,
        weight: Literal["normal", "bold"] = "normal",
        anchor: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write one line, whose foot is at `y`."""
        self.figure.text(
            x / WIDTH,
            1 - y / self.height,
            "x",
            gid=f"words-{len(self._words)}",
            size=size,
            color=color,
            weight=weight,
            ha=anchor,
            va="baseline",
        )
        self._words.append(text_fit.plain(words))

    def write_lines(self, y: float, lines: Sequence[str], **style: Any) -> None:
        """Write lines below each other, from the left margin; a line takes 1.4 times its size."""
        for place, line in enumerate(lines):
            self.write(MARGIN, y + place * 1.4 * style["size"], line, **style)

    def explain(self, y: float, looks: Sequence[tuple[str, dict[str, Any]]]) -> None:
        """Write the legend on one line: of each kind of bar a sample, with what it means."""
        x: float = MARGIN
        for words, fill in looks:
            self.paper.barh(y - 5, 22, left=x, height=12, **fill)
            self.write(x + 29, y, words, size=12, color=MUTED)
            x += 29 + text_fit.width_of(words, 12) + 14

    def svg(self, title: str, description: str) -> bytes:
        """Return the picture, with a text alternative for those who cannot see it."""
        drawn = BytesIO()
        self.figure.canvas.print_figure(drawn, format="svg", metadata=_NO_METADATA)
        root = ElementTree.fromstring(drawn.getvalue())  # noqa: S314 - This XML is Matplotlib's, without words of others.
        self._put_words_in(root)
        self._describe(root, text_fit.plain(title), text_fit.plain(description))
        written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        return written

    def _put_words_in(self, root: ElementTree.Element) -> None:
        for group in root.iter(f"{{{_SVG}}}g"):
            kind, _, place = group.get("id", "").partition("-")
            if kind == "words":
                group[0].text = self._words[int(place)]
        for text in root.iter(f"{{{_SVG}}}text"):
            text.set("style", _FONT.sub("", text.get("style", "")))

    def _describe(self, root: ElementTree.Element, title: str, description: str) -> None:
        root.attrib.update(
            {
                "width": str(WIDTH),
                "height": f"{self.height:g}",
                "role": "img",
                "aria-labelledby": "picture-title picture-description",
                "font-family": _FONTS,
                "style": "max-width: 100%; height: auto; background: #ffffff",
            }
        )
        for place, (tag, words) in enumerate((("title", title), ("desc", description))):
            element = ElementTree.Element(
                f"{{{_SVG}}}{tag}", id=f"picture-{'title' if tag == 'title' else 'description'}"
            )
            element.text = words
            root.insert(place, element)


def headed(title: str, below: str) -> tuple[list[str], float]:
    """Return the lines of a title, and how far down the sheet the drawing may begin under it and what is said below."""
    lines = text_fit.wrapped(title, WIDTH - 2 * MARGIN, 19, most=3)
    return lines, 38 + (len(lines) - 1) * 27 + (30 if below else 12)


def write_head(sheet: Sheet, lines: Sequence[str], below: str) -> None:
    """Write the title, and under it what is shown."""
    sheet.write_lines(38, lines, size=19, weight="bold")
    sheet.write_lines(38 + (len(lines) - 1) * 27 + 24, [below], size=13, color=MUTED)


def _figure(height: float) -> Figure:
    from matplotlib import rcParams  # noqa: PLC0415 - See above: with the first picture.
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415 - The same.
    from matplotlib.figure import Figure  # noqa: PLC0415 - The same.

    rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "communique", "hatch.linewidth": 1.2})
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    figure = Figure(figsize=(WIDTH / _PER_INCH, height / _PER_INCH), dpi=_PER_INCH, facecolor="white")
    FigureCanvasSVG(figure)
    return figure

"""Words fitted to a width in a picture, although whoever looks at it picks the font."""

from __future__ import annotations

import re
import unicodedata

_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# In parts of the font's size, and rather too wide than too narrow.
_WIDE, _CAPITAL, _USUAL, _NARROW = 1.05, 0.74, 0.59, 0.34
_NARROW_ONES = frozenset(" .,:;!|'()[]ijlIftr·-")
_WIDE_ONES = frozenset("mwMW@%&—…")
_INVISIBLE = frozenset({"Mn", "Me", "Cf"})
_ELLIPSIS = "…"


def plain(text: str) -> str:
    """Return `text` on one line, and without what XML cannot hold."""
    return " ".join(_NOT_IN_XML.sub("\ufffd", text).split())


def cut(text: str, width: float, size: float) -> str:
    """Return as much of `text` as fits, on one line, with … where something is left out."""
    line = plain(text)
    if width_of(line, size) <= width:
        return line
    return _beginning(line, width - width_of(_ELLIPSIS, size), size).rstrip(" \u200d,;:") + _ELLIPSIS


def wrapped(text: str, width: float, size: float, *, most: int) -> list[str]:
    """Return `text` on up to `most` lines, broken between words where there are any, with … where it is cut."""
    rest = plain(text)
    lines: list[str] = []
    while rest and len(lines) < most - 1 and width_of(rest, size) > width:
        fitting = _beginning(rest, width, size)
        line = fitting if rest[len(fitting) :][:1] in {"", " "} else fitting.rpartition(" ")[0] or fitting
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    return [*lines, cut(rest, width, size)]


def width_of(text: str, size: float) -> float:
    """Return how wide `text` is about, and not narrower, in a usual sans-serif font."""
    return size * sum(map(_width, text))


def _beginning(line: str, width: float, size: float) -> str:
    """Return what fits of a line that is wider, at least one character."""
    taken = 0.0
    for place, character in enumerate(line):
        taken += size * _width(character)
        if taken > width:
            return line[: max(place, 1)]
    return line


def _width(character: str) -> float:
    if unicodedata.category(character) in _INVISIBLE:
        return 0
    if unicodedata.east_asian_width(character) in "WF" or character in _WIDE_ONES:
        return _WIDE
    if character in _NARROW_ONES:
        return _NARROW
    return _CAPITAL if character.isupper() else _USUAL


def not_drawn(undated: int, spanning: int = 0) -> str:
    """Return, behind what is said of promises that are drawn, how many more have no date, or none in one year."""
    several = f" {spanning:,} more may fall due in several years." if spanning else ""
    return several + (f" {undated:,} more without a date." if undated else "")

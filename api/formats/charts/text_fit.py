"""Fits text to a width without knowing the viewer's font, by estimates that are rather too wide than too narrow."""

import unicodedata

from api.formats.base import xml_text

# Widths of characters in parts of the font size.
WIDE, CAPITAL, USUAL, NARROW = 1.05, 0.74, 0.59, 0.34
NARROW_CHARACTERS = frozenset(" .,:;!|'()[]ijlIftr·-")
WIDE_CHARACTERS = frozenset("mwMW@%&—…")
INVISIBLE_CATEGORIES = frozenset({"Mn", "Me", "Cf"})
ELLIPSIS = "…"


def one_line(text: str) -> str:
    """The text on one line, without characters that XML forbids."""
    return " ".join(xml_text(text).split())


def truncate(text: str, width: float, size: float) -> str:
    """The text on one line, cut with … if it is too wide."""
    line = one_line(text)
    if text_width(line, size) <= width:
        return line
    return fitting_start(line, width - text_width(ELLIPSIS, size), size).rstrip(" \u200d,;:") + ELLIPSIS


def wrap(text: str, width: float, size: float, *, most: int) -> list[str]:
    """The text on at most this many lines, broken between words where possible, the last one cut with …."""
    rest = one_line(text)
    lines: list[str] = []
    while rest and len(lines) < most - 1 and text_width(rest, size) > width:
        start = fitting_start(rest, width, size)
        line = start if rest[len(start) :][:1] in {"", " "} else start.rpartition(" ")[0] or start
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    return [*lines, truncate(rest, width, size)]


def text_width(text: str, size: float) -> float:
    """Estimated width of the text in a common sans-serif font."""
    return size * sum(map(character_width, text))


def fitting_start(line: str, width: float, size: float) -> str:
    """The start of a line that fits, at least one character."""
    used = 0.0
    for index, character in enumerate(line):
        used += size * character_width(character)
        if used > width:
            return line[: max(index, 1)]
    return line


def character_width(character: str) -> float:
    """Estimated width of a character in parts of the font size."""
    if unicodedata.category(character) in INVISIBLE_CATEGORIES:
        return 0
    if unicodedata.east_asian_width(character) in "WF" or character in WIDE_CHARACTERS:
        return WIDE
    if character in NARROW_CHARACTERS:
        return NARROW
    return CAPITAL if character.isupper() else USUAL

"""Characters that no text may have: control characters but tabs and line breaks, surrogates, and non-characters."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_NAMES = {
    0x09: "a tab",
    0x0A: "a line feed",
    0x0D: "a carriage return",
    0x00: "a null character",
    0x07: "a bell",
    0x08: "a backspace",
    0x0B: "a vertical tab",
    0x0C: "a form feed",
    0x1A: "a substitute",
    0x1B: "an escape",
    0x7F: "a delete",
    0xFFFE: "no character",
    0xFFFF: "no character",
    **dict.fromkeys(range(0xD800, 0xE000), "an unpaired surrogate"),
}


def forbidden_character(text: str) -> str | None:
    """A sentence about the first character of a text that it may not have, with its name and place."""
    found = FORBIDDEN.search(text)
    if found is None:
        return None
    name = character_name(found[0])
    return f"Character {found.start() + 1:,} is {name}. Remove it, or put a space or line break there."


def character_name(character: str) -> str:
    """The name and the number of a control character."""
    return f"{_NAMES.get(ord(character), 'a control character')} (U+{ord(character):04X})"

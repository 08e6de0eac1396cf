"""Rows of the tables of words: all spellings of one meaning in one text.

Spellings are separated by spaces, and a space within one is written `_`. They are lower case, as sums are read without
regard to case. In a sum, an abbreviation may be followed by a point.
"""

import unicodedata


def spellings(row: str) -> list[str]:
    """The spellings of a row, in NFC."""
    return [spelling.replace("_", " ") for spelling in unicodedata.normalize("NFC", row).split()]

"""Text as it is compared: without regard to case, accents and width, and for names to spacing either."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

MAX_INDEXED_NAME = 200
"""Characters of a folded name that an index can hold; folding can make many characters of one."""

# Only the diacritics of Latin, Greek and Cyrillic, and those of symbols. Marks that make another letter, as
# the Japanese voicing marks and the signs of Arabic and the Indic scripts do, lie outside these blocks.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")

# Whitespace, and the spaces of no width that come along when a name is copied from a web page.
_SPACES = re.compile("[\\s\u200b\u2060\ufeff]+")


def fold(text: str) -> str:
    """Return `text` in the form in which it is compared: no case, accents or width; in NFC."""
    return unicodedata.normalize("NFC", _bare(_bare(text).casefold()))


def fold_name(name: str) -> str:
    """Return the form in which names are compared: folded, without spaces: `SK Telecom` is `sktelecom`."""
    return fold(_SPACES.sub("", fold(name)))


def _bare(text: str) -> str:
    """Return `text` decomposed, in plain width, without accents."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


@lru_cache(maxsize=1 << 13)
def match_name(name: str) -> str:
    """Key by which party names are matched: the folded name, or its digest where that is too long for an index."""
    folded = fold_name(name)
    return folded if len(folded) <= MAX_INDEXED_NAME else hashlib.sha256(folded.encode()).hexdigest()

"""Normal forms for comparing text: without case, accents and width, and for names without spacing."""

import hashlib
import re
import unicodedata
from functools import lru_cache

MAX_INDEXED_NAME = 200
"""Characters of a folded name that an index can hold; folding can make many characters of one."""

# Diacritics of Latin, Greek, Cyrillic and symbols. Marks that make another letter, such as Japanese voicing marks and
# the signs of Arabic and the Indic scripts, are outside these blocks.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")

# Whitespace, and the zero-width spaces that are copied along with names from web pages.
_SPACES = re.compile("[\\s\u200b\u2060\ufeff]+")


def fold(text: str) -> str:
    """Fold case, accents and width. Returns NFC."""
    folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", folded)))


def fold_name(name: str) -> str:
    """Fold a name and remove its spaces: `SK Telecom` becomes `sktelecom`."""
    return fold(_SPACES.sub("", fold(name)))


@lru_cache(maxsize=1 << 13)
def match_name(name: str) -> str:
    """Matching key of a party's name: the folded name, or its digest if that is too long for an index."""
    folded = fold_name(name)
    return folded if len(folded) <= MAX_INDEXED_NAME else hashlib.sha256(folded.encode()).hexdigest()

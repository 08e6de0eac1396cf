"""Normal forms for comparing text: without case, accents and width, and for names without spacing and punctuation.

Normalization sorts the combining marks of a run, in quadratic time, so the length of runs is bounded first.
"""

# ruff: noqa: RUF001 - other scripts' letters are what this module is about.

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby, islice
from unicodedata import category, normalize

MAX_INDEXED_NAME = 200
"""Characters of a folded name that an index can hold; folding can make many characters of one."""

MAX_MARKS = 30
"""Combining marks that may follow one another: the limit of the Stream-Safe Text Format (UAX #15)."""

_MARKS = frozenset({"Mn", "Mc", "Me"})

# Diacritics of Latin, Greek, Cyrillic and symbols. Marks that make another letter, such as Japanese voicing marks and
# the signs of Arabic and the Indic scripts, are outside these blocks.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")

# Whitespace, and the zero-width spaces that are copied along with names from web pages.
_SPACES = re.compile("[\\s\u200b\u2060\ufeff]+")

# Apostrophes and quotation marks, dots and commas, as they are typed, typeset, or left out.
_MARKS_IN_WORDS = "'\"`\u02b9-\u02bd\u2018-\u201f\u2032\u2033\u2039\u203a\u00ab\u00bb.,\u060c\u3001\u3002"

# Dashes and hyphens, and the dots that stand between words: Catalan, Japanese.
_MARKS_BETWEEN_WORDS = "\\-\u00ad\u058a\u05be\u2010-\u2015\u2212\u00b7\u2027\u2022\u30fb"
_IN_WORDS = re.compile(f"[{_MARKS_IN_WORDS}]+")
_PUNCTUATION = re.compile(f"[{_MARKS_IN_WORDS}{_MARKS_BETWEEN_WORDS}]+")


LETTER_VARIANTS: Mapping[str, str | None] = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ȷ": "j",
    "ŋ": "n",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ؤ": "و",
    "ئ": "ي",
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ک": "ك",
    **dict.fromkeys(["ـ", "ٰ", *map(chr, range(0x64B, 0x660))]),
}
"""Letters that a search takes for others: Latin ones that have no decomposition, and spellings of Arabic ones, whose
tatweel and vowel marks it leaves out. `fold` keeps them apart: names that differ in them may be of two parties.
"""


def has_long_mark_run(text: str) -> bool:
    """Whether more than `MAX_MARKS` combining marks follow one another.

    Such a run has a mark at a multiple of that length, so that only those characters of most texts are looked at.
    """
    if text.isascii() or _MARKS.isdisjoint(map(category, text[MAX_MARKS :: MAX_MARKS + 1])):
        return False
    return any(is_marks and next(islice(run, MAX_MARKS, None), None) for is_marks, run in groupby(text, is_mark))


def is_mark(character: str) -> bool:
    """Whether a character is a combining mark."""
    return category(character) in _MARKS


def shorten_mark_runs(text: str) -> str:
    """The text without the marks of a run that are over the limit."""
    return "".join("".join(islice(run, MAX_MARKS if is_marks else None)) for is_marks, run in groupby(text, is_mark))


def fold(text: str) -> str:
    """Fold case, accents and width. Returns NFC. Of a run of combining marks, the first `MAX_MARKS` count."""
    if has_long_mark_run(text):
        text = shorten_mark_runs(text)
    folded = _ACCENTS.sub("", normalize("NFKD", text)).casefold()
    return normalize("NFC", _ACCENTS.sub("", normalize("NFKD", folded)))


def fold_name(name: str) -> str:
    """Fold a name and remove its spaces: `SK Telecom` becomes `sktelecom`."""
    return fold(_SPACES.sub("", fold(name)))


def make_slug(text: str) -> str:
    """The words of a text, case-folded and in NFC, joined by hyphens; a word is letters, their marks, and digits."""
    words = [""]
    for character in normalize("NFC", text.casefold()):
        kind = category(character)
        if kind[0] == "L" or kind == "Nd" or (kind in _MARKS and words[-1]):
            words[-1] += character
        elif words[-1]:
            words.append("")
    return "-".join(filter(None, words))


def fold_word(word: str) -> str:
    """Fold a word that names one of few things, also without `the`, hyphens, points and apostrophes."""
    return fold_name(re.sub("[-_/.,()\u2019']", " ", re.sub(r"\Athe\s", "", word, flags=re.IGNORECASE)))


@lru_cache(maxsize=1 << 13)
def match_name(name: str) -> str:
    """Matching key of a party's name: folded, without punctuation, or its digest if that is too long for an index.

    A name of punctuation alone keeps it.
    """
    folded = fold_name(name)
    key = fold(_PUNCTUATION.sub("", folded)) or folded
    return key if len(key) <= MAX_INDEXED_NAME else hashlib.sha256(key.encode()).hexdigest()


def name_words(name: str) -> list[str]:
    """The folded words of a name, in order: `Children's Rolls-Royce` is `childrens`, `rolls`, `royce`."""
    folded = _IN_WORDS.sub("", fold(name))
    return "".join(character if category(character)[0] in "LMN" else " " for character in folded).split()

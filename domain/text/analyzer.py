"""Text as it is searched: the terms that a full-text index holds, the same for every engine.

English is stemmed; Chinese, Japanese and Korean, which are searched inside words, become overlapping pairs of
characters. A term has only digits, lower-case letters, marks, and the point of a decimal, which is no ASCII character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from threading import local
from typing import Any, NamedTuple

import snowballstemmer  # type: ignore[import-untyped] # It comes without types.

from domain.text.normalize import fold

LONGEST = 64
"""How many characters of a term count. An index has a limit in bytes; nobody types as much."""

POINT = "·"
POSITION_GAP = POINT
"""The point of a decimal, and what stands in a stream where nothing is to be found. Alone it is no term of any text."""

_APOSTROPHES = frozenset("'’‘‛ʼʻ")  # noqa: RUF001 - these are the ones.
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x180E))))
_BREAK = "\u200b"

# Bopomofo, kana, ideographs, Hangul syllables and letters; Thai, Lao, Burmese and Khmer, which have no spaces either.
_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005-\u3007\u3021-\u3029\u3038-\u303c\u3041-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_LETTER = f"[^ .,'{_PAIRED}]"
_TOKEN = re.compile(
    f"""
    (?P<run> [{_PAIRED}]+ )
    | (?<!{_LETTER}) (?<![0-9][.,]) (?:
        (?P<grouped> [0-9]{{1,3}} (?:,[0-9]{{2,3}})* ,[0-9]{{3}} (?:\\.[0-9]+)? )
        | (?P<decimal> [0-9]+ (?: \\.[0-9]+ | ,[0-9]{{1,2}} ) )
      ) (?![.,]?[0-9])
    | (?<!{_LETTER}) (?<![a-z]\\.) (?P<initials> [a-z] (?:\\.[a-z])+ ) (?!{_LETTER})
    | (?<!{_LETTER}) (?<!') (?P<elided> (?: [cdjlmnst] | qu ) ) (?='{_LETTER}{{2}})
    | (?P<word> {_LETTER}+ (?:'{_LETTER}+)* )
    """,
    re.VERBOSE,
)
_PAIRED_AT_ONCE = re.compile(f"[{_PAIRED}]")
_CHUNK = re.compile(r"\S+")
_SHORT, _MOST_CHUNKS = 32, 1 << 15
_STATEMENT = 400


class IndexTerm(NamedTuple):
    """A term and where it stands: the characters from `start` to before `end`."""

    text: str
    start: int
    end: int
    stated: str
    """The same before it was stemmed."""


class _Plain(dict[int, str | None]):
    """What becomes of a character once folded: itself, an apostrophe, a space, or nothing. Found out when first met."""

    def __missing__(self, point: int) -> str | None:
        """Find it out."""
        self[point] = found = _plain_character(chr(point))
        return found


def _plain_character(character: str) -> str | None:
    """Return what a folded character is to a search."""
    category = unicodedata.category(character)
    if character in _APOSTROPHES:
        return "'"
    if character in _SELECTORS or (category == "Cf" and character != _BREAK):
        return None
    return character if category[0] in "LMN" or character in ".," else " "


_PLAIN = _Plain()
_THREAD = local()


def _plain(text: str) -> str:
    """Return folded text in which all that separates is a space."""
    return fold(text).translate(_PLAIN)


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return the stem of an English word; any other word as it is. A stemmer has a state: each thread has its own."""
    if not word.isascii():
        return word
    if not hasattr(_THREAD, "stemmer"):
        _THREAD.stemmer = snowballstemmer.stemmer("english")
    return str(_THREAD.stemmer.stemWord(word))


def is_bigram_script(term: str) -> bool:
    """Whether a term is of a script that is searched inside words."""
    return bool(_PAIRED_AT_ONCE.match(term))


def _terms_of(plain: str) -> Iterator[IndexTerm]:
    """Yield the terms of plain text, with their places in it."""
    for match in _TOKEN.finditer(plain):
        start, end = match.span()
        if match.lastgroup == "run":
            yield from _pairs(match[0], start)
        else:
            stated = _WRITTEN[str(match.lastgroup)](match[0])
            yield IndexTerm(stem(stated)[:LONGEST], start, end, stated[:LONGEST])


def _pairs(run: str, start: int) -> Iterator[IndexTerm]:
    """Yield every two characters that stand side by side, and the last one."""
    for index in range(len(run)):
        pair = run[index : index + 2]
        yield IndexTerm(pair, start + index, start + index + len(pair), pair)


_WRITTEN: Any = {
    "grouped": lambda number: number.replace(",", "").replace(".", POINT),
    "decimal": lambda number: number.replace(",", POINT).replace(".", POINT),
    "initials": lambda letters: letters.replace(".", ""),
    "elided": lambda word: word,
    "word": lambda word: word.removesuffix("'s").replace("'", ""),
}
"""How each sort of token is written as a term, before it is stemmed."""


def terms(text: str, *, most: int | None = None) -> Sequence[str]:
    """Return the terms of a text, in order, or the first ones. No term reaches across a space."""
    return _terms_of_statement(text) if len(text) <= _STATEMENT else _terms_of_text(text, most)


def _terms_of_text(text: str, most: int | None) -> Sequence[str]:
    """Return the terms of a text, in order, or the first ones."""
    return tuple(islice(chain.from_iterable(map(_CHUNKS.__getitem__, text.split())), most))


@lru_cache(maxsize=1 << 10)
def _terms_of_statement(text: str) -> Sequence[str]:
    """Return the terms of a text that is short enough to be indexed more than once in a record."""
    return _terms_of_text(text, None)


class _Chunks(dict[str, Iterable[str]]):
    """The terms of characters without a space. Those of a few are kept, which are likely to come again."""

    def __missing__(self, chunk: str) -> Iterable[str]:
        """Find the terms; where there are many, as they are asked for."""
        found = (term.text for term in _terms_of(_plain(chunk)))
        if len(chunk) > _SHORT:
            return found
        if len(self) >= _MOST_CHUNKS:
            self.clear()
        self[chunk] = kept = tuple(found)
        return kept


_CHUNKS = _Chunks()


def query_terms(text: str) -> list[IndexTerm]:
    """Return the terms by which a text is found: all but the last character of a run that ends it, if it has more.

    So the end of what is sought need not be the end of the run where it is found.
    """
    found = list(_terms_of(_plain(text)))
    return found[:-1] if len(found) > 1 and found[-1].start < found[-2].end else found


def terms_with_offsets(text: str) -> Iterator[IndexTerm]:
    """Yield the terms of a text with their places in it, however its length changes when it is folded."""
    for chunk in _CHUNK.finditer(text):
        plain = _plain(chunk[0])
        origins = _origins(chunk[0], plain)
        for term in _terms_of(plain):
            start, end = origins[term.start][0], origins[term.end - 1][1]
            yield term._replace(start=chunk.start() + start, end=chunk.start() + end)


def _origins(text: str, plain: str) -> list[tuple[int, int]]:
    """Return for each character of the plain text where it came from. In doubt, from all of the text."""
    if text.isascii():
        return [(index, index + 1) for index in range(len(text))]
    origins: list[tuple[int, int]] = []
    start, again = 0, ""
    for cluster in _clusters(text):
        part = _plain_cluster(cluster)
        origins += [(start, start + len(cluster))] * len(part)
        start, again = start + len(cluster), again + part
    return origins if again == plain else [(0, len(text))] * len(plain)


_plain_cluster = lru_cache(maxsize=1 << 14)(_plain)


def _clusters(text: str) -> Iterator[str]:
    """Yield characters, each with those that may melt into it: marks, and the letters of a Hangul syllable."""
    cluster = ""
    for character in text:
        if cluster and not is_combining(character):
            yield cluster
            cluster = ""
        cluster += character
    yield cluster


def is_combining(character: str) -> bool:
    """Whether a character may become one with that before it."""
    return unicodedata.category(character)[0] == "M" or character in _MELTING


_MELTING = frozenset(
    chr(point)
    for first, last in ((0x1160, 0x11FF), (0x3130, 0x318F), (0xD7B0, 0xD7FF), (0xFF9E, 0xFFDC))
    for point in range(first, last + 1)
)

"""Analyzer of the full-text search: from text to index terms, the same for both engines and within their limits.

English is stemmed. Chinese, Japanese and Korean, which are searched inside words, become bigrams: overlapping pairs of
characters. Terms have only digits, lower-case letters, marks, and the point of a decimal, which is not ASCII.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any, NamedTuple

from domain.text.normalize import LETTER_VARIANTS, fold
from domain.text.stemmer import stem

MAX_TERM_LENGTH = 64
"""Characters of a term that count: an index limits its bytes, and searches are shorter."""

MAX_TERMS = 16_000
MAX_REPEATS = 255
MAX_TERM_BYTES = 1_000_000
"""Limits of PostgreSQL's tsvector: positions up to 16,383, 255 positions per term, 1 MB."""

_OVERHEAD = 8
"""Bytes per term there for its position, prefix, length and padding."""

_FEW = MAX_TERM_BYTES // (_OVERHEAD + 4 * MAX_TERM_LENGTH)
"""This many terms fit, however long they are."""

POINT = "·"
POSITION_GAP = POINT
"""The point of a decimal, which alone is no term of any text, so that it can fill positions that match nothing."""

_APOSTROPHES = frozenset("'’‘‛ʼʻ")  # noqa: RUF001 - these are the ones.
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x180E))))
_BREAK = "\u200b"
_INNER = str.maketrans(dict.fromkeys(f"',.{POINT}"))

# Bopomofo, kana, ideographs, Hangul syllables and letters; Thai, Lao, Burmese and Khmer, which have no spaces either.
_BIGRAM_SCRIPTS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005-\u3007\u3021-\u3029\u3038-\u303c\u3041-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_LETTER = f"[^ .,'{_BIGRAM_SCRIPTS}]"
_TOKEN = re.compile(
    f"""
    (?P<run> [{_BIGRAM_SCRIPTS}]+ )
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
_BIGRAM_AT_START = re.compile(f"[{_BIGRAM_SCRIPTS}]")
_CHUNK = re.compile(r"\S+")
_LONGEST_CHUNK = 1 << 17
"""Characters without a space that are searched: `re` takes 150 bytes for each while it matches."""

_SHORT, _MOST_CHUNKS, _MOST_CHARACTERS = 32, 1 << 15, 1 << 15
"""Limits of caches: characters of a chunk, chunks, and characters of all scripts."""

_STATEMENT = 400


class IndexTerm(NamedTuple):
    """A term and its characters in the text: from `start` to before `end`."""

    text: str
    start: int
    end: int
    stated: str
    """The term before stemming."""


class _PlainCharacters(dict[int, str | None]):
    """Table for str.translate: a folded character stays, or becomes another letter, an ASCII digit, an apostrophe, a
    space or nothing.
    """

    def __missing__(self, point: int) -> str | None:
        """Look a character up when it is first met."""
        character = chr(point)
        category = unicodedata.category(character)
        plain: str | None = character if category[0] in "LMN" or character in ".," else " "
        if character in LETTER_VARIANTS:
            plain = LETTER_VARIANTS[character]
        elif category == "Nd":
            plain = str(unicodedata.decimal(character))
        elif character in _APOSTROPHES:
            plain = "'"
        elif character in _SELECTORS or (category == "Cf" and character != _BREAK):
            plain = None
        if len(self) < _MOST_CHARACTERS:
            self[point] = plain
        return plain


_PLAIN = _PlainCharacters()


def _plain(text: str) -> str:
    """Folded text in which every separator is a space."""
    return fold(text).translate(_PLAIN)


def squeeze(text: str) -> str:
    """Folded text without the marks that may stand inside a term: every term before stemming is a part of it."""
    return (text.lower() if text.isascii() else _plain(text)).translate(_INNER)


def is_bigram_script(term: str) -> bool:
    """Whether a term is of a script that is indexed as bigrams."""
    return bool(_BIGRAM_AT_START.match(term))


def _terms_of(plain: str) -> Iterator[IndexTerm]:
    """Yield the terms of plain text with their positions."""
    for match in _TOKEN.finditer(plain):
        start, end = match.span()
        if match.lastgroup == "run":
            yield from _pairs(match[0], start)
        else:
            stated = _WRITTEN[str(match.lastgroup)](match[0])
            # No ending of a word is longer than what is cut off of a very long one.
            term = stem(stated) if len(stated) <= 2 * MAX_TERM_LENGTH else stated
            yield IndexTerm(term[:MAX_TERM_LENGTH], start, end, stated[:MAX_TERM_LENGTH])


def _pairs(run: str, start: int) -> Iterator[IndexTerm]:
    """Yield each pair of adjacent characters, and the last one."""
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
"""The term of each kind of token, before stemming."""


def terms(text: str) -> Sequence[str]:
    """The terms of a text in order, the first ones of a very long text. No term reaches across a space."""
    return tuple(islice(chain.from_iterable(map(_CHUNKS.__getitem__, text.split())), MAX_TERMS))


_cached_terms = lru_cache(maxsize=1 << 10)(terms)  # Short texts are indexed several times in a record.


class _ChunkCache(dict[str, Iterable[str]]):
    """A cache of the terms of chunks without a space; only short chunks, which are likely to recur."""

    def __missing__(self, chunk: str) -> Iterable[str]:
        """The terms of a new chunk; lazily if it is long."""
        chunk_terms: Iterable[str] = (chunk[:MAX_TERM_LENGTH],)
        if not (chunk.isascii() and chunk.isdigit()):  # Many new chunks are numbers, each its own term.
            chunk_terms = (term.text for term in _terms_of(_plain(chunk[:_LONGEST_CHUNK])))
        if len(chunk) > _SHORT:
            return chunk_terms
        if len(self) >= _MOST_CHUNKS:
            self.clear()
        self[chunk] = cached = tuple(chunk_terms)
        return cached


_CHUNKS = _ChunkCache()


def bounded_terms(fields: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The terms of each field, which is a sequence of texts, cut off where the limits are reached.

    A gap separates texts, so that no phrase matches across two of them, and replaces terms that recur too often.
    """
    separated = [
        chain.from_iterable(
            (*(_cached_terms if len(text) <= _STATEMENT else terms)(text), POSITION_GAP) for text in texts
        )
        for texts in fields
    ]
    streams = [tuple(islice(stream, MAX_TERMS + 1))[:-1] for stream in separated]
    count = sum(map(len, streams))
    if count <= MAX_REPEATS or (count <= _FEW and max(Counter(chain(*streams)).values()) <= MAX_REPEATS):
        return tuple(streams)
    positions, size, repeats = MAX_TERMS, MAX_TERM_BYTES, Counter[str]()
    bounded = []
    for stream in streams:
        admitted: list[str] = []
        for term in islice(stream, positions):
            size -= _OVERHEAD + len(term.encode())
            if size < 0:
                break
            repeats[term] += 1
            admitted.append(term if repeats[term] <= MAX_REPEATS else POSITION_GAP)
        positions = positions - len(admitted) if size > 0 else 0
        bounded.append(tuple(admitted))
    return tuple(bounded)


def query_terms(text: str) -> list[IndexTerm]:
    """The terms to search for: without the single character that ends a run of bigrams.

    So a query may end in the middle of a run of the text.
    """
    query = list(_terms_of(_plain(text)))
    return query[:-1] if len(query) > 1 and query[-1].start < query[-2].end else query


def tokens(text: str) -> list[str]:
    """The words of a text before stemming, and its runs of scripts that become bigrams."""
    found = [(match[0], str(match.lastgroup)) for match in _TOKEN.finditer(_plain(text))]
    return [token if kind == "run" else _WRITTEN[kind](token) for token, kind in found]


def terms_with_offsets(text: str) -> Iterator[IndexTerm]:
    """Yield the terms with their positions in the original text, although folding may change its length."""
    for chunk in _CHUNK.finditer(text):
        plain = _plain(chunk[0])
        origins = _origins(chunk[0], plain)
        for term in _terms_of(plain):
            start, end = origins[term.start][0], origins[term.end - 1][1]
            yield term._replace(start=chunk.start() + start, end=chunk.start() + end)


def _origins(text: str, plain: str) -> list[tuple[int, int]]:
    """For each character of the plain text its span in the original; in doubt, all of it."""
    if text.isascii():
        return [(index, index + 1) for index in range(len(text))]
    origins: list[tuple[int, int]] = []
    start, rebuilt = 0, ""
    for cluster in _clusters(text):
        part = _plain_cluster(cluster)
        origins += [(start, start + len(cluster))] * len(part)
        start, rebuilt = start + len(cluster), rebuilt + part
    return origins if rebuilt == plain else [(0, len(text))] * len(plain)


_plain_cluster = lru_cache(maxsize=1 << 14)(_plain)


def _clusters(text: str) -> Iterator[str]:
    """Yield characters with those that may combine with them: marks, and the letters of a Hangul syllable."""
    cluster = ""
    for character in text:
        if cluster and not is_combining(character):
            yield cluster
            cluster = ""
        cluster += character
    yield cluster


def is_combining(character: str) -> bool:
    """Whether a character may combine with the one before it."""
    return unicodedata.category(character)[0] == "M" or character in _COMBINING


_COMBINING = frozenset(
    chr(point)
    for first, last in ((0x1160, 0x11FF), (0x3130, 0x318F), (0xD7B0, 0xD7FF), (0xFF9E, 0xFFDC))
    for point in range(first, last + 1)
)

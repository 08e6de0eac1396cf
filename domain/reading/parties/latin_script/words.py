"""Words of a sentence in Latin script, with what their spelling says about names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from domain.reading.findings import Span

_ELISION = r"[cdjlmnstCDJLMNST]['’](?=\w)|[Qq]u['’](?=\w)"
_PLURAL_OWNERS = "[Ww]orkers|[Ff]armers|[Tt]eachers|[Vv]eterans|[Ss]tudents|[Dd]octors|[Nn]urses|[Pp]arents|[Rr]enters"
_WORD = (
    rf"(?:[A-Z]\.){{2,}}|(?:{_PLURAL_OWNERS})['’](?=\s)"
    r"|(?<![‘'\w])[A-Z]\w*[^\Ws]['’](?=\s[A-Z])"
    r"|[^\W\d_](?:\w|[-&'’/](?=[^\W_]))*|\d(?:[\d.,]*\d)?%?|[^\w\s]"
)
_WORDS = {True: re.compile(f"{_ELISION}|{_WORD}"), False: re.compile(_WORD)}
_POSSESSIVE = re.compile(r"['’]s?$")
_FRENCH_HEADS = frozenset("ministère office agence banque fédération association université".split())
"""Heads that French writes in lower case: `le ministère de la Mer`."""

_OWNERS = frozenset("people women children men king queen lloyd mcdonald moody sotheby macy lowe".split())
"""Words whose possessive is part of a name: `People's Bank of China`."""

_SHORTEST_OWNER = 3
"""Letters of the shortest word that takes a possessive: `l'` and `d'` are words of their own."""

_COMPOUND_CUES = ("-based", "-owned", "-backed", "-led", "-run", "-headquartered", "-listed")
"""Endings of words that tell what a name is and are no part of it: `Singapore-based`."""


class Word(NamedTuple):
    """A word, number or mark; `end` leaves out a possessive `'s`. `joined` to the one before by space alone."""

    text: str
    lower: str
    start: int
    end: int
    capital: bool
    first: bool
    joined: bool

    @property
    def is_cue(self) -> bool:
        """Whether the word ends like `Singapore-based`."""
        return self.lower.endswith(_COMPOUND_CUES)


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a sentence; `number` is its place among the sentences of the document."""

    text: str
    language: str
    number: int
    words: Sequence[Word]

    def phrase(self, start: int, end: int) -> str:
        """The text of the words from `start` to `end`, exclusive."""
        return self.text[self.words[start].start : self.words[end - 1].end]

    def lower(self, at: int) -> str:
        """The word at a place in lower case; empty before the first and behind the last one."""
        return self.words[at].lower if 0 <= at < len(self.words) else ""


def split_words(text: str, span: Span, *, elision: bool) -> Iterator[Word]:
    """The words of a sentence; with `elision`, `l'État` is two."""
    end = -1
    for match in _WORDS[elision].finditer(text, *span):
        start, word = match.start(), match[0]
        bare = _POSSESSIVE.sub("", word)
        if (
            (len(word) < _SHORTEST_OWNER and not bare.endswith("s"))
            or bare.lower() in _OWNERS
            or word.endswith(("'", "’"))
        ):
            bare = word
        joined = end >= 0 and (end == start or text[end:start].isspace())
        capital = (bare[0].isupper() or (elision and bare in _FRENCH_HEADS)) and not bare.endswith(_COMPOUND_CUES)
        yield Word(bare, bare.lower().replace("’", "'"), start, start + len(bare), capital, end < 0, joined)
        end = start + len(bare)

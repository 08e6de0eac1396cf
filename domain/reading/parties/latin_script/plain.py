"""Bodies in lower case, with a word that tells which: `the petroleum ministry`."""

from collections.abc import Iterator

from domain.reading.parties.cues import FUNCTION_WORDS, PORTFOLIOS, PartyKind
from domain.reading.parties.latin_script.kinds import kind_of_head
from domain.reading.parties.latin_script.words import Line, Word

_HEADS = frozenset(
    "ministry government committee commission agency department authority parliament administration council union "
    "regulator bank police ministère gouvernement".split()
)
_TAILS = frozenset(
    "official officials source sources spokesman spokeswoman spokesperson minister members member workers staff".split()
)
_DETERMINERS = frozenset("the a an its le la l' un une".split())
_WHICH = frozenset(
    "federal state union central presidential provincial city municipal ruling cabinet workers unions teachers farmers "
    "drivers doctors nurses election human rights data protection competition antitrust police planning trade".split()
)
_ANY = frozenset(("ministry", "ministère"))
"""Heads that any word before them tells apart."""

_VAGUE = frozenset("new same other own relevant competent responsible line sector nodal parent".split())
_MOST = 4
"""Words between the article and the head, at most."""


def find_plain_bodies(line: Line) -> Iterator[tuple[int, int, PartyKind]]:
    """The places of such bodies among the words of a sentence, with their kinds."""
    words = line.words
    for at in range(2, len(words)):
        if (
            words[at].capital
            or words[at].lower not in _HEADS
            or not words[at].text.islower()
            or line.lower(at + 1) in _TAILS
        ):
            continue
        first = at
        if words[at].lower in _ANY and words[at - 1].lower not in FUNCTION_WORDS | _VAGUE:
            first -= 1
        while at - first < _MOST and first > 1 and _tells_which(words[first - 1]):
            first -= 1
        while first < at and words[first].lower in ("and", "'"):
            first += 1
        if first < at and line.lower(first - 1) in _DETERMINERS:
            kind = kind_of_head([word.lower for word in words[first : at + 1]], words[at].lower)
            if kind:
                yield first, at + 1, kind


def _tells_which(word: Word) -> bool:
    return word.lower.rstrip("'") in PORTFOLIOS or word.lower.rstrip("'") in _WHICH or word.lower in ("and", "'")

"""Bodies in lower case, with a word that tells which: `the petroleum ministry`."""

from collections.abc import Iterator

from domain.reading.parties.cues import FUNCTION_WORDS, PORTFOLIOS, PartyKind
from domain.reading.parties.latin_script.kinds import kind_of_head
from domain.reading.parties.latin_script.words import Line, Word
from domain.reading.speech import SPEECH_VERBS

_HEADS = frozenset(
    "ministry government committee commission agency department authority parliament administration council union "
    "regulator bank police party ministère gouvernement".split()
)
_TAILS = frozenset(
    "official officials source sources spokesman spokeswoman spokesperson minister members member workers staff".split()
)
_DETERMINERS = frozenset("opposition ruling governing main the a an its le la l' un une".split())
_WHICH = frozenset(
    "federal national regional parks state union central presidential provincial city municipal ruling cabinet "
    "workers unions "
    "teachers farmers "
    "drivers doctors nurses election human rights data protection competition antitrust police planning trade".split()
)
_ANY = frozenset(("ministry", "ministère", "agency"))
"""Heads that any word before them tells apart."""

_VAGUE = frozenset(
    "new same other own relevant competent responsible line sector nodal parent implementing "
    "executing lead news rating ratings credit travel advertising recruitment multilateral aid estate".split()
)
_ALONE = frozenset(("parliament", "senate"))
"""Heads that the possessive of a country is enough for."""

_NATIONAL = frozenset(("party", "government", "administration", "parliament", "gouvernement"))
"""Heads that a word in capitals tells apart: `the Norwegian government`."""

_MOST = 4
"""Words between the article and the head, at most."""


def find_plain_bodies(line: Line) -> Iterator[tuple[int, int, PartyKind]]:
    """The places of such bodies among the words of a sentence, with their kinds."""
    words = line.words
    for at in range(1, len(words)):
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
        if words[at].lower in _NATIONAL and words[at - 1].capital and words[at].joined:
            first = at - 1
        while at - first < _MOST and first > 1 and _tells_which(words[first - 1]):
            first -= 1
        while first < at and words[first].lower in ("and", "'"):
            first += 1
        if first == at and words[at].lower in _ALONE and _owned(line, at):
            yield at, at + 1, "government"
        if first < at and (line.lower(first - 1) in _DETERMINERS or _owned(line, first)):
            kind = kind_of_head([word.lower for word in words[first : at + 1]], words[at].lower)
            end = _extended_end(line, at + 1)
            if kind and _ends(line, end):
                yield first, end, kind


def _owned(line: Line, at: int) -> bool:
    """Whether a possessive stands before a word: `Japan's transport ministry`."""
    return line.text[line.words[at - 1].end : line.words[at].start] in ("'s ", "’s ")


def _extended_end(line: Line, end: int) -> int:
    """The end with the place that follows: `the regional government of Inner Mongolia`."""
    at = end + 1
    while at < len(line.words) and line.words[at].capital and line.words[at].joined:
        at += 1
    return at if line.lower(end) == "of" and at > end + 1 else end


def _ends(line: Line, at: int) -> bool:
    """Whether no noun follows, as in `the central government complex`."""
    if at >= len(line.words) or not line.words[at].joined or not line.words[at].text[0].isalpha():
        return True
    return line.lower(at) in FUNCTION_WORDS | SPEECH_VERBS | _VERBS


_VERBS = frozenset(
    "will would has have had is was are were may might could can must should shall plans aims wants hopes expects does "
    "did also itself today yesterday a va doit".split()
)


def _tells_which(word: Word) -> bool:
    return word.lower.rstrip("'") in PORTFOLIOS or word.lower.rstrip("'") in _WHICH or word.lower in ("and", "'")

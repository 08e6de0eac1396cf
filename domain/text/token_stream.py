"""What of a text a full-text index holds: one stream of terms, within what every engine can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from domain.text.analyzer import LONGEST, POSITION_GAP, terms

MOST_TERMS = 16_000
MOST_REPEATS = 255
MOST_BYTES = 1_000_000
"""PostgreSQL's tsvector counts places up to 16,383, keeps 255 of them for a term, and holds a megabyte."""

_OVERHEAD = 8
"""What a place, a term's mark, and its length and padding take there beside the term."""

_FEW = MOST_BYTES // (_OVERHEAD + 4 * LONGEST)
"""So few terms go in, however long they are."""

Texts = Sequence[str]
TermStream = tuple[str, ...]


def bounded_terms(fields: Iterable[Texts]) -> tuple[TermStream, ...]:
    """Return the terms of each field, which together are within bounds; what comes first is kept.

    Between two texts is a filler, so that no phrase is found that no text has; and one is in the place of a term that
    has come too often.
    """
    joined = [_joined(texts) for texts in fields]
    if _are_few(joined):
        return tuple(map(tuple, joined))
    room = _Room()
    return tuple(tuple(room.admit(stream)) for stream in joined)


def _are_few(joined: Sequence[Sequence[str]]) -> bool:
    """Whether it is plain that the terms of all fields go in."""
    count = sum(map(len, joined))
    return count <= MOST_REPEATS or (count <= _FEW and max(Counter(chain(*joined)).values()) <= MOST_REPEATS)


def _joined(texts: Texts) -> list[str]:
    """Return the terms of several texts, kept apart; the first ones, where there are more than an index holds."""
    found: list[str] = []
    for text in texts[:MOST_TERMS]:
        if len(found) > MOST_TERMS:
            break
        found += terms(text, most=MOST_TERMS)
        found.append(POSITION_GAP)
    return found[:-1]


class _Room:
    """What still goes into an index."""

    def __init__(self) -> None:
        """Start with nothing in it."""
        self.terms = MOST_TERMS
        self.bytes = MOST_BYTES
        self.seen: dict[str, int] = {}

    def admit(self, terms: Iterable[str]) -> list[str]:
        """Return the terms that go into it."""
        admitted: list[str] = []
        for term in islice(terms, self.terms):
            self.bytes -= _OVERHEAD + (len(term) if term.isascii() else len(term.encode()))
            if self.bytes < 0:
                break
            self.seen[term] = count = self.seen.get(term, 0) + 1
            admitted.append(term if count <= MOST_REPEATS else POSITION_GAP)
        self.terms = self.terms - len(admitted) if self.bytes > 0 else 0
        return admitted

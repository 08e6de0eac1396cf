"""Term streams for the full-text index, within the limits of both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from domain.text.analyzer import LONGEST, POSITION_GAP, terms

MOST_TERMS = 16_000
MOST_REPEATS = 255
MOST_BYTES = 1_000_000
"""Limits of PostgreSQL's tsvector: positions up to 16,383, 255 positions per term, 1 MB."""

_OVERHEAD = 8
"""Bytes per term there for its position, prefix, length and padding."""

_FEW = MOST_BYTES // (_OVERHEAD + 4 * LONGEST)
"""This many terms fit, however long they are."""

Texts = Sequence[str]
TermStream = tuple[str, ...]


def bounded_terms(fields: Iterable[Texts]) -> tuple[TermStream, ...]:
    """The terms of each field, cut off where the limits are reached.

    A gap separates texts, so that no phrase matches across two of them, and replaces terms that recur too often.
    """
    joined = [_joined(texts) for texts in fields]
    count = sum(map(len, joined))
    if count <= MOST_REPEATS or (count <= _FEW and max(Counter(chain(*joined)).values()) <= MOST_REPEATS):
        return tuple(map(tuple, joined))
    room = _Room()
    return tuple(tuple(room.admit(stream)) for stream in joined)


def _joined(texts: Texts) -> list[str]:
    """The terms of several texts with gaps between; only the first ones if an index cannot hold more."""
    joined: list[str] = []
    for text in texts[:MOST_TERMS]:
        if len(joined) > MOST_TERMS:
            break
        joined += terms(text, most=MOST_TERMS)
        joined.append(POSITION_GAP)
    return joined[:-1]


class _Room:
    """The space left in an index."""

    def __init__(self) -> None:
        self.terms = MOST_TERMS
        self.bytes = MOST_BYTES
        self.counts: dict[str, int] = {}

    def admit(self, terms: Iterable[str]) -> list[str]:
        """The terms that fit."""
        admitted: list[str] = []
        for term in islice(terms, self.terms):
            self.bytes -= _OVERHEAD + (len(term) if term.isascii() else len(term.encode()))
            if self.bytes < 0:
                break
            self.counts[term] = count = self.counts.get(term, 0) + 1
            admitted.append(term if count <= MOST_REPEATS else POSITION_GAP)
        self.terms = self.terms - len(admitted) if self.bytes > 0 else 0
        return admitted

"""Highlights: the part of a text that matches a query.

To analyze a whole text takes 1 µs a character. So words that cannot begin a match are passed over by a search for the
first characters of the query's terms, and only what is near a match is analyzed.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from domain.text.analyzer import IndexTerm, is_bigram_script, is_combining, squeeze, terms_with_offsets
from domain.text.search_query import Phrase, SearchQuery, phrase_at
from domain.text.stemmer import irregular_spellings

LOOKED_AT = 200_000
"""Characters of a text in which a match is looked for, about as many as the index has of it."""

AROUND = 80
MAX_WORK = 120_000
"""Characters to analyze for one response, or as much work of another kind; some 0.1 s."""

_LONG_CHUNK, _OVERLAP = 2_000, 200
"""Longer chunks without a space are looked at in pieces, which have some characters in common."""

_FIXED_WORK = 8
"""Work to analyze a part, besides its characters."""

_CHUNK, _SPACE = re.compile(r"\S+"), re.compile(r"\s")
_LONG_TERM = 64
Span = tuple[int, int]


class Highlighter:
    """The highlights of a response: together they look at a limited amount of text, and show nothing after that."""

    def __init__(self, query: SearchQuery) -> None:
        self.query, self.work = query, MAX_WORK
        phrases = [phrase for group in query.required for phrase in group]
        self.following = _LONG_TERM * (max([len(phrase.terms) for phrase in phrases], default=1) - 1)
        """Characters after the first term of a match that the others are in."""
        irregular = [word for phrase in phrases for word in irregular_spellings(phrase.terms[0])]
        beginnings = sorted({*map(_beginning, phrases), *irregular})
        self.beginning = re.compile("|".join(map(re.escape, beginnings)) or "(?!)")

    def fragment(self, text: str, *, around: int = AROUND) -> str | None:
        """The text around the first match as HTML, with all matches in it in <mark>; None if none is found."""
        beginning = text[:LOOKED_AT]
        self.work -= len(beginning) // 8
        if self.work < 0 or not self.beginning.search(squeeze(beginning)):
            return None
        for start, end in self.places(beginning):
            spans = [span for span in self.spans(text, start, end) if span[0] < end]
            if spans:
                seen = self.spans(text, start, min(spans)[1] + around)
                return _fragment(text, seen, _window(text, seen[0], around))
        return None

    def places(self, text: str) -> Iterator[Span]:
        """Yield the places in which a match may begin, until all work is done."""
        for chunk in _pieces(text):
            part = text[slice(*chunk)]
            self.work -= 1 if part.isascii() else 4
            if self.work < 0:
                return
            if self.beginning.search(squeeze(part)):
                yield chunk

    def spans(self, text: str, start: int, end: int) -> list[Span]:
        """The spans of the matches that begin in a part of the text, joined."""
        last = _end_of_word(text, end + self.following)
        self.work -= _FIXED_WORK + last - start
        found = _matches(self.query, list(terms_with_offsets(text[start:last])))
        return [(start + first, start + after) for first, after in _joined_spans(found)]


def _beginning(phrase: Phrase) -> str:
    """Characters that stand in every word, as `squeeze` writes it, that is the first term of a phrase.

    Stemming changes the last character of a term at most, two of a short one (dying, die), and removes what follows.
    """
    term = squeeze(phrase.terms[0])
    if not term.isascii() or (phrase.is_prefix and len(phrase.terms) == 1):
        return term
    return term[:1] if len(term) <= 3 else term[:-1]  # noqa: PLR2004


def _pieces(text: str) -> Iterator[Span]:
    """Yield the spans between spaces, long ones in pieces."""
    for chunk in _CHUNK.finditer(text):
        start, end = chunk.span()
        while end - start > _LONG_CHUNK:
            yield start, start + _LONG_CHUNK
            start += _LONG_CHUNK - _OVERLAP
        yield start, end


def _end_of_word(text: str, position: int) -> int:
    """The end of the word at a position, unless it is long."""
    space = _SPACE.search(text, position, position + _LONG_TERM)
    return space.start() if space else min(position, len(text))


def _matches(query: SearchQuery, terms: Sequence[IndexTerm]) -> Iterator[Span]:
    """Yield the span of each required phrase."""
    texts = [term.text for term in terms]
    phrases = [phrase for group in query.required for phrase in group]
    whole = {phrase.terms[0] for phrase in phrases}
    begun = tuple(phrase.terms[0] for phrase in phrases if phrase.is_prefix and len(phrase.terms) == 1)
    for first in (index for index, text in enumerate(texts) if text in whole or text.startswith(begun)):
        for phrase in phrases:
            if phrase_at(phrase, texts, first):
                last = first + len(phrase.terms) - 1
                yield terms[first].start, _end(terms, last, phrase.terms[-1])


def _end(terms: Sequence[IndexTerm], last: int, sought: str) -> int:
    """The end of the last term: after its first character if the query has only that of a bigram."""
    is_half = len(sought) == 1 and is_bigram_script(sought) and len(terms[last].text) > 1
    if is_half and last + 1 < len(terms):
        return max(terms[last].start + 1, terms[last + 1].start)
    return terms[last].end


def _joined_spans(spans: Iterator[Span]) -> list[Span]:
    """The spans in order, with overlapping and adjacent ones joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(text: str, first: Span, around: int) -> Span:
    """The part of the text to show: `around` characters on either side, cut at spaces if there are any."""
    start, end = max(0, first[0] - around), min(len(text), first[1] + around)
    if start:
        start = next((at + 1 for at in range(start, first[0]) if text[at].isspace()), start)
    if end < len(text):
        end = next((at for at in range(end, first[1], -1) if text[at].isspace()), end)
    while start < first[0] and is_combining(text[start]):
        start += 1
    return start, end


def _fragment(text: str, spans: Sequence[Span], window: Span) -> str:
    """A part of the text as HTML, with the matches marked and dots where it was cut."""
    done, stop = window
    parts = ["…" if done else ""]
    for start, end in ((start, min(end, stop)) for start, end in spans if start < stop):
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return "".join([*parts, escape(text[done:stop]), "…" if stop < len(text) else ""])

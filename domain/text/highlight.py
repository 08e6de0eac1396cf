"""Highlights: the part of a text that matches a query."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice

from domain.text.analyzer import MOST_TERMS, IndexTerm, is_bigram_script, is_combining, terms_with_offsets
from domain.text.search_query import SearchQuery, phrase_at

LOOKED_AT = 200_000
AROUND = 80

Span = tuple[int, int]


def highlight(query: SearchQuery, text: str, *, around: int = AROUND) -> str | None:
    """The text around the first match as HTML, with all matches in it in <mark>; None if there is no match.

    Like the index, this reads only the beginning of a very long text.
    """
    spans = _joined_spans(_matches(query, list(islice(terms_with_offsets(text[:LOOKED_AT]), MOST_TERMS))))
    return _fragment(text, spans, _window(text, spans[0], around)) if spans else None


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

"""Kind of an announcement, by the words of its headline and its lead."""

import re
from collections.abc import Iterator
from itertools import islice

from domain.reading.document import Document
from domain.reading.findings import Span
from domain.reading.layout.tables import alternatives
from domain.reading.record.kind_words import FIGURE, KIND_WORDS, PROMISE, STANCE, STUDY

LEAD_SENTENCES = 2
"""Sentences of the body that tell what is announced."""

DEFAULT_KIND = "plan"
FEW_PROMISES, SOME_PROMISES = 1, 3
"""Sentences with promises that a statement or a report of figures has at most; of the latter, if it names a study."""

_KINDS = tuple((kind, re.compile(alternatives(words), re.IGNORECASE)) for kind, words in KIND_WORDS.items())
_PROMISE, _STANCE, _FIGURE, _STUDY = (re.compile(alternatives(words)) for words in (PROMISE, STANCE, FIGURE, STUDY))


def find_kind(document: Document) -> tuple[str, Span | None, str]:
    """The kind, with the words that show it and the band of how sure it is."""
    head = tuple(_head(document))
    promises = _promises(document)
    if promises <= FEW_PROMISES and (words := _first(document, _STANCE, head)):
        return "statement", words, "kind.without_promises"
    if promises <= (SOME_PROMISES if _first(document, _STUDY, head) else FEW_PROMISES) and (
        words := _first(document, _FIGURE, head)
    ):
        return "report", words, "kind.without_promises"
    for kind, pattern in _KINDS:
        if words := _first(document, pattern, head):
            return kind, words, f"kind.{kind}"
    return DEFAULT_KIND, None, "kind.default"


def _first(document: Document, pattern: re.Pattern[str], spans: tuple[Span, ...]) -> Span | None:
    """The first words of the spans that a pattern finds."""
    matches = (pattern.search(document.text, *span) for span in spans)
    return next((Span(*match.span()) for match in matches if match), None)


def _promises(document: Document) -> int:
    """The number of sentences of the body with words of a promise; more than decide are not counted."""
    sentences = (each.span for each in document.sentences if document.role(each) == "body")
    found = (True for span in sentences if _PROMISE.search(document.text, *span))
    return sum(islice(found, SOME_PROMISES + 1))


def _head(document: Document) -> Iterator[Span]:
    """The headline and the first sentences of the body."""
    sentences = 0
    for sentence in document.sentences:
        role = document.role(sentence)
        if role == "headline" and not sentences:
            yield sentence.span
        elif role == "body" and sentences < LEAD_SENTENCES:
            sentences += 1
            yield sentence.span

"""Kind of an announcement, by the words of its headline and its lead."""

import re
from collections.abc import Iterator

from domain.reading.document import Document
from domain.reading.findings import Span
from domain.reading.layout.tables import alternatives
from domain.reading.record.kind_words import FIGURE, KIND_WORDS, PROMISE, STANCE

LEAD_SENTENCES = 3
"""Sentences of the body that tell what is announced."""

DEFAULT_KIND = "plan"
FEW_PROMISES = 1

_KINDS = tuple((kind, re.compile(alternatives(words), re.IGNORECASE)) for kind, words in KIND_WORDS.items())
_PROMISE = re.compile(alternatives(PROMISE))
_WITHOUT_PROMISES = (("statement", re.compile(alternatives(STANCE))), ("report", re.compile(alternatives(FIGURE))))


def find_kind(document: Document) -> tuple[str, Span | None, str]:
    """The kind, with the words that show it and the band of how sure it is."""
    head = tuple(_head(document))
    if _promises_little(document):
        for kind, pattern in _WITHOUT_PROMISES:
            for span in head:
                if match := pattern.search(document.text, *span):
                    return kind, Span(*match.span()), "kind.without_promises"
    for kind, pattern in _KINDS:
        for span in head:
            if match := pattern.search(document.text, *span):
                return kind, Span(*match.span()), f"kind.{kind}"
    return DEFAULT_KIND, None, "kind.default"


def _promises_little(document: Document) -> bool:
    found = 0
    for sentence in document.sentences:
        if document.role(sentence) == "body":
            found += bool(_PROMISE.search(document.text, *sentence.span))
            if found > FEW_PROMISES:
                return False
    return True


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

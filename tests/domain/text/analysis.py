"""The reference meaning of a search, with which both engines are compared."""

from __future__ import annotations

from collections.abc import Sequence

from domain.text import analyzer
from domain.text.search_query import Alternatives, SearchQuery, phrase_at


def analyse(text: str) -> list[str]:
    """The terms of a text as a list."""
    return list(analyzer.terms(text))


def matches(query: SearchQuery, terms: Sequence[str], *, within: Sequence[str] | None = None) -> bool:
    """Whether the query matches these terms.

    Required phrases have to be in `within`, if given; excluded ones may be in neither.
    """
    place = terms if within is None else within
    return all(is_in(place, group) for group in query.required) and not is_in(terms, query.excluded)


def is_in(terms: Sequence[str], phrases: Alternatives) -> bool:
    """Whether one of the phrases occurs in the terms."""
    return any(phrase_at(phrase, terms, start) for phrase in phrases for start in range(len(terms)))

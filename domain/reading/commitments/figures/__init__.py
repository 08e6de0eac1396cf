"""Figures of a promise: what is counted or measured, and how many of it. Money, dates, ages and labels are none."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.reading.commitments.figures.east_asian import east_asian_figures
from domain.reading.commitments.figures.english_words import ENGLISH_NUMBERS
from domain.reading.commitments.figures.figure import Figure, Rank
from domain.reading.commitments.figures.french_words import FRENCH_NUMBERS
from domain.reading.commitments.figures.german_words import GERMAN_NUMBERS
from domain.reading.commitments.figures.latin import latin_figures
from domain.reading.commitments.figures.number_words import NumberWords
from domain.reading.commitments.figures.spanish_words import SPANISH_NUMBERS
from domain.reading.findings import Span

__all__ = ["Figure", "Rank", "choose_target", "find_figures"]

_EAST_ASIAN = frozenset({"ko", "ja", "zh"})
_WORDS: Mapping[str, NumberWords] = MappingProxyType(
    {
        "en": ENGLISH_NUMBERS,
        "fr": FRENCH_NUMBERS,
        "de": GERMAN_NUMBERS,
        "es": SPANISH_NUMBERS,
    }
)


def find_figures(text: str, span: Span, language: str) -> tuple[Figure, ...]:
    """The figures between two places of a text, in its order."""
    if language in _EAST_ASIAN:
        return tuple(east_asian_figures(text, span))
    found = latin_figures(text, span, _WORDS.get(language, ENGLISH_NUMBERS), language)
    return tuple(sorted(found, key=lambda each: each.span))


def choose_target(figures: tuple[Figure, ...]) -> Figure | None:
    """The figure that is promised: the level to reach, else the first that is no place or starting point."""
    return min((each for each in figures if each.rank < Rank.NONE), key=lambda each: each.rank, default=None)

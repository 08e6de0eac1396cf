"""Words of figures by language: numbers, scales, shares, and what beside a number says that it is no figure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of a language that is written with spaces, all case-folded.

    `numbers` and `scales` give values; `shares` are phrases that are a percentage; `percent` are the words after a
    number that make it one. `units_end` are words that end the noun after a number; `skipped` stand between a number
    and its noun. Before a number stand `aims` (`to`), `at_least`, `at_most` and `about`; after it, `durations` and
    `calendar` words say that it counts time.
    """

    decimal: str
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    shares: Mapping[str, str]
    percent: frozenset[str]
    units_end: frozenset[str]
    skipped: frozenset[str]
    aims: frozenset[str]
    durations: frozenset[str]
    calendar: frozenset[str]
    at_least: frozenset[str]
    at_most: frozenset[str]
    about: frozenset[str]
    nouns_are_capitalised: bool = False


def word_set(words: str) -> frozenset[str]:
    """Words with spaces between them."""
    return frozenset(words.split())


def count_words(words: str, first: int = 1, step: int = 1) -> dict[str, int]:
    """Numbers in words, counted up from the first; several spellings of one are joined by `/`."""
    return {word: first + step * at for at, each in enumerate(words.split()) for word in each.split("/")}


def compounds(tens: Mapping[str, int], units: Mapping[str, int], joint: str) -> dict[str, int]:
    """Tens and units as one word, such as `twenty-one`."""
    return {
        f"{ten}{joint}{unit}": ten_value + value for ten, ten_value in tens.items() for unit, value in units.items()
    }

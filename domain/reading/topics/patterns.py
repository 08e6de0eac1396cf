"""The pattern of each language that finds the words of topics.

The tables have a line for each slug. A word is found as a whole word of the text, also with the ending of a plural and
in any case; `*` at its end stands for any ending; one with a capital is found in that case alone. Korean and Japanese
words are found anywhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from domain.reading.layout.tables import names_by_code
from domain.reading.topics.east_asian import JAPANESE, KOREAN
from domain.reading.topics.english import ENGLISH
from domain.reading.topics.european import FRENCH, GERMAN, SPANISH

TABLES: Mapping[str, str] = {
    "en": ENGLISH,
    "ko": KOREAN,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
    "ja": JAPANESE,
}
ANYWHERE = frozenset(("ko", "ja"))
"""Languages whose words have no marks around them."""


@dataclass(frozen=True, slots=True)
class TopicPattern:
    """A pattern, the last group of whose matches is a word of the table, and the slugs of each word."""

    pattern: re.Pattern[str]
    slugs: Mapping[str, tuple[str, ...]]

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
        """The words of topics at a place, with their slugs."""
        for match in self.pattern.finditer(text, start, end):
            yield match, self.slugs[_folded(match[match.lastindex or 0])]


@cache
def topic_pattern(language: str) -> TopicPattern | None:
    """The pattern of a language, ISO 639-1, None where it has no table."""
    if language not in TABLES:
        return None
    slugs: dict[str, tuple[str, ...]] = defaultdict(tuple)
    words: list[str] = []
    for slug, word in names_by_code(TABLES[language]):
        slugs[_folded(word.removesuffix("*"))] += (slug,)
        words.append(word)
    if language in ANYWHERE:
        return TopicPattern(re.compile(f"({_alternatives(words)})"), slugs)
    whole = _alternatives(word for word in words if not word.endswith("*"))
    stems = _alternatives(word.removesuffix("*") for word in words if word.endswith("*"))
    return TopicPattern(re.compile(rf"\b(?:({whole})(?:e?s)?\b|({stems})\w*)", re.IGNORECASE), slugs)


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())


def _alternatives(words: Iterable[str]) -> str:
    """A pattern of words, the longest first, by their first letters: five times as fast as one that tries each."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=len, reverse=True):
        by_letter[word[0].lower()].append(_literal(word))
    return "|".join(f"(?=(?i:{letter}))(?:{'|'.join(group)})" for letter, group in by_letter.items())


def _literal(word: str) -> str:
    literal = re.escape(word).replace(r"\ ", r"\s+")
    return rf"(?<![A-Za-z])(?-i:{literal})(?![A-Za-z])" if word.isascii() and word != word.lower() else literal

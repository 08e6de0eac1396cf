"""What a search asks for: words, "phrases", -without, OR and prefix*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.text.analyzer import is_bigram_script, query_terms, stem

LONGEST = 500
MOST_WORDS = 32

_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂", '"'))  # noqa: RUF001 - as they are typed and pasted.
_MINUS = re.compile(r"(?<!\S)[\u2212\u2013\u2014](?=\S)")
_ITEM = re.compile(r'-?"[^"]*"\*?|[^\s"]+')
_LEAST_STEM = 3

# The ends of English words that stemming takes away, so that a word cut short within one is found all the same.
_ENDINGS = re.findall(
    r"\w+",
    """s es ed ing ings ment ness ation ition ity ies ive ative al ally able ability ably ible ibility ibly ance ence
    ancy ency ant ent er or ful fully less lessly ly ic ical ically ics ism ist istic ize izer ization ise iser isation
    ion ional ous ously iveness fulness ousness""",
)


class InvalidSearch(ValueError):
    """A query that cannot be understood. Its sentence is meant for whoever asked."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that stand side by side; the last one may be the beginning of a term."""

    terms: tuple[str, ...]
    is_prefix: bool = False


Alternatives = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is asked for: one phrase of each group of `required`, and none of `excluded`."""

    required: tuple[Alternatives, ...]
    excluded: Alternatives = ()


def parse_query(q: str) -> SearchQuery:
    """Return what a query asks for. Raise `InvalidSearch` where that cannot be told."""
    plain = _MINUS.sub("-", q.translate(_QUOTES))
    items = _ITEM.findall(plain)
    _refuse_what_is_too_much(q, items)
    if plain.count('"') % 2:
        raise InvalidSearch('A phrase has a quotation mark before it and one after it: "quantum chips".')
    reading = _Reading()
    for item in items:
        reading.take(item)
    return reading.finished()


def _refuse_what_is_too_much(q: str, items: Sequence[str]) -> None:
    """A query is as long as what a person asks."""
    if len(q) > LONGEST:
        raise InvalidSearch(f"A query has at most {LONGEST} characters.")
    if len(items) > MOST_WORDS:
        raise InvalidSearch(f"A query has at most {MOST_WORDS} words and phrases.")


class _Reading:
    """A query as far as it was read."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.required: list[Alternatives] = []
        self.excluded: list[Phrase] = []
        self.may_take_or = False
        self.has_or = False

    def take(self, item: str) -> None:
        """Read one word or phrase. One that is all punctuation, among others that are not, asks for nothing."""
        if item == "OR":
            self.take_or()
        elif item.startswith("-") and item.strip("-"):
            self.take_unwanted(_phrases(item[1:]))
        elif phrases := _phrases(item):
            self.take_wanted(phrases)

    def take_or(self) -> None:
        """What follows is another way to match what is before."""
        if not self.may_take_or:
            raise InvalidSearch("OR stands between two words or phrases: chips OR semiconductors.")
        self.may_take_or, self.has_or = False, True

    def take_unwanted(self, phrases: Alternatives) -> None:
        """Leave out what has one of these."""
        if not phrases:
            raise InvalidSearch("After a minus comes, without a space, the word or phrase to leave out: -chips.")
        if self.has_or:
            raise InvalidSearch("What is left out cannot be one side of OR.")
        self.excluded += phrases
        self.may_take_or = False

    def take_wanted(self, phrases: Alternatives) -> None:
        """Want one of these, or of those before an OR."""
        self.required.append((*self.required.pop(), *phrases) if self.has_or else phrases)
        self.may_take_or, self.has_or = True, False

    def finished(self) -> SearchQuery:
        """Return what was read."""
        if self.has_or:
            raise InvalidSearch("After OR comes another word or phrase: chips OR semiconductors.")
        if not self.required and not self.excluded:
            raise InvalidSearch("A query has at least one letter or digit.")
        return SearchQuery(tuple(self.required), tuple(self.excluded))


def _phrases(item: str) -> Alternatives:
    """Return the phrases of which one is to be found for this item. None where it is all punctuation."""
    text = item.removesuffix("*")
    if item in {"-", "*"} or ("*" in text and not text.startswith('"')):
        raise InvalidSearch("A minus stands right before a word, and a * at the end of one: -chips, semicond*.")
    found = query_terms(text)
    if not found:
        return ()
    *before, last = found
    head = tuple(term.text for term in before)
    if is_bigram_script(last.text):
        return (Phrase((*head, last.text), is_prefix=len(last.text) == 1),)
    if text == item:
        return (Phrase((*head, last.text)),)
    return (Phrase((*head, last.stated), is_prefix=True), *(Phrase((*head, each)) for each in _cut_short(last.stated)))


def _cut_short(beginning: str) -> list[str]:
    """Return the stems of words that begin so, where the stem is less: `commitm*` begins `commitment`, stem `commit`.

    The stem of what was typed is one of them: `industri` for `industry*`.
    """
    whole = {
        beginning + ending[size:]
        for ending in _ENDINGS
        for size in range(1, len(ending))
        if beginning.endswith(ending[:size])
    }
    stems = {each for each in map(stem, whole) if _LEAST_STEM <= len(each) < len(beginning)}
    return sorted({each for each in stems if beginning.startswith(each[:-1])} | {stem(beginning)} - {beginning})


def matches(query: SearchQuery, terms: Sequence[str], *, within: Sequence[str] | None = None) -> bool:
    """Whether these terms are what is asked for: the plain meaning of a query, which every engine has to give it.

    What is wanted has to be `within` these terms, if given; what is unwanted may be in none at all.
    """
    place = terms if within is None else within
    return all(_is_in(place, group) for group in query.required) and not _is_in(terms, query.excluded)


def _is_in(terms: Sequence[str], phrases: Alternatives) -> bool:
    """Whether one of the phrases is in these terms."""
    return any(phrase_at(phrase, terms, start) for phrase in phrases for start in range(len(terms)))


def phrase_at(phrase: Phrase, terms: Sequence[str], start: int) -> bool:
    """Whether the phrase stands at this place."""
    *before, last = phrase.terms
    end = start + len(before)
    if end >= len(terms) or list(terms[start:end]) != before:
        return False
    return terms[end].startswith(last) if phrase.is_prefix else terms[end] == last

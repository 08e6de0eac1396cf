"""The terms that a language states sums with, as one table from spelling to meaning."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from itertools import chain

from domain.money import cldr
from domain.money.periods import period_pattern
from domain.money.place import Place
from domain.money.words import PHRASES, numbers, other_scripts, scales, signs
from domain.money.words.phrases import Phrases

_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u0dff\u1e00-\u1fff]")
"""Letters of scripts that write spaces between words, so that a term must not end within one."""


_DIGIT = re.compile(" ?[0-9]")

MAX_VOCABULARIES = 32
"""Vocabularies that are kept; each has about 2,000 terms."""


class Kind(Enum):
    """What a term is to a sum."""

    NUMBER = auto()
    ARTICLE = auto()
    HALF = auto()
    SCALE = auto()
    SIGN = auto()
    QUALIFIER = auto()
    ABOUT = auto()
    AT_LEAST = auto()
    AT_MOST = auto()
    ANNUAL = auto()
    OPENING = auto()
    FROM = auto()
    TO = auto()
    UP_TO = auto()
    AND = auto()
    FILLER = auto()
    GLUE = auto()
    HYPHEN = auto()
    TILDE = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Scale:
    """The factors that a word may stand for: several where two readings fit."""

    factors: tuple[int, ...]
    small: bool = False
    """Whether it counts within a larger one, as 천 in 4천400억."""
    states_one: bool = False
    """Whether it is one of itself where no number precedes it."""
    owner: str | None = None
    """The language whose long scale shares the word with English."""


@dataclass(frozen=True, slots=True)
class Term:
    """A spelling's kind, and its number, scale or sign."""

    kind: Kind
    number: Decimal = Decimal(1)
    scale: Scale | None = None
    sign: signs.Sign | None = None


_AFTER_DIGITS = {letter: Term(Kind.SIGN, sign=sign) for letter, sign in signs.HUNDREDTHS_AFTER_DIGITS.items()}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of a language by spelling, the length of the longest by first letter, and a pattern of periods."""

    terms: Mapping[str, Term]
    longest: Mapping[str, int]
    before_digits: Mapping[str, Term]
    """Letters that are signs before digits alone: the R of R500."""
    period: re.Pattern[str]

    def match(self, text: str, position: int) -> tuple[str, Term] | None:
        """The longest term of a folded text at a position that ends where a word does."""
        beside = self.before_digits if _DIGIT.match(text, position + 1) else {}
        if position and text[position - 1].isdigit() and not _LETTER.match(text, position + 1):
            beside = _AFTER_DIGITS
        if term := beside.get(text[position]):
            return text[position], term
        for length in range(min(self.longest.get(text[position], 0), len(text) - position), 0, -1):
            spelling = text[position : position + length]
            term = self.terms.get(spelling)
            if term and not (_LETTER.match(spelling[-1]) and _LETTER.match(text, position + length)):
                return spelling, term
        return None


def fold_case(text: str, language: str) -> str:
    """A text in lower case, character by character, with the two i of Turkish apart."""
    if language == "tr":
        text = text.replace("I", "\u0131").replace("İ", "i")
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)


def _spellings(row: str) -> list[str]:
    return signs.spellings(unicodedata.normalize("NFC", row))


def _scale_terms(language: str, rows: Mapping[int, str]) -> Iterator[tuple[str, Term]]:
    """Yield the scales of a language; a spelling in several rows has several factors."""
    powers: dict[str, list[int]] = {}
    for power, row in rows.items():
        for spelling in _spellings(row):
            powers.setdefault(spelling, []).append(power)
    alone = set(_spellings(scales.ALONE.get(language, "")))
    for spelling, each in powers.items():
        owner = language if spelling == "billion" and language in scales.LONG_BILLION else None
        factors = tuple(10**power for power in each)
        yield spelling, Term(Kind.SCALE, scale=Scale(factors, states_one=spelling in alone, owner=owner))


def _numbers(language: str) -> dict[str, Decimal]:
    """Numbers in words by spelling."""
    rows = (entry.partition(":") for entry in numbers.NUMBERS.get(language, "").split())
    return {spelling: Decimal(number) for number, _, row in rows for spelling in _spellings(row.replace("|", " "))}


def _number_terms(language: str) -> Iterator[tuple[str, Term]]:
    yield from ((spelling, Term(Kind.NUMBER, number)) for spelling, number in _numbers(language).items())
    for whole, row in numbers.WHOLE_NUMBERS.get(language, {}).items():
        yield from ((spelling, Term(Kind.NUMBER, Decimal(whole))) for spelling in _spellings(row))
    yield from ((spelling, Term(Kind.ARTICLE)) for spelling in _spellings(numbers.ARTICLES.get(language, "")))
    yield from ((spelling, Term(Kind.HALF)) for spelling in _spellings(numbers.HALVES.get(language, "")))


_PHRASE_KINDS = {
    "about": Kind.ABOUT,
    "at_least": Kind.AT_LEAST,
    "at_most": Kind.AT_MOST,
    "annual": Kind.ANNUAL,
    "opening": Kind.OPENING,
    "from_": Kind.FROM,
    "to": Kind.TO,
    "up_to": Kind.UP_TO,
    "and_": Kind.AND,
    "filler": Kind.FILLER,
    "glue": Kind.GLUE,
}


def _phrase_terms(table: Phrases) -> Iterator[tuple[str, Term]]:
    for field in fields(table):
        if kind := _PHRASE_KINDS.get(field.name):
            yield from ((spelling, Term(kind)) for spelling in _spellings(getattr(table, field.name)))


def _shared_terms() -> Iterator[tuple[str, Term]]:
    yield from ((name, Term(Kind.QUALIFIER, sign=sign)) for name, sign in signs.QUALIFIERS.items())
    yield from ((unicodedata.normalize("NFC", name), Term(Kind.SIGN, sign=sign)) for name, sign in signs.SIGNS.items())
    for unit, factor in scales.SMALL_UNITS.items():
        yield unit, Term(Kind.SCALE, scale=Scale((factor,), small=True, states_one=True))
    yield from ((unit, Term(Kind.SCALE, scale=Scale((factor,)))) for unit, factor in scales.LARGE_UNITS.items())
    yield from ((digit, Term(Kind.NUMBER, Decimal(value))) for digit, value in numbers.EAST_ASIAN_DIGITS.items())
    yield from _phrase_terms(other_scripts.SHARED_PHRASES)
    yield from ((hyphen, Term(Kind.HYPHEN)) for hyphen in "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
    yield from ((tilde, Term(Kind.TILDE)) for tilde in "~\u301c\u223c")
    yield from (("(", Term(Kind.OPEN)), ("[", Term(Kind.OPEN)), (")", Term(Kind.CLOSE)), ("]", Term(Kind.CLOSE)))
    yield from ((mark, Term(Kind.FILLER)) for mark in ",;:")


def _without_accents(spelling: str) -> str:
    """A spelling in a Latin or Greek script without its accents; other scripts keep their marks."""
    if not _ACCENTED.search(spelling):
        return spelling
    return "".join(each for each in unicodedata.normalize("NFD", spelling) if not unicodedata.combining(each))


_ACCENTED = re.compile("[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff]")


@lru_cache(MAX_VOCABULARIES)
def vocabulary(language: str) -> Vocabulary:
    """The terms of a language, and those that all share. The first meaning of a spelling counts.

    Accents may be left out.
    """
    table: dict[str, Term] = {}
    for spelling, term in chain(
        _number_terms(language),
        _scale_terms(language, scales.SCALES.get(language, {})),
        _shared_terms(),
        _phrase_terms(PHRASES.get(language, Phrases())),
        ((name, Term(Kind.SIGN, sign=sign)) for name, sign in cldr.currency_signs(language).items()),
    ):
        table.setdefault(spelling, term)
    for spelling, term in list(table.items()):
        table.setdefault(_without_accents(spelling), term)
    return Vocabulary(table, _longest(table), {}, period_pattern(language, _numbers(language)))


def _longest(spellings: Iterable[str]) -> dict[str, int]:
    """The length of the longest spelling by first letter."""
    longest: dict[str, int] = {}
    for spelling in spellings:
        longest[spelling[0]] = max(longest.get(spelling[0], 0), len(spelling))
    return longest


@lru_cache(MAX_VOCABULARIES)
def local_vocabulary(language: str, country: str, region: str) -> Vocabulary:
    """The vocabulary of a language with the signs of a country and the scales of a region."""
    base = vocabulary(language)
    home = dict(_home_terms(country))
    local = dict(_scale_terms(language, scales.SCALES_BY_COUNTRY.get((language, region), {})))
    local |= {sign: term for sign, term in home.items() if len(sign) > 1}
    letters = {sign: term for sign, term in home.items() if len(sign) == 1}
    longest = {first: max(length, base.longest.get(first, 0)) for first, length in _longest(local).items()}
    return replace(base, terms={**base.terms, **local}, longest={**base.longest, **longest}, before_digits=letters)


def _home_terms(country: str) -> Iterator[tuple[str, Term]]:
    """Yield the signs of a country's currency that are not those of several, with what they stand for."""
    home = {letters: signs.Sign(frozenset({code})) for letters, code in signs.HOME_SIGNS.get(country, {}).items()}
    for symbol, sign in {**dict(cldr.home_symbols(country) if country else ()), **home}.items():
        if symbol.isalpha() or symbol not in signs.SIGNS:
            yield symbol, Term(Kind.SIGN, sign=sign)


def vocabularies(place: Place) -> Iterator[Vocabulary]:
    """Yield the vocabularies that a record's sum may use: its language's, English, then those of its country."""
    seen = set[str]()
    for tag in (place.language, "en", *(cldr.official_languages(place.country) if place.country else ())):
        language = tag.partition("-")[0]
        if language not in seen:
            seen.add(language)
            yield local_vocabulary(language, place.country, place.region)

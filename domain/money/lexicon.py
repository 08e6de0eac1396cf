"""Lexicon of a language: what each word and sign of a sum means, as one table from spelling to entry."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from itertools import chain

from babel import localedata

from domain.codes import official_languages
from domain.money import cldr
from domain.money.periods import period_pattern
from domain.money.record_locale import RecordLocale
from domain.money.words import PHRASES, numbers, other_scripts, scales, signs
from domain.money.words.phrases import Phrases
from domain.money.words.rows import spellings

_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u0dff\u1e00-\u1fff]")
"""Letters of scripts that write spaces between words, so that a spelling must not end within one."""

_ACCENTED = re.compile("[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff]")
_DIGIT = re.compile(" ?[0-9]")

MAX_LEXICONS = 32
"""Lexicons that are kept; each has about 2,000 entries."""


class TokenKind(Enum):
    """What a word, sign or number is to a sum. `parser` decides those that depend on their place, such as UP_TO."""

    NUMBER = auto()
    ARTICLE = auto()
    """One before a scale, as in `a million`; else nothing."""
    HALF = auto()
    """Half of the unit before it: `and a half`."""
    SCALE = auto()
    SIGN = auto()
    QUALIFIER = auto()
    """Narrows a sign: the US of `US dollars`."""
    ABOUT = auto()
    AT_LEAST = auto()
    AT_MOST = auto()
    ANNUAL = auto()
    OPENING = auto()
    """Before a range: `between`."""
    FROM = auto()
    """Before a range, else a lower limit."""
    TO = auto()
    UP_TO = auto()
    """Within a range, else an upper limit: `bis`."""
    AND = auto()
    FILLER = auto()
    GLUE = auto()
    """Between number and currency: `de`."""
    HYPHEN = auto()
    TILDE = auto()
    """Within a range, else `about`."""
    LEFT_BRACKET = auto()
    RIGHT_BRACKET = auto()


@dataclass(frozen=True, slots=True)
class Scale:
    """The factors that a word may stand for: several where two readings fit."""

    factors: tuple[int, ...]
    small: bool = False
    """Whether it counts within a larger one, as 천 in 4천400억."""
    states_one: bool = False
    """Whether it is one of itself where no number precedes it."""
    long_in: str | None = None
    """The language whose long scale shares the word with English."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The meaning of a spelling: its kind, and its number, scale or sign."""

    kind: TokenKind
    number: Decimal = Decimal(1)
    scale: Scale | None = None
    sign: signs.Sign | None = None


_AFTER_DIGITS = {letter: Entry(TokenKind.SIGN, sign=sign) for letter, sign in signs.HUNDREDTHS_AFTER_DIGITS.items()}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by spelling, the length of the longest spelling by first letter, and a pattern of periods."""

    entries: Mapping[str, Entry]
    longest: Mapping[str, int]
    before_digits: Mapping[str, Entry]
    """Letters that are signs before digits alone: the R of R500."""
    period: re.Pattern[str]

    def match(self, text: str, position: int) -> tuple[str, Entry] | None:
        """The longest spelling at a position of a folded text that ends where a word does, and its entry."""
        beside = self.before_digits if _DIGIT.match(text, position + 1) else {}
        if position and text[position - 1].isdigit() and not _LETTER.match(text, position + 1):
            beside = _AFTER_DIGITS
        if entry := beside.get(text[position]):
            return text[position], entry
        for length in range(min(self.longest.get(text[position], 0), len(text) - position), 0, -1):
            spelling = text[position : position + length]
            entry = self.entries.get(spelling)
            if entry and not (_LETTER.match(spelling[-1]) and _LETTER.match(text, position + length)):
                return spelling, entry
        return None


def fold_case(text: str, language: str) -> str:
    """A text in lower case, character by character, with the two i of Turkish apart."""
    if language == "tr":
        text = text.replace("I", "\u0131").replace("İ", "i")
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)


@lru_cache(MAX_LEXICONS)
def language_lexicon(language: str) -> Lexicon:
    """The lexicon of a language, with what all languages share. The first meaning of a spelling counts.

    Accents may be left out.
    """
    table: dict[str, Entry] = {}
    for spelling, entry in chain(
        _number_entries(numbers.NUMBERS.get(language, {})),
        _article_entries(language),
        _scale_entries(language, scales.SCALES.get(language, {})),
        _shared_entries(),
        _phrase_entries(PHRASES.get(language, Phrases())),
        ((name, Entry(TokenKind.SIGN, sign=sign)) for name, sign in cldr.currency_signs(language).items()),
    ):
        table.setdefault(spelling, entry)
    table = _plain_spellings(table) | table
    return Lexicon(table, _longest(table), {}, period_pattern(language))


@lru_cache(MAX_LEXICONS)
def local_lexicon(language: str, country: str, region: str) -> Lexicon:
    """The lexicon of a language with the signs of a country and the scales of a region."""
    base = language_lexicon(language)
    home = dict(_home_entries(country))
    local = dict(_scale_entries(language, scales.SCALES_BY_COUNTRY.get((language, region), {})))
    local |= {sign: entry for sign, entry in home.items() if len(sign) > 1}
    letters = {sign: entry for sign, entry in home.items() if len(sign) == 1}
    localedata.clear_caches()  # Some 3 MB for each language that `cldr` has read.
    longest = {first: max(length, base.longest.get(first, 0)) for first, length in _longest(local).items()}
    return replace(base, entries={**base.entries, **local}, longest={**base.longest, **longest}, before_digits=letters)


def lexicons(locale: RecordLocale) -> Iterator[Lexicon]:
    """Yield the lexicons that a record's sum may use: its language's, English, then those of its country."""
    seen = set[str]()
    for tag in (locale.language, "en", *official_languages(locale.country)):
        language = tag.partition("-")[0]
        if language not in seen:
            seen.add(language)
            yield local_lexicon(language, locale.country, locale.region)


def _number_entries(rows: Mapping[float, str]) -> Iterator[tuple[str, Entry]]:
    for number, row in rows.items():
        yield from ((spelling, Entry(TokenKind.NUMBER, Decimal(number))) for spelling in spellings(row))


def _article_entries(language: str) -> Iterator[tuple[str, Entry]]:
    yield from ((spelling, Entry(TokenKind.ARTICLE)) for spelling in spellings(numbers.ARTICLES.get(language, "")))
    yield from ((spelling, Entry(TokenKind.HALF)) for spelling in spellings(numbers.HALVES.get(language, "")))


def _scale_entries(language: str, rows: Mapping[int, str]) -> Iterator[tuple[str, Entry]]:
    """Yield the scales of a language; a spelling in several rows has several factors."""
    powers: dict[str, list[int]] = {}
    for power, row in rows.items():
        for spelling in spellings(row):
            powers.setdefault(spelling, []).append(power)
    alone = set(spellings(scales.ALONE.get(language, "")))
    for spelling, each in powers.items():
        long_in = language if spelling == "billion" and language in scales.LONG_BILLION else None
        factors = tuple(10**power for power in each)
        yield spelling, Entry(TokenKind.SCALE, scale=Scale(factors, states_one=spelling in alone, long_in=long_in))


def _shared_entries() -> Iterator[tuple[str, Entry]]:
    yield from ((name, Entry(TokenKind.QUALIFIER, sign=sign)) for name, sign in signs.QUALIFIERS.items())
    yield from ((name, Entry(TokenKind.SIGN, sign=sign)) for name, sign in signs.SIGNS.items())
    for power, row in scales.SMALL_UNITS.items():
        small = Scale((10**power,), small=True, states_one=True)
        yield from ((unit, Entry(TokenKind.SCALE, scale=small)) for unit in spellings(row))
    yield from _scale_entries("", scales.LARGE_UNITS)
    yield from _number_entries(numbers.EAST_ASIAN_DIGITS)
    yield from _phrase_entries(other_scripts.SHARED_PHRASES)
    yield from ((mark, Entry(kind)) for kind, marks in _MARKS.items() for mark in marks)


_MARKS = {
    TokenKind.HYPHEN: "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    TokenKind.TILDE: "~\u301c\u223c",
    TokenKind.LEFT_BRACKET: "([",
    TokenKind.RIGHT_BRACKET: ")]",
    TokenKind.FILLER: ",;:",
}

_PHRASE_KINDS = {
    "about": TokenKind.ABOUT,
    "at_least": TokenKind.AT_LEAST,
    "at_most": TokenKind.AT_MOST,
    "annual": TokenKind.ANNUAL,
    "opening": TokenKind.OPENING,
    "from_": TokenKind.FROM,
    "to": TokenKind.TO,
    "up_to": TokenKind.UP_TO,
    "and_": TokenKind.AND,
    "filler": TokenKind.FILLER,
    "glue": TokenKind.GLUE,
}
"""The kinds of the fields of `Phrases`; its other fields are parts of periods."""


def _phrase_entries(table: Phrases) -> Iterator[tuple[str, Entry]]:
    for field in fields(table):
        if kind := _PHRASE_KINDS.get(field.name):
            yield from ((spelling, Entry(kind)) for spelling in spellings(getattr(table, field.name)))


def _home_entries(country: str) -> Iterator[tuple[str, Entry]]:
    """Yield the signs of a country's currency, but not symbols that several currencies share."""
    home = {
        sign: signs.Sign(frozenset({code}))
        for code, row in signs.HOME_SIGNS.get(country, {}).items()
        for sign in spellings(row)
    }
    for symbol, sign in {**dict(cldr.home_symbols(country)), **home}.items():
        if symbol.isalpha() or symbol not in signs.SIGNS:
            yield symbol, Entry(TokenKind.SIGN, sign=sign)


def _plain_spellings(table: Mapping[str, Entry]) -> dict[str, Entry]:
    """Spellings without their accents. Names that differ in accents alone stand for the currencies of all of them."""
    plain: dict[str, Entry] = {}
    for spelling, entry in table.items():
        earlier = plain.setdefault(_without_accents(spelling), entry)
        if entry.sign and earlier.sign:
            currencies = entry.sign.currencies | earlier.sign.currencies
            plain[_without_accents(spelling)] = replace(earlier, sign=replace(earlier.sign, currencies=currencies))
    return plain


def _without_accents(spelling: str) -> str:
    """A spelling in a Latin or Greek script without its accents; other scripts keep their marks."""
    if not _ACCENTED.search(spelling):
        return spelling
    return "".join(each for each in unicodedata.normalize("NFD", spelling) if not unicodedata.combining(each))


def _longest(table: Iterable[str]) -> dict[str, int]:
    """The length of the longest spelling by first letter."""
    longest: dict[str, int] = {}
    for spelling in table:
        longest[spelling[0]] = max(longest.get(spelling[0], 0), len(spelling))
    return longest

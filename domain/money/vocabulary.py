"""The terms that a language states sums with, as one table from spelling to meaning."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from domain.money import cldr
from domain.money.words import numbers, other_scripts, phrases, scales, signs
from domain.money.words.phrases import Phrases

_PHRASES = phrases.PHRASES | other_scripts.PHRASES

_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u0dff\u1e00-\u1fff]")
"""Letters of scripts that write spaces between words, so that a term must not end within one."""


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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of a language by spelling, the length of the longest by first letter, and a pattern of periods."""

    terms: Mapping[str, Term]
    longest: Mapping[str, int]
    period: re.Pattern[str] | None

    def match(self, text: str, position: int) -> tuple[str, Term] | None:
        """The longest term of a folded text at a position that ends where a word does."""
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


def _scale_terms(language: str, country: str) -> Iterator[tuple[str, Term]]:
    by_power = {**scales.SCALES.get(language, {})}
    powers: dict[str, list[int]] = {}
    local = scales.SCALES_BY_COUNTRY.get((language, country), {})
    replaced = {spelling for row in local.values() for spelling in _spellings(row)}
    for table, skipped in ((by_power, replaced), (local, set[str]())):
        for power, row in table.items():
            for spelling in _spellings(row):
                if spelling not in skipped:
                    powers.setdefault(spelling, []).append(power)
    alone = set(_spellings(scales.ALONE.get(language, "")))
    for spelling, each in powers.items():
        owner = language if spelling == "billion" and language in scales.LONG_BILLION else None
        yield (
            spelling,
            Term(Kind.SCALE, scale=Scale(tuple(10**power for power in each), False, spelling in alone, owner)),
        )


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


def _alternatives(spellings: Iterable[str]) -> str:
    """A pattern for the longest of some spellings."""
    return "|".join(re.escape(spelling) for spelling in sorted(spellings, key=lambda each: (-len(each), each)))


_EAST_ASIAN_PERIOD = (
    r"(?:향후 ?|今後 ?|未来)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})"
    r"(?:년(?:간| ?동안)(?:에|에 걸쳐)?|(?:年間|[カヵかケ]年)(?:で|に|の)?|年(?:内|內|间|間))"
    r"|(?:19|20)[0-9]{2}(?:년도?|年度?)(?:까지|までに|に|예산|予算|预算)?"
)


def _period(language: str) -> re.Pattern[str]:
    """A pattern of periods that a sum is for: `over the next ten years`, `in 2026`, `2026-2030`."""
    table = _PHRASES.get(language, Phrases())
    numbers = _alternatives(_numbers(language))
    number = f"(?:[0-9]{{1,2}}{'|' + numbers if numbers else ''})"
    joined = _alternatives(_spellings(f"{table.to} {table.up_to} {table.and_}")) or "-"
    span = f"(?:19|20)[0-9]{{2}}(?:[-\u2013/](?:[0-9]{{2}}|20[0-9]{{2}})| (?:{joined}) 20[0-9]{{2}})?"
    next_ = f"(?:(?:{_alternatives(_spellings(table.next_))}) )" if table.next_ else "(?!)"
    periods = [rf"(?<=\(){span}(?=\))", _EAST_ASIAN_PERIOD]
    if table.years:
        within = f"(?:(?:{_alternatives(_spellings(table.within))}) )?"
        periods.append(f"{within}{next_}{{0,4}}{number}[ -]?(?:{_alternatives(_spellings(table.years))})(?![^\\W\\d_])")
    if table.within:
        before = _alternatives(_spellings(f"{table.within} {table.opening}"))
        periods.append(f"(?:{before}) {next_}{{0,2}}{span}(?= ?(?:$|[,;:()]))")
    return re.compile("|".join(periods))


def _vocabulary(terms: Iterable[tuple[str, Term]], period: re.Pattern[str] | None) -> Vocabulary:
    """A vocabulary in which the first meaning of a spelling counts; accents may be left out."""
    table: dict[str, Term] = {}
    for spelling, term in terms:
        table.setdefault(spelling, term)
    for spelling, term in list(table.items()):
        table.setdefault(_without_accents(spelling), term)
    longest: dict[str, int] = {}
    for spelling in table:
        longest[spelling[0]] = max(longest.get(spelling[0], 0), len(spelling))
    return Vocabulary(table, longest, period)


def _without_accents(spelling: str) -> str:
    """A spelling in a Latin or Greek script without its accents; other scripts keep their marks."""
    if not _ACCENTED.search(spelling):
        return spelling
    return "".join(each for each in unicodedata.normalize("NFD", spelling) if not unicodedata.combining(each))


_ACCENTED = re.compile("[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff]")


@lru_cache(MAX_VOCABULARIES)
def vocabulary(language: str, country: str) -> Vocabulary:
    """The terms of a language in a country, and those that all share."""

    def terms() -> Iterator[tuple[str, Term]]:
        yield from _home_terms(country)
        yield from _shared_terms()
        yield from _number_terms(language)
        yield from _scale_terms(language, country)
        yield from _phrase_terms(_PHRASES.get(language, Phrases()))
        yield from ((name, Term(Kind.SIGN, sign=sign)) for name, sign in cldr.currency_signs(language).items())

    return _vocabulary(terms(), _period(language))


def _home_terms(country: str) -> Iterator[tuple[str, Term]]:
    if country:
        for letters, code in signs.HOME_SIGNS.get(country, {}).items():
            yield letters, Term(Kind.SIGN, sign=signs.Sign(frozenset({code})))
        for symbol, sign in cldr.home_symbols(country):
            if symbol not in signs.SIGNS or (symbol.isascii() and symbol.isalpha() and len(symbol) == 1):
                yield symbol, Term(Kind.SIGN, sign=sign)


def vocabularies(language: str, country: str) -> Iterator[Vocabulary]:
    """Yield the vocabularies that a record's sum may use: its language's, English, then those of its country."""
    seen = set[str]()
    for tag in (language, "en", *(cldr.official_languages(country) if country else ())):
        base = _ALIASES.get(tag.partition("-")[0], tag.partition("-")[0])
        if base not in seen:
            seen.add(base)
            yield vocabulary(base, country)


_ALIASES = {"no": "nb", "nn": "nb"}

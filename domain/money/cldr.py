"""Conventions of languages and countries from CLDR, by Babel: formats of numbers, names of currencies, legal tender.

What is read is kept: the first sum in a language takes some 20 ms, the next 0.1 ms.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from domain.codes import official_languages
from domain.money.words.signs import CODES, Sign

MAX_LANGUAGES = 64
"""Languages, and languages in a country, that are kept."""

_SINCE, _UNTIL = date(1990, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How numbers are written: the decimal separator, and those between groups.

    `agreed` says that the language and those of the country have one decimal separator; `has_country`, that the
    languages of the country are known.
    """

    decimal: str
    groups: frozenset[str]
    agreed: bool
    has_country: bool


def find_locale(language: str, country: str) -> Locale | None:
    """The locale of a BCP 47 tag in a country, without the country if CLDR has none."""
    base, *subtags = language.replace("_", "-").split("-")
    scripts = [subtag for subtag in subtags[:1] if len(subtag) == len("Hant")]
    for tag in ("_".join([base, *scripts, *([country] if country else [])]), "_".join([base, *scripts]), base):
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _separators(language: str, country: str) -> tuple[str, str] | None:
    locale = find_locale(language, country)
    symbols = locale and locale.number_symbols.get("latn")
    return (symbols["decimal"], " " if symbols["group"].isspace() else symbols["group"]) if symbols else None


@lru_cache(MAX_LANGUAGES)
def number_format(language: str, country: str) -> NumberFormat:
    """How a language writes numbers in a country.

    English is written with a decimal point everywhere: CLDR has 1,5 for English in Germany, ministries have not.
    """
    base = language.partition("-")[0]
    root = _separators(language, "") or (".", ",")
    local = _separators(language, country) or root
    decimal, group = root if base == "en" else local
    official = official_languages(country)
    neighbours = [] if base in {tag.partition("-")[0] for tag in official} else official
    decimals = {root[0], local[0]} | {pair[0] for tag in neighbours if (pair := _separators(tag, country))}
    groups = {group, root[1]} if root[0] == decimal else {group}
    localedata.clear_caches()  # Some 3 MB for each language.
    return NumberFormat(decimal, frozenset(groups), decimals == {decimal}, bool(official))


@lru_cache(MAX_LANGUAGES)
def home_currencies(country: str) -> tuple[frozenset[str], frozenset[str]]:
    """The legal tender of a country: today's, and what it replaced since 1990."""
    current = frozenset(get_territory_currencies(country)) if country else frozenset()
    all_since = get_territory_currencies(country, _SINCE, _UNTIL) if country else ()
    return current, frozenset(all_since) - current


@lru_cache(MAX_LANGUAGES)
def usual_currencies(language: str) -> frozenset[str]:
    """The legal tender of the country where most speak a language."""
    base = language.replace("-", "_")
    likely = get_global("likely_subtags").get(base) or get_global("likely_subtags").get(base.partition("_")[0]) or ""
    return home_currencies(likely.rpartition("_")[2])[0]


@lru_cache(1)
def _circulating() -> frozenset[str]:
    return frozenset(
        code for country in get_global("territory_currencies") for code in get_territory_currencies(country)
    )


@lru_cache(MAX_LANGUAGES)
def currency_signs(language: str) -> dict[str, Sign]:
    """Names and symbols of currencies in a language, in every grammatical number, with what they stand for.

    Beside `kanadische dollar`, that is `dollar`, which stands for all currencies that are called so.
    """
    locale = find_locale(language, "")
    if locale is None:
        return {}
    codes_by_name = defaultdict[str, set[str]](set)
    for code in CODES:
        for name in _names(code, locale):
            codes_by_name[name].add(code)
    current = {name: codes & _circulating() for name, codes in codes_by_name.items()}
    noun_index = 0 if _noun_is_first(locale) else -1
    nouns = {words[noun_index]: set[str]() for name in current if (words := name.replace("-", " ").split())}
    for name, codes in current.items():
        for word in nouns.keys() & name.replace("-", " ").split():
            nouns[word] |= codes
    symbols = {symbol.lower(): code for code, symbol in locale.currency_symbols.items() if symbol != code}
    return {
        **{noun: Sign(frozenset(codes), "USD" if "USD" in codes else None) for noun, codes in nouns.items() if codes},
        **{symbol: Sign(frozenset({code})) for symbol, code in symbols.items() if code in _circulating() & CODES},
        **{name: Sign(frozenset(codes)) for name, codes in codes_by_name.items() if " " in name or "-" in name},
    }


def _names(code: str, locale: Locale) -> set[str]:
    """The names of a currency, one for each plural category that 0.5, 1, 2 and 5 have."""
    names = (get_currency_name(code, count, locale) for count in (0.5, 1, 2, 5))
    return {name.partition(" (")[0].replace("İ", "i").lower() for name in names if name != code}


def _noun_is_first(locale: Locale) -> bool:
    """Whether the noun comes before the adjective, as the dollar in `dollar canadien` does."""
    canadian, australian = (get_currency_name(code, 1, locale).split() for code in ("CAD", "AUD"))
    return canadian[0] == australian[0]


def home_symbols(country: str) -> Iterator[tuple[str, Sign]]:
    """Yield the symbols of a country's legal tender in its own languages: `R` in South Africa."""
    for language in official_languages(country):
        locale = find_locale(language, country)
        for code in home_currencies(country)[0] & CODES if locale else ():
            symbol = locale.currency_symbols.get(code, code) if locale else code
            if symbol != code:
                for spelling in {symbol.lower(), symbol.lower().rstrip(".")}:
                    yield spelling, Sign(frozenset({code}))

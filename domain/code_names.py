"""Names by which people call jurisdictions, currencies and languages: an error suggests the code that was meant.

By meaning first: other codes and names, in English and other languages (CLDR). By spelling only where a name of four
letters or more has one edit, or one of eight has two. No code of two or three letters is a misspelling of another.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Any

import pycountry
from babel import Locale
from babel.numbers import get_currency_name

from domain import codes
from domain.text.normalize import fold_word
from domain.violations import MAX_COMPARED, closest_match

NAME_LANGUAGES = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "da", "sv", "no", "pl", "ru", "tr", "id", "th", "hi", "ar"),
    *("ko", "ja", "zh"),
)
"""Languages in which names of countries and of languages are known."""

JURISDICTION_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("UK", "Great Britain", "Britain"), "GB"),
    **dict.fromkeys(("USA", "U.S.", "U.S.A.", "America"), "US"),
    **dict.fromkeys(("European Commission", "Europe Union"), "EU"),
    **dict.fromkeys(("UNO", "United Nations Organization"), "UN"),
    **dict.fromkeys(("League of Arab Nations", "LAS"), "ARAB-LEAGUE"),
    **dict.fromkeys(("G-7", "Group of 7"), "G7"),
    **dict.fromkeys(("G-20", "Group of 20"), "G20"),
    "Burma": "MM",
    "Cape Verde": "CV",
    "Ceylon": "LK",
    "Czech Republic": "CZ",
    "DPRK": "KP",
    "DRC": "CD",
    "Democratic Republic of Congo": "CD",
    "EL": "GR",
    "East Timor": "TL",
    "Holland": "NL",
    "Ivory Coast": "CI",
    "KSA": "SA",
    "Macau": "MO",
    "Macedonia": "MK",
    "Mercosul": "MERCOSUR",
    "PRC": "CN",
    "Palestine": "PS",
    "People's Republic of China": "CN",
    "Persia": "IR",
    "ROK": "KR",
    "RSA": "ZA",
    "Siam": "TH",
    "Swaziland": "SZ",
    "Turkey": "TR",
    "UAE": "AE",
    "Vatican": "VA",
    "WAEMU": "UEMOA",
    "XKX": "XK",
    "한국": "KR",
}
"""Usual names and codes of jurisdictions that no standard has."""

CURRENCY_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("RMB", "CNH", "Yuan", "Renminbi", "CN¥", "元", "人民币"), "CNY"),
    **dict.fromkeys(("US$", "U.S. dollar", "American dollar", "greenback"), "USD"),
    **dict.fromkeys(("STG", "GBX", "UKP", "Sterling", "British pound"), "GBP"),
    **dict.fromkeys(("NTD", "NT$"), "TWD"),
    **dict.fromkeys(("AU$", "A$"), "AUD"),
    **dict.fromkeys(("CA$", "C$", "Can$"), "CAD"),
    **dict.fromkeys(("円", "JP¥"), "JPY"),
    "Deutschmark": "DEM",
    "Bs": "VES",
    "HK$": "HKD",
    "NIS": "ILS",
    "NZ$": "NZD",
    "R$": "BRL",
    "RUR": "RUB",
    "ROL": "RON",
    "S$": "SGD",
    "SFr": "CHF",
    "TRL": "TRY",
    "TL": "TRY",
    "VEB": "VES",
    "원": "KRW",
}
"""Usual names, symbols and former codes of currencies that no standard has."""

AMBIGUOUS = frozenset({"$", "¥", "rs"})
"""Symbols of several currencies, of which CLDR names one."""

LANGUAGE_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("JP", "JPN"), "ja"),
    **dict.fromkeys(("CN", "Mandarin"), "zh"),
    **dict.fromkeys(("zh-CHS", "Chinese Simplified"), "zh-Hans"),
    **dict.fromkeys(("zh-CHT", "Chinese Traditional"), "zh-Hant"),
    "Brazilian": "pt-BR",
    "CZ": "cs",
    "DK": "da",
    "Farsi": "fa",
    "GR": "el",
    "UA": "uk",
    "VN": "vi",
}
"""Usual names and mistaken codes of languages: many people write the country's."""

Names = Mapping[str, str]
"""Codes by folded name."""


@lru_cache(maxsize=256)
def meant_jurisdiction(text: str) -> str | None:
    """The jurisdiction that a text means: a code in another form, a name or a former name, or a misspelt name."""
    written = text[:MAX_COMPARED].strip()
    code = re.sub("[_ ]", "-", written.upper())
    if codes.is_jurisdiction(code):
        return code
    name = fold_word(written)
    known = [folded(JURISDICTION_NAMES), place_codes(), place_names()]
    tables = chain(known, map(places_in, NAME_LANGUAGES), [subdivision_names()])
    return first_found(name, tables) or closest_name(name, place_names())


@lru_cache(maxsize=256)
def meant_currency(text: str) -> str | None:
    """The currency that a text means: a code in lower case, a name, a symbol, a former code, or a misspelling."""
    written = text[:MAX_COMPARED].strip()
    if written.upper() in codes.CURRENCIES:
        return written.upper()
    name = fold_word(written)
    return first_found(name, [folded(CURRENCY_NAMES), money_names()]) or closest_name(name, money_names())


@lru_cache(maxsize=256)
def meant_language(text: str) -> str | None:
    """The language tag that a text means: one with underscores, a code of three letters, or a name in any language."""
    written = text[:MAX_COMPARED].strip().replace("_", "-")
    language, *rest = written.lower().split("-")
    name = fold_word(text[:MAX_COMPARED].strip())
    tags = (folded(LANGUAGE_NAMES).get(name), "-".join([codes.two_letter_code(language) or language, *rest]))
    tag = next((each for each in tags if each and codes.is_language_tag(each)), None)
    tag = tag or first_found(name, map(languages_in, NAME_LANGUAGES)) or closest_name(name, languages_in("en"))
    return codes.canonical_language_tag(tag) if tag and codes.is_language_tag(tag) else None


def first_found(name: str, tables: Iterable[Names]) -> str | None:
    """The code of a name in the first of these tables that has it. Later tables are not made."""
    return next((table[name] for table in tables if name in table), None)


def closest_name(name: str, names: Names) -> str | None:
    """The code of the name of which this one is a misspelling."""
    meant = closest_match(name, names)
    return names[meant] if meant else None


def folded(names: Names) -> Names:
    """The names as they are compared."""
    return {fold_word(name): code for name, code in names.items()}


@cache
def former_countries() -> Iterable[tuple[Any, str]]:
    """Entries of ISO 3166-3 with the country that the one of each name is now, the last two letters of its code."""
    found = ((each, each.alpha_4[2:]) for each in pycountry.historic_countries)
    return [(each, successor) for each, successor in found if successor in codes.COUNTRIES]


@cache
def place_codes() -> Names:
    """Countries by codes of three letters or digits, former ones included."""
    found = {former.alpha_3: successor for former, successor in former_countries()}
    found |= {code: each.alpha_2 for each in pycountry.countries for code in (each.alpha_3, each.numeric)}
    return folded(found)


@cache
def place_names() -> Names:
    """Jurisdictions by English names, former names included; `Korea, Republic of` is the Republic of Korea too."""
    names = [(former.name, successor) for former, successor in former_countries()]
    names += [
        (name, each.alpha_2)
        for each in pycountry.countries
        for name in (each.name, getattr(each, "official_name", each.name))
    ]
    turned = {" ".join(reversed(name.split(", "))): code for name, code in names}
    heads = unambiguous((fold_word(name.partition(",")[0]), code) for name, code in names)
    labels = {name: code for code, name in codes.JURISDICTIONS.items()}
    return {**heads, **folded(turned | dict(names) | labels)}


@cache
def places_in(language: str) -> Names:
    """Countries and unions by their names in a language."""
    return folded({name: code for code, name in Locale(language).territories.items() if code in codes.JURISDICTIONS})


@cache
def subdivision_names() -> Names:
    """Parts of countries by their names, which no other part of any country has."""
    return unambiguous((fold_word(name), code) for code, name in codes.subdivisions().items())


@cache
def money_names() -> Names:
    """Currencies by English names, in the singular and the plural, by the last word of these, and by symbol."""
    english = Locale("en")
    names = {
        name: code
        for code, label in codes.CURRENCIES.items()
        for name in (label, *(get_currency_name(code, count, english) for count in (None, 1, 2)))
    }
    symbols = {symbol: code for code, symbol in english.currency_symbols.items() if code in codes.CURRENCIES}
    whole = folded(names | symbols)
    units = unambiguous((fold_word(name.split()[-1]), code) for name, code in names.items())
    return {name: code for name, code in {**units, **whole}.items() if name not in AMBIGUOUS}


@cache
def languages_in(language: str) -> Names:
    """Languages by their names in a language."""
    return folded({name: tag.replace("_", "-") for tag, name in Locale(language).languages.items()})


def unambiguous(pairs: Iterable[tuple[str, str]]) -> Names:
    """The names that one code alone has."""
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(name, set()).add(code)
    return {name: code for name, (code, *others) in found.items() if not others}

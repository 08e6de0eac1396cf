"""Codes of standards: ISO 3166 for places, ISO 4217 for currencies, BCP 47 for languages."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import pycountry
from babel.languages import get_official_languages
from langcodes import Language, tag_is_valid

from domain.regional_bodies import REGIONAL_BODIES

MAX_LANGUAGE_TAG: Final = 35

MISSING: Final = "_missing"
"""Filter value and facet value for “not stated”."""

# Withdrawn from ISO 4217 since the euro was introduced: records may describe a day on which it was still money.
WITHDRAWN_CURRENCIES = {
    "ANG": "Netherlands Antillean Guilder",
    "ATS": "Austrian Schilling",
    "BEF": "Belgian Franc",
    "BGN": "Bulgarian Lev",
    "BYR": "Belarusian Ruble (2000 to 2016)",
    "CUC": "Cuban Convertible Peso",
    "CYP": "Cyprus Pound",
    "DEM": "Deutsche Mark",
    "EEK": "Estonian Kroon",
    "ESP": "Spanish Peseta",
    "FIM": "Finnish Markka",
    "FRF": "French Franc",
    "GRD": "Greek Drachma",
    "HRK": "Croatian Kuna",
    "IEP": "Irish Pound",
    "ITL": "Italian Lira",
    "LTL": "Lithuanian Litas",
    "LUF": "Luxembourg Franc",
    "LVL": "Latvian Lats",
    "MRO": "Mauritanian Ouguiya (1973 to 2017)",
    "MTL": "Maltese Lira",
    "NLG": "Netherlands Guilder",
    "PTE": "Portuguese Escudo",
    "SIT": "Slovenian Tolar",
    "SKK": "Slovak Koruna",
    "SLL": "Sierra Leonean Leone (1964 to 2022)",
    "STD": "São Tomé and Príncipe Dobra (1977 to 2017)",
    "VEF": "Venezuelan Bolívar (2008 to 2018)",
    "ZMK": "Zambian Kwacha (1968 to 2012)",
    "ZWL": "Zimbabwe Dollar (2009 to 2024)",
}

# XTS is for testing, and XXX says that there is no currency: neither is money.
_NOT_MONEY = frozenset({"XTS", "XXX"})

_WELL_FORMED = re.compile(r"(?:[a-z]{2,3}|[ix])(?:-[a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)
_REGION_LENGTH = 2
_SCRIPT_LENGTH = 4


COUNTRIES: Mapping[str, str] = MappingProxyType(
    {each.alpha_2: getattr(each, "common_name", each.name) for each in pycountry.countries} | {"XK": "Kosovo"}
)
"""ISO 3166-1 alpha-2 codes with their common names, and `XK`, which the standard leaves to its users."""

JURISDICTIONS: Mapping[str, str] = MappingProxyType(
    dict(sorted({**COUNTRIES, "EU": "European Union", "UN": "United Nations", **REGIONAL_BODIES}.items()))
)
"""Countries, the European Union, the United Nations and regional bodies, with their names."""

CURRENCIES: Mapping[str, str] = MappingProxyType(
    dict(
        sorted(
            WITHDRAWN_CURRENCIES.items()
            | {(each.alpha_3, each.name) for each in pycountry.currencies if each.alpha_3 not in _NOT_MONEY}
        )
    )
)
"""ISO 4217 codes with their names, withdrawn ones included."""


class InvalidLanguageTag(ValueError):
    """The tag is not valid; the message is a sentence for the client."""


@lru_cache(maxsize=1)
def subdivisions() -> Mapping[str, str]:
    """ISO 3166-2 codes with their names: some five thousand, loaded on first use.

    From a list of its own, which is dropped: the one that pycountry would keep takes 3 MB.
    """
    listed = pycountry.Subdivisions(pycountry.subdivisions.filename)
    return MappingProxyType({division.code: division.name for division in listed})


def is_jurisdiction(code: str) -> bool:
    """Whether `code`, in upper case, is of a country, of a part of one (ISO 3166-2) or of a regional body."""
    return code in JURISDICTIONS or ("-" in code and code in subdivisions())


@lru_cache(maxsize=256)
def official_languages(country: str) -> tuple[str, ...]:
    """The languages in which a country is governed, by law or in practice (CLDR), as BCP 47 tags."""
    return tuple(tag.replace("_", "-") for tag in get_official_languages(country, de_facto=True))


def country_of(jurisdiction: str) -> str:
    """The country of a subdivision; any other code as it is, so that `ASEAN` is not taken for `AS`."""
    return jurisdiction[:2] if jurisdiction[2:3] == "-" else jurisdiction


@lru_cache(maxsize=1024)
def canonical_language_tag(tag: str) -> str:
    """A tag in the letter case of RFC 5646. Raises InvalidLanguageTag if it is ill-formed or not registered."""
    if len(tag) > MAX_LANGUAGE_TAG:
        raise InvalidLanguageTag(f"A language tag has at most {MAX_LANGUAGE_TAG} characters.")
    if not _WELL_FORMED.fullmatch(tag):
        raise InvalidLanguageTag("This is not in the form of a BCP 47 language tag, such as en, ko or zh-Hant.")
    language, *rest = tag.lower().split("-")
    if short := two_letter_code(language):
        raise InvalidLanguageTag(f"“{tag}” is not a BCP 47 language tag; this language is written {short}.")
    # An extended language that the registry knows is no longer one once it is normalised: zh-yue is yue.
    if not tag_is_valid(tag) or Language.get(tag).extlangs:
        raise InvalidLanguageTag(f"“{tag}” is not a language tag of the BCP 47 registry, such as en, ko or zh-Hant.")
    cased = [language]
    for subtag in rest:
        if any(len(earlier) == 1 for earlier in cased):
            cased.append(subtag)
        elif len(subtag) == _REGION_LENGTH:
            cased.append(subtag.upper())
        else:
            cased.append(subtag.title() if len(subtag) == _SCRIPT_LENGTH and subtag.isalpha() else subtag)
    return "-".join(cased)


def is_language_tag(tag: str) -> bool:
    """Whether a tag is valid."""
    try:
        canonical_language_tag(tag)
    except InvalidLanguageTag:
        return False
    return True


def two_letter_code(language: str) -> str | None:
    """The ISO 639-1 code of a language written as in ISO 639-2/T or /B, if it has one."""
    if len(language) != _REGION_LENGTH + 1:  # The list, 4 MB, has codes of three letters alone.
        return None
    entry = pycountry.languages.get(alpha_3=language) or pycountry.languages.get(bibliographic=language)
    return getattr(entry, "alpha_2", None)

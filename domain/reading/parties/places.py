"""Names of countries and of their parts, which take part only where a text says what they do."""

from domain.code_names import place_names, places_in, subdivision_names
from domain.text.normalize import fold_word

_SPOKEN = ("en", "fr", "de", "es")
_COUNTRY_CODE = 2
"""Letters of the codes of countries and of the European Union; those of other bodies have more."""


def is_country(name: str) -> bool:
    """Whether a name is that of a country or union."""
    return country_code(name) is not None


def country_code(name: str) -> str | None:
    """The code of the country or union with this name in English, French, German or Spanish."""
    folded = fold_word(name)
    codes = [place_names().get(folded, ""), *(places_in(language).get(folded, "") for language in _SPOKEN)]
    return next((code for code in codes if len(code) == _COUNTRY_CODE), None)


def is_region(name: str) -> bool:
    """Whether a name is that of a state or province of a country."""
    return fold_word(name) in subdivision_names()


def is_place(name: str) -> bool:
    """Whether a name is that of a country, or of a state or province."""
    return is_country(name) or is_region(name)

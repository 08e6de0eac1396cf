"""Names of countries and of their parts, which take part only where a text says what they do."""

from domain.code_names import place_names, places_in, subdivision_names
from domain.text.normalize import fold_word

_SPOKEN = ("en", "fr", "de", "es")
_COUNTRY_CODE = 2
"""Letters of the codes of countries and of the European Union; those of other bodies have more."""


def is_country(name: str) -> bool:
    """Whether a name is that of a country or union, in English, French, German or Spanish."""
    folded = fold_word(name)
    codes = [place_names().get(folded, ""), *(places_in(language).get(folded, "") for language in _SPOKEN)]
    return any(len(code) == _COUNTRY_CODE for code in codes)


def is_region(name: str) -> bool:
    """Whether a name is that of a state or province of a country."""
    return fold_word(name) in subdivision_names()

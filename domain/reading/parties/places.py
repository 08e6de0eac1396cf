"""Names of countries and of their parts, which take part only where a text says what they do."""

from domain.code_names import place_names, places_in, subdivision_names
from domain.text.normalize import fold_word

_SPOKEN = ("en", "fr", "de", "es")


def is_country(name: str) -> bool:
    """Whether a name is that of a country or union, in English, French, German or Spanish."""
    folded = fold_word(name)
    return folded in place_names() or any(folded in places_in(language) for language in _SPOKEN)


def is_region(name: str) -> bool:
    """Whether a name is that of a state or province of a country."""
    return fold_word(name) in subdivision_names()

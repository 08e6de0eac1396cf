"""The tables of words refer to existing currencies and jurisdictions, and each language has what a sum needs."""

from __future__ import annotations

import pytest

from domain.codes import CURRENCIES, JURISDICTIONS
from domain.money.lexicon import language_lexicon
from domain.money.words import PHRASES, scales, signs

EAST_ASIAN = {"ja", "ko", "zh"}
"""Languages whose words any lexicon has."""


def test_the_codes_that_are_read_are_those_of_the_record_except_funds_metals_and_words() -> None:
    funds = {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD", "XSU", "XUA"}
    metals_and_bonds = {"XAG", "XAU", "XPD", "XPT", "XBA", "XBB", "XBC", "XBD"}
    headline_words = {"ALL", "TOP"}
    assert CURRENCIES.keys() - signs.CODES == funds | metals_and_bonds | headline_words
    assert CURRENCIES.keys() >= signs.CODES


def test_every_currency_and_jurisdiction_in_the_tables_exists() -> None:
    assert {code for sign in signs.SIGNS.values() for code in sign.currencies} <= CURRENCIES.keys()
    assert {code for row in signs.HOME_SIGNS.values() for code in row} <= CURRENCIES.keys()
    assert signs.HOME_SIGNS.keys() <= JURISDICTIONS.keys()
    assert {country for _, country in scales.SCALES_BY_COUNTRY} <= JURISDICTIONS.keys()


def test_the_usual_currency_of_a_sign_is_among_those_it_can_stand_for() -> None:
    assert all(sign.usual in {None, *sign.currencies} for sign in signs.SIGNS.values())


@pytest.mark.parametrize("language", sorted(scales.SCALES.keys() - {"bn", "fa", "ur"} | EAST_ASIAN))
def test_a_language_has_words_for_scales_limits_and_currencies(language: str) -> None:
    kinds = {entry.kind for entry in language_lexicon(language).entries.values()}
    assert {kind.name for kind in kinds} >= {"SCALE", "SIGN", "ABOUT", "AT_LEAST", "AT_MOST", "ANNUAL", "FILLER"}


def test_a_language_with_phrases_has_scales() -> None:
    assert PHRASES.keys() <= scales.SCALES.keys()

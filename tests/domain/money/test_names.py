"""The tables of currency names refer to existing currencies and jurisdictions."""

from __future__ import annotations

from domain.codes import CURRENCIES, JURISDICTIONS
from domain.money import names


def test_the_codes_that_are_read_are_those_of_the_record_except_funds_metals_and_words() -> None:
    funds = {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD", "XSU", "XUA"}
    metals_and_bonds = {"XAG", "XAU", "XPD", "XPT", "XBA", "XBB", "XBC", "XBD"}
    headline_words = {"ALL", "TOP"}
    assert CURRENCIES.keys() - names.CODES == funds | metals_and_bonds | headline_words
    assert CURRENCIES.keys() >= names.CODES


def test_every_currency_and_jurisdiction_in_the_tables_exists() -> None:
    assert {code for sign in names.SIGNS.values() for code in sign.currencies} <= CURRENCIES.keys()
    assert set(names.HOME_CURRENCY.values()) <= CURRENCIES.keys()
    assert names.HOME_CURRENCY.keys() <= JURISDICTIONS.keys()


def test_the_usual_currency_of_a_sign_is_among_those_it_can_stand_for() -> None:
    assert all(sign.usual in {None, *sign.currencies} for sign in names.SIGNS.values())

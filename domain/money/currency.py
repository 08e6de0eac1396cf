"""The currency that the signs of a sum stand for in a country."""

from collections.abc import Sequence

from domain.money import cldr
from domain.money.place import Place
from domain.money.refusal import AmbiguousMoney
from domain.money.tokens import Token
from domain.money.vocabulary import Kind


def find_currency(tokens: Sequence[Token], place: Place) -> tuple[str, int]:
    """The currency of a sum, and how many of its signs make a unit (100 for pence). Raises AmbiguousMoney.

    A sign that several currencies share stands for the country's own, if that is its only likely reading.
    """
    signs = [token for token in tokens if token.kind in {Kind.SIGN, Kind.QUALIFIER}]
    if all(token.kind is Kind.QUALIFIER for token in signs):
        if place.currency is None:
            raise AmbiguousMoney("it names no currency")
        return place.currency, 1
    each = [token.term.sign for token in signs if token.term and token.term.sign]
    possible = frozenset.intersection(*(sign.currencies for sign in each))
    if not possible:
        raise AmbiguousMoney(f"{' and '.join(f'“{token.text}”' for token in signs[:2])} name different currencies")
    if place.currency and place.currency not in possible:
        raise AmbiguousMoney(f"“{signs[0].text}” does not stand for the currency {place.currency}")
    per_unit = {sign.per_unit for sign, token in zip(each, signs, strict=True) if token.kind is Kind.SIGN}
    if len(per_unit) > 1:
        raise AmbiguousMoney("it names both a currency and hundredths of it")
    usual = {sign.usual for sign in each if sign.usual}
    return place.currency or _likely(signs[0].text, possible, usual, place), per_unit.pop()


def _likely(sign: str, possible: frozenset[str], usual: set[str], place: Place) -> str:
    """The one currency that signs usually mean or the country has, unless these differ."""
    if len(possible) == 1:
        return next(iter(possible))
    current, former = (possible & tender for tender in cldr.home_currencies(place.country))
    if usual == {"USD"} and current:
        likely = current
    elif usual or current:
        likely = possible & (usual | current | former)
    else:
        likely = possible & cldr.usual_currencies(place.tag)
    if len(likely) != 1:
        raise AmbiguousMoney(f"“{sign}” may stand for {' or '.join(sorted(likely or possible))}")
    return next(iter(likely))

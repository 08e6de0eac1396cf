"""The currency that the signs of a sum stand for in a country."""

from collections.abc import Sequence

from domain.money import cldr
from domain.money.lexicon import TokenKind
from domain.money.record_locale import RecordLocale
from domain.money.refusal import AmbiguousMoney
from domain.money.tokens import Token


def find_currency(tokens: Sequence[Token], locale: RecordLocale) -> tuple[str, int]:
    """The currency of a sum, and how many of its signs make a unit (100 for pence). Raises AmbiguousMoney.

    A sign that several currencies share stands for the country's own, if that is its only likely reading.
    """
    signs = [token for token in tokens if token.kind in {TokenKind.SIGN, TokenKind.QUALIFIER}]
    if all(token.kind is TokenKind.QUALIFIER for token in signs):
        if locale.currency is None:
            raise AmbiguousMoney("it names no currency")
        return locale.currency, 1
    each = [token.entry.sign for token in signs if token.entry and token.entry.sign]
    possible = frozenset.intersection(*(sign.currencies for sign in each))
    if not possible:
        raise AmbiguousMoney(f"{' and '.join(f'“{token.text}”' for token in signs[:2])} name different currencies")
    if locale.currency and locale.currency not in possible:
        raise AmbiguousMoney(f"“{signs[0].text}” does not stand for the currency {locale.currency}")
    per_unit = {sign.per_unit for sign, token in zip(each, signs, strict=True) if token.kind is TokenKind.SIGN}
    if len(per_unit) > 1:
        raise AmbiguousMoney("it names both a currency and hundredths of it")
    usual = {sign.usual for sign in each if sign.usual}
    return locale.currency or _likely(signs[0].text, possible, usual, locale), per_unit.pop()


def _likely(sign: str, possible: frozenset[str], usual: set[str], locale: RecordLocale) -> str:
    """The one currency that signs usually mean or the country has, unless these differ."""
    if len(possible) == 1:
        return next(iter(possible))
    current, former = (possible & tender for tender in cldr.home_currencies(locale.country))
    if usual == {"USD"} and current:
        likely = current
    elif usual or current:
        likely = possible & (usual | current | former)
    else:
        likely = possible & cldr.usual_currencies(locale.tag)
    if len(likely) != 1:
        raise AmbiguousMoney(f"“{sign}” may stand for {' or '.join(sorted(likely or possible))}")
    return next(iter(likely))

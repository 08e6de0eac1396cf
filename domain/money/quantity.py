"""Quantities: numbers with their scales, such as `6조 4,400억`, `2 lakh crore` and `two and a half billion`."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, localcontext
from itertools import pairwise

from domain.money.cldr import NumberFormat
from domain.money.lexicon import Scale, TokenKind
from domain.money.numerals import MAX_INTEGER_DIGITS, read_number
from domain.money.refusal import AmbiguousMoney
from domain.money.tokens import Token
from domain.money.words.scales import LONG_BILLION

_EXACT = Context(prec=64, traps=[Inexact])
_BOUND = Decimal(10) ** MAX_INTEGER_DIGITS

_LARGEST_MULTIPLIED = 10**5
"""The largest unit that a larger one multiplies: `lakh crore`, `mil millones`, but not `million million`."""

_TENS, _HUNDREDS = 10, 100
_FIRST_PLURAL = 2

_LAST_WITHOUT_UNIT = 10**4
"""The unit up to which the number after it may have none: 1만 5,000, but not 1조 6,800."""


@dataclass(frozen=True, slots=True)
class SumFormat:
    """How a sum is written: the format of its numbers, whether groups may have two digits, and its currency.

    `per_unit` counts what is stated to a unit of the currency: 100 for pence.
    """

    style: NumberFormat
    by_two: bool
    currency: str
    per_unit: int


@dataclass(frozen=True, slots=True)
class _Part:
    value: Decimal
    unit: Decimal


def evaluate(tokens: Sequence[Token], sum_format: SumFormat) -> Decimal:
    """The value of numbers and scales in their order. Raises AmbiguousMoney."""
    numerals = [token for token in tokens if token.is_numeral]
    is_scaled = any(token.kind is TokenKind.SCALE for token in tokens)
    parts: list[_Part] = []
    has_decimals = False
    with localcontext(_EXACT):
        for token in tokens:
            if token.kind is TokenKind.SCALE:
                _multiply(parts, token, sum_format)
            elif token.kind is TokenKind.HALF:
                _add_half(parts, token)
            else:
                value = _number(token, sum_format, is_scaled=is_scaled)
                has_decimals = has_decimals or (token.is_numeral and value != value.to_integral_value())
                parts.append(_Part(value, Decimal(_unit_of(token))))
        if len(numerals) > 1 and has_decimals:
            raise AmbiguousMoney("only a number that stands alone can have decimals")
        _check_falling(parts)
        amount = sum((part.value for part in parts), Decimal(0)) / sum_format.per_unit
    if amount >= _BOUND:
        raise AmbiguousMoney(f"it has more than {MAX_INTEGER_DIGITS} digits before the decimal separator")
    return amount


def _number(token: Token, sum_format: SumFormat, *, is_scaled: bool) -> Decimal:
    if token.entry:
        return token.entry.number
    return read_number(token.text, sum_format.style, is_scaled=is_scaled, by_two=sum_format.by_two)


def _unit_of(token: Token) -> int:
    """The unit that a number counts in: ten for `twenty`, which `five` may follow; one for digits."""
    number = token.entry.number if token.entry else 0
    return next((unit for unit in (_HUNDREDS, _TENS) if number > unit and number % unit == 0), 1)


def _multiply(parts: list[_Part], token: Token, sum_format: SumFormat) -> None:
    """Multiply the parts that count in a scale by its factor."""
    scale = token.entry.scale if token.entry else None
    if scale is None:
        return
    factor = Decimal(_factor(scale, token, parts, sum_format))
    first = len(parts)
    if scale.small:
        first -= bool(parts) and parts[-1].unit == 1
    else:
        while first and parts[first - 1].unit <= _LARGEST_MULTIPLIED and parts[first - 1].unit < factor:
            first -= 1
    multiplied = parts[first:]
    if not multiplied and parts and not scale.small:
        raise AmbiguousMoney(f"“{token.text}” does not follow a number that it can multiply")
    if not multiplied and not scale.states_one:
        raise AmbiguousMoney(f"it has no number before “{token.text}”")
    _check_falling(multiplied)
    value = sum((part.value for part in multiplied), Decimal(0)) if multiplied else Decimal(1)
    parts[first:] = [_Part(value * factor, factor)]


def _factor(scale: Scale, token: Token, parts: Sequence[_Part], sum_format: SumFormat) -> int:
    """The one factor that a scale stands for here. Raises AmbiguousMoney with all of them where it may be several."""
    if len(scale.factors) == 1:
        return scale.factors[0]
    is_one = len(parts) == 1 and parts[0].value < _FIRST_PLURAL
    if scale.long_in and (is_one or sum_format.currency == LONG_BILLION[scale.long_in]):
        return max(scale.factors)
    readings = " or ".join(f"{factor:,}".replace(",", " ") for factor in sorted(scale.factors))
    raise AmbiguousMoney(f"“{token.text}” may be {readings}")


def _add_half(parts: list[_Part], token: Token) -> None:
    if not parts:
        raise AmbiguousMoney(f"it has no number before “{token.text}”")
    parts[-1] = _Part(parts[-1].value + parts[-1].unit / 2, parts[-1].unit)


def _check_falling(parts: Sequence[_Part]) -> None:
    """Each part stays below the unit of the part before it."""
    for larger, smaller in pairwise(parts):
        if larger.unit == 1:
            raise AmbiguousMoney("it has more than one number")
        if smaller.value >= larger.unit:
            raise AmbiguousMoney("its units are not in falling order, or it has more than one number")
    if len(parts) > 1 and parts[-1].unit == 1 and parts[-2].unit > _LAST_WITHOUT_UNIT:
        raise AmbiguousMoney("its last number has no unit")

"""Numbers in digits, as a language and a country write them."""

import re
from decimal import Decimal

from domain.money.cldr import NumberFormat
from domain.money.refusal import AmbiguousMoney

MAX_INTEGER_DIGITS = 20
MAX_DECIMALS = 8

FOREIGN_DECIMALS = 2
"""Decimals up to which a decimal separator of another language is beyond doubt: `1.5 Mio. Euro`."""

NUMERAL = re.compile(r"[0-9]{1,3}(?:[ '][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,'][0-9]+)*")
"""A number with its separators; spaces and apostrophes stand before three digits alone."""

_PLAIN = re.compile(r"0|[1-9][0-9]*")
_BY_THREE = re.compile(r"[1-9][0-9]{0,2}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*")
_BY_TWO = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")


def read_number(written: str, style: NumberFormat, *, is_scaled: bool, by_two: bool) -> Decimal:
    """The number that digits state. Raises AmbiguousMoney.

    `is_scaled` says that a word such as “million” follows, so that three decimals make sense; `by_two`, that
    1,50,000 is 150 thousand.
    """
    grouped = _grouped(written, by_two=by_two)
    whole, separator, decimals = _partition(written)
    has_decimals = separator in {".", ","} and (
        _PLAIN.fullmatch(whole) is not None or (_grouped(whole, by_two=by_two) is not None and separator not in whole)
    )
    if len(re.sub(r"\D", "", whole if has_decimals else written)) > MAX_INTEGER_DIGITS or (
        has_decimals and grouped is None and len(decimals) > MAX_DECIMALS
    ):
        raise AmbiguousMoney(
            f"a number has at most {MAX_INTEGER_DIGITS} digits before the decimal separator and {MAX_DECIMALS} after it"
        )
    with_decimals = Decimal(f"{_digits(whole)}.{decimals}") if has_decimals else None
    if grouped is not None and with_decimals is not None:
        return _choose(written, separator, grouped, with_decimals, style, is_scaled=is_scaled)
    if grouped is not None:
        return grouped
    is_foreign = separator != style.decimal and _PLAIN.fullmatch(whole) is not None and len(decimals) > FOREIGN_DECIMALS
    if with_decimals is None or is_foreign:
        raise AmbiguousMoney(f"the digits of “{written}” are not grouped as in 1,500,000 or 1500000{style.decimal}5")
    return with_decimals


def _partition(written: str) -> tuple[str, str, str]:
    """The digits before the last separator, that separator, and the digits after it."""
    match = re.search(r"\D(?=\d*$)", written)
    return (written[: match.start()], match.group(), written[match.end() :]) if match else (written, "", "")


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)


def _grouped(written: str, *, by_two: bool) -> Decimal | None:
    """The whole number of digits in groups, or without separators."""
    is_grouped = _PLAIN.fullmatch(written) or _BY_THREE.fullmatch(written) or (by_two and _BY_TWO.fullmatch(written))
    return Decimal(_digits(written)) if is_grouped else None


def _choose(
    written: str, separator: str, grouped: Decimal, with_decimals: Decimal, style: NumberFormat, *, is_scaled: bool
) -> Decimal:
    """Which of its two readings a number such as 1.500 has, where language and country leave no doubt."""
    is_round = separator == "." and style.decimal == "," and not is_scaled and written.endswith("00")
    if separator in style.groups or is_round:
        return grouped
    has_zero = written.endswith("0")
    is_exact = not has_zero or (style.has_country and style.decimal == ".")
    if separator == style.decimal and is_scaled and style.agreed and is_exact:
        return with_decimals
    raise AmbiguousMoney(f"“{written}” may be {grouped:f} or {with_decimals.normalize():f}")

"""Parser of sums of money (`US$15 million`, `6조 4,400억 원`, `€1.2bn`) that refuses ambiguous texts.

A text is split into known terms, and any character outside of them is a reason to refuse. So a limit, a range or a
second sum is never read as a plain one.
"""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, localcontext
from itertools import pairwise
from math import inf, prod
from string import ascii_letters
from typing import NoReturn

from domain.money import names

MAX_MONEY_LENGTH = 200
MAX_INTEGER_DIGITS = 20
MAX_DECIMALS = 8

_EXACT = Context(prec=64, traps=[Inexact])
_BOUND = Decimal(10) ** MAX_INTEGER_DIGITS

# Each term has a letter for its kind, and a readable text spells one of these words.
_KINDS = {
    **dict.fromkeys(names.SIGNS, "s"),
    **dict.fromkeys(names.SCALES, "w"),
    **dict.fromkeys(names.SMALL_UNITS, "u"),
    **dict.fromkeys(names.LARGE_UNITS, "l"),
    **dict.fromkeys(names.ABOUT_BEFORE, "a"),
    **dict.fromkeys(names.ABOUT_AFTER, "z"),
}
_SENTENCE = re.compile(r"a?s{0,2}a?(?:nw{0,2}|(?:n(?:ul?|l))+n?)s{0,2}z?")


def _any_of(terms: AbstractSet[str]) -> str:
    """A pattern for the longest of `terms`; one that ends in a Latin letter ends a word."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return "|".join(re.escape(term) + r"(?![A-Za-z])" * (term[-1] in ascii_letters) for term in longest_first)


_TOKEN = re.compile(
    r" ?(?:(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    rf"|(?P<code>{_any_of(names.CODES)})|(?P<term>(?ai:{_any_of(_KINDS.keys() - names.CODES)})))"
)
_PLAIN = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_BY_THREE = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_BY_TWO = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_POINT_OR_GROUP = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in an ISO 4217 currency, and whether the text said that it is approximate."""

    amount: Decimal
    currency: str
    approximate: bool


class AmbiguousMoney(ValueError):
    """The text does not state exactly one sum; the message says why and what to give instead."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The sum cannot be read without doubt: {reason}. "
            'Give `amount` (such as "15000000") and `currency` (such as "USD") as well.'
        )


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse_money(text: str, *, jurisdiction: str | None = None, currency: str | None = None) -> Money:
    """The one sum that `text` states. Raises AmbiguousMoney.

    `jurisdiction` (ISO 3166) says whose dollar, krona or yuan may be meant; `currency` (ISO 4217), where
    stated, settles it, and must not contradict the text.
    """
    if len(text) > MAX_MONEY_LENGTH:
        raise AmbiguousMoney(f"a sum has at most {MAX_MONEY_LENGTH} characters, this text has {len(text)}")
    tokens = _tokens(_fold(text))
    country = (jurisdiction or "").upper().partition("-")[0]
    money_of = _currency([token.text for token in tokens if token.kind == "s"], country, currency)
    if any(token.text == "兆" for token in tokens) and (country == "CN" or money_of == "CNY"):
        raise AmbiguousMoney("in mainland China '兆' is a million or a trillion")
    amount = _amount([token for token in tokens if token.kind in "nwul"], money_of)
    return Money(amount, money_of, any(token.kind in "az" for token in tokens))


def format_decimal(amount: Decimal) -> str:
    """A finite decimal without exponent, trailing zeros after the point, or sign on zero."""
    if not amount:
        return "0"
    digits = format(amount, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _fold(text: str) -> str:
    """Fold width and spacing alone: full NFKC would turn the note in `$15²` into 152 dollars."""
    composed = unicodedata.normalize("NFC", text)
    narrow = "".join(
        unicodedata.normalize("NFKC", character)
        if unicodedata.decomposition(character).startswith(("<wide>", "<narrow>"))
        else character
        for character in composed
    )
    return " ".join(narrow.split())


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            _refuse(text, text[position:])
        number, code, term = match.group("number", "code", "term")
        name = number or code or term.lower()
        found.append(_Token("n" if number else _KINDS[name], name))
        position = match.end()
    kinds = "".join(token.kind for token in found)
    if not _SENTENCE.fullmatch(kinds):
        _refuse_order(text, kinds)
    return found


def _refuse(text: str, rest: str) -> NoReturn:
    lower = text.lower()
    for pattern, reason in names.EXPLANATIONS:
        if pattern.search(lower):
            raise AmbiguousMoney(reason)
    raise AmbiguousMoney(f"{rest.split(maxsplit=1)[0][:20]!r} is not understood here")


def _refuse_order(text: str, kinds: str) -> NoReturn:
    if "n" not in kinds:
        raise AmbiguousMoney("it has no number in digits")
    if kinds.count("n") > 1:
        raise AmbiguousMoney("it has more than one number")
    raise AmbiguousMoney(f"the order of the words in {text[:40]!r} is not understood")


def _currency(signs: list[str], country: str, given: str | None) -> str:
    if not signs and given:
        return given
    if not signs:
        raise AmbiguousMoney("it names no currency")
    possible = frozenset.intersection(*(names.SIGNS[sign].currencies for sign in signs))
    if not possible:
        raise AmbiguousMoney(f"{' and '.join(map(repr, signs[:2]))} name different currencies")
    if given and given not in possible:
        raise AmbiguousMoney(f"{signs[0]!r} does not stand for the currency {given}")
    return given or _likely(signs, possible, country)


def _likely(signs: list[str], possible: frozenset[str], country: str) -> str:
    """The one currency that the signs usually mean or the country has, unless these differ."""
    usual = {names.SIGNS[sign].usual for sign in signs}
    likely = possible & (usual | {names.HOME_CURRENCY.get(country)}) if len(possible) > 1 else possible
    if len(likely) != 1:
        raise AmbiguousMoney(f"{signs[0]!r} may stand for {' or '.join(sorted(likely or possible))}")
    return next(iter(likely))


def _amount(tokens: list[_Token], currency: str) -> Decimal:
    numbers = [_number(token.text, currency, alone=len(tokens) == 1) for token in tokens if token.kind == "n"]
    if len(numbers) > 1 and any("." in token.text for token in tokens if token.kind == "n"):
        raise AmbiguousMoney("only a number that stands alone can have a decimal point")
    with localcontext(_EXACT):
        amount = _sum_of_sections(tokens, numbers) if len(tokens) > 1 else numbers[0]
    if amount >= _BOUND:
        raise AmbiguousMoney(f"it has more than {MAX_INTEGER_DIGITS} digits before the point")
    return Decimal(format_decimal(amount))


def _number(written: str, currency: str, *, alone: bool) -> Decimal:
    """The number in digits; `alone` says that no scale follows, so `1.500` may well be 1,500."""
    digits, _, decimals = written.replace(",", "").partition(".")
    if len(digits) > MAX_INTEGER_DIGITS or len(decimals) > MAX_DECIMALS:
        raise AmbiguousMoney(
            f"a number has at most {MAX_INTEGER_DIGITS} digits before the point and {MAX_DECIMALS} after it"
        )
    by_two = currency in names.GROUPED_BY_TWO and _BY_TWO.fullmatch(written)
    if not (by_two or _BY_THREE.fullmatch(written) or _PLAIN.fullmatch(written)):
        raise AmbiguousMoney(f"the digits of {written!r} are not grouped as in 1,500,000 or 1500000.5")
    if alone and _POINT_OR_GROUP.fullmatch(written):
        raise AmbiguousMoney(f"the point in {written!r} may group digits or begin decimals")
    return Decimal(written.replace(",", ""))


def _scale(words: list[str]) -> int:
    """The product of the scale words; of two, the first has to be the smaller (`lakh crore`)."""
    if len(words) > 1 and names.LEADING_SCALES.get(words[0], inf) >= names.SCALES[words[1]]:
        raise AmbiguousMoney(f"{' '.join(words)!r} is not understood")
    return prod(names.SCALES[word] for word in words)


def _sum_of_sections(tokens: list[_Token], numbers: list[Decimal]) -> Decimal:
    """Add up the sections that large units close, each of them a sum of numbers with small units."""
    if tokens[1].kind == "w":
        return numbers[0] * _scale([token.text for token in tokens[1:]])
    sections: list[tuple[Decimal, int]] = []
    parts: list[tuple[Decimal, int]] = []
    upcoming = iter(numbers)
    for token in tokens:
        if token.kind == "n":
            parts.append((next(upcoming), 1))
        elif token.kind == "u":
            parts[-1] = (parts[-1][0], names.SMALL_UNITS[token.text])
        else:
            sections.append((_falling_sum(parts), names.LARGE_UNITS[token.text]))
            parts = []
    if parts and sections and sections[-1][1] > names.LARGE_UNITS["만"]:
        raise AmbiguousMoney("its last number has no unit")
    return _falling_sum([*sections, (_falling_sum(parts), 1)])


def _falling_sum(parts: list[tuple[Decimal, int]]) -> Decimal:
    """Add number times unit, where each has to stay below the unit before it."""
    for (_, larger), (number, unit) in pairwise(parts):
        if number * unit >= larger:
            raise AmbiguousMoney("its units are not in falling order")
    return sum((number * unit for number, unit in parts), Decimal(0))

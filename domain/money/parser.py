"""Parser of sums of money (`US$15 million`, `6조 4,400억 원`, `bis zu 1,2 Mrd. Euro`) that refuses what is in doubt.

A text is split into words and signs that a lexicon has; any other word is a reason to refuse. So a second sum, a share,
or a sum for each of many is never read as a plain one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.money import cldr
from domain.money.currency import find_currency
from domain.money.lexicon import Entry, TokenKind
from domain.money.quantity import SumFormat, evaluate
from domain.money.record_locale import RecordLocale
from domain.money.refusal import AmbiguousMoney
from domain.money.tokens import Token, tokenize
from domain.money.words import signs

MAX_MONEY_LENGTH = 200

_QUANTITIES = frozenset({TokenKind.NUMBER, TokenKind.SCALE, TokenKind.HALF})
_SIGNS = frozenset({TokenKind.SIGN, TokenKind.QUALIFIER})
_JOINTS = frozenset({TokenKind.TO, TokenKind.UP_TO, TokenKind.HYPHEN, TokenKind.TILDE})
_OPENED_JOINTS = frozenset({TokenKind.AND, TokenKind.AT_MOST})
_OPENINGS = frozenset({TokenKind.OPENING, TokenKind.FROM})
_BRACKETS = [TokenKind.LEFT_BRACKET, TokenKind.RIGHT_BRACKET]
_BESIDE_JOINTS = frozenset({*_QUANTITIES, *_SIGNS, TokenKind.ABOUT, TokenKind.GLUE})
_MEANINGS_BEFORE = {TokenKind.UP_TO: TokenKind.AT_MOST, TokenKind.TILDE: TokenKind.ABOUT}
_AFTER_ONLY = frozenset({"+", "plus"})

_TRILLION = 10**12

_LEAST_IN_FULL = 1_000
"""The least number that starts a range in full, as in `$500,000 to $1 million`; a smaller one shares the scale."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in an ISO 4217 currency, as a text states it.

    `comparator` is `eq`, `gte` or `lte`; `upper` is the other end of a range; `frequency` is `annual` where the text
    says so.
    """

    amount: Decimal
    currency: str
    approximate: bool
    comparator: str = "eq"
    upper: Decimal | None = None
    frequency: str | None = None


def parse_money(
    text: str, *, jurisdiction: str | None = None, language: str | None = None, currency: str | None = None
) -> Money:
    """The one sum, limit or range that `text` states. Raises AmbiguousMoney.

    `language` (BCP 47) says how numbers and their scales are written; `jurisdiction` (ISO 3166) also whose dollar,
    krona or yuan may be meant; `currency` (ISO 4217), where stated, settles it, and must not contradict the text.
    """
    if len(text) > MAX_MONEY_LENGTH:
        raise AmbiguousMoney(f"a sum has at most {MAX_MONEY_LENGTH} characters, this text has {len(text)}")
    locale = RecordLocale.of(language or "en", jurisdiction or "", currency)
    tokens, aside = _split_brackets(tokenize(text, locale))
    money = _read(tokens, locale)
    if aside:
        has_sign = any(token.kind is TokenKind.SIGN for token in aside)
        _check_aside(_read(aside, replace(locale, currency=None if has_sign else money.currency)), money)
    return money


def format_decimal(amount: Decimal) -> str:
    """A finite decimal without exponent, trailing zeros after the point, or sign on zero."""
    if not amount:
        return "0"
    digits = format(amount, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _split_brackets(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens outside brackets, and a sum inside: `6.44 trillion won ($4.5 billion)`."""
    brackets = [index for index, token in enumerate(tokens) if token.kind in _BRACKETS]
    if not brackets:
        return tokens, []
    if [tokens[index].kind for index in brackets] != _BRACKETS:
        raise AmbiguousMoney("it has more than one pair of brackets")
    start, end = brackets
    inside, outside = tokens[start + 1 : end], tokens[:start] + tokens[end + 1 :]
    if outside and any(token.kind in _QUANTITIES for token in inside):
        return outside, inside
    return tokens[:start] + inside + tokens[end + 1 :], []


def _check_aside(aside: Money, money: Money) -> None:
    """Check that brackets have the same sum again, as in words, or one in another currency. Raises AmbiguousMoney."""
    if aside.currency == money.currency and (aside.amount, aside.upper) != (money.amount, money.upper):
        raise AmbiguousMoney("the sum in brackets is another one in the same currency")


def _read(tokens: list[Token], locale: RecordLocale) -> Money:
    """The sum or range of tokens without brackets."""
    tokens = _resolve(tokens)
    if not any(token.kind is TokenKind.NUMBER or _states_one(token) for token in tokens):
        raise AmbiguousMoney("it has no number")
    segments = _split_range(tokens)
    kinds = {token.kind for segment in segments for token in segment}
    currency, per_unit = find_currency(tokens, locale)
    sum_format = SumFormat(
        cldr.number_format(locale.tag, locale.region),
        currency in signs.GROUPED_BY_TWO or locale.country in signs.COUNTRIES_THAT_GROUP_BY_TWO,
        currency,
        per_unit,
    )
    if (locale.country == "CN" or currency == "CNY") and any(token.text == "兆" for token in tokens):
        raise AmbiguousMoney("in mainland China “兆” is a million or a trillion")
    *lower, last = [_quantity(segment) for segment in segments]
    upper = evaluate(last, sum_format)
    amount = _lower_end(lower[0], last, upper, sum_format) if lower else upper
    if lower and amount >= upper:
        raise AmbiguousMoney("the upper end of its range is not above the lower end")
    # In front of a range, “some” only introduces it.
    about = [token for token in tokens if token.kind is TokenKind.ABOUT and not (lower and token.text == "some")]
    return Money(
        Decimal(format_decimal(amount)),
        currency,
        bool(about),
        _comparator(kinds, is_range=bool(lower)),
        Decimal(format_decimal(upper)) if lower else None,
        "annual" if TokenKind.ANNUAL in kinds else None,
    )


def _states_one(token: Token) -> bool:
    return bool(token.entry and token.entry.scale and token.entry.scale.states_one)


def _resolve(tokens: list[Token]) -> list[Token]:
    """Tokens with the kinds that words such as `a`, `bis` and `-` have where they stand."""
    numbers = [index for index, token in enumerate(tokens) if token.kind in _QUANTITIES]
    first, last = (numbers[0], numbers[-1]) if numbers else (len(tokens), -1)
    is_opened = any(token.kind in _OPENINGS for token in tokens)
    resolved: list[Token] = []
    for index, token in enumerate(tokens):
        if token.kind is TokenKind.AND and not is_opened and _adds(tokens, index):
            continue
        kind = _kind_here(tokens, index, first, last)
        if kind is not TokenKind.HYPHEN or _joins(tokens, index):
            resolved.append(token if kind is token.kind else replace(token, entry=Entry(kind)))
    return resolved


def _kind_here(tokens: Sequence[Token], index: int, first: int, last: int) -> TokenKind:
    """The kind of a token between, before or after the first and the last number. Raises AmbiguousMoney."""
    token = tokens[index]
    if token.kind is TokenKind.ARTICLE:
        if index + 1 < len(tokens) and tokens[index + 1].kind is TokenKind.SCALE:
            return TokenKind.NUMBER
        if index > first:
            raise AmbiguousMoney(f"“{token.text}” is not understood after the number")
        return TokenKind.FILLER
    if index < first and token.kind in _MEANINGS_BEFORE:
        return _MEANINGS_BEFORE[token.kind]
    if index < first and token.kind is TokenKind.HYPHEN:
        raise AmbiguousMoney("a minus sign may be a dash")
    if index < first and token.text in _AFTER_ONLY:
        raise AmbiguousMoney(f"“{token.text}” may state an increase")
    if token.kind in (_JOINTS - {TokenKind.HYPHEN}) | {TokenKind.AND} and not first < index < last:
        raise AmbiguousMoney(f"“{token.text}” belongs to a range, which has no second number")
    return token.kind


def _adds(tokens: Sequence[Token], index: int) -> bool:
    """Whether an `and` stands within one quantity: `two hundred and fifty`, `1 milione e 200 mila`."""
    around = [token.kind for token in tokens[max(index - 1, 0) : index + 2]]
    return around == [TokenKind.SCALE, TokenKind.AND, TokenKind.NUMBER]


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen joins two sums, as in `$10-15`, rather than words, as in `1.2-billion` and `twenty-five`."""
    before, *after = tokens[index - 1], *tokens[index + 1 :]
    if not after or after[0].kind not in {TokenKind.NUMBER, *_SIGNS}:
        return False
    has_words = TokenKind.NUMBER is before.kind is after[0].kind and not (before.is_numeral or after[0].is_numeral)
    return not has_words and any(token.kind is TokenKind.NUMBER for token in after)


def _split_range(tokens: list[Token]) -> list[list[Token]]:
    """The tokens as one sum, or as the two ends of a range."""
    is_opened = any(token.kind in _OPENINGS for token in tokens)
    kinds = _JOINTS | _OPENED_JOINTS if is_opened else _JOINTS
    numbers = [index for index, token in enumerate(tokens) if token.kind in _QUANTITIES]
    joints = [index for index, token in enumerate(tokens) if token.kind in kinds and numbers[0] < index < numbers[-1]]
    others = [token for index, token in enumerate(tokens) if index not in joints]
    if not joints and any(token.kind is TokenKind.OPENING for token in tokens):
        raise AmbiguousMoney("it opens a range without an end")
    if len(joints) > 1 or any(token.kind is TokenKind.AND for token in others):
        raise AmbiguousMoney("it states several sums")
    if any(token.kind not in _BESIDE_JOINTS for joint in joints for token in (tokens[joint - 1], tokens[joint + 1])):
        raise AmbiguousMoney("it states more than the two ends of a range")
    return [tokens[: joints[0]], tokens[joints[0] + 1 :]] if joints else [tokens]


def _quantity(tokens: list[Token]) -> list[Token]:
    """The numbers and scales of one sum, in their order; signs and other words stand before or after them."""
    found: list[Token] = []
    prefix: Token | None = None
    is_closed = is_interrupted = False
    for index, token in enumerate(tokens):
        if token.kind in _SIGNS:
            is_closed = is_closed or bool(found)
        elif token.kind not in _QUANTITIES:
            is_interrupted = is_interrupted or bool(found)
        elif token.kind is TokenKind.NUMBER and (is_closed or is_interrupted or (prefix and found)):
            raise AmbiguousMoney("it has more than one number")
        elif token.kind is TokenKind.SCALE and not found and _is_prefix(tokens, index):
            prefix = token
        elif token.kind is TokenKind.SCALE and is_closed:
            raise AmbiguousMoney(f"the order of the words before “{token.text}” is not understood")
        else:
            found.append(token)
    return [*found, prefix] if prefix else found


def _is_prefix(tokens: Sequence[Token], index: int) -> bool:
    """Whether a scale stands before its number, together with a sign: `TEUR 500`, `EUR million 5`."""
    token, before, after = tokens[index], tokens[index - 1 : index], tokens[index + 1 :]
    is_attached = bool(after) and after[0].kind is TokenKind.SIGN and after[0].start == token.end
    is_behind = bool(before) and before[0].kind is TokenKind.SIGN and bool(after) and after[0].is_numeral
    if is_behind or (is_attached and any(each.kind is TokenKind.NUMBER for each in after)):
        if is_attached and token.entry and token.entry.scale and max(token.entry.scale.factors) >= _TRILLION:
            raise AmbiguousMoney(f"“{token.text}” may be a thousand or a trillion")
        return True
    return False


def _lower_end(lower: list[Token], upper: list[Token], upper_value: Decimal, sum_format: SumFormat) -> Decimal:
    """The lower end of a range, with the scale of the upper end where it has none: `between $5 and $7 million`."""
    scales = [token for token in upper if token.kind is TokenKind.SCALE]
    if not lower:
        raise AmbiguousMoney("its range has no lower end")
    if not scales or any(token.kind is TokenKind.SCALE for token in lower):
        return evaluate(lower, sum_format)
    scaled = evaluate([*lower, *scales], sum_format)
    if scaled < upper_value:
        return scaled
    own = evaluate(lower, sum_format)
    if own < _LEAST_IN_FULL:
        raise AmbiguousMoney(f"“{lower[0].text}” may be {own:f} or {format_decimal(scaled)}")
    return own


def _comparator(kinds: set[TokenKind], *, is_range: bool) -> str:
    at_least = TokenKind.AT_LEAST in kinds or (TokenKind.FROM in kinds and not is_range)
    at_most = TokenKind.AT_MOST in kinds
    if (at_least and at_most) or (is_range and (at_least or at_most)):
        raise AmbiguousMoney("it states several limits")
    if is_range:
        return "eq"
    return "gte" if at_least else "lte" if at_most else "eq"

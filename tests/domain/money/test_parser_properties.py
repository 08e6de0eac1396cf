"""Any sum in any form reads back exactly, and any text at all is money or a sentence."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.codes import CURRENCIES, JURISDICTIONS
from domain.money import parser
from domain.money.lexicon import language_lexicon
from domain.money.parser import Money
from domain.money.refusal import AmbiguousMoney
from domain.money.words import scales

LANGUAGES = sorted(scales.SCALES)

MARKS = ["1", "15", "1.500", "1,500", "1,50,000", "0", " ", "-", "%", "to", "\u00a0", "\ufdfa"]
PIECES = st.deferred(  # The words of all languages take a second to load.
    lambda: st.sampled_from([*(word for language in LANGUAGES for word in language_lexicon(language).entries), *MARKS])
)
TEXTS = st.text() | st.lists(PIECES, max_size=8).map("".join) | st.text("0123456789.,$€원억조mbk ~-")


@settings(deadline=None)  # The first sum in a language loads its words.
@given(
    TEXTS,
    st.none() | st.sampled_from(sorted(JURISDICTIONS)),
    st.none() | st.sampled_from([*LANGUAGES, "zh-Hant", "de-CH", "pt-BR", "x-none", "sr-Latn", "i-klingon"]),
    st.none() | st.sampled_from(sorted(CURRENCIES)),
)
def test_any_text_is_money_or_a_sentence(
    text: str, jurisdiction: str | None, language: str | None, currency: str | None
) -> None:
    answer: Money | str
    try:
        answer = parser.parse_money(text, jurisdiction=jurisdiction, language=language, currency=currency)
    except AmbiguousMoney as refusal:
        answer = str(refusal)
    assert answer.endswith("as well.") if isinstance(answer, str) else 0 <= answer.amount < 10**20


def grouped_by_two(number: int) -> str:
    head, tail = str(number)[:-3], str(number)[-3:]
    pairs = [head[max(end - 2, 0) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), tail])


SCALED_FORMS = [
    ("US${} million", 10**6, "USD"),
    ("{} thousand dollars", 10**3, "USD"),
    ("€{}bn", 10**9, "EUR"),
    ("KRW {}k", 10**3, "KRW"),
    ("{}조원", 10**12, "KRW"),
    ("약 {}억 원", 10**8, "KRW"),
    ("{}천만 달러", 10**7, "USD"),
    ("{}万円", 10**4, "JPY"),
    ("{}万亿人民币", 10**12, "CNY"),
    ("₹{} crore", 10**7, "INR"),
    ("₹{} lakh crore", 10**12, "INR"),
]
NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**12 - 1), st.integers(0, 8)
)


@given(NUMBERS.filter(lambda number: number < 10**8), st.sampled_from(SCALED_FORMS))
def test_a_number_with_a_scale_reads_back_exactly(number: Decimal, form: tuple[str, int, str]) -> None:
    template, scale, currency = form
    written = parser.parse_money(template.format(parser.format_decimal(number)))
    assert (written.amount, written.currency) == (number * scale, currency)
    assert parser.parse_money(template.format(f"{number.normalize():,f}")).amount == number * scale


@given(NUMBERS, st.sampled_from(["US${}", "USD {}", "{} dollars", "about {} US dollars"]))
def test_a_number_grouped_by_three_reads_back_exactly(number: Decimal, form: str) -> None:
    written = f"{number:,.8f}"
    assert parser.parse_money(form.format(written)).amount == number


@given(st.integers(0, 10**12 - 1), st.sampled_from(["₹{}", "PKR {}.00", "{} Indian rupees"]))
def test_a_number_grouped_as_in_india_reads_back_exactly(number: int, form: str) -> None:
    assert parser.parse_money(form.format(grouped_by_two(number))).amount == number


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 9999))
def test_mixed_east_asian_units_add_up(trillions: int, hundred_millions: int, ten_thousands: int) -> None:
    text = f"{trillions:,}조 {hundred_millions:,}억 {ten_thousands:,}만 원"
    assert parser.parse_money(text).amount == trillions * 10**12 + hundred_millions * 10**8 + ten_thousands * 10**4


def test_the_precision_that_a_thread_computes_with_rounds_nothing() -> None:
    with localcontext(prec=3):
        assert parser.parse_money("US$12,345.678 million").amount == Decimal("12345678000")
        assert parser.parse_money("6조 4,401억 2,345만원").amount == 6_440_123_450_000
        assert parser.format_decimal(Decimal("12345.67890")) == "12345.6789"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("15000000", "15000000"),
        ("6.44E+12", "6440000000000"),
        ("0.50", "0.5"),
        ("100.00", "100"),
        ("100", "100"),
        ("1E-8", "0.00000001"),
        ("-0", "0"),
        ("0E+3", "0"),
        ("0.00", "0"),
        ("-1.50", "-1.5"),
    ],
)
def test_a_plain_amount_has_neither_exponent_nor_trailing_zeros(amount: str, expected: str) -> None:
    assert parser.format_decimal(Decimal(amount)) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=8, min_value=-(10**19), max_value=10**19))
def test_a_plain_amount_keeps_its_value(amount: Decimal) -> None:
    assert Decimal(parser.format_decimal(amount)) == amount

"""Sums that are read from text, and texts that are refused as ambiguous."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.money import parser
from domain.money.parser import Money
from domain.money.refusal import AmbiguousMoney

PLAIN_SUMS = {
    "US$15 million": ("15000000", "USD"),
    "us$15 Million": ("15000000", "USD"),
    "U.S. $15 million": ("15000000", "USD"),
    "$5.6bn": ("5600000000", "USD"),
    "USD 15m": ("15000000", "USD"),
    "USD15M": ("15000000", "USD"),
    "15 million USD": ("15000000", "USD"),
    "15 million dollars": ("15000000", "USD"),
    "15 million US dollars": ("15000000", "USD"),
    "US$15 million US dollars": ("15000000", "USD"),
    "$0.5": ("0.5", "USD"),
    "$0.500": ("0.5", "USD"),
    "$1,234.567": ("1234.567", "USD"),
    "US$ 1,500,000": ("1500000", "USD"),
    "$5 hundred thousand": ("500000", "USD"),
    "$50k": ("50000", "USD"),
    "6.44 trillion won": ("6440000000000", "KRW"),
    "₩6.44 trillion": ("6440000000000", "KRW"),
    "KRW 6.44tn": ("6440000000000", "KRW"),
    "KRW 6.44 trn": ("6440000000000", "KRW"),
    "6조 4,400억 원": ("6440000000000", "KRW"),
    "6조4천400억원": ("6440000000000", "KRW"),
    "3천5백억원": ("350000000000", "KRW"),
    "1조 6,800억원": ("1680000000000", "KRW"),
    "1.68조원": ("1680000000000", "KRW"),
    "5십억원": ("5000000000", "KRW"),
    "15백만원": ("15000000", "KRW"),
    "3천만원": ("30000000", "KRW"),
    "1억 2,345만 6,789원": ("123456789", "KRW"),
    "1,500만 달러": ("15000000", "USD"),
    "5백만 달러": ("5000000", "USD"),
    "€1.2 billion": ("1200000000", "EUR"),
    "€1.2bn": ("1200000000", "EUR"),
    "1.2 billion euros": ("1200000000", "EUR"),
    "£350m": ("350000000", "GBP"),
    "£350 mn": ("350000000", "GBP"),
    "£350,000": ("350000", "GBP"),
    "₹5 crore": ("50000000", "INR"),
    "₹2.5 lakh": ("250000", "INR"),
    "₹1,50,000": ("150000", "INR"),
    "₹1,50,000 crore": ("1500000000000", "INR"),
    "₹150,000": ("150000", "INR"),
    "3,000億円": ("300000000000", "JPY"),
    "1兆2,000億円": ("1200000000000", "JPY"),
    "500百万円": ("500000000", "JPY"),
    "100亿人民币": ("10000000000", "CNY"),
    "1.2万亿人民币": ("1200000000000", "CNY"),
    "5亿美元": ("500000000", "USD"),
    "A$5m": ("5000000", "AUD"),
    "C$5m": ("5000000", "CAD"),
    "CA$5m": ("5000000", "CAD"),
    "CAD$5m": ("5000000", "CAD"),
    "NZ$5m": ("5000000", "NZD"),
    "HK$5m": ("5000000", "HKD"),
    "S$5m": ("5000000", "SGD"),
    "NT$5m": ("5000000", "TWD"),
    "R$5m": ("5000000", "BRL"),
    "CHF 5m": ("5000000", "CHF"),
    "5 million Swiss francs": ("5000000", "CHF"),
    "5 million Hong Kong dollars": ("5000000", "HKD"),
    "SDR 5 billion": ("5000000000", "XDR"),
    "\uff35\uff33\uff04\uff11\uff15\u3000\uff4d\uff49\uff4c\uff4c\uff49\uff4f\uff4e": ("15000000", "USD"),
    "\uffe66.44 trillion": ("6440000000000", "KRW"),
    "US$\u00a01\uff0c500\u202fmillion": ("1500000000", "USD"),
}


@pytest.mark.parametrize(("text", "expected"), PLAIN_SUMS.items())
def test_a_plain_sum_is_read_exactly(text: str, expected: tuple[str, str]) -> None:
    assert parser.parse_money(text) == Money(Decimal(expected[0]), expected[1], approximate=False)


@pytest.mark.parametrize(
    "text",
    [
        "about US$15 million",
        "Some US$15 million",
        "US$ approximately 15 million",
        "approx. US$15 million",
        "~US$15m",
        "US$15 million or so",
        "약 1,500만 달러",
        "1,500만 달러 안팎",
        "約1,500万ドル",
        "约1500万美元",
    ],
)
def test_words_for_about_make_a_sum_approximate(text: str) -> None:
    assert parser.parse_money(text) == Money(Decimal(15_000_000), "USD", approximate=True)


SHARED_SIGNS = [
    ("¥300 billion", "JP", "JPY"),
    ("¥300 billion", "CN", "CNY"),
    ("300 billion", None, None),
    ("¥300 billion", None, None),
    ("¥300 billion", "US", None),
    ("¥300亿元", None, "CNY"),
    ("500亿元", "CN", "CNY"),
    ("500億元", "TW", "TWD"),
    ("500億元", "HK", "HKD"),
    ("500億元", None, None),
    ("1兆元", "TW", "TWD"),
    ("1兆元", "CN", None),
    ("$5m", None, "USD"),
    ("$5m", "US-CA", "USD"),
    ("$5m", "KR", "USD"),
    ("$5m", "EU", "USD"),
    ("$5m", "CA", "CAD"),
    ("$5m", "CA-ON", "CAD"),
    ("$5m", "ca", "CAD"),
    ("$5m", "ZW", "USD"),
    ("C$5m", "CA", "CAD"),
    ("C$5m", "NI", None),
    ("5 million dollars", "AU", "AUD"),
    ("5 million dollars", "MX", "USD"),
    ("5 million pesos", "MX", "MXN"),
    ("$5 million pesos", "PH", None),
    ("5 million pesos", "ES", None),
    ("5 billion won", "KR", "KRW"),
    ("5억원", "KP", None),
    ("£5m", "GB-SCT", "GBP"),
    ("£5m", "EG", None),
    ("£5m", "IE", None),
    ("5 million pounds", "LB", None),
    ("Rs 5 lakh crore", "IN", "INR"),
    ("Rs. 5 crore", "PK", "PKR"),
    ("Rs 5 crore", None, None),
    ("5m kr", "SE", "SEK"),
    ("kr 5m", "NO", "NOK"),
    ("5m kr.", "DK", "DKK"),
    ("kr5m", "IS", "ISK"),
    ("5m kr", "FI", None),
    ("5 million francs", "CH", "CHF"),
    ("5 million francs", "SN", "XOF"),
    ("5 million francs", "FR", None),
    ("5 million dinars", "KW", "KWD"),
]


@pytest.mark.parametrize(("text", "jurisdiction", "expected"), SHARED_SIGNS)
def test_a_shared_sign_is_settled_by_the_jurisdiction_or_not_at_all(
    text: str, jurisdiction: str | None, expected: str | None
) -> None:
    if expected:
        assert parser.parse_money(text, jurisdiction=jurisdiction).currency == expected
    else:
        with pytest.raises(AmbiguousMoney):
            parser.parse_money(text, jurisdiction=jurisdiction)


@pytest.mark.parametrize(
    ("country", "own"),
    [
        *[("AR", "ARS"), ("AU", "AUD"), ("BM", "BMD"), ("BS", "BSD"), ("CA", "CAD"), ("CL", "CLP"), ("CO", "COP")],
        *[("FJ", "FJD"), ("HK", "HKD"), ("JM", "JMD"), ("MX", "MXN"), ("NA", "NAD"), ("NZ", "NZD"), ("SG", "SGD")],
        *[("TT", "TTD"), ("TW", "TWD"), ("UY", "UYU"), ("EC", "USD"), ("KH", "USD"), ("FR", "USD")],
    ],
)
def test_a_bare_dollar_sign_is_that_of_the_country(country: str, own: str) -> None:
    assert parser.parse_money("$5m", jurisdiction=country).currency == own
    assert parser.parse_money("US$5m", jurisdiction=country).currency == "USD"
    assert parser.parse_money("$5m", jurisdiction=country, currency="USD").currency == "USD"


@pytest.mark.parametrize(
    ("text", "currency"),
    [("15 million", "USD"), ("¥15m", "CNY"), ("$15m", "CAD"), ("15m kr", "NOK"), ("£15m", "IEP")],
)
def test_a_given_currency_settles_a_text_that_leaves_it_open(text: str, currency: str) -> None:
    assert parser.parse_money(text, currency=currency) == Money(Decimal(15_000_000), currency, approximate=False)


@pytest.mark.parametrize(("text", "currency"), [("€15m", "USD"), ("$15m", "EUR"), ("15억원", "USD"), ("USD 5", "CAD")])
def test_a_given_currency_must_not_contradict_the_text(text: str, currency: str) -> None:
    with pytest.raises(AmbiguousMoney, match=f"does not stand for the currency {currency}"):
        parser.parse_money(text, currency=currency)


REFUSALS = {
    "nearly US$15 million": "“nearly” may mean about the sum",
    "US$15 million over a barrel": "is not understood",
    "between US$10 million": "opens a range without an end",
    "US$10 million to": "has no second number",
    "US$10 million and US$15 million": "several sums",
    "US$15 million to US$10 million": "not above the lower end",
    "at least US$10 million and at most US$15 million": "several",
    "US$500 to US$1 million": "may be 500 or 500000000",
    "US$10 million 15 million": "more than one number",
    "US$15 million €14 million": "name different currencies",
    "US$15 million (US$14 million)": "another one in the same currency",
    "US$15 million (14 million)": "another one in the same currency",
    "US$15 million (€14 million": "brackets",
    "25.4%": "percentage",
    "25.4 per cent": "percentage",
    "US$75 per child": "for one of many",
    "US$20 per tonne": "for one of many",
    "US$3m each": "for one of many",
    "15 million": "names no currency",
    "": "no number",
    " \n ": "no number",
    "US$": "no number",
    "millions of dollars": "no number",
    "several million dollars": "“several” is not understood",
    "수조원": "is not understood",
    "US$1.500": "“1.500” may be 1500 or 1.5",
    "€12.345": "“12.345” may be 12345 or 12.345",
    "$1,50,000": "not grouped",
    "₹15,0,000": "not grouped",
    "$0,500": "not grouped",
    "$007": "not grouped",
    "$1,500,00": "not grouped",
    "$.5m": "is not understood",
    "-US$15 million": "minus",
    "\u2212US$15 million": "minus",
    "US$-15 million": "minus",
    "+US$15 million": "increase",
    "$15\u00b2": "is not understood",
    "$1\u00bd million": "is not understood",
    "15 million dollar\u017f": "is not understood",
    "TOP 15 MILLION": "is not understood",
    "$1e6": "is not understood",
    "$0x10": "is not understood",
    "$15 million million": "“million” does not follow a number that it can multiply",
    "$5 million thousand": "“thousand” does not follow a number that it can multiply",
    "million $5": "more than one number",
    "US$5 euros": "name different currencies",
    "4,400억 6조원": "falling order",
    "6조 14,400억원": "falling order",
    "3백5천억원": "falling order",
    "1.5조 300억원": "only a number that stands alone can have decimals",
    "1조 6,800원": "last number has no unit",
    "$" + "9" * 21: "at most 20 digits",
    "$0.123456789": "8 after it",
    "$99999999999999999999 thousand": "more than 20 digits",
    "US$15 million" + " " * 200: "at most 200 characters",
}


@pytest.mark.parametrize(("text", "reason"), REFUSALS.items())
def test_a_doubtful_sum_is_refused_with_the_reason_and_what_to_give_instead(text: str, reason: str) -> None:
    with pytest.raises(AmbiguousMoney) as refusal:
        parser.parse_money(text)
    assert reason in str(refusal.value)
    assert "Give `amount`" in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        piece * (length // len(piece))
        for length in (200, 10_000)
        for piece in ("9", "1,", "9,999", "$", "~", "조", "1조", "a ", " ", "-1", "or so ", "\ufdfa", "9 to ")
    ],
)
def test_hostile_text_is_refused(text: str) -> None:
    with pytest.raises(AmbiguousMoney):
        parser.parse_money(text)

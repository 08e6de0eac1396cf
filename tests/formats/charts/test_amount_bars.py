"""Charts of sums: exact figures, each currency on a scale of its own, and what is not shown."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from api.formats.charts.amount_bars import AmountBar, render_amount_bars
from tests.formats.charts.test_charts import description, read, summed, words


def test_each_currency_has_a_scale_of_its_own() -> None:
    shown = words(
        summed(AmountBar("MSIT", "KRW", Decimal("8.12e12"), 3), AmountBar("IonQ", "USD", Decimal(15_000_000), 1))
    )
    assert {"KRW Won", "USD US Dollar", "8.12 tn", "15 m", "8,120,000,000,000 KRW · 3 amounts"} <= {*shown}


def test_sums_of_years_are_in_the_order_of_time_and_the_latest_are_shown() -> None:
    sums = [AmountBar(f"{year}", "USD", Decimal(9000 - year), 1) for year in range(2040, 2000, -1)]
    shown = words(read(render_amount_bars(sums, title="Amounts", group_by="fiscal_year")))
    assert [text for text in shown if re.fullmatch(r"20\d\d", text)] == [f"{year}" for year in range(2011, 2041)]
    assert "In the order of time." in shown
    assert any(line.startswith("Not shown: 10 more groups in USD") for line in shown)


def test_a_converted_sum_says_from_what() -> None:
    sums = [AmountBar("KR", "EUR", Decimal(5), 2, ["KRW", "USD"])]
    picture = read(render_amount_bars(sums, title="Amounts", group_by="payer", is_converted=True))
    assert "5 EUR · 2 amounts · converted from KRW, USD" in words(picture)
    assert "Converted at the European Central Bank's reference rates" in description(picture)


def test_twelve_sums_in_six_currencies_are_shown_and_the_rest_is_added_up() -> None:
    codes = ["CHF", "EUR", "GBP", "JPY", "KRW", "NOK", "SEK", "USD"]
    sums = [
        AmountBar(f"group {place}", code, Decimal(place), 9 - codes.index(code))
        for code in codes
        for place in range(15)
    ]
    shown = words(summed(*sums))
    assert [line for line in shown if line.startswith("group")][:12] == [f"group {place}" for place in range(14, 2, -1)]
    assert "Not shown: 3 more groups in CHF, 3 CHF together." in shown
    assert "Not shown: 2 more currencies (SEK, USD)." in shown


@pytest.mark.parametrize(
    ("amount", "said", "exactly"),
    [
        ("1500000000", "1.5 bn", "1,500,000,000"),
        ("-1250000000000", "\N{MINUS SIGN}1.25 tn", "\N{MINUS SIGN}1,250,000,000,000"),
        ("0", "0", "0"),
        ("-0.5", "\N{MINUS SIGN}0.5", "\N{MINUS SIGN}0.5"),
        ("12345678901234567890.12345678", "12.35 quintillion", "12,345,678,901,234,567,890.12345678"),
        ("-99999999999999999999", "\N{MINUS SIGN}100 quintillion", "\N{MINUS SIGN}99,999,999,999,999,999,999"),
    ],
)
def test_a_sum_is_written_compactly_and_exactly(amount: str, said: str, exactly: str) -> None:
    shown = words(summed(AmountBar("All", "EUR", Decimal(amount), 1)))
    assert {said, f"{exactly} EUR · 1 amount"} <= {*shown}

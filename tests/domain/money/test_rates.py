"""Conversion at the European Central Bank's rates, compared with the package that contains the rates."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal, localcontext
from itertools import pairwise

import pytest
from currency_converter import CurrencyConverter
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.money import rates
from domain.money.rates import (
    Conversion,
    NoRate,
    Series,
    convert_amount,
    quoted_currencies,
    rounded,
    rounded_sum,
)

SERIES = rates.ecb_series()
FIRST, LAST = SERIES.days[0], SERIES.days[-1]
AMOUNTS = st.decimals(min_value=-(10**20), max_value=10**20, places=8, allow_nan=False)
CODES = st.sampled_from(sorted(quoted_currencies()))
DAYS = st.dates(min_value=FIRST, max_value=LAST)
SATURDAY = 5
PACKAGE = CurrencyConverter(decimal=True)
"""The same series, read another way."""


def converted(amount: str, currency: str, target: str, on: date) -> Conversion:
    """Convert at a rate that must exist."""
    conversion = convert_amount(Decimal(amount), currency, target, on)
    assert isinstance(conversion, Conversion)
    return conversion


@given(AMOUNTS, CODES, CODES, DAYS)
def test_the_package_itself_comes_to_the_same_sum(amount: Decimal, currency: str, target: str, on: date) -> None:
    conversion = convert_amount(amount, currency, target, on)
    assume(isinstance(conversion, Conversion) and currency != target)
    assert isinstance(conversion, Conversion)
    with localcontext(prec=50):
        theirs = PACKAGE.convert(amount, currency, target, conversion.rate_on)
        assert abs(conversion.amount - theirs) <= abs(theirs) * Decimal("1e-45")


@given(CODES, DAYS)
def test_a_rate_is_there_whenever_the_package_has_one_of_that_day(currency: str, on: date) -> None:
    """There is no rate for a time when the currency was not quoted."""
    bounds = PACKAGE.bounds[currency]
    conversion = convert_amount(Decimal(1), currency, "USD" if currency == "EUR" else "EUR", on)
    if bounds.first_date <= on <= bounds.last_date and currency != "ISK":
        assert isinstance(conversion, Conversion)
        assert timedelta(0) <= on - conversion.rate_on < rates.OLDEST
    elif on > bounds.last_date + timedelta(days=7) or on < bounds.first_date:
        assert conversion == NoRate("date", currency)


@given(AMOUNTS, CODES, CODES, DAYS)
def test_there_and_back_again_is_the_same_sum(amount: Decimal, currency: str, target: str, on: date) -> None:
    there = convert_amount(amount, currency, target, on)
    assume(isinstance(there, Conversion))
    assert isinstance(there, Conversion)
    back = convert_amount(there.amount, target, currency, on)
    assert isinstance(back, Conversion)
    with localcontext(prec=50):
        assert abs(back.amount - amount) < Decimal("1e-16")


@given(AMOUNTS, st.text(), st.dates())
def test_the_same_currency_is_worth_itself_on_any_day(amount: Decimal, currency: str, on: date) -> None:
    assert convert_amount(amount, currency, currency, on) == Conversion(amount, Decimal(1), on)


@given(AMOUNTS, CODES, CODES, DAYS)
def test_the_rate_shown_gives_the_same_cents(amount: Decimal, currency: str, target: str, on: date) -> None:
    conversion = convert_amount(amount, currency, target, on)
    assume(isinstance(conversion, Conversion))
    assert isinstance(conversion, Conversion)
    with localcontext(prec=60):
        assert abs(amount * conversion.rate - conversion.amount) <= abs(conversion.amount) * Decimal("1e-27")


@given(DAYS)
def test_on_a_weekend_the_rate_is_that_of_the_friday_before(on: date) -> None:
    saturday = on + timedelta(days=SATURDAY - on.weekday())
    friday = converted("1", "USD", "EUR", saturday - timedelta(days=1))
    for day in (saturday, saturday + timedelta(days=1)):
        assert converted("1", "USD", "EUR", day) == friday


def test_on_a_holiday_the_rate_is_that_of_the_day_before() -> None:
    """Good Friday and Easter Monday are two, so the longest pause is of five days."""
    assert converted("1", "USD", "EUR", date(2026, 4, 6)).rate_on == date(2026, 4, 2)
    days = SERIES.days
    assert max(later - earlier for earlier, later in pairwise(days)) < rates.OLDEST


def test_a_known_sum_is_converted_exactly() -> None:
    """On its first day a euro was worth 1.1789 dollars, or 133.73 yen."""
    assert converted("15000000", "EUR", "USD", date(1999, 1, 4)).amount == Decimal(17683500)
    assert converted("1.1789", "USD", "JPY", date(1999, 1, 4)).amount == Decimal("133.73")
    assert converted("17683500", "USD", "EUR", date(1999, 1, 4)).amount == Decimal(15000000)


@pytest.mark.parametrize(
    ("currency", "target", "on", "without"),
    [
        ("USD", "EUR", date(1999, 1, 3), NoRate("date", "USD")),
        ("EUR", "USD", date(1998, 1, 5), NoRate("date", "USD")),
        ("USD", "EUR", date.min, NoRate("date", "USD")),
        ("USD", "EUR", date.max, NoRate("date", "USD")),
        ("RUB", "EUR", date(2022, 3, 2), NoRate("date", "RUB")),
        ("EUR", "HRK", date(2023, 1, 2), NoRate("date", "HRK")),
        ("USD", "ISK", date(2012, 1, 2), NoRate("date", "ISK")),
        ("KPW", "EUR", date(2026, 1, 29), NoRate("currency", "KPW")),
        ("USD", "DEM", date(2026, 1, 29), NoRate("currency", "DEM")),
        ("KPW", "EUR", date.max, NoRate("currency", "KPW")),
        ("", "Date", date(2026, 1, 29), NoRate("currency", "")),
        ("USD", "Date", date(2026, 1, 29), NoRate("currency", "Date")),
    ],
)
def test_where_there_is_no_rate_it_is_said_why(currency: str, target: str, on: date, without: NoRate) -> None:
    """It never becomes a zero, or the rate of another time."""
    assert convert_amount(Decimal(100), currency, target, on) == without


def test_the_last_rate_holds_over_the_weekend_after_it_and_no_longer() -> None:
    """After the last day of the series no rate is known, even a few days later."""
    friday = date(2026, 1, 30)
    series = Series(["Date,USD,", f"{friday},1.2,", "2026-01-29,1.1,"])
    assert [series.published(friday + timedelta(days=days)) for days in (-1, 0, 1, 2, 3)] == [0, 1, 1, 1, None]
    ending_on_thursday = Series(["Date,USD,", "2026-01-29,1.1,"])
    assert ending_on_thursday.published(friday) is None


def test_a_rate_of_more_than_a_week_ago_is_none() -> None:
    series = Series(["Date,USD,", "2026-01-30,1.2,", "2026-01-02,1.1,"])
    assert series.published(date(2026, 1, 9)) == 0
    assert series.published(date(2026, 1, 10)) is None


def test_sums_are_rounded_to_the_minor_unit_half_to_even() -> None:
    assert [rounded(Decimal(text), "USD") for text in ("0.125", "0.135", "-0.125")] == [
        Decimal("0.12"),
        Decimal("0.14"),
        Decimal("-0.12"),
    ]
    assert [rounded(Decimal("2.5"), code) for code in ("KRW", "JPY")] == [Decimal(2), Decimal(2)]
    assert rounded(Decimal("1.23456"), "KWD") == Decimal("1.235")


def test_a_total_is_rounded_once() -> None:
    """Three thirds of a cent are a cent, and no digit of a long sum is lost."""
    assert rounded_sum([Decimal("0.004")] * 3, "EUR") == Decimal("0.01")
    assert rounded_sum([Decimal(10) ** 27, Decimal("0.01"), Decimal("0.004")], "EUR") == Decimal(f"1{27 * '0'}.01")
    assert rounded_sum([], "EUR") == 0


def test_threads_that_come_first_together_get_the_same() -> None:
    rates.ecb_series.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        conversions = set(
            threads.map(lambda _: convert_amount(Decimal(100), "KRW", "USD", date(2026, 1, 29)), range(64))
        )
    assert len(conversions) == 1

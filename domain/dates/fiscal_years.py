"""Fiscal years of governments: the day on which one begins, by jurisdiction.

Sources: the field “Fiscal year” of the CIA World Factbook, and the constitutions, public finance acts or treasuries of
the countries where it has changed since (Burundi 2019, Malawi 2022, Myanmar 2022). For states of the United States:
National Association of State Budget Officers, “Budget Processes in the States”. Jurisdictions that are not in the table
have the calendar year. Years before a change are counted as today.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from domain.codes import country_of
from domain.dates.edtf import DateRange, NotEdtf, parse_edtf

JANUARY, APRIL, JULY, SEPTEMBER, OCTOBER = (1, 1), (4, 1), (7, 1), (9, 1), (10, 1)

FIRST_DAYS: Mapping[str, tuple[int, int]] = MappingProxyType({
    **dict.fromkeys("BB BM BN BW BZ CA GB GG GI HK IM IN IO JM JP KW LC LS MM MW NA SG SH SZ TC ZA".split(), APRIL),
    **dict.fromkeys(
        "AU BD BI BS BT CC CK CX DM EG KE MU NF NR NU NZ PK PN PR RW SS TK TO TZ UG WS US-XX".split(), JULY
    ),
    **dict.fromkeys("AS FM GU HT MH MP PW TH TT UM US VI US-AL US-DC US-MI".split(), OCTOBER),
    "AF": (12, 21), "ET": (7, 8), "FJ": (8, 1), "IR": (3, 21), "NP": (7, 16),
    "US-NY": APRIL, "US-TX": SEPTEMBER,
})  # fmt: skip
"""Month and day. A subdivision has the year of its country; `US-XX` stands for the other states."""

NAMED_BY_END = frozenset("AS AU BD CA EG FM GU IN KE MH MP NZ PK PR PW TH TZ UG UM US VI ZA".split())
NAMED_BY_START = frozenset(("JP", "SG"))
"""Countries where “FY2026” means the year that ends, or begins, in 2026. Elsewhere both are in use."""

YEAR_PAIR = re.compile(r"([0-9]{4})([-/])([0-9]{2}|[0-9]{4})")


class PeriodYears(NamedTuple):
    """The year that a period is, or the two that twelve months of it lie in; and the fiscal year that it lies in."""

    period_year: str | None
    fiscal_year: str | None


NO_YEARS = PeriodYears(None, None)


def first_day(jurisdiction: str) -> tuple[int, int]:
    """Month and day on which the fiscal year of a jurisdiction begins."""
    country = country_of(jurisdiction)
    inherited = "US-XX" if country == "US" and country != jurisdiction else country
    return FIRST_DAYS.get(jurisdiction) or FIRST_DAYS.get(inherited, JANUARY)


def fiscal_interval(year: int, jurisdiction: str) -> str:
    """The EDTF interval of the fiscal year that begins in this calendar year: `2022-04/2023-03`, or `2022`."""
    month, day = first_day(jurisdiction)
    if (month, day) == JANUARY:
        return f"{year:04}"
    last = date(year + 1, month, day) - timedelta(days=1)
    if day > 1:
        return f"{date(year, month, day)}/{last}"
    return f"{year:04}-{month:02}/{last.isoformat()[:7]}"


def named_fiscal_years(year: int, jurisdiction: str) -> tuple[str, ...]:
    """The intervals that “FY2026” can mean in a jurisdiction: one, or two where the name does not tell."""
    country = country_of(jurisdiction)
    ends, begins = fiscal_interval(year - 1, jurisdiction), fiscal_interval(year, jurisdiction)
    if first_day(jurisdiction) == JANUARY or country in NAMED_BY_START:
        return (begins,)
    return (ends,) if country in NAMED_BY_END else (ends, begins)


def consecutive_years(text: str) -> int | None:
    """The first of two years that follow each other, as in `2022-23`, `2022/23` and `2022-2023`; else None."""
    match = YEAR_PAIR.fullmatch(text)
    if not match:
        return None
    first, second = match[1], match[3]
    following = f"{int(first) + 1:04}"
    return int(first) if second in (following, following[2:]) and first not in ("0000", "9999") else None


@lru_cache(maxsize=4096)
def ambiguous_years(period: str, jurisdiction: str) -> tuple[str, str] | None:
    """What a valid EDTF period that looks like two years can mean: the fiscal year, or what EDTF says; else None.

    `2022-23` is autumn 2022 in EDTF, and `2010-11` is November. Where the fiscal year is the calendar year, a month
    stays one, and `2026/2027` are two years.
    """
    year = consecutive_years(period)
    if year is None:
        return None
    is_calendar_year = first_day(jurisdiction) == JANUARY
    try:
        days = parse_edtf(period, jurisdiction)
    except NotEdtf:
        return None
    if is_calendar_year and ("/" in period or int(period[-2:]) <= 12):  # noqa: PLR2004 - Months of a year.
        return None
    meant = f"{year:04}/{year + 1:04}" if is_calendar_year else fiscal_interval(year, jurisdiction)
    sides = [str(day) for day in (days.first, days.last)]
    precision = None if sides[0][:7] == sides[1][:7] else len("2026-01")
    return meant, "/".join(side[:precision] for side in sides)


@lru_cache(maxsize=4096)
def years_of(period: str, jurisdiction: str) -> PeriodYears:
    """The year of a period, and the fiscal year of the jurisdiction that it lies in."""
    days = parse_edtf(period, jurisdiction)
    if days.first is None or days.last is None:
        return NO_YEARS
    return PeriodYears(calendar_years(days), enclosing_fiscal_year(days, jurisdiction))


def calendar_years(days: DateRange) -> str | None:
    """The calendar year that a period lies in: `2026`; for twelve months across two years both, `2025/2026`."""
    first, last = days.first, days.last
    if first is None or last is None:
        return None
    if first.year == last.year:
        return f"{first.year:04}"
    is_twelve_months = last < date.max and last + timedelta(days=1) == same_day_next_year(first)
    return f"{first.year:04}/{last.year:04}" if is_twelve_months else None


def enclosing_fiscal_year(days: DateRange, jurisdiction: str) -> str | None:
    """The fiscal year that a period lies in: `2026` if it is the calendar year, else as `2025/2026`."""
    if days.first is None or days.last is None:
        return None
    start = first_day(jurisdiction)
    year, other = (each.year - ((each.month, each.day) < start) for each in (days.first, days.last))
    if year != other:
        return None
    return f"{year:04}" if start == JANUARY else f"{year:04}/{year + 1:04}"


def same_day_next_year(day: date) -> date:
    """The day a year later; of 29 February, 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)

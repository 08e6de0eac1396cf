"""Uncertain dates as sources state them (`2026-01-29`, `2026~`, `2026-33`, `2026/..`), and the days they may mean.

Supported are levels 0 and 1 of EDTF (ISO 8601-2), date-times of ISO 8601 in any form, and from level 2 the parts of a
year 21 to 41, open digits of months and days, and `?`, `~` and `%` on a part of a date. A date-time means its stated
day, wherever on Earth that was. Which months a season has depends on the jurisdiction: see `seasons`.
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NoReturn

from domain.dates.seasons import SEASONS, months_of

MAX_EDTF_LENGTH = 64
EXAMPLES = "2035, 2026-07, 2026-01-29, 2026-33 (a quarter), 2026~ or 2026/2029"
YEAR_BOUNDS = "years go from 0001 to 9999"
PART_BOUNDS = "months are 01 to 12, seasons 21 to 32, quarters 33 to 36, thirds 37 to 39, halves 40 and 41"

_OPEN = ("", "..")

# No part of this pattern matches where its neighbour can, so that a mismatch is found without backtracking.
_DATE = re.compile(
    r"[?~%]?(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)[?~%]?"
    r"(?:-[?~%]?(?P<month>[0-9X]{2})[?~%]?(?:-[?~%]?(?P<day>[0-9X]{2})[?~%]?)?)?"
)
_DATE_TIME = re.compile(
    r"(?P<year>[0-9]{4})(?P<hyphen>-?)(?P<month>[0-9X]{2})(?P=hyphen)(?P<day>[0-9X]{2})"
    r"[Tt ](?P<time>[0-9:.,Zz+-]+)(?P<qualifier>[?~%])?"
)
_TIME = re.compile(
    r"(?:(?:[01][0-9]|2[0-3])(?::?[0-5][0-9](?::?(?:[0-5][0-9]|60)(?:[.,][0-9]+)?)?)?|24(?::?00(?::?00(?:[.,]0+)?)?)?)"
    r"(?:[Zz]|[+-](?:(?:0[0-9]|1[0-3])(?::?[0-5][0-9])?|14(?::?00)?))?"
)
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_BEYOND = re.compile(r"(?:Y-?[1-9][0-9]{4,}|-(?!0000)[0-9][0-9X]{3}(?:-[0-9X]{2}){0,2})[?~%]?")
_SEASON = re.compile(f"[0-9]{{4}}[?~%]?-[?~%]?(?:{'|'.join(SEASONS)})")


@dataclass(frozen=True, slots=True)
class DateRange:
    """The first and last day that a date may mean; None if a side is open (`..`) or unknown (empty)."""

    first: date | None
    last: date | None


class NotEdtf(ValueError):
    """The text is not a supported date; the message is a sentence for the client."""


@lru_cache(maxsize=8192)
def parse_edtf(text: str, jurisdiction: str = "") -> DateRange:
    """The days that an EDTF date may mean, with seasons as in the jurisdiction. Raises NotEdtf.

    Seasons may come in either order in an interval, which then has both: `has_backward_seasons` tells.
    """
    if len(text) > MAX_EDTF_LENGTH:
        raise NotEdtf(f"A date has at most {MAX_EDTF_LENGTH} characters; this one has {len(text)}.")
    if slashed := _SLASHED.fullmatch(text):
        first, second, year = slashed.groups()
        dates = [f"{year}-{int(month):02}-{int(day):02}" for day, month in ((first, second), (second, first))]
        written = dict.fromkeys(each for each in dates if _is_day(each))
        raise NotEdtf(f"Write {' or '.join(written) or '2026-02-03'}. With slashes this reads as a period.")
    if "/" in text:
        return _interval(text, jurisdiction)
    return _date(text, jurisdiction)


def has_backward_seasons(text: str, jurisdiction: str) -> bool:
    """Whether an interval ends before it starts by the order that its seasons have in the jurisdiction."""
    if "/" not in text or not _SEASON.search(text):
        return False
    start, _, end = text.partition("/")
    if start in _OPEN or end in _OPEN:
        return False
    first, last = parse_edtf(start, jurisdiction).first, parse_edtf(end, jurisdiction).last
    return first is not None and last is not None and first > last


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _interval(text: str, jurisdiction: str) -> DateRange:
    start, _, end = text.partition("/")
    if start in _OPEN and end in _OPEN:
        raise NotEdtf(f"The interval “{text}” names no date; give its start, its end, or both.")
    one = DateRange(None, None) if start in _OPEN else _side(start, jurisdiction)
    other = DateRange(None, None) if end in _OPEN else _side(end, jurisdiction)
    if one.first and other.last and one.first > other.last:
        if not _SEASON.search(text):
            raise NotEdtf(f"The interval “{text}” ends before it starts; write the earlier date first.")
        return DateRange(other.first, one.last)
    return DateRange(one.first, other.last)


def _side(text: str, jurisdiction: str) -> DateRange:
    days = _date(text, jurisdiction)
    if _DATE_TIME.fullmatch(text):
        raise NotEdtf(f"An interval runs between days, without a time of day; “{text}” has one.")
    return days


def _date(text: str, jurisdiction: str) -> DateRange:
    match = _DATE.fullmatch(text)
    if not match:
        return _date_time(text)
    year, month, day = match.groups()
    if "X" in year:
        return _years(text, year, month)
    if year == "0000":
        raise NotEdtf(f"“{text}” is not supported: {YEAR_BOUNDS}.")
    if month is None:
        return DateRange(date(int(year), 1, 1), date(int(year), 12, 31))
    if day is None or (day == "XX" and "X" in month):
        return _months(text, int(year), month, jurisdiction)
    return _days(text, int(year), month, day)


def _date_time(text: str) -> DateRange:
    match = _DATE_TIME.fullmatch(text)
    if not match:
        _refuse_form(text)
    year, _, month, day, time, qualifier = match.groups()
    if not _TIME.fullmatch(time):
        raise NotEdtf(f"“{text}” has no valid time; write 10:00, 10:00:00Z or 10:00:00+09:00.")
    if "X" in month + day or qualifier:
        raise NotEdtf(f"“{text}” has a time, so its day has to be stated, and without ?, ~ or %.")
    if year == "0000":
        raise NotEdtf(f"“{text}” is not supported: {YEAR_BOUNDS}.")
    return _days(text, int(year), month, day)


def _refuse_form(text: str) -> NoReturn:
    if _BEYOND.fullmatch(text):
        raise NotEdtf(f"“{text}” is not supported: {YEAR_BOUNDS}.")
    raise NotEdtf(f"“{text}” is not a date. Write {EXAMPLES}, in plain digits without spaces.")


def _years(text: str, year: str, month: str | None) -> DateRange:
    if month is not None:
        raise NotEdtf(f"“{text}” leaves digits of the year open, so no month can follow; write {year} alone.")
    first = int(year.replace("X", "0"))
    if first == 0:
        raise NotEdtf(f"“{text}” is not supported, as it may mean the year 0000: {YEAR_BOUNDS}.")
    return DateRange(date(first, 1, 1), date(int(year.replace("X", "9")), 12, 31))


def _months(text: str, year: int, month: str, jurisdiction: str) -> DateRange:
    if span := months_of(month, jurisdiction):
        first, last = span
    elif possible := _numbers(month, 12):
        first, last = possible[0], possible[-1]
    else:
        raise NotEdtf(f"“{text}” names no month: {PART_BOUNDS}.")
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)  # noqa: PLR2004 - Months of a year.
    if end_year > date.max.year:
        return DateRange(date(year, first, 1), date.max)
    return DateRange(date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]))


def _days(text: str, year: int, month: str, day: str) -> DateRange:
    if "X" in month:
        raise NotEdtf(f"“{text}” leaves the month open, so its day has to be XX too.")
    if not _numbers(month, 12):
        raise NotEdtf(f"“{text}” names no day: before a day the month is 01 to 12.")
    _, length = monthrange(year, int(month))
    possible = _numbers(day, length)
    if not possible:
        raise NotEdtf(f"“{text}” names no day: {month_name[int(month)]} {year:04} goes from 01 to {length}.")
    return DateRange(date(year, int(month), possible[0]), date(year, int(month), possible[-1]))


def _numbers(digits: str, most: int) -> list[int]:
    """The numbers from 1 that two digits may mean, where X is any digit."""
    if "X" not in digits:
        return [number] if 1 <= (number := int(digits)) <= most else []
    return [
        number
        for number in range(1, most + 1)
        if all(stated in ("X", digit) for stated, digit in zip(digits, f"{number:02}", strict=True))
    ]

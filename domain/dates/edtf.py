"""Uncertain dates as sources state them (`2026-01-29`, `2026~`, `2026-33`, `2026/..`), and the days they may mean.

Supported are levels 0 and 1 of EDTF (ISO 8601-2), which include the seasons 21-24, and from level 2 the quarters
33-36 and the halves 40 and 41. Seasons are those of the northern hemisphere and stay within their year, as in the PyPI
library `edtf`: spring is March to May, summer June to August, autumn September to November, winter December alone.
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NoReturn

MAX_EDTF_LENGTH = 64
EXAMPLES = "2035, 2026-07, 2026-01-29, 2026-33 (a quarter), 2026~ or 2026/2029"
YEARS = "years go from 0001 to 9999"

_OPEN = ("", "..")
_MONTHS: dict[str | None, tuple[int, int]] = {f"{month:02}": (month, month) for month in range(1, 13)}
_PARTS_OF_A_YEAR: dict[str | None, tuple[int, int]] = {
    "21": (3, 5),
    "22": (6, 8),
    "23": (9, 11),
    "24": (12, 12),
    "33": (1, 3),
    "34": (4, 6),
    "35": (7, 9),
    "36": (10, 12),
    "40": (1, 6),
    "41": (7, 12),
}
_SPANS = {**_MONTHS, **_PARTS_OF_A_YEAR, "XX": (1, 12), None: (1, 12)}

# No part of this pattern matches where its neighbour can, so that a mismatch is found without backtracking.
_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?P<time>T[0-9:Z+-]+)?)?)?"
    r"(?P<qualifier>[?~%])?"
)
_TIME = re.compile(
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-3])(?::[0-5][0-9])?|[+-]14(?::00)?)?"
)
_SLASHED = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_BEYOND = re.compile(r"(?:Y-?[1-9][0-9]{4,}|-(?!0000)[0-9][0-9X]{3}(?:-[0-9X]{2}){0,2})[?~%]?")


@dataclass(frozen=True, slots=True)
class DateRange:
    """The first and last day that a date may mean; None if a side is open (`..`) or unknown (empty)."""

    first: date | None
    last: date | None


class NotEdtf(ValueError):
    """The text is not a supported date; the message is a sentence for the client."""


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> DateRange:
    """The days that an EDTF date may mean. Raises NotEdtf."""
    if len(text) > MAX_EDTF_LENGTH:
        raise NotEdtf(f"A date has at most {MAX_EDTF_LENGTH} characters; this one has {len(text)}.")
    if slashed := _SLASHED.fullmatch(text):
        first, second, year = slashed.groups()
        dates = [f"{year}-{month}-{day}" for day, month in ((first, second), (second, first)) if month in _MONTHS]
        raise NotEdtf(
            f"Write {' or '.join(dict.fromkeys(dates)) or '2026-02-03'}. With slashes this reads as a period."
        )
    if "/" in text:
        return _interval(text)
    return _date(text)


def _interval(text: str) -> DateRange:
    start, _, end = text.partition("/")
    if start in _OPEN and end in _OPEN:
        raise NotEdtf(f"The interval {text!r} names no date; give its start, its end, or both.")
    first = None if start in _OPEN else _side(start).first
    last = None if end in _OPEN else _side(end).last
    if first and last and first > last:
        raise NotEdtf(f"The interval {text!r} ends before it starts; write the earlier date first.")
    return DateRange(first, last)


def _side(text: str) -> DateRange:
    days = _date(text)
    if "T" in text:
        raise NotEdtf(f"An interval runs between days, without a time of day; {text!r} has one.")
    return days


def _date(text: str) -> DateRange:
    match = _DATE.fullmatch(text)
    if not match:
        _refuse_form(text)
    year, month, day, time, qualifier = match.groups()
    if time:
        _check_time(text, time, day, qualifier)
    if "X" in year:
        return _years(text, year, month)
    if year == "0000":
        raise NotEdtf(f"{text!r} is not supported: {YEARS}.")
    if day is None or (day == "XX" and month not in _PARTS_OF_A_YEAR):
        return _months(text, int(year), month)
    return _day(text, int(year), month, day)


def _refuse_form(text: str) -> NoReturn:
    if _BEYOND.fullmatch(text):
        raise NotEdtf(f"{text!r} is not supported: {YEARS}.")
    raise NotEdtf(f"{text!r} is not a date. Write {EXAMPLES}, in plain digits without spaces.")


def _check_time(text: str, time: str, day: str, qualifier: str | None) -> None:
    if not _TIME.fullmatch(time):
        raise NotEdtf(f"{text!r} has no valid time; write 10:00:00, 10:00:00Z or 10:00:00+09:00.")
    if day == "XX" or qualifier:
        raise NotEdtf(f"{text!r} has a time, so its day has to be stated, and without ?, ~ or %.")


def _years(text: str, year: str, month: str | None) -> DateRange:
    if month is not None:
        raise NotEdtf(f"{text!r} leaves digits of the year open, so no month can follow; write {year} alone.")
    first = int(year.replace("X", "0"))
    if first == 0:
        raise NotEdtf(f"{text!r} is not supported, as it may mean the year 0000: {YEARS}.")
    return DateRange(date(first, 1, 1), date(int(year.replace("X", "9")), 12, 31))


def _months(text: str, year: int, month: str | None) -> DateRange:
    if month not in _SPANS:
        raise NotEdtf(
            f"{text!r} names no month: months are 01 to 12, seasons 21 to 24, quarters 33 to 36, halves 40 and 41."
        )
    first, last = _SPANS[month]
    return DateRange(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _day(text: str, year: int, month: str, day: str) -> DateRange:
    if month == "XX":
        raise NotEdtf(f"{text!r} leaves the month open, so its day has to be XX too.")
    if month not in _MONTHS:
        raise NotEdtf(f"{text!r} names no day: before a day the month is 01 to 12.")
    _, days = monthrange(year, int(month))
    if not 1 <= int(day) <= days:
        raise NotEdtf(f"{text!r} names no day: {month_name[int(month)]} {year:04} goes from 01 to {days}.")
    stated = date(year, int(month), int(day))
    return DateRange(stated, stated)

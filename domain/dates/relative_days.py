"""Days relative to the day of a request: `today`, `today+90d`, `today-1y`.

A saved address moves with them. A `+` in a query string means a space (application/x-www-form-urlencoded), so
`today 90d` is taken for `today+90d`.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from domain.dates.edtf import NotEdtf

RELATIVE = re.compile(r"today(?:([-+ ])([0-9]{1,5})([dwmy]))?")
MAX_DAYS = 366_000
"""A thousand years. With today's year, that stays within the years 0001 to 9999."""

REFERENCE_DAY = date(2000, 1, 1)
"""The day as of which two relative days are compared. Which of them is first hardly depends on it."""

DAYS_OF_UNIT = {"d": 1, "w": 7, "m": 31, "y": 366}
FORMS = "today, today+90d, today-1y (d days, w weeks, m months, y years)"

WINDOWS_IN_WORDS: Mapping[str, tuple[str, str]] = {
    "now": ("today", "today"),
    "yesterday": ("today-1d", "today-1d"),
    "tomorrow": ("today+1d", "today+1d"),
    "last week": ("today-7d", "today"),
    "next week": ("today", "today+7d"),
    "last month": ("today-1m", "today"),
    "next month": ("today", "today+1m"),
    "last year": ("today-1y", "today"),
    "next year": ("today", "today+1y"),
}
"""Words that people try, with the first and the last day to suggest to them."""


def window_of(text: str) -> tuple[str, str]:
    """The first and the last day of a window in words, such as `next month`; any other text is both."""
    return WINDOWS_IN_WORDS.get(text.lower().replace("_", " ").replace("-", " "), (text, text))


def day_in_words(text: str) -> str | None:
    """The relative day that words mean: the end of their window that is not today."""
    first, last = window_of(text)
    day = first if last == "today" else last
    return day if day != text else None


def is_relative(text: str) -> bool:
    """Whether it is meant as a day relative to today."""
    return text.startswith("today")


def canonical_relative_day(text: str) -> str:
    """The text with its sign. Raises NotEdtf if it is malformed or beyond a thousand years."""
    match = RELATIVE.fullmatch(text)
    if match is None or (match[3] and int(match[2]) * DAYS_OF_UNIT[match[3]] > MAX_DAYS):
        raise NotEdtf(f"“{text}” is not a relative day. Write {FORMS}, at most 1,000 years away.")
    return text.replace(" ", "+")


def absolute(text: str, today: date) -> str:
    """The day that a relative day means today; any other text as it is."""
    return relative_day(text, today).isoformat() if is_relative(text) else text


def relative_day(text: str, today: date) -> date:
    """The day that it means today. The 31st, in a month without one, is the month's last day."""
    match = RELATIVE.fullmatch(text)
    if match is None or match[3] is None:
        return today
    number = int(match[2]) * (-1 if match[1] == "-" else 1)
    if match[3] in "dw":
        return today + timedelta(days=number * DAYS_OF_UNIT[match[3]])
    months = today.year * 12 + today.month - 1 + number * (12 if match[3] == "y" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))

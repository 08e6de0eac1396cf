"""The instants that a date-time (ISO 8601) or an uncertain date (EDTF) may mean."""

import re
from datetime import UTC, date, datetime, time, timedelta

from domain.dates.edtf import NotEdtf, parse_edtf

INSTANT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)[Tt ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,20}))?)?)?"
    r"(?:([Zz])|([+-]\d\d)(?::?(\d\d))?)?",
    re.ASCII,
)
MICROSECONDS = 6
MIDNIGHT_HOUR = 24


def first_instant(text: str) -> datetime:
    """The first instant, in UTC, that the text may mean. Raises NotEdtf."""
    return parse_instant(text) or datetime.combine(required_day(parse_edtf(text).first, text), time.min, UTC)


def last_instant(text: str) -> datetime:
    """The last instant, in UTC, that the text may mean. Raises NotEdtf."""
    return parse_instant(text) or datetime.combine(required_day(parse_edtf(text).last, text), time.max, UTC)


def parse_instant(text: str) -> datetime | None:
    """The instant of a date-time with an offset in any form of ISO 8601, in UTC; None for anything else.

    24:00 is the midnight at the end of the day; digits below a microsecond are dropped.
    """
    match = INSTANT.fullmatch(text)
    if match is None or not (match[8] or match[9]):
        return None
    year, month, day, hour, minute, second = (int(each or 0) for each in match.groups()[:6])
    fraction = int((match[7] or "")[:MICROSECONDS].ljust(MICROSECONDS, "0"))
    is_end_of_day = hour == MIDNIGHT_HOUR and minute == second == fraction == 0
    hours, minutes = int(match[9] or 0), int(match[10] or 0)
    try:
        stated = datetime(year, month, day, 0 if is_end_of_day else hour, minute, second, fraction, UTC)
        offset = timedelta(hours=hours, minutes=-minutes if (match[9] or "").startswith("-") else minutes)
        return stated - offset + timedelta(days=is_end_of_day) if abs(offset) < timedelta(hours=24) else None
    except (ValueError, OverflowError):
        return None


def required_day(day: date | None, text: str) -> date:
    """The day. Raises NotEdtf for the open end of an interval."""
    if day is None:
        raise NotEdtf(f"“{text}” has an open end where a day is needed.")
    return day

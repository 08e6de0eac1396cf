"""The instants that a time (RFC 3339) or an uncertain date (EDTF) may mean."""

from datetime import UTC, date, datetime, time

from domain.dates.edtf import NotEdtf, parse_edtf


def first_instant(text: str) -> datetime:
    """The first instant, in UTC, that the text may mean. Raises NotEdtf."""
    return parse_rfc3339(text) or datetime.combine(required_day(parse_edtf(text).first, text), time.min, UTC)


def last_instant(text: str) -> datetime:
    """The last instant, in UTC, that the text may mean. Raises NotEdtf."""
    return parse_rfc3339(text) or datetime.combine(required_day(parse_edtf(text).last, text), time.max, UTC)


def parse_rfc3339(text: str) -> datetime | None:
    """The instant of an RFC 3339 time with an offset, in UTC; None for anything else."""
    if len(text) < len("2026-01-29T09:00Z") or text[10] not in "Tt":
        return None
    try:
        instant = datetime.fromisoformat(text)
        return instant.astimezone(UTC) if instant.tzinfo else None
    except (ValueError, OverflowError):
        return None


def required_day(day: date | None, text: str) -> date:
    """The day. Raises NotEdtf for the open end of an interval."""
    if day is None:
        raise NotEdtf(f"“{text}” has an open end where a day is needed.")
    return day

"""From what people give as a time to the instants that are compared: an RFC 3339 time, or a date of any certainty."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from domain.dates.edtf import NotEdtf, parse_edtf


def first_instant(text: str) -> datetime:
    """Return the first instant, in UTC, that the text can mean. Raise `NotEdtf` where there is none."""
    return exact(text) or datetime.combine(known(parse_edtf(text).first, text), time.min, UTC)


def last_instant(text: str) -> datetime:
    """Return the last instant, in UTC, that the text can mean. Raise `NotEdtf` where there is none."""
    return exact(text) or datetime.combine(known(parse_edtf(text).last, text), time.max, UTC)


def exact(text: str) -> datetime | None:
    """Return the instant of an RFC 3339 time with its offset; None for anything else."""
    if len(text) < len("2026-01-29T09:00Z") or text[10] not in "Tt":
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def known(day: date | None, text: str) -> date:
    """Return the day, which an open interval may not have."""
    if day is None:
        raise NotEdtf(f"“{text}” has an open end where a day is needed.")
    return day

"""Parameters of days and instants: the ends of windows, which may be relative to the day of the request."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields

from domain.dates.edtf import NotEdtf, parse_edtf
from domain.dates.instants import first_instant, last_instant
from domain.dates.relative_days import REFERENCE_DAY, absolute, canonical_relative_day, day_in_words, is_relative
from schemas.fields.dates import date_violation
from schemas.fields.scalars import Edtf, Text, field_error, quote_value


class InstantParam(Text):
    """RFC 3339 with Z, or an EDTF date that stands for its first or last instant in UTC."""

    longest = 64

    def check(self, text: str) -> str:
        """Parse both ends."""
        try:
            first_instant(text), last_instant(text)
        except NotEdtf as error:
            raise ValidationError([date_violation(text, str(error))]) from error
        return text


class WindowDate(Edtf):
    """The first or last date of a window: a closed EDTF date, or a day relative to today (UTC): `today+90d`.

    Units are d, w, m and y. `today 90d` means `today+90d`, because a `+` in a query is a space.
    """

    def __init__(self, description: str, **options: Any) -> None:
        super().__init__(description, closed=True, **options)

    def check(self, text: str) -> str:
        """Check a relative day, or else the date."""
        refuse_day_in_words(text)
        return relative_day_param(text) if is_relative(text) else super().check(text)


class WindowInstant(InstantParam):
    """The start or end of a window of instants: as InstantParam, or a day relative to today (UTC): `today-7d`."""

    def check(self, text: str) -> str:
        """Check a relative day, or else the instant."""
        refuse_day_in_words(text)
        return relative_day_param(text) if is_relative(text) else super().check(text)


def refuse_day_in_words(text: str) -> None:
    """Raise ValidationError, with the relative day, for one in words."""
    near = day_in_words(text)
    if near:
        raise field_error("date", f"{quote_value(text)} is not in a form that days have here. Write {near}.", (), near)


def relative_day_param(text: str) -> str:
    """A relative day with its sign. Raises ValidationError."""
    try:
        return canonical_relative_day(text)
    except NotEdtf as error:
        raise field_error("date", str(error)) from error


class DayParam(WindowDate):
    """One day (EDTF), also relative to today (UTC): `today-30d`."""

    def check(self, text: str) -> str:
        """Check that it is a single day."""
        stated = super().check(text)
        days = parse_edtf(absolute(stated, REFERENCE_DAY))
        if days.first != days.last:
            raise field_error("date", f"{quote_value(text)} is not one day. Write 2026-01-29.")
        return stated


def date_params(stem: str, past: str) -> dict[str, fields.Field[Any]]:
    """The parameters of a range in which an uncertain date may lie."""
    return {
        f"{stem}_from": WindowDate(f"{past} on or after the first day of this date.", example="2026-01"),
        f"{stem}_to": WindowDate(f"{past} on or before the last day of this date.", example="today+90d"),
    }


def instant_params(stem: str, past: str) -> dict[str, fields.Field[Any]]:
    """The parameters of a range in which an instant lies."""
    form = "a date-time with Z or an offset, a date, or a relative day"
    return {
        f"{stem}_from": WindowInstant(f"{past} at or after this: {form}.", example="today-7d"),
        f"{stem}_to": WindowInstant(f"{past} at or before this: {form}.", example="2026-12-31"),
    }

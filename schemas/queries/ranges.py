"""Parameters that come in pairs: a range of dates, of instants or of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from marshmallow import fields

from domain.dates.edtf import parse_edtf
from domain.dates.instants import first_instant, last_instant
from domain.violations import Path, Violation
from schemas.fields.scalars import DecimalText, Edtf
from schemas.queries.base import InstantParam

DATES = ("announced", "effective", "due", "starts", "period", "said")
INSTANTS = ("updated", "created", "published")
NUMBERS = ("value", "amount", "change")


class Range(NamedTuple):
    """The parameters of a range, and functions that give the ends to compare."""

    first: str
    last: str
    low: Callable[[str], Any]
    high: Callable[[str], Any]


def first_day_of(text: str) -> Any:
    """The first day of a closed EDTF date."""
    return parse_edtf(text).first


def last_day_of(text: str) -> Any:
    """The last day of a closed EDTF date."""
    return parse_edtf(text).last


RANGES = (
    *(Range(f"{stem}_from", f"{stem}_to", first_day_of, last_day_of) for stem in DATES),
    *(Range(f"{stem}_from", f"{stem}_to", first_instant, last_instant) for stem in INSTANTS),
    *(Range(f"{stem}_min", f"{stem}_max", Decimal, Decimal) for stem in NUMBERS),
)


def date_params(stem: str, past: str) -> dict[str, fields.Field[Any]]:
    """The parameters of a range in which an uncertain date may lie."""
    return {
        f"{stem}_from": Edtf(f"{past} on or after the first day of this date.", closed=True, example="2026-01"),
        f"{stem}_to": Edtf(f"{past} on or before the last day of this date.", closed=True, example="2026-06-30"),
    }


def instant_params(stem: str, past: str) -> dict[str, fields.Field[Any]]:
    """The parameters of a range in which an instant lies."""
    form = "RFC 3339 with Z, or a date"
    return {
        f"{stem}_from": InstantParam(f"{past} at or after this: {form}.", example="2026-01-01T00:00:00Z"),
        f"{stem}_to": InstantParam(f"{past} at or before this: {form}.", example="2026-12-31"),
    }


def number_params(stem: str, what: str) -> dict[str, fields.Field[Any]]:
    """The parameters of a range of decimals."""
    return {
        f"{stem}_min": DecimalText(f"{what} of at least this.", example="1000"),
        f"{stem}_max": DecimalText(f"{what} of at most this.", example="1000000"),
    }


def ranges_are_ordered(loaded: Mapping[str, Any], _: Mapping[str, Any]) -> Iterator[tuple[Path, Violation]]:
    """A range begins before it ends."""
    for first, last, low, high in RANGES:
        start, end = loaded.get(first), loaded.get(last)
        if start is not None and end is not None and low(start) > high(end):
            yield (first,), Violation("order", f"This is after {last}. Swap the two.")

"""Windows and ranges: parameters that come in pairs, the first not after the second."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from marshmallow import ValidationError, fields

from domain.dates.edtf import parse_edtf
from domain.dates.instants import first_instant, last_instant
from domain.violations import Violation
from schemas.fields.scalars import DecimalText, Edtf
from schemas.queries.base import Moment


class Pair(NamedTuple):
    """Two parameters, and how their values are compared."""

    first: str
    last: str
    low: Callable[[str], Any]
    high: Callable[[str], Any]


def first_day(text: str) -> Any:
    """Return the first day of a date that has one."""
    return parse_edtf(text).first


def last_day(text: str) -> Any:
    """Return the last day of a date that has one."""
    return parse_edtf(text).last


def days(stem: str, past: str) -> dict[str, fields.Field[Any]]:
    """Return the parameters of a window in which an uncertain date may lie."""
    return {
        f"{stem}_from": Edtf(f"{past} on or after the first day of this date.", closed=True, example="2026-01"),
        f"{stem}_to": Edtf(f"{past} on or before the last day of this date.", closed=True, example="2026-06-30"),
    }


def instants(stem: str, past: str) -> dict[str, fields.Field[Any]]:
    """Return the parameters of a window in which an instant lies."""
    form = "RFC 3339 with Z, or a date"
    return {
        f"{stem}_from": Moment(f"{past} at or after this: {form}.", example="2026-01-01T00:00:00Z"),
        f"{stem}_to": Moment(f"{past} at or before this: {form}.", example="2026-12-31"),
    }


def figures(stem: str, what: str) -> dict[str, fields.Field[Any]]:
    """Return the parameters of a range of figures."""
    return {
        f"{stem}_min": DecimalText(f"{what} of at least this.", example="1000"),
        f"{stem}_max": DecimalText(f"{what} of at most this.", example="1000000"),
    }


def pairs(names: Mapping[str, fields.Field[Any]]) -> Iterator[Pair]:
    """Yield the pairs among some parameters."""
    for name, field in names.items():
        if name.endswith("_from") and f"{name[:-5]}_to" in names:
            low, high = (first_instant, last_instant) if isinstance(field, Moment) else (first_day, last_day)
            yield Pair(name, f"{name[:-5]}_to", low, high)
        if name.endswith("_min"):
            yield Pair(name, f"{name[:-4]}_max", Decimal, Decimal)


def refuse_reversed(data: Mapping[str, Any], names: Mapping[str, fields.Field[Any]]) -> None:
    """Refuse every pair that begins after it ends."""
    messages = {
        pair.first: [Violation("order", f"This is after {pair.last}.")]
        for pair in pairs(names)
        if data.get(pair.first) is not None
        and data.get(pair.last) is not None
        and pair.low(data[pair.first]) > pair.high(data[pair.last])
    }
    if messages:
        raise ValidationError(messages)

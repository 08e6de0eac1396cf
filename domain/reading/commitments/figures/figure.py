"""The figure of a promise."""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Literal

from domain.reading.findings import Span

Comparator = Literal["eq", "gte", "lte", "about"]


class Rank(IntEnum):
    """How likely a figure is what is promised, the likeliest first."""

    LEVEL = 0
    """The level that something is brought to: `to 60 percent`."""
    PLAIN = 1
    PLACE = 2
    """How many places it happens in, or what is known to the reader: `in 12 districts`, `the 36 states`."""
    JOINED = 3
    """A measure that describes a thing: `a 300-bed hospital`."""
    NONE = 9
    """No promise: where it starts from, what it is compared with."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts; `upper` is the end of a range, `span` that of the number."""

    value: Decimal
    unit: str | None
    comparator: Comparator
    upper: Decimal | None
    span: Span
    rank: Rank

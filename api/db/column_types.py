"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from decimal import Context, Decimal
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, LargeBinary, Numeric, String
from sqlalchemy.types import TypeDecorator, TypeEngine

from api.db.sql import EngineSql

INTEGER_DIGITS, FRACTION_DIGITS = 20, 8
SCALE = 10**FRACTION_DIGITS
OFFSET = 10 ** (INTEGER_DIGITS + FRACTION_DIGITS)
WIDTH = INTEGER_DIGITS + FRACTION_DIGITS + 1
DIGITS = ((1, 11), (12, 9), (21, 9))
"""Groups of the stored digits on SQLite, whose sums are far below 2^63: start and length of each."""

EXACT = Context(prec=60)
"""Precision for sums of any number of amounts; Python's default context rounds at 28 digits."""


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal of up to 20 digits before and 8 after the point, stored and compared exactly.

    NUMERIC on PostgreSQL. SQLite would store a float, so there it is text of a fixed width, shifted by a constant so
    that it is never negative and sorts like the number.
    """

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC, or text on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(WIDTH))
        return dialect.type_descriptor(Numeric(INTEGER_DIGITS + FRACTION_DIGITS, FRACTION_DIGITS))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Shift and pad a decimal on SQLite."""
        if value is None or dialect.name != "sqlite":
            return value
        return f"{int(value * SCALE) + OFFSET:0{WIDTH}d}"

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The decimal that was stored."""
        if value is None or dialect.name != "sqlite":
            return value
        return Decimal(int(value) - OFFSET) / SCALE


class ExactSum(TypeDecorator[Decimal]):
    """The sum of exact decimals. SQLite, which would add floats, sums three groups of digits and counts the values."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC, or text on SQLite."""
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Join the sums of the groups, and subtract the constant of each value."""
        if value is None or dialect.name != "sqlite":
            return value
        *groups, count = map(int, value.split(":"))
        total = sum(group * 10**power for group, power in zip(groups, (18, 9, 0), strict=True))
        return EXACT.divide(Decimal(total - count * OFFSET), Decimal(SCALE))


class exact_sum(EngineSql):  # noqa: N801 - A function of SQL.
    """The exact sum of a column of `ExactDecimal`; on SQLite, the sums of its groups of digits, and the count."""

    type = ExactSum()
    inherit_cache = True
    templates: ClassVar = {
        "sqlite": " || ':' || ".join(
            [*(f"sum(CAST(substr({{0}}, {start}, {length}) AS INTEGER))" for start, length in DIGITS), "count({0})"]
        ),
        "postgresql": "sum({0})",
    }


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; SQLite stores it without the offset. Raises ValueError for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time needs its offset")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """An aware datetime in UTC, whatever the session's time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Compressed(TypeDecorator[bytes]):
    """Compressed bytes: written often and read seldom, such as old versions of a document."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Compress at the fastest level."""
        return None if value is None else zlib.compress(value, 1)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """The bytes that were stored."""
        return None if value is None else zlib.decompress(value)

"""Column types behave the same on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select

from api.db.database import Database
from api.db.sql import Compressed, ExactDecimal, UtcDateTime

VALUES = Table(
    "values",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("number", ExactDecimal),
    Column("moment", UtcDateTime),
    Column("content", Compressed),
)
LARGEST = Decimal("99999999999999999999.99999999")
SMALLEST = Decimal("0.00000001")
NUMBERS = st.decimals(-LARGEST, LARGEST, places=8) | st.sampled_from(
    [LARGEST, -LARGEST, SMALLEST, -SMALLEST, Decimal(0)]
)
BOUNDED = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def values(database: Database) -> Iterator[Connection]:
    """A connection, never committed, with a table of one column of each type."""
    with database.writer.connect() as connection:
        VALUES.create(connection)
        yield connection


def insert_row(connection: Connection, **columns: Any) -> None:
    """Insert a row."""
    connection.execute(insert(VALUES).values(**columns))


@BOUNDED
@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_decimals_are_stored_compared_and_ordered_exactly(values: Connection, numbers: list[Decimal]) -> None:
    """Up to 20 digits before and 8 after the point."""
    values.execute(VALUES.delete())
    for number in numbers:
        insert_row(values, number=number)
    assert list(values.scalars(select(VALUES.c.number).order_by(VALUES.c.number))) == sorted(numbers)
    pivot = numbers[0]
    above = values.scalars(select(VALUES.c.number).where(VALUES.c.number >= pivot)).all()
    assert sorted(above) == sorted(number for number in numbers if number >= pivot)


def test_datetimes_are_returned_in_utc(values: Connection) -> None:
    """To the microsecond, whatever their offset."""
    moment = datetime(2026, 1, 29, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    insert_row(values, moment=moment)
    (stored,) = values.scalars(select(VALUES.c.moment))
    assert (stored, stored.tzinfo) == (moment, UTC)


def test_naive_datetimes_are_refused(values: Connection) -> None:
    with pytest.raises(Exception, match="offset"):
        insert_row(values, moment=datetime(2026, 1, 29))  # noqa: DTZ001 - that is the point.


@BOUNDED
@given(st.binary(max_size=2_000))
def test_compressed_bytes_are_returned_unchanged(values: Connection, content: bytes) -> None:
    values.execute(VALUES.delete())
    insert_row(values, content=content)
    assert values.scalars(select(VALUES.c.content)).all() == [content]

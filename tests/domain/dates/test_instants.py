"""Instants from dates and times in requests."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates.edtf import NotEdtf
from domain.dates.instants import first_instant, last_instant, parse_instant


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01T00:00:00+00:00", "2026-12-31T23:59:59.999999+00:00"),
        ("2026-01-29", "2026-01-29T00:00:00+00:00", "2026-01-29T23:59:59.999999+00:00"),
        ("2026-01-29T09:00:00Z", "2026-01-29T09:00:00+00:00", "2026-01-29T09:00:00+00:00"),
        ("2026-01-29T09:00:00.5+09:00", "2026-01-29T00:00:00.500000+00:00", "2026-01-29T00:00:00.500000+00:00"),
    ],
)
def test_a_date_stands_for_its_ends_and_a_time_for_itself(text: str, first: str, last: str) -> None:
    assert (first_instant(text).isoformat(), last_instant(text).isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "2026-13", "2026-01-29T25:00:00Z", "0001-01-01T00:00:00+23:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotEdtf):
        first_instant(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20260129T090000Z", "2026-01-29T09:00:00+00:00"),
        ("2026-01-29 09:00Z", "2026-01-29T09:00:00+00:00"),
        ("2026-01-29t09z", "2026-01-29T09:00:00+00:00"),
        ("2026-01-29T24:00:00Z", "2026-01-30T00:00:00+00:00"),
        ("2026-01-29T09:00:00,123456789Z", "2026-01-29T09:00:00.123456+00:00"),
        ("2026-01-29T12:00:00+13:45", "2026-01-28T22:15:00+00:00"),
        ("2026-01-29T12:00:00-0330", "2026-01-29T15:30:00+00:00"),
        ("2026-01-29T12:00:00", None),
        ("2026-01-29T24:01:00Z", None),
        ("2026-02-30T12:00:00Z", None),
        ("2026-01-29", None),
    ],
)
def test_a_time_with_an_offset_is_read_in_any_form_of_iso_8601(text: str, expected: str | None) -> None:
    found = parse_instant(text)
    assert (found.isoformat() if found else None) == expected


def test_an_open_end_has_no_instant() -> None:
    assert first_instant("2026/..") == datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(NotEdtf):
        last_instant("2026/..")


@given(st.text(max_size=40))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    with contextlib.suppress(NotEdtf):
        assert first_instant(text).tzinfo is UTC

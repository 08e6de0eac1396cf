"""Days relative to today."""

from __future__ import annotations

from datetime import date

import pytest

from domain.dates.edtf import NotEdtf
from domain.dates.relative_days import MAX_DAYS, absolute, canonical_relative_day

TODAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2024-02-29"),
        ("today+90d", "2024-05-29"),
        ("today-2w", "2024-02-15"),
        ("today+1m", "2024-03-29"),
        ("today-3m", "2023-11-29"),
        ("today+12m", "2025-02-28"),
        ("today-1y", "2023-02-28"),
        ("today+4y", "2028-02-29"),
        ("today+0d", "2024-02-29"),
        ("2026-07", "2026-07"),
    ],
)
def test_a_relative_day_moves_with_today(text: str, expected: str) -> None:
    assert absolute(text, TODAY) == expected


def test_a_month_without_the_day_ends_earlier() -> None:
    assert absolute("today+1m", date(2026, 1, 31)) == "2026-02-28"


def test_a_blank_in_a_query_is_the_plus_that_was_sent() -> None:
    assert canonical_relative_day("today 90d") == "today+90d"
    assert canonical_relative_day("today-90d") == "today-90d"


@pytest.mark.parametrize(
    "text",
    ["today+", "today90d", "today+1", "today+1q", "today++1d", "today+1d ", "today+1001y", f"today+{MAX_DAYS}0d"],
)
def test_what_is_no_relative_day_is_refused(text: str) -> None:
    with pytest.raises(NotEdtf, match="is not a relative day"):
        canonical_relative_day(text)

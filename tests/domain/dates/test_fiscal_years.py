"""Fiscal years by jurisdiction, and the years of periods."""

from __future__ import annotations

import pytest

from domain.codes import is_jurisdiction
from domain.dates.fiscal_years import (
    FIRST_DAYS,
    NAMED_BY_END,
    ambiguous_years,
    fiscal_interval,
    named_fiscal_years,
    years_of,
)
from domain.dates.seasons import SOUTHERN


def test_the_tables_have_known_jurisdictions() -> None:
    assert len(FIRST_DAYS) >= 60
    assert all(is_jurisdiction(code) for code in FIRST_DAYS.keys() - {"US-XX"})
    assert all(is_jurisdiction(code) for code in SOUTHERN | NAMED_BY_END)


@pytest.mark.parametrize(
    ("jurisdiction", "expected"),
    [
        ("GB", "2022-04/2023-03"),
        ("GB-SCT", "2022-04/2023-03"),
        ("IN", "2022-04/2023-03"),
        ("AU", "2022-07/2023-06"),
        ("AU-NSW", "2022-07/2023-06"),
        ("US", "2022-10/2023-09"),
        ("US-CA", "2022-07/2023-06"),
        ("US-NY", "2022-04/2023-03"),
        ("US-TX", "2022-09/2023-08"),
        ("ET", "2022-07-08/2023-07-07"),
        ("IR", "2022-03-21/2023-03-20"),
        ("KR", "2022"),
        ("EU", "2022"),
        ("AFRICAN-UNION", "2022"),
        ("CARICOM", "2022"),
    ],
)
def test_a_fiscal_year_is_the_interval_of_its_jurisdiction(jurisdiction: str, expected: str) -> None:
    assert fiscal_interval(2022, jurisdiction) == expected


@pytest.mark.parametrize(
    ("jurisdiction", "expected"),
    [
        ("US", ("2025-10/2026-09",)),
        ("JP", ("2026-04/2027-03",)),
        ("FR", ("2026",)),
        ("GB", ("2025-04/2026-03", "2026-04/2027-03")),
    ],
)
def test_a_fiscal_year_is_named_by_its_end_or_its_start(jurisdiction: str, expected: tuple[str, ...]) -> None:
    assert named_fiscal_years(2026, jurisdiction) == expected


@pytest.mark.parametrize(
    ("period", "jurisdiction", "expected"),
    [
        ("2022-23", "GB", ("2022-04/2023-03", "2022-09/2022-11")),
        ("2022-23", "KR", ("2022/2023", "2022-09/2022-11")),
        ("2021-22", "AU", ("2021-07/2022-06", "2021-12/2022-02")),
        ("2032-33", "GB", ("2032-04/2033-03", "2032-01/2032-03")),
        ("2010-11", "GB", ("2010-04/2011-03", "2010-11-01/2010-11-30")),
        ("2010-11", "KR", None),
        ("2026/2027", "KE", ("2026-07/2027-06", "2026-01/2027-12")),
        ("2026/2027", "FR", None),
        ("2026/2028", "KE", None),
        ("2022-22", "GB", None),
        ("1999-00", "GB", None),
        ("2026", "GB", None),
    ],
)
def test_what_looks_like_two_years_is_ambiguous(
    period: str, jurisdiction: str, expected: tuple[str, str] | None
) -> None:
    assert ambiguous_years(period, jurisdiction) == expected


@pytest.mark.parametrize(
    ("period", "jurisdiction", "expected"),
    [
        ("2026", "KR", ("2026", "2026")),
        ("2026", "GB", ("2026", None)),
        ("2025-04/2026-03", "GB", ("2025/2026", "2025/2026")),
        ("2025-10/2026-09", "US", ("2025/2026", "2025/2026")),
        ("2025-10/2026-09", "GB", ("2025/2026", None)),
        ("2025-04-06/2026-04-05", "GB", ("2025/2026", None)),
        ("2026-02", "GB", ("2026", "2025/2026")),
        ("2026-24", "GB", (None, "2026/2027")),
        ("2026-21", "AU", ("2026", "2026/2027")),
        ("2024-02-29/2025-02-28", "KR", ("2024/2025", None)),
        ("2025/2026", "KR", (None, None)),
        ("2026/..", "KR", (None, None)),
        ("9999", "US", ("9999", None)),
    ],
)
def test_a_period_has_its_year_and_its_fiscal_year(
    period: str, jurisdiction: str, expected: tuple[str | None, str | None]
) -> None:
    assert years_of(period, jurisdiction) == expected

"""Days on which a policy is in force."""

from __future__ import annotations

from datetime import date

import pytest

from domain.dates.edtf import parse_edtf
from domain.policy import days_in_force

ANNOUNCED = parse_edtf("2026-01-29")
ALWAYS = date.max.isoformat()


@pytest.mark.parametrize(
    ("code", "since", "effective", "days"),
    [
        (None, None, None, None),
        (None, None, "2026/2029", "2026-01-01 2029-12-31"),
        (None, None, "2026-03", f"2026-03-01 {ALWAYS}"),
        (None, None, "2026/..", f"2026-01-01 {ALWAYS}"),
        (None, None, "../2029-06", f"{date.min} 2029-06-30"),
        ("proposed", "2026-01", "2026/2029", None),
        ("adopted", "2026-02-01", None, None),
        ("adopted", "2026-02-01", "2026-07-01", f"2026-07-01 {ALWAYS}"),
        ("in_force", None, None, f"2026-01-29 {ALWAYS}"),
        ("in_force", "2026-02-01", None, f"2026-02-01 {ALWAYS}"),
        ("in_force", "2020", None, f"2020-01-01 {ALWAYS}"),
        ("in_force", None, "2026-07-01/2027", "2026-07-01 2027-12-31"),
        ("in_force", "2026-09", "2026-07-01/2027", "2026-09-01 2027-12-31"),
        ("in_force", "2020", "2026-07-01/2027", "2026-07-01 2027-12-31"),
        ("repealed", None, "2026/2029", None),
        ("repealed", "2027-05-01", None, "2026-01-29 2027-04-30"),
        ("ended", "2027-05-01", "2026/2029", "2026-01-01 2027-04-30"),
        ("ended", "2031", "2026/2029", "2026-01-01 2029-12-31"),
        ("suspended", "2027", "2026-03", "2026-03-01 2027-12-30"),
        ("repealed", "2026-01-29", None, None),
        ("repealed", "2025", "2026", None),
    ],
)
def test_status_and_effective_dates_tell_the_days(
    code: str | None, since: str | None, effective: str | None, days: str | None
) -> None:
    status = {"code": code} | ({"on": since} if since else {}) if code else None
    found = days_in_force(status, effective, ANNOUNCED)
    assert (found and " ".join(map(str, found))) == days


def test_the_first_day_that_there_is_does_not_overflow() -> None:
    days_in_force({"code": "repealed", "on": "0001-01-01"}, None, ANNOUNCED)

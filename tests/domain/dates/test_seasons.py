"""Seasons by hemisphere."""

from __future__ import annotations

import pytest

from domain.dates.edtf import NotEdtf, has_backward_seasons, parse_edtf
from tests.domain.dates.test_edtf import days

SOUTHERN = {
    "2026-21": ("2026-09-01", "2026-11-30"),
    "2026-22": ("2026-12-01", "2027-02-28"),
    "2026-23": ("2026-03-01", "2026-05-31"),
    "2026-24": ("2026-06-01", "2026-08-31"),
    "2026-25": ("2026-03-01", "2026-05-31"),
    "2026-29": ("2026-09-01", "2026-11-30"),
    "2026-23/2026-21": ("2026-03-01", "2026-11-30"),
    "2026-21/..": ("2026-09-01", None),
    "../2026-22~": (None, "2027-02-28"),
}


@pytest.mark.parametrize("jurisdiction", ["AU", "AU-NSW", "ZA", "BR", "MERCOSUR"])
@pytest.mark.parametrize(("text", "expected"), SOUTHERN.items())
def test_seasons_are_southern_where_the_capital_is(
    text: str, expected: tuple[str, str | None], jurisdiction: str
) -> None:
    assert parse_edtf(text, jurisdiction) == days(*expected)


def test_seasons_of_an_interval_are_judged_by_the_jurisdiction() -> None:
    """Whatever was stored is read again: an interval backwards for its hemisphere has both seasons."""
    assert not has_backward_seasons("2026-21/2026-23", "GB")
    assert has_backward_seasons("2026-21/2026-23", "AU")
    assert not has_backward_seasons("2026-21/..", "AU")
    assert parse_edtf("2026-21/2026-23", "AU") == days("2026-03-01", "2026-11-30")


@pytest.mark.parametrize("jurisdiction", ["NATO", "BRICS", "ARAB-LEAGUE", "ECOWAS", "SCO", "EU", "UN", "GB-SCT"])
def test_a_body_has_no_season_of_the_country_whose_code_its_own_begins_with(jurisdiction: str) -> None:
    assert parse_edtf("2026-22", jurisdiction) == days("2026-06-01", "2026-08-31")


@pytest.mark.parametrize("text", ["2026-03-21/2026-01-05", "2026-03/2026-01-24"])
def test_a_day_that_looks_like_the_code_of_a_season_does_not_turn_an_interval_round(text: str) -> None:
    with pytest.raises(NotEdtf):
        parse_edtf(text)

"""Hypothesis strategies: uncertain dates."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from domain.dates.edtf import parse_edtf
from domain.dates.fiscal_years import consecutive_years

SPANS = ("01", "02", "12", "21", "24", "28", "29", "33", "36", "38", "40", "41", "XX", "1X")
UNQUALIFIED = ("2026-01-29T10:00:00", "2026-01-29 23:59:59Z", "20260129T2400+1345", "?2026-~07-1X", "2026-01-29")
OPEN = ("2026/..", "2026-07/", "../2029-12-31", "/2029~")

qualifier = st.sampled_from(("", "~", "?", "%"))
year = st.integers(1, 9999).map("{:04}".format)
day = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat) | year.map("{}-06-XX".format)
month = st.builds("{}-{}".format, year, st.sampled_from(SPANS))
decade = st.sampled_from(("202X", "19XX", "2XXX"))
date_alone = st.builds("{}{}".format, year | month | day | decade, qualifier)
interval = st.tuples(date_alone, date_alone).map(
    lambda ends: "/".join(sorted(ends, key=lambda end: parse_edtf(end).first or date.min))
)


def is_ordered(text: str) -> bool:
    """Whether an interval ends after it starts, in both hemispheres."""
    sides = ([parse_edtf(side, place) for side in text.split("/")] for place in ("KR", "AU"))
    return all(start.first and end.last and start.first <= end.last for start, end in sides)


def is_clear(text: str) -> bool:
    """Whether it does not look like two years."""
    return consecutive_years(text) is None


def is_same_everywhere(text: str) -> bool:
    """Whether it means the same days in both hemispheres."""
    return parse_edtf(text, "KR") == parse_edtf(text, "AU")


closed_date = date_alone.filter(is_clear) | interval.filter(is_ordered).filter(is_clear) | st.sampled_from(UNQUALIFIED)
edtf = closed_date | st.sampled_from(OPEN)
announced_on = closed_date | st.sampled_from(("../2008-12", "/2026-01-29"))

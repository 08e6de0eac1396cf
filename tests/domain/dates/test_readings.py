"""What dates that are not EDTF may mean, in many languages and notations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates.edtf import NotEdtf, parse_edtf
from domain.dates.fiscal_years import ambiguous_years
from domain.dates.notations import Origin
from domain.dates.readings import is_valid, read_date
from tests.domain.dates.cases import CASES, UNSUPPORTED, name_of

ANNOUNCED = "2026-11-20"

READINGS = (
    ("1. Juli 2026", "DE", ("2026-07-01",)),
    ("1er juillet 2026", "FR", ("2026-07-01",)),
    ("1 de julio de 2026", "ES", ("2026-07-01",)),
    ("1º de julho de 2026", "BR", ("2026-07-01",)),
    ("1 luglio 2026", "IT", ("2026-07-01",)),
    ("1 juli 2026", "NL", ("2026-07-01",)),
    ("1 июля 2026 г.", "RU", ("2026-07-01",)),
    ("1 lipca 2026 r.", "PL", ("2026-07-01",)),
    ("1 Temmuz 2026", "TR", ("2026-07-01",)),
    ("1 Juli 2026", "ID", ("2026-07-01",)),
    ("1 กรกฎาคม 2569", "TH", ("2026-07-01",)),
    ("พ.ศ. 2569", "TH", ("2026",)),
    ("ngày 1 tháng 7 năm 2026", "VN", ("2026-07-01",)),
    ("1 जुलाई 2026", "IN", ("2026-07-01",)),
    ("١ يوليو ٢٠٢٦", "EG", ("2026-07-01",)),
    ("2026. július 1.", "HU", ("2026-07-01",)),
    ("Juli 2026", "DE", ("2026-07",)),
    ("julio de 2026", "MX", ("2026-07",)),
    ("Wednesday, 1 July 2026", "GB", ("2026-07-01",)),
    ("Wed, 01 Jul 2026 17:00:00 GMT", "GB", ("2026-07-01",)),
    ("1st July 2026", "GB", ("2026-07-01",)),
    ("1-Jul-2026", "IN", ("2026-07-01",)),
    ("Jul 1, 2026", "US", ("2026-07-01",)),
    ("July 1st, 2026", "US", ("2026-07-01",)),
    ("25/12/2008", "GB", ("2008-12-25",)),
    ("12/25/2008", "US", ("2008-12-25",)),
    ("03/04/2026", "US", ("2026-03-04",)),
    ("03/04/2026", "GB", ("2026-04-03",)),
    ("03/04/2026", "CA", ("2026-03-04", "2026-04-03")),
    ("01.07.2026", "PL", ("2026-07-01",)),
    ("1-7-2026", "NL", ("2026-07-01",)),
    ("2026-7-1", "SE", ("2026-07-01",)),
    ("2026/7", "JP", ("2026-07",)),
    ("07/2026", "FR", ("2026-07",)),
    ("2006-11-09Z", "GB", ("2006-11-09",)),
    ("20240313", "GB", ("2024-03-13",)),
    ("平成30年4月1日", "JP", ("2018-04-01",)),
    ("昭和64年1月7日", "JP", ("1989-01-07",)),
    ("令和元年5月1日", "JP", ("2019-05-01",)),
    ("令和8年度", "JP", ("2026-04/2027-03",)),
    ("民國115年", "TW", ("2026",)),
    ("2026年度", "JP", ("2026-04/2027-03",)),
    ("2026년도", "KR", ("2026",)),
    ("2026年上半年", "CN", ("2026-40",)),
    ("2026年下半期", "JP", ("2026-41",)),
    ("2026年第三季度", "CN", ("2026-35",)),
    ("2026년 상반기", "KR", ("2026-40",)),
    ("2026년 봄", "KR", ("2026-21",)),
    ("2026年秋", "JP", ("2026-23",)),
    ("2030年までに", "JP", ("2030",)),
    ("2030년까지", "KR", ("2030",)),
    ("2030年代", "JP", ("203X",)),
    ("2026年末", "CN", ("2026-12",)),
    ("2026-W30-3", "EU", ("2026-07-22",)),
    ("2026W30", "EU", ("2026-07-20/2026-07-26",)),
    ("2026-183", "GB", ("2026-07-02",)),
    ("3Q 2026", "US", ("2026-35",)),
    ("Q3-2026", "US", ("2026-35",)),
    ("2026Q3", "US", ("2026-35",)),
    ("Q3/2026", "DE", ("2026-35",)),
    ("3. Quartal 2026", "DE", ("2026-35",)),
    ("troisième trimestre 2026", "FR", ("2026-35",)),
    ("T3 2026", "FR", ("2026-35",)),
    ("3e trimestre 2026", "FR", ("2026-35",)),
    ("tercer trimestre de 2026", "ES", ("2026-35",)),
    ("terzo trimestre 2026", "IT", ("2026-35",)),
    ("1. Halbjahr 2027", "DE", ("2027-40",)),
    ("premier semestre 2027", "FR", ("2027-40",)),
    ("second half of 2026", "GB", ("2026-41",)),
    ("2H 2026", "US", ("2026-41",)),
    ("1H2027", "US", ("2027-40",)),
    ("S1 2027", "FR", ("2027-40",)),
    ("FY2026", "AU", ("2025-07/2026-06",)),
    ("FY 2026/27", "GB", ("2026-04/2027-03",)),
    ("FY2026", "GB", ("2025-04/2026-03", "2026-04/2027-03")),
    ("FY26", "IN", ("2025-04/2026-03",)),
    ("fiscal year 2026", "US", ("2025-10/2026-09",)),
    ("FY2026", "KR", ("2026",)),
    ("2025/26", "NZ", ("2025-07/2026-06",)),
    ("2025–26", "AU", ("2025-07/2026-06",)),
    ("2026-27 financial year", "AU", ("2026-07/2027-06",)),
    ("2026-2027", "FR", ("2026/2027",)),
    ("2026 to 2030", "GB", ("2026/2030",)),
    ("from 2026 to 2030", "GB", ("2026/2030",)),
    ("between 2026 and 2030", "GB", ("2026/2030",)),
    ("2026 bis 2030", "DE", ("2026/2030",)),
    ("January 2026 to March 2027", "GB", ("2026-01/2027-03",)),
    ("January to March 2027", "GB", ("2027-01/2027-03",)),
    ("January–March 2027", "GB", ("2027-01/2027-03",)),
    ("1 to 5 July 2026", "GB", ("2026-07-01/2026-07-05",)),
    ("1–5 July 2026", "GB", ("2026-07-01/2026-07-05",)),
    ("Q1 2026 - Q3 2026", "GB", ("2026-33/2026-35",)),
    ("Frühjahr 2027", "DE", ("2027-21",)),
    ("été 2026", "FR", ("2026-22",)),
    ("fall 2026", "US", ("2026-23",)),
    ("winter 2026-27", "GB", ("2026-12/2027-02",)),
    ("summer 2026/27", "AU", ("2026-12/2027-02",)),
    ("spring of 2027", "GB", ("2027-21",)),
    ("2030s", "GB", ("203X",)),
    ("the 2020s", "US", ("202X",)),
    ("les années 2030", "FR", ("203X",)),
    ("2030er Jahre", "DE", ("203X",)),
    ("end of the decade", "GB", ("../2029",)),
    ("by the end of 2026", "GB", ("2026-12",)),
    ("end of 2026", "GB", ("2026-12",)),
    ("end-2026", "GB", ("2026-12",)),
    ("late 2027", "US", ("2027-10/2027-12",)),
    ("Mid 2027", "US", ("2027-05/2027-08",)),
    ("Mitte 2027", "DE", ("2027-05/2027-08",)),
    ("fin 2026", "FR", ("2026-12",)),
    ("Ende 2026", "DE", ("2026-12",)),
    ("early-2027", "GB", ("2027-01~/2027-04~",)),
    ("by July 2026", "KR", ("2026-07",)),
    ("by 1 July 2026", "KR", ("2026-07-01",)),
    ("no later than 31 December 2027", "EU", ("2027-12-31",)),
    ("before July 2026", "GB", ("../2026-06",)),
    ("before 1 July 2026", "GB", ("../2026-06-30",)),
    ("after July 2026", "GB", ("2026-08/..",)),
    ("since 2020", "GB", ("2020/..",)),
    ("à partir de 2027", "FR", ("2027/..",)),
    ("ab 2027", "DE", ("2027/..",)),
    ("bis 2030", "DE", ("../2030",)),
    ("d'ici 2030", "FR", ("2030",)),
    ("d'ici à 2030", "FR", ("2030",)),
    ("hasta 2030", "ES", ("2030",)),
    ("until 2030", "GB", ("../2030",)),
    ("c. 2028", "GB", ("2028~",)),
    ("circa 2028", "GB", ("2028~",)),
    ("approximately 2028", "GB", ("2028~",)),
    ("um 2028", "DE", ("2028~",)),
    ("2026-07/P6M", "GB", ("2026-07/2026-12",)),
    ("2026-07-01/P1Y", "GB", ("2026-07-01/2027-06-30",)),
    ("{2026..2028}", "GB", ("2026/2028",)),
    ("[..2028]", "GB", ("../2028",)),
    ("[2026..]", "GB", ("2026/..",)),
    ("[2026-05,2026-07]", "GB", ("2026-05/2026-07",)),
    ("Y2026", "GB", ("2026",)),
    (" 2026-07-01 ", "GB", ("2026-07-01",)),
    ("2026 - 07 - 01", "GB", ("2026-07-01",)),
    ("２０２６－０７－０１", "JP", ("2026-07-01",)),
    ("in 2026", "GB", ("2026",)),
    ("CY2026", "US", ("2026",)),
    ("calendar year 2026", "US", ("2026",)),
    ("soon", "GB", ()),
    ("next year", "GB", ()),
    ("within 12 months", "GB", ()),
    ("in 5 years", "GB", ()),
    ("Phase 2", "GB", ()),
    ("COP30", "GB", ()),
    ("2026-13", "GB", ()),
    ("32/12/2026", "GB", ()),
    ("30 February 2026", "GB", ()),
    ("31.06.2026", "DE", ()),
    ("2 years", "GB", ()),
    ("ASAP", "GB", ()),
    ("to be confirmed", "GB", ()),
    ("2026 budget", "GB", ()),
    ("Q5 2026", "GB", ()),
    ("P1Y6M", "GB", ()),
    ("1", "GB", ()),
    ("May", "GB", ()),
    ("2026-07-01T25:00", "GB", ("2026-07-01",)),
    ("2026-07-01 17:00:00 +0900", "KR", ("2026-07-01",)),
    ("the end of July 2026", "GB", ("2026-07",)),
    ("mid-July 2026", "GB", ("2026-07",)),
    ("week 30, 2026", "GB", ()),
    ("XX/07/2026", "GB", ()),
    ("Spring/Summer 2027", "GB", ()),
    ("Summer or Autumn 2027", "GB", ()),
    ("by Q3 2026", "GB", ("2026-35",)),
    ("1/2/26", "GB", ()),
    ("first quarter of FY2026", "US", ()),
    ("2027年春季", "CN", ("2027-21",)),
    ("2026년 12월 말", "KR", ()),
    ("H2 2026 to H1 2027", "GB", ("2026-41/2027-40",)),
    ("115年7月1日", "TW", ("2026-07-01",)),
    ("115/07/01", "TW", ("2026-07-01",)),
    ("(2026)", "GB", ("2026",)),
)


@pytest.mark.parametrize(("text", "jurisdiction", "expected"), READINGS)
def test_a_date_in_words_or_digits_has_its_readings(text: str, jurisdiction: str, expected: tuple[str, ...]) -> None:
    assert read_date(text, Origin(jurisdiction, "", ANNOUNCED)) == expected


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_each_case_is_valid_or_has_one_reading(case: dict[str, str]) -> None:
    text, place = case["text"], case["jurisdiction"]
    fiscal = ambiguous_years(text, place) if case["field"] == "period" else None
    if fiscal:
        assert fiscal[0] == case["edtf"]
    elif is_valid(text, place):
        days = parse_edtf(text, place)
        assert (str(days.first or ""), str(days.last or "")) == (case["first"], case["last"])
    else:
        expected = UNSUPPORTED.get(text, case["edtf"])
        assert read_date(text, Origin(place, "en", ANNOUNCED))[:1] == ((expected,) if expected else ())


def test_a_decade_needs_the_day_of_the_announcement() -> None:
    assert read_date("by the end of the decade", Origin("GB", "en", "2031")) == ("../2039",)
    assert read_date("by the end of the decade", Origin("GB", "en")) == ()


def test_without_a_jurisdiction_both_orders_are_readings_and_fiscal_years_have_none() -> None:
    assert read_date("03/04/2026", Origin()) == ("2026-03-04", "2026-04-03")
    assert read_date("FY2026-27", Origin()) == ()


def test_the_record_s_language_decides_what_a_month_is() -> None:
    """“Listopad” is October in Croatian and November in Polish and Czech."""
    assert read_date("listopad 2026", Origin("XK", "hr")) == ("2026-10",)
    assert read_date("listopad 2026", Origin("EU", "pl")) == ("2026-11",)


WORDS = st.sampled_from(
    "by end of the july 1 1st 2026 q3 - / to 2030 年 7 月 fy 26 spring [ ] {} .. x p3y w30 ' ,".split()
)


@given(st.text(max_size=70) | st.lists(WORDS, max_size=9).map(" ".join), st.sampled_from(("", "GB", "AU", "JP", "TH")))
def test_any_text_has_at_most_two_readings_which_are_edtf(text: str, jurisdiction: str) -> None:
    found = read_date(text, Origin(jurisdiction, "en", "2026"))
    assert len(found) <= 2
    for each in found:
        try:
            parse_edtf(each, jurisdiction)
        except NotEdtf as error:  # pragma: no cover - It fails the test.
            pytest.fail(str(error))

"""Dates in running text."""

from datetime import date

import pytest

from domain.reading.document import Document
from domain.reading.due_dates import find_dates
from domain.reading.findings import Hints, Span
from domain.reading.layout import read_document

DAYS = {"en": date(2026, 4, 13), "ko": date(2026, 8, 19), "fr": date(2026, 6, 9), "de": date(2026, 4, 13)}
COUNTRIES = {"en": "GB", "ko": "KR", "fr": "FR", "de": "DE", "ja": "JP", "es": "ES"}


def read(text: str, language: str = "en", day: date | None = None, country: str | None = None) -> Document:
    anchor = day or DAYS.get(language, date(2026, 4, 13))
    return read_document(text, Hints(anchor, country or COUNTRIES[language], language))


def dates(document: Document) -> list[tuple[str, str, str]]:
    found = find_dates(document, Span(0, len(document.text)))
    return [(document.words(each.span), each.value, each.role) for each in found]


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [
        ("en", "Forty ports will be dredged by the end of 2027.", "by the end of 2027", "2027"),
        ("en", "The line is to open by the middle of 2031, he said.", "by the middle of 2031", "2031"),
        ("en", "All wards will be in use by mid-2028.", "by mid-2028", "2028"),
        ("en", "It will ship by December next year.", "by December next year", "2027-12"),
        ("en", "Meters will be read within 18 months.", "within 18 months", "2027-10"),
        ("en", "Arrears would be cleared within ninety days", "within ninety days", "2026-07-12"),
        ("en", "A law will follow within three years.", "within three years", "2029"),
        ("en", "Gates open by July.", "by July", "2026-07"),
        ("en", "Gates open by March.", "by March", "2027-03"),
        ("en", "It runs until 2034.", "until 2034", "2034"),
        ("en", "Work ends before Easter 2027.", "before Easter 2027", "2027"),
        ("en", "A call opens this summer.", "this summer", "2026-22"),
        ("en", "A call opens in the first half of next year.", "in the first half of next year", "2027-40"),
        ("en", "A call opens by Q3 2027.", "by Q3 2027", "2027-35"),
        ("en", "Ships will sail by the end of the decade.", "by the end of the decade", "2030"),
        ("en", "They plan it for later this year.", "this year", "2026"),
        ("en", "Repairs end by September 30, 2029.", "by September 30, 2029", "2029-09-30"),
        ("en", "It closes in the 2026-27 financial year.", "in the 2026-27 financial year", "2026-04/2027-03"),
        ("en", "It closes by 2028-29.", "by 2028-29", "2028-04/2029-03"),
        ("en", "It takes within six to nine months.", "within six to nine months", "2027-01"),
        ("en", "It ends by the end of the year.", "by the end of the year", "2026"),
        ("ko", "1년 6개월 안에 끝낸다.", "1년 6개월 안에", "2028-02"),
        ("ko", "오는 30일 문을 연다.", "30일", "2026-08-30"),
        ("fr", "La ligne ouvrira fin 2026.", "fin 2026", "2026"),
        ("de", "Es folgt bis Ende des Jahres.", "bis Ende des Jahres", "2026"),
        ("ko", "2028년까지 교각 40개를 고친다.", "2028년까지", "2028"),
        ("ko", "올해 말까지 감지기를 단다.", "올해 말까지", "2026"),
        ("ko", "직항편을 내년 3월 취항하기로 했다.", "내년 3월", "2027-03"),
        ("ko", "올 하반기 문을 연다.", "올 하반기", "2026-41"),
        ("ko", "6개월 이내에 끝낸다.", "6개월 이내", "2027-02"),
        ("ko", "30일까지 신청을 받는다.", "30일까지", "2026-08-30"),
        ("fr", "Cent écoles ouvriront d\u2019ici à fin 2028.", "d\u2019ici à fin 2028", "2028"),
        ("fr", "Elle sera créée dans un délai de six mois.", "dans un délai de six mois", "2026-12"),
        ("fr", "La ligne ouvrira au premier semestre 2027.", "au premier semestre 2027", "2027-40"),
        ("fr", "Un décret paraîtra l'an prochain.", "l'an prochain", "2027"),
        ("de", "Bis zum Jahr 2035 sollen es 300 sein.", "Bis zum Jahr 2035", "2035"),
        ("de", "Das Gesetz folgt innerhalb von 18 Monaten.", "innerhalb von 18 Monaten", "2027-10"),
        ("de", "Es folgt in der zweiten Jahreshälfte 2027.", "zweiten Jahreshälfte 2027", "2027-41"),
        ("de", "Das Werk öffnet im kommenden Jahr.", "im kommenden Jahr", "2027"),
        ("ja", "2030年までに千校を建てる。", "2030年までに", "2030"),
        ("ja", "来年3月までに始める。", "来年3月までに", "2027-03"),
        ("ja", "今年度中に決める。", "今年度中に", "2026"),
        ("ja", "28年春の稼働を目指す。", "28年春", "2028-21"),
        ("ja", "30年までに10％へ上げる。", "30年までに", "2030"),
        ("ja", "３年以内に終える。", "３年以内", "2029"),
        ("es", "Habrá 40 trenes para 2030.", "para 2030", "2030"),
        ("es", "Se hará en un plazo de seis meses.", "en un plazo de seis meses", "2026-10"),
        ("es", "Abrirá a finales de 2027.", "a finales de 2027", "2027"),
    ],
)
def test_due_date_is_as_precise_as_its_words(language: str, text: str, words: str, value: str) -> None:
    ((found, edtf, role),) = dates(read(text, language))
    assert found.endswith(words)
    assert (edtf, role) == (value, "due")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Desks open from January.", "2027-01"),
        ("en", "Fees fall starting in July.", "2026-07"),
        ("en", "The rules take effect on 1 May 2026.", "2026-05-01"),
        ("ko", "10월부터 수수료를 면제한다.", "2026-10"),
        ("ko", "다음 달 1일부터 받는다.", "2026-09-01"),
        ("fr", "Le prix baissera à partir de janvier.", "2027-01"),
        ("fr", "La loi entrera en vigueur le 1er janvier 2027.", "2027-01-01"),
        ("fr", "Obligatoire à compter de la rentrée 2028.", "2028-09"),
        ("de", "Das gilt ab Januar.", "2027-01"),
        ("de", "Es tritt zum 1. Juli 2026 in Kraft.", "2026-07-01"),
        ("ja", "2027年4月1日から適用する。", "2027-04-01"),
        ("es", "Regirá a partir de enero.", "2027-01"),
    ],
)
def test_date_on_which_something_begins_is_a_start(language: str, text: str, value: str) -> None:
    assert [(edtf, role) for _, edtf, role in dates(read(text, language))] == [(value, "starts")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It stood at 144 in 2023."),
        ("en", "Output fell last year."),
        ("en", "They met in February."),
        ("en", "A budget of €2 billion for 2028-2034"),
        ("ko", "2023년 누수율은 9.9%였다."),
        ("ko", "지난해 관광객은 늘었다."),
        ("fr", "Le pays en comptait 40 en 2024."),
        ("de", "Die Zahl stieg 2024."),
        ("ja", "昨年は減った。"),
    ],
)
def test_date_that_is_over_or_only_compared_with_is_a_mention(language: str, text: str) -> None:
    assert [role for *_, role in dates(read(text, language))] == ["mention"]


@pytest.mark.parametrize(
    "text",
    [
        "She may march on Tuesday.",
        "It is payable within fourteen days of delivery.",
        "진단 기간을 평균 7년에서 1년 이내로 줄인다.",
        "The plan for the coming decade, in the year to March.",
        "It is the first fall in nine years.",
        "The plan costs $2030 for 2,035 people.",
        "Ils ont été reçus.",
        "By Friday it was over.",
    ],
)
def test_other_words_are_no_date(text: str) -> None:
    assert dates(read(text, "fr" if "ont" in text else "en" if text.isascii() else "ko")) == []


def test_range_starts_with_its_first_date_and_is_due_at_its_last() -> None:
    assert [each[1:] for each in dates(read("between 2027 and 2030"))] == [("2027", "starts"), ("2030", "due")]
    assert [each[1:] for each in dates(read("from May to July"))] == [("2026-05", "starts"), ("2026-07", "due")]


def test_words_relative_to_an_unknown_day_are_no_date() -> None:
    document = Document("by March, and next year; by 2031", "en", None, None, (), ())
    assert dates(document) == [("by 2031", "2031", "due")]


def test_fiscal_year_is_that_of_the_jurisdiction() -> None:
    document = read("It will be spent in FY2027.", country="US")
    assert dates(document) == [("in FY2027", "2027", "due")]
    document = read("It will be spent next fiscal year.", country="US")
    assert dates(document) == [("next fiscal year", "2026-10/2027-09", "due")]

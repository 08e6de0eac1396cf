"""A search finds a word however a text spells it: letters of other alphabets, plurals, names and numbers in parts."""

# ruff: noqa: RUF001 - other scripts' letters are what these tests are about.

from __future__ import annotations

import pytest

from domain.text.search_query import matches as matches_terms
from domain.text.search_query import parse_query
from domain.text.stemmer import irregular_words, stem
from tests.domain.text.analysis import analyse, matches

LETTERS = (
    ("lodz", "Łódź"), ("Łódź", "LODZ"), ("kobenhavn", "København"), ("aero", "Ærø"), ("doda", "Đođa"),
    ("oeuvre", "œuvre"), ("kizilay", "Kızılay"), ("thorshofn", "Þórshöfn"), ("hradur", "hraður"), ("strasse", "STRAẞE"),
    ("احمد", "أحمد"), ("أحمد", "احمد"), ("الى", "إلي"), ("وزارة", "وزاره"), ("محمد", "مُحَمَّد"), ("محمد", "محـمـد"),
    ("علی", "علي"), ("2030", "٢٠٣٠"), ("2567", "พ.ศ. ๒๕๖๗"),
)  # fmt: skip
PLURALS = (
    ("analysis", "analyses"), ("analyses", "an analysis"), ("analyse", "analysis"), ("theses", "a thesis"),
    ("crisis", "crises"), ("hypothesis", "hypotheses"), ("diagnosis", "diagnoses"), ("index", "indices"),
    ("indices", "indexes"), ("criteria", "one criterion"), ("matrix", "matrices"), ("child", "children"),
    ("woman", "women"), ("referendum", "referenda"), ("phenomena", "phenomenon"), ("lives", "a life"),
    ("crisi*", "crises"), ("criteri*", "criteria"), ("childr*", "children"), ("indic*", "indices"),
)  # fmt: skip
NAMES = (
    ("HB374", "the HB 374"), ("HB 374", "the HB374"), ('"HB 374"', "the HB374"), ("hb-374", "HB374"),
    ("covid19", "COVID-19"), ("COVID-19", "Covid19"), ("covid 19", "covid19"), ("F35A", "an F-35A"),
    ("F-35A", "an F35 A"), ("5g", "a 5 G network"), ("5 G", "a 5G network"), ("h.r. 1234", "HR1234"),
)  # fmt: skip
NUMBERS = (
    ("1000000", "1 000 000 euros"), ("1000000", "1\u00a0000\u00a0000 euros"), ("1000000", "1\u202f000\u202f000 euros"),
    ("1000000", "1,000,000 euros"), ("1000000", "1.000.000 euros"), ("1000000", "1'000'000 euros"),
    ("1 000 000", "1000000 euros"), ("1 000 000", "1,000,000 euros"), ("1,000,000", "1 000 000 euros"),
    ("1.000.000", "1000000 euros"), ('"1 000 000"', "1000000 euros"), ("5.000", "5000 euros"), ("5000", "5.000 euros"),
    ("12 500 experts", "12500 experts"),
)  # fmt: skip
KOREAN = (
    ("반도체산업", "반도체 산업을"), ("반도체 산업", "반도체산업을"), ('"반도체 산업"', "반도체산업을"),
    ("국가반도체산업전략", "국가 반도체 산업 전략"), ("신산업", "신 산업"), ("양자 컴퓨터", "양자컴퓨터"),
    ("국가첨단전략산업특화단지", "국가첨단전략산업 특화단지"), ("AI반도체", "AI 반도체"),
)  # fmt: skip


@pytest.mark.parametrize(("q", "text"), [*LETTERS, *PLURALS, *NAMES, *NUMBERS, *KOREAN])
def test_a_search_finds_other_spellings(q: str, text: str) -> None:
    assert matches(parse_query(q), analyse(text))
    assert matches_terms(parse_query(q), analyse(text))


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("HB374", "HB 375"), ("HB374", "374 HB"), ('"HB 374"', "HB. Later, 374"), ("HB 374", "HB375"),
        ("1000000", "1 000 001"), ("1000000", "1 000"), ("1 000", "1000000"), ("국가", "한국 가스"),
        ("반도체산업", "산업 반도체"), ("반도체산업", "반도체와 산업"), ("bases", "basis"), ("leaves", "leaf"),
        ("-HB374", "HB 374"), ("x OR HB 374", "HB374"), ("mic*", "mouse"), ("5.25", "525"),
    ],
)  # fmt: skip
def test_a_search_does_not_find_what_only_looks_alike(q: str, text: str) -> None:
    assert not matches(parse_query(q), analyse(text))
    assert not matches_terms(parse_query(q), analyse(text))


def test_irregular_words_are_listed_once_and_differ_from_the_stemmer() -> None:
    words = irregular_words("")
    assert len(words) == len(set(words))
    assert stem("criteria") == stem("criterion") != stem("criticism")


def test_the_spellings_of_a_query_are_few() -> None:
    for q in ("가" * 500, "가나다라마바사아", "a1b2c3d4", "1" * 15, " ".join(["1 000"] * 16)):
        assert max(map(len, parse_query(q).required)) <= 25

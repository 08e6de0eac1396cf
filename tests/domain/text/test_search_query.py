"""Parsing and matching of search queries."""

# ruff: noqa: RUF001 - other scripts' letters and quotation marks are in the queries.

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text.search_query import MAX_QUERY_LENGTH, MAX_WORDS, InvalidSearch, Phrase, SearchQuery, parse_query
from tests.domain.text.analysis import analyse, matches

TEXT = (
    "South Korea's industries: R&D on quantum chips, 양자컴퓨터 클러스터 and 量子技術. Commitments of 10,000, up 25.4%."
)


@pytest.mark.parametrize(
    "q",
    [
        "quantum", "QUANTUM CHIP", "chips quantum", '"quantum chips"', "“quantum chips”", '"quantum chip"',
        "industry", "korea -japan", 'korea -"chips quantum"', "japan OR korea", "south japan OR korea chips",
        "-japan", "R&D", "r&d", "10000", "10,000", "25.4", "25.4%", "ind*", "industr*", "industri*", "industry*",
        "industries*", "commitm*", "commitment*", '"quantum ch"*', '"south korea" quantum*', "양자", "자컴",
        "컴퓨터", "양자컴퓨터", "양", "터", "양*", '"양자컴퓨터 클러스터"', '"컴퓨터 클"', '"양자 컴퓨터"', "量子",
        "ｑｕａｎｔｕｍ", "子技術", "技", "quántum", "korea & chips", "quantum-chips", "Korea’s", "25*",
        "OR-gate OR korea", '""  korea',
    ],
)  # fmt: skip
def test_this_finds_the_text(q: str) -> None:
    assert matches(parse_query(q), analyse(TEXT))


@pytest.mark.parametrize(
    "q",
    [
        "japan", "quantum japan", '"chips quantum"', '"quantum and chips"', "quantum -chip", '-"quantum chip"',
        "japan OR china", "korea japan OR china", "-korea", "-ind*", "100", "10", "254", "25.5", "ndust*", "터양",
        "컴터", "자퓨", "양자클러스터", "技量", "quant", "-양", "indus", "d&r", "commi",
        "korea -컴퓨",
    ],
)  # fmt: skip
def test_this_does_not(q: str) -> None:
    assert not matches(parse_query(q), analyse(TEXT))


@pytest.mark.parametrize(
    ("q", "why"),
    [
        ("", "letter or digit"),
        ("   ", "letter or digit"),
        ("?!… & / ''", "letter or digit"),
        ('""', "letter or digit"),
        ("\x00", "letter or digit"),
        (".. (|)", "letter or digit"),
        ('"quantum chips', "quotation mark"),
        ('quantum" chips', "quotation mark"),
        ("“quantum chips", "quotation mark"),
        ("OR", "Put OR between"),
        ("OR chips", "Put OR between"),
        ("chips OR", "word or phrase after OR"),
        ("chips OR &", "word or phrase after OR"),
        ("chips OR OR quantum", "Put OR between"),
        ("-chips OR quantum", "Put OR between"),
        ("quantum OR -chips", "exclusion"),
        ("-", "minus"),
        ("quantum - chips", "minus"),
        ("-&", "minus"),
        ("*", "at the end"),
        ("*chips", "at the end"),
        ("ch*ps", "at the end"),
        ("chips**", "at the end"),
        ("a" * (MAX_QUERY_LENGTH + 1), "500 characters"),
        ("a " * (MAX_WORDS + 1), "32 words"),
        ("양 a* OR b* -c* " * 2 + "d*", "at most 8 words that"),
    ],
)
def test_this_is_not_a_query(q: str, why: str) -> None:
    with pytest.raises(InvalidSearch, match=why):
        parse_query(q)


def test_or_binds_tighter_than_the_words_around_it() -> None:
    """`a b OR c d` is a, and b or c, and d."""
    words = [[(Phrase((word,)),) for word in group] for group in ("a", "bc", "d")]
    assert parse_query("a b OR c d").required == tuple(
        tuple(phrase for one in group for phrase in one) for group in words
    )


def test_what_is_wanted_may_have_to_be_within_a_part() -> None:
    title, whole = analyse("Quantum plan"), analyse("Quantum plan for chips")
    assert not matches(parse_query("chips"), whole, within=title)
    assert matches(parse_query("quantum"), whole, within=title)
    assert not matches(parse_query("quantum -chips"), whole, within=title)


def test_queries_that_ask_the_same_are_equal() -> None:
    assert len({parse_query("Quantum  CHIPS"), parse_query("quantum chip")}) == 1


@pytest.mark.parametrize(
    "word", ["commitment", "investing", "policies", "business", "governments", "university", "responsible"]
)
def test_a_word_is_found_by_each_of_its_beginnings(word: str) -> None:
    missed = [
        word[:size] for size in range(5, len(word) + 1) if not matches(parse_query(f"{word[:size]}*"), analyse(word))
    ]
    assert missed == []


@pytest.mark.parametrize(("q", "text"), [("poli*", "north pole"), ("caring*", "career"), ("policy*", "policing")])
def test_a_beginning_does_not_find_what_does_not_begin_so(q: str, text: str) -> None:
    assert not matches(parse_query(q), analyse(text))


@given(st.text(max_size=60) | st.text('ab"-*OR 가나', max_size=30))
def test_any_text_is_a_query_or_is_refused(q: str) -> None:
    with suppress(InvalidSearch):
        query = parse_query(q)
        assert isinstance(query, SearchQuery)
        assert all(phrase.terms for group in (*query.required, query.excluded) for phrase in group)
        assert hash(query) == hash(parse_query(q))


@given(st.text(st.characters(exclude_characters='"*“”„‟＂', exclude_categories=("Cs",)), min_size=1, max_size=40))
def test_a_text_has_itself_as_a_phrase(text: str) -> None:
    if analyse(text):
        assert matches(parse_query(f'"{text}"'), analyse(f"x {text} y"))

"""Positions of a search's matches in a text."""

# ruff: noqa: RUF001 - other scripts' letters are what these tests are about.

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text.highlight import highlight
from domain.text.search_query import parse_query
from tests.domain.text.analysis import analyse, matches


@pytest.mark.parametrize(
    ("q", "text", "fragment"),
    [
        ("chip", "Quantum Chips.", "Quantum <mark>Chips</mark>."),
        ('"quantum chip"', "Quantum, chips", "<mark>Quantum, chips</mark>"),
        ("chip quantum", "Quantum chips", "<mark>Quantum</mark> <mark>chips</mark>"),
        ("r&d", "R&D <b>", "<mark>R&amp;D</mark> &lt;b&gt;"),
        ("strasse", "Die Straße hier", "Die <mark>Straße</mark> hier"),
        ("ecole", "l’e\u0301cole", "l’<mark>e\u0301cole</mark>"),
        ("sk", "ＳＫ Telecom", "<mark>ＳＫ</mark> Telecom"),
        ("컴퓨터", "양자컴퓨터를", "양자<mark>컴퓨터</mark>를"),
        ("양", "양자", "<mark>양</mark>자"),
        ("자", "양자", "양<mark>자</mark>"),
        ('"자 컴"', "양자 컴퓨터", "양<mark>자 컴</mark>퓨터"),
        ("ガス", "ｶﾞｽ", "<mark>ｶﾞｽ</mark>"),
        ("株式", "A㍿B", "A<mark>㍿</mark>B"),
        ("الله", "ﷺ", "<mark>ﷺ</mark>"),
        ("1000*", "10,000 experts", "<mark>10,000</mark> experts"),
        ("industry*", "Industries", "<mark>Industries</mark>"),
        ("a OR b -c", "b", "<mark>b</mark>"),
    ],
)
def test_what_matches_is_marked(q: str, text: str, fragment: str) -> None:
    assert highlight(parse_query(q), text) == fragment


@pytest.mark.parametrize(("q", "text"), [("chips", "quantum"), ("-chips", "quantum"), ("chips", ""), ("양자", "🇰🇷")])
def test_where_nothing_matches_there_is_nothing(q: str, text: str) -> None:
    assert highlight(parse_query(q), text) is None


def test_a_long_text_is_cut_at_spaces() -> None:
    text = "before it " * 100 + "quantum " + "after it " * 100
    fragment = highlight(parse_query("quantum"), text)
    assert fragment is not None
    assert fragment.startswith(("…before", "…it"))
    assert fragment.endswith(("after…", "it…"))
    assert 100 < len(fragment) < 200
    assert (
        highlight(parse_query("양자"), "가" * 500 + "양자" + "나" * 500) == f"…{'가' * 80}<mark>양자</mark>{'나' * 80}…"
    )


def test_a_very_long_text_is_looked_at_as_far_as_it_is_indexed() -> None:
    assert highlight(parse_query("quantum"), "x " * 500_000 + "quantum") is None


words = st.sampled_from(
    ["quantum", "Chips", "양자컴퓨터", "量子", "Straße", "e\u0301", "<b>", "&", "ﷺ", "10,000", "ｶﾞｽ", "🇰🇷"]
)


@given(st.lists(words | st.text(max_size=5), max_size=12).map(" ".join), st.sampled_from(
    ["quantum", "chip*", "컴퓨", "양", "子", "strasse", "10000 OR b", '"quantum chips"', "الله", "ス", "e*", "-e"]
))  # fmt: skip
def test_there_is_a_fragment_where_something_wanted_is_found(text: str, q: str) -> None:
    query = parse_query(q)
    fragment = highlight(query, text, around=10_000)
    assert (fragment is not None) == (bool(query.required) and matches(query, analyse(text)))
    if fragment is not None:
        assert unescape(re.sub("</?mark>", "", fragment)) == text

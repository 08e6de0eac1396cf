"""Positions of a search's matches in a text."""

# ruff: noqa: RUF001 - other scripts' letters are what these tests are about.

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text.analyzer import terms_with_offsets
from domain.text.highlight import AROUND, MAX_WORK, Highlighter
from domain.text.search_query import SearchQuery, parse_query, phrase_at
from tests.domain.text.analysis import analyse, matches
from tests.work import count_calls


def highlight(query: SearchQuery, text: str, *, around: int = AROUND) -> str | None:
    """The fragment of a single text."""
    return Highlighter(query).fragment(text, around=around)


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


def first_match(query: SearchQuery, text: str) -> int | None:
    """The place of the first match, by an analysis of the whole text."""
    terms = [*terms_with_offsets(text)]
    texts = [term.text for term in terms]
    phrases = [phrase for group in query.required for phrase in group]
    starts = (index for index in range(len(terms)) if any(phrase_at(phrase, texts, index) for phrase in phrases))
    return next((terms[index].start for index in starts), None)


sentences = st.lists(
    words | st.sampled_from(["chip", "quantum chips", "dying", "policies", "U.S.", "O’Brien", "1.5", "don't"])
    | st.text(max_size=6), max_size=30
).map(" ".join)  # fmt: skip


@given(sentences, sentences, st.sampled_from(
    ["quantum", "chip*", '"quantum chips"', "policy", "die", "us", "obrien", "1.5", "dont", "컴퓨", "양",
     "10000 OR die", '"chips quantum 양자"', "policy* OR \"o'brien u.s.\""]
))  # fmt: skip
def test_what_is_passed_over_is_no_match(before: str, after: str, q: str) -> None:
    query, text = parse_query(q), f"{before} {after}"
    start, fragment = first_match(query, text), highlight(query, text, around=10_000)
    shown = None if fragment is None else len(unescape(fragment.partition("<mark>")[0]))
    assert shown == start


ENDINGS = "ying|ies|ied|y|ation|ational|ly|ing|ed|s|es|e|iveness|ibility|ization|ogy"


@given(st.from_regex(f"[a-z]{{1,8}}({ENDINGS})", fullmatch=True))
def test_a_word_is_found_by_itself_whatever_its_stem(word: str) -> None:
    assert highlight(parse_query(f"{word} -x"), word) == f"<mark>{word}</mark>"


ADVERSE = {
    "words that begin alike": " ".join(f"quantu{number}" for number in range(100_000)),
    "one long word": "quantu" * 200_000,
    "no spaces": "量양" * 500_000,
    "marks": "q\u0327\u0301 " * 300_000,
    "parts of a phrase": "chips quantum " * 80_000,
    "spaces": "quantu" + " " * 1_000_000,
}


@pytest.mark.parametrize("text", ADVERSE.values(), ids=ADVERSE)
@pytest.mark.parametrize("size", [500, 1_000_000])
def test_the_text_that_a_response_looks_at_is_limited(text: str, size: int) -> None:
    """4 MiB of it, in many texts or a few. To analyze a character takes up to 20 calls."""
    highlighter = Highlighter(parse_query('"quantum chips now" OR quantus OR 양자'))
    starts = [index * size % len(text) for index in range(4 * 1024**2 // size)]
    pieces = [text[start : start + size] for start in starts]
    assert 0 < count_calls(lambda: [highlighter.fragment(each) for each in pieces]) < 30 * MAX_WORK


def test_after_its_work_a_response_shows_no_more() -> None:
    highlighter = Highlighter(parse_query("quantum"))
    found = [highlighter.fragment("quantum " + "chips " * 100) for _ in range(MAX_WORK // 100)]
    assert found[0] is not None
    assert found[-1] is None
    assert [each is None for each in found] == sorted(each is None for each in found)

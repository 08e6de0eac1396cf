"""Text as it is searched."""

# ruff: noqa: RUF001 - other scripts' letters are what these tests are about.

from __future__ import annotations

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from domain.text.analyzer import (
    MAX_REPEATS,
    MAX_TERM_BYTES,
    MAX_TERM_LENGTH,
    MAX_TERMS,
    POSITION_GAP,
    bounded_terms,
    query_terms,
    terms_with_offsets,
)
from domain.text.stemmer import stem
from tests import strategies
from tests.domain.text.analysis import analyse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Quantum chips, QUANTUM CHIP", "quantum chip quantum chip"),
        ("industry industries industrial", "industri industri industri"),
        ("R&D in the U.S.", "r d in the us"),
        ("South Korea's O'Brien doesn’t", "south korea obrien doesnt"),
        ("l'accord d’Ivoire", "l accord d ivoir"),
        ("École Straße ＳＫ", "ecol strass sk"),
        ("10,000 and 1,00,000 and 10'000", "10000 and 100000 and 10000"),
        ("25.4% 25,4 % 10,000.50", "25·4 25·4 10000·50"),
        ("5G v1.2 1.2bn 2026.1.29 1,2,3", "5g v1 2 1·2 bn 2026 1 29 1 2 3"),
        ("quantum-technology snake_case a/b", "quantum technolog snake case a b"),
        ("양자컴퓨터를 6조 4,400억", "양자 자컴 컴퓨 퓨터 터를 를 6 조 4400 억"),
        ("約10,000人", "約 10000 人"),
        ("量子・ｶﾞｽ", "量子 子 ガス ス"),
        ("ไทย", "ไท ทย ย"),
        ("हिन्दी مُحَمَّد Αθήνα", "हिन्दी محمد αθηνα"),
        ("🇰🇷🧑‍🔬 2035 ½", "2035 1 2"),
        ("eco\u00adnomic \ufeffplan 葛\U000e0100飾", "econom plan 葛飾 飾"),
        ("… -- '' \x00 \ud800 \uffff \U000e0041", ""),
    ],
)
def test_a_text_has_these_terms(text: str, terms: str) -> None:
    expected = terms.split()
    assert analyse(text) == [unicodedata.normalize("NFC", term) for term in expected]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("컴퓨터", "컴퓨 퓨터"),
        ("양자 컴", "양자 자 컴"),
        ("컴", "컴"),
        ("AI 반도체", "ai 반도 도체"),
        ("ﷺ", "صلي الله عليه وسلم"),
    ],
)
def test_what_is_sought_need_not_end_where_a_run_ends(text: str, terms: str) -> None:
    """So the end of it is a pair, not the last character alone."""
    assert [term.text for term in query_terms(text)] == terms.split()


def test_a_term_is_cut_where_nobody_types_on() -> None:
    assert [len(term) for term in analyse("я" * 1_000)] == [MAX_TERM_LENGTH]
    assert len(query_terms("я" * 1_000)[0].stated) == MAX_TERM_LENGTH


anything = (
    st.text()
    | strategies.text
    | st.text("가나\u1100\u1161漢カﾞ ﷺßé'.,10-ﬁａ\u3099\u0301\u093f\u200d\ufe0f", max_size=30)
)


@given(anything)
def test_a_term_is_one_token_for_every_engine(text: str) -> None:
    """Of ASCII it has digits and small letters alone, and of the rest no space, mark of punctuation or surrogate."""
    for term in analyse(text):
        assert re.fullmatch(r"[0-9a-z\u00b7\u00c0-\U0010ffff]{1,64}", term)
        assert not any(unicodedata.category(character)[0] in "ZC" for character in term)
        assert term != "·"


@given(anything)
def test_terms_have_places_in_the_text_in_order(text: str) -> None:
    """As many as there are terms, within the text and never empty."""
    placed = list(terms_with_offsets(text))
    assert [term.text for term in placed] == analyse(text)
    assert all(0 <= term.start < term.end <= len(text) for term in placed)
    assert [term.start for term in placed] == sorted(term.start for term in placed)


@given(anything)
def test_where_a_term_is_said_to_be_it_is(text: str) -> None:
    """The term is among the terms of the characters at its place, unless it depends on later characters."""
    for term in terms_with_offsets(text):
        assert set(analyse(text[term.start : term.end])) & {term.text, stem(term.stated)} or not term.stated.isascii()


@given(anything, anything)
def test_no_term_reaches_across_a_space(left: str, right: str) -> None:
    """So that texts can be analysed a word at a time."""
    assert analyse(f"{left} {right}") == analyse(left) + analyse(right)


@given(anything)
def test_texts_that_unicode_holds_equal_have_the_same_terms(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert analyse(forms[0]) == analyse(forms[1])


def test_threads_stem_alike() -> None:
    words = [f"{letter}{end}" for letter in "abcdefghijklmnop" for end in ("nationalities", "izations", "ables")] * 20
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(stem.__wrapped__, words))
    assert together == [stem(word) for word in words]


@given(st.integers(min_value=0))
def test_numbers_are_their_own_stems(number: int) -> None:
    assert stem(str(number)) == str(number) == snowballstemmer.stemmer("english").stemWord(str(number))


def test_no_phrase_reaches_from_one_text_to_the_next() -> None:
    assert bounded_terms([["LG Electronics", "SK Telecom"], []]) == (
        ("lg", "electron", POSITION_GAP, "sk", "telecom"),
        (),
    )


def test_what_comes_first_is_kept() -> None:
    title, body = bounded_terms([["a title"], [" ".join(map(str, range(20_000)))]])
    assert title == ("a", "titl")
    assert len(body) == MAX_TERMS - 2


def test_a_term_that_has_come_too_often_leaves_an_empty_place() -> None:
    title, body = bounded_terms([["one"], ["one " * 300 + "two"]])
    assert (title + body).count("one") == MAX_REPEATS
    assert body[-2:] == (POSITION_GAP, "two")


def test_terms_of_many_bytes_are_counted_in_bytes() -> None:
    """A tsvector holds a megabyte, which 16,000 long words are more than."""
    (stream,) = bounded_terms([[" ".join(f"{'я' * 59}{number}" for number in range(16_000))]])
    assert 0.9 * MAX_TERM_BYTES < sum(len(term.encode()) for term in stream) < MAX_TERM_BYTES

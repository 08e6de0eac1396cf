"""Text as it is compared."""

# ruff: noqa: RUF001 - full-width letters are what these tests are about.

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text.normalize import fold, fold_name, make_slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÉCOLE Ünal", "ecole unal"),
        ("Straße", "strasse"),
        ("Việt Nam", "viet nam"),
        ("Αθήνα", "αθηνα"),
        ("Йошкар-Ола", "иошкар-ола"),
        ("ＳＫ Ｔｅｌｅｃｏｍ", "sk telecom"),
        ("ﬁnance ①", "finance 1"),
    ],
)
def test_case_accents_and_width_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["ガス", "が", "한국", "हिन्दी", "ज़मीन", "مُحَمَّد", "ไทย"])
def test_marks_that_make_another_letter_are_kept(text: str) -> None:
    assert fold(text) == unicodedata.normalize("NFC", text)


def test_narrow_katakana_is_wide_katakana_and_voiced_stays_voiced() -> None:
    assert fold("ｶﾞｽ") == fold("ガス") != fold("カス")


@pytest.mark.parametrize(
    "name",
    [
        "SK Telecom",
        "sktelecom",
        " SK  TELECOM\n",
        "ＳＫ　Ｔｅｌｅｃｏｍ",
        "SK\u00a0Telecom",
        "SK\u200bTelecom",
    ],
)
def test_a_name_is_the_same_however_it_is_spaced(name: str) -> None:
    assert fold_name(name) == "sktelecom"


def test_each_character_folds_to_something_that_stays_as_it_is() -> None:
    characters = (chr(point) for point in range(sys.maxunicode + 1))
    assert not [character for character in characters if fold(fold(character)) != fold(character)]


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.text())
def test_texts_that_unicode_holds_equal_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(st.text())
def test_what_is_folded_is_composed_and_a_folded_name_has_no_spaces(text: str) -> None:
    assert unicodedata.is_normalized("NFC", fold(text))
    assert unicodedata.is_normalized("NFC", fold_name(text))
    assert not any(character.isspace() for character in fold_name(text))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Quantum Technology", "quantum-technology"),
        ("  Künstliche_Intelligenz 2030! ", "künstliche-intelligenz-2030"),
        ("ΦΩΣ και ύλη", "φωσ-και-ύλη"),
        ("निर्यात संवर्धन", "निर्यात-संवर्धन"),
        ("양자 · 기술", "양자-기술"),
        ("&", ""),
    ],
)
def test_a_slug_is_the_words_of_any_script(text: str, slug: str) -> None:
    assert make_slug(text) == slug


@given(st.text())
def test_a_slug_stays_as_it_is(text: str) -> None:
    assert make_slug(make_slug(text)) == make_slug(text)

"""Codes of places, money and languages."""

from __future__ import annotations

import contextlib
import re

import pycountry
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.codes import (
    CURRENCIES,
    JURISDICTIONS,
    MAX_LANGUAGE_TAG,
    InvalidLanguageTag,
    canonical_language_tag,
    is_jurisdiction,
    subdivisions,
)
from domain.regional_bodies import REGIONAL_BODIES

TAG_LIKE = st.text("abcdefghiklmnorstuvxzABCKNSTUX0149-", max_size=MAX_LANGUAGE_TAG)


@pytest.mark.parametrize(
    "code", ["KR", "US", "US-CA", "KR-11", "GB-SCT", "EU", "UN", "TW", "XK", "ASEAN", "AFRICAN-UNION", "G7"]
)
def test_countries_subdivisions_unions_and_regional_bodies_are_jurisdictions(code: str) -> None:
    assert is_jurisdiction(code)


@pytest.mark.parametrize("code", ["", "kr", "KOR", "UK", "XX", "US-XX", "us-ca", "US_CA", "US-", "-", " KR", "KR\n"])
def test_anything_else_is_not_a_jurisdiction(code: str) -> None:
    assert not is_jurisdiction(code)


def test_a_jurisdiction_has_the_name_that_people_use() -> None:
    assert JURISDICTIONS["KR"] == "South Korea"
    assert JURISDICTIONS["EU"] == "European Union"
    assert subdivisions()["US-CA"] == "California"


def test_no_code_of_a_regional_body_can_be_one_of_iso_3166() -> None:
    assert not [code for code in REGIONAL_BODIES if re.fullmatch("[A-Z]{2}(-.*)?|[A-Z]{3}-.*", code)]
    assert REGIONAL_BODIES.keys().isdisjoint(each.alpha_3 for each in pycountry.countries)


@pytest.mark.parametrize("code", ["KRW", "USD", "EUR", "XDR"])
def test_money_of_today_is_a_currency(code: str) -> None:
    assert code in CURRENCIES


@pytest.mark.parametrize("code", ["BGN", "HRK", "DEM"])
def test_money_that_was_withdrawn_is_a_currency_still(code: str) -> None:
    assert code in CURRENCIES


@pytest.mark.parametrize("code", ["", "krw", "WON", "US$", "XXX", "XTS", "USD "])
def test_what_is_not_money_is_not_a_currency(code: str) -> None:
    assert code not in CURRENCIES


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [
        ("ko", "ko"),
        ("EN", "en"),
        ("en-us", "en-US"),
        ("ZH-HANT", "zh-Hant"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("DE-ch-1901", "de-CH-1901"),
        ("sgn-be-fr", "sgn-BE-FR"),
        ("en-ca-x-CA", "en-CA-x-ca"),
        ("EN-u-CA-Gregory", "en-u-ca-gregory"),
    ],
)
def test_a_language_tag_gets_the_letter_case_of_its_standard(tag: str, canonical: str) -> None:
    assert canonical_language_tag(tag) == canonical


@pytest.mark.parametrize("tag", ["iw", "sh", "zh-yue", "zh-min-nan"])
def test_an_old_tag_is_kept_as_it_was_stated(tag: str) -> None:
    assert canonical_language_tag(tag) == tag


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "-",
        "en-",
        "en_US",
        "english",
        "Korean",
        "jp",
        "root",
        "aaa-bbb",
        "en-XQX",
        "ko\n",
        "한국어",
        "\ud800",
        "x",
    ],
)
def test_an_ill_formed_or_unregistered_tag_is_refused(tag: str) -> None:
    with pytest.raises(InvalidLanguageTag, match=r"BCP 47.*\.$"):
        canonical_language_tag(tag)


@pytest.mark.parametrize(("long", "short"), [("eng", "en"), ("KOR", "ko"), ("ger", "de"), ("zho-Hant", "zh")])
def test_a_language_with_a_two_letter_code_is_not_written_with_three(long: str, short: str) -> None:
    with pytest.raises(InvalidLanguageTag, match=f"is written {short}"):
        canonical_language_tag(long)


def test_a_tag_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(InvalidLanguageTag, match="at most 35 characters"):
        canonical_language_tag("en-" + "a" * 10_000_000)


@given(st.text() | TAG_LIKE)
@example("en-a")
@example("x-")
def test_no_text_makes_the_check_fail_in_any_other_way(tag: str) -> None:
    with contextlib.suppress(InvalidLanguageTag):
        canonical = canonical_language_tag(tag)
        assert canonical_language_tag(canonical) == canonical
        assert canonical.lower() == tag.lower()

"""Texts that are laborious to fold, split, parse or compare: bounded, and linear in their length."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest

from domain.code_names import meant_currency, meant_jurisdiction, meant_language
from domain.codes import CURRENCIES, canonical_language_tag
from domain.dates.edtf import parse_edtf
from domain.json import parse_json
from domain.money.parser import parse_money
from domain.text.analyzer import query_terms, terms
from domain.text.normalize import MAX_MARKS, fold, fold_name, has_long_mark_run, match_name, shorten_mark_runs
from domain.text.search_query import parse_query
from domain.violations import closest_match
from tests.clients import RECORDS, Client
from tests.parts import party
from tests.records import draft
from tests.refusals import refused

ACUTE, CEDILLA, SHEVA, JOINER = "\u0301", "\u0327", "\u05b0", "\u034f"

RUNS = ["a" + ACUTE * size for size in (0, 1, MAX_MARKS, MAX_MARKS + 1, 3 * MAX_MARKS)]


@pytest.mark.parametrize("before", range(2 * MAX_MARKS))
def test_a_run_of_marks_over_the_limit_is_found_wherever_it_begins(before: int) -> None:
    assert [has_long_mark_run("가" * before + run + "b") for run in RUNS] == [False, False, False, True, True]


def test_every_character_that_normalization_sorts_is_a_mark() -> None:
    sorted_characters = [chr(point) for point in range(0x110000) if unicodedata.combining(chr(point))]
    assert len(sorted_characters) > 900
    assert all(has_long_mark_run(each * (MAX_MARKS + 1)) for each in sorted_characters)


def test_folding_counts_the_first_marks_of_a_run() -> None:
    assert shorten_mark_runs(f"x{SHEVA * 40}y{SHEVA * 3}") == f"x{SHEVA * 30}y{SHEVA * 3}"
    assert fold(f"É{SHEVA * 40}") == fold(f"É{SHEVA * MAX_MARKS}") != fold(f"É{SHEVA * 29}")
    assert fold("Việt Nam") == "viet nam"


@pytest.mark.parametrize("where", ["title", "body", "summary"])
def test_a_text_with_a_run_of_marks_is_refused(client: Client, where: str) -> None:
    for run in (ACUTE, CEDILLA + ACUTE, SHEVA + JOINER):
        text = "Pla" + run * (62 // len(run)) + "n"
        assert refused(client.post(RECORDS, json=draft(**{where: text}))) == {f"/{where}": "characters"}
    client.create(draft(**{where: "Pla" + ACUTE * MAX_MARKS + "n"}))


def test_a_run_of_marks_is_refused_wherever_it_is_sent(client: Client) -> None:
    """As an escape in JSON, in a query string, in a line of an import, in the name of a member."""
    run = ACUTE * 31
    answer = client.post(RECORDS, json=draft(parties=[party(name="a" + run)]))
    assert refused(answer) == {"/parties/0/name": "characters"}
    assert "more than 30 combining marks in a row" in answer.get_json()["errors"][0]["detail"]
    assert refused(client.get(RECORDS, query_string={"q": f"a{run}"})) == {"q": "characters"}
    assert refused(client.get(RECORDS, query_string={"party": f"a{run}"})) == {"party": "characters"}
    assert refused(client.post(f"{RECORDS}/search", json={"q": f"a{run}"})) == {"/q": "characters"}
    assert refused(client.post(f"{RECORDS}/search", json={f"a{run}": 1})) == {f"/a{run}": "unknown"}


@pytest.mark.long
def test_a_search_of_60_000_marks_costs_nothing(public: Client) -> None:
    """They fit in the body of a search, and take half a minute to sort."""
    body = f'{{"q": "a{ACUTE * 15_000}{CEDILLA * 15_000}"}}'.encode()
    began = time.thread_time()
    answer = public.post(f"{RECORDS}/search", data=body, headers={"Content-Type": "application/json"})
    assert time.thread_time() - began < 1
    assert refused(answer) == {"/q": "too_long"}


MILLION = 1_000_000
Build = Callable[[int], Any]

TEXTS: dict[str, Build] = {
    "letters": lambda size: "a" * size,
    "other letters": lambda size: "я" * size,
    "words": lambda size: "promise " * (size // 8),
    "marks of two classes": lambda size: "a" + ACUTE * (size // 2) + CEDILLA * (size // 2),
    "marks and joiners": lambda size: f"{SHEVA * 15}{JOINER}" * (size // 16),
    "marks and spaces without width": lambda size: f"a{ACUTE * 29}\u200b" * (size // 31),
    "syllables": lambda size: "가" * size,
    "letters of syllables": lambda size: "\u1100\u1161\u11a8" * (size // 3),
    "initials": lambda size: "a." * (size // 2),
    "groups of digits": lambda size: "1,23,456" * (size // 8),
    "groups of two digits": lambda size: "12," * (size // 3),
    "decimals": lambda size: "1.1" * (size // 3),
    "apostrophes": lambda size: "l'" * (size // 2),
    "ligatures": lambda size: "\ufdfa" * size,
    "quotation marks": lambda size: '"a' * (size // 2),
    "hyphens": lambda size: "a-" * (size // 2),
    "minus signs": lambda size: "-" * size,
    "ranges of sums": lambda size: "1 to " * (size // 5),
    "sums": lambda size: "$1 million " * (size // 11),
    "scales": lambda size: "1" + "조" * size,
    "slashes": lambda size: "2026/" * (size // 5),
    "unknown digits": lambda size: "2026-XX" + "X" * size,
    "subtags": lambda size: "en-" + "a-" * (size // 2),
}

FUNCTIONS: dict[str, tuple[Callable[[str], Any], int]] = {
    "fold": (fold, MILLION),
    "fold_name": (fold_name, 20_000),
    "match_name": (match_name.__wrapped__, 20_000),
    "has_long_mark_run": (has_long_mark_run, MILLION),
    "terms": (terms, MILLION),
    "query_terms": (query_terms, 2_000),
    "parse_query": (parse_query, 500),
    "parse_money": (parse_money, 200),
    "parse_money in German": (partial(parse_money, language="de", jurisdiction="CH"), 200),
    "parse_money in Korean": (partial(parse_money, language="ko", jurisdiction="KR"), 200),
    "parse_edtf": (parse_edtf.__wrapped__, 64),
    "canonical_language_tag": (canonical_language_tag.__wrapped__, 35),
    "closest_match": (lambda text: closest_match(text, CURRENCIES), 10_000),
    "meant_jurisdiction": (meant_jurisdiction.__wrapped__, 10_000),
    "meant_currency": (meant_currency.__wrapped__, 10_000),
    "meant_language": (meant_language.__wrapped__, 10_000),
    "parse_json": (lambda text: parse_json(b'{"\\u003a": "%s"}' % text.replace('"', "'").encode()), MILLION),
}
"""Functions that read a client's text, and the length up to which they do (or well above it)."""

QUICK = 0.002
"""Seconds below which a measurement says nothing."""


def cpu_seconds(function: Callable[[str], Any], text: str) -> float:
    """The least CPU time of five calls."""
    times = []
    for _ in range(5):
        began = time.thread_time()
        with suppress(ValueError):
            function(text)
        times.append(time.thread_time() - began)
    return min(times)


@pytest.mark.long
@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("kind", TEXTS)
def test_the_time_grows_with_the_length_of_the_text(name: str, kind: str) -> None:
    """Four times the text takes a quadratic function sixteen times as long; for noise, twelve times is allowed."""
    function, limit = FUNCTIONS[name]
    short, long = (cpu_seconds(function, TEXTS[kind](size)) for size in (limit // 4, limit))
    assert long < QUICK or long < 12 * short


WORDS = [f"{'k' * 60}{number:04}" for number in range(3_000)]


@pytest.mark.long
@pytest.mark.parametrize("word", ["k" * 64, "k" * 10_000, f"{'k' * 60}99", "x" * 64, "", "kkk0001"])
def test_a_suggestion_among_3_000_names_that_are_alike_takes_less_than_a_second(word: str) -> None:
    began = time.thread_time()
    closest_match(word, WORDS)
    assert time.thread_time() - began < 1


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("kolour", "colour"),
        ("colur", "colour"),
        ("colorus", None),
        ("curencey", "currency"),
        ("amuont", "amount"),
        ("col", None),
        ("colourful", None),
        ("sum", None),
        ("cxlxxr", None),
        ("", None),
    ],
)
def test_a_suggestion_is_one_edit_away_or_two_if_it_is_long(word: str, meant: str | None) -> None:
    assert closest_match(word, ["amount", "colour", "currency", "sun"]) == meant


def test_of_two_words_that_are_as_near_none_is_suggested() -> None:
    assert closest_match("colou", ["colon", "colour"]) is None

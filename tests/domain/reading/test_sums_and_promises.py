"""Sums beside promises, and what the words beside a sum add to it."""

from datetime import date
from typing import Any

import pytest

from domain.reading import Hints
from domain.reading.rules import RulesExtractor


def parts(text: str, kind: str) -> list[dict[str, Any]]:
    findings = RulesExtractor().extract(text, Hints(date(2026, 4, 13), "GB")).findings
    return [
        {**each.members, "words": [text[start:end] for start, end in each.spans]}
        for each in findings
        if each.type == kind
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The board will spend £5 million to build 30 shelters by 2030.",
        "The board will build 30 shelters by 2030, at a cost of £5 million.",
        "The board signed a memorandum of understanding with Isk to build a depot. Isk will invest £5 million.",
    ],
)
def test_a_sum_belongs_to_the_promise_around_or_before_it(text):
    (promise,), (amount,) = parts(text, "commitment"), parts(text, "amount")
    assert amount["commitment"] == promise["key"]


@pytest.mark.parametrize(
    "text",
    [
        "The fund holds £5 million. The board will build 30 shelters by 2030.",
        "The board will build 30 shelters by 2030. Tram fares brought in £5 million.",
        "The board signed a memorandum of understanding with Isk.\n\nFares bring in £5 million.",
    ],
)
def test_a_sum_of_another_sentence_belongs_to_no_promise(text):
    assert [amount.get("commitment") for amount in parts(text, "amount")] == [None]


def test_a_promise_to_pay_a_sum_and_nothing_else_is_an_amount_alone():
    assert parts("Isk will invest £5 million over three years in the depot.", "commitment") == []
    assert len(parts("Isk will invest £5 million to build 30 shelters by 2030.", "commitment")) == 1


def test_the_change_of_a_sum_is_no_promise():
    text = "The board announced a budget of £5 million for trams, an increase of 4 per cent on 2023."
    assert parts(text, "commitment") == []


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "The budget is £5 million, up 25.4 per cent from last year.",
            {"percent": "25.4", "compared_with": "2025"},
        ),
        ("The budget is £5 million, down 3% on last year.", {"percent": "-3", "compared_with": "2025"}),
        ("The budget is £5 million, an increase of 4% on 2023.", {"percent": "4", "compared_with": "2023"}),
        ("The budget is £5 million, up 4% in the north.", None),
        ("정부는 예산을 50억 원으로 지난해보다 12.5% 늘린다.", {"percent": "12.5", "compared_with": "2025"}),
    ],
)
def test_a_change_is_read_with_the_year_that_it_is_compared_with(text, change):
    (amount,) = parts(text, "amount")
    assert amount.get("change") == change
    assert len(amount["words"]) == (1 if change is None else 2)


def test_a_sum_behind_about_is_approximate():
    assert [each.get("approximate") for each in parts("The budget is about £5 million.", "amount")] == [True]
    assert [each.get("approximate") for each in parts("The budget is £5 million.", "amount")] == [None]

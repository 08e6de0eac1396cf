"""Relations to other documents, as the words of a text state them."""

from datetime import date

import pytest

from domain.reading import Finding, Hints
from domain.reading.rules import RulesExtractor


def relation_fields(text: str) -> list[Finding]:
    findings = RulesExtractor().extract(text, Hints(date(2026, 4, 13))).findings
    return [each for each in findings if "relations" in each.members]


def relations(text: str) -> list[tuple[str, str]]:
    """The type and the title of each relation of a text."""
    return [(each["type"], each["title"]) for field in relation_fields(text) for each in field.members["relations"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The order implements the Clean Tram Act 2019.", ("implements", "Clean Tram Act 2019")),
        (
            "Fees are set under the Island Ports Regulations of 2021.",
            ("implements", "Island Ports Regulations of 2021"),
        ),
        ("The bill amends the Water Code.", ("amends", "Water Code")),
        ("The decree repeals the Tram Levy Act.", ("revokes", "Tram Levy Act")),
        ("It replaces the Strategy for the Sea Plan of 2015.", ("supersedes", "Strategy for the Sea Plan of 2015")),
        ("The fund follows the Island Energy Plan, which ended in May.", ("follows", "Island Energy Plan")),
        ("The depot is part of the Trams for All Programme.", ("part_of", "Trams for All Programme")),
        (
            "He said the budget announced earlier this month would grow.",
            ("cites", "budget announced earlier this month"),
        ),
        ("Earlier this month, the board announced a 2026 tram budget of £5 million.", ("cites", "2026 tram budget")),
        (
            "It adds to a plan that the tram board published in March 2025.",
            ("cites", "plan that the tram board published in March 2025"),
        ),
        (
            "Fares stay at 1.5 crowns, as the board announced last week.",
            ("cites", "Fares stay at 1.5 crowns"),
        ),
        ("정부는 「전차법」을 일부 개정한다고 13일 밝혔다.", ("amends", "전차법")),
        ("정부는 「수소경제 육성법」에 따라 40억 원을 지원한다고 13일 밝혔다.", ("implements", "수소경제 육성법")),
    ],
)
def test_a_relation_has_the_type_and_the_title_of_its_words(text, expected):
    assert relations(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The order does not amend the Water Code.",
        "The ministry announced earlier this month that trams are late.",
        "The board will implement the scheme and replace 40 trams.",
        "The act follows the minister's visit to Act Street.",
    ],
)
def test_what_is_denied_or_names_no_document_is_no_relation(text):
    assert relations(text) == []


def test_a_document_that_is_named_twice_is_related_once_with_its_first_words_as_evidence():
    text = "The order amends the Water Code. It was said to implement the Water Code."
    (field,) = relation_fields(text)
    assert field.members == {"relations": [{"type": "amends", "title": "Water Code"}]}
    assert [text[start:end] for start, end in field.spans] == ["amends the Water Code"]

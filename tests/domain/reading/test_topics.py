"""Topics of texts and of their promises."""

from datetime import date

import pytest

from domain.reading import Extraction, Hints
from domain.reading.rules import RulesExtractor


def read(text: str) -> Extraction:
    return RulesExtractor().extract(text, Hints(date(2026, 4, 13)))


def topics(text: str) -> list[str]:
    """The topics of a text, each with its words."""
    return [slug for each in read(text).findings if each.type == "field" for slug in each.members.get("topics", ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Orla puts tide turbines on its sea wall\n\nThe wall is old. Renewable energy was scarce.\n\nIt was long.",
            [],
        ),
        ("The island has a new plan for offshore wind. It is long.\n\nA dam was built.", ["renewable-energy"]),
        ("Orla will build two offshore wind farms.", ["renewable-energy"]),
        ("정부는 이차전지와 반도체 산업을 지원한다고 13일 밝혔다.", ["secondary-batteries", "semiconductors"]),
        ("정부는 양자 회담 결과를 13일 밝혔다.", []),
        ("Le gouvernement va construire des logements près des lignes ferroviaires.", ["housing", "rail"]),
        ("Der Bund fördert die Quantentechnologien und den Wohnungsbau.", ["quantum-technology", "housing"]),
        ("政府は13日、半導体と人工知能の支援策を発表した。", ["semiconductors", "artificial-intelligence"]),
        ("El Gobierno va a construir viviendas y líneas ferroviarias.", ["housing", "rail"]),
        ("The road map names five steps. J'ai dit: the AIDS ward stays.", []),
    ],
)
def test_topics_are_what_title_and_lead_are_about(text, expected):
    assert topics(text) == expected


def test_a_word_said_once_further_down_makes_no_topic_and_three_do():
    lead = "The council met on Monday. "
    assert topics(lead + "A cyclist praised the trams.") == []
    assert topics(lead + "Trams are old. A tram was late. One tram was sold.") == ["public-transport"]


def test_names_of_parties_are_no_topics():
    assert topics("The Department of Agriculture will train 40 clerks. The Department of Agriculture is old.") == []


def test_a_promise_has_the_topics_of_its_words_and_so_has_the_text():
    extraction = read("The council met on Monday. It will plant 40 hectares of forest. It will close two coal mines.")
    assert [each.members.get("topics") for each in extraction.findings if each.type == "commitment"] == [
        ["forests"],
        ["coal", "mining"],
    ]
    assert topics("The council met on Monday. It will plant 40 hectares of forest.") == ["forests"]


def test_evidence_of_topics_is_the_first_word_of_each():
    text = "A plan for coal and housing. Coal ends."
    (field,) = (each for each in read(text).findings if "topics" in each.members)
    assert [text[start:end] for start, end in field.spans] == ["coal", "housing"]
    assert field.members == {"topics": ["coal", "housing"]}

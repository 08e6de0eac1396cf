"""The record of the sample's road map, read from an article about it in other words."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.reading import Extraction, Finding, Hints
from domain.reading.rules import RulesExtractor

ARTICLE = (Path(__file__).parent / "worked_example.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return RulesExtractor().extract(ARTICLE, Hints(date(2026, 1, 29)))


@pytest.fixture(scope="module")
def record(extraction: Extraction) -> dict[str, Any]:
    """The fields of the record."""
    return {name: value for each in found(extraction, "field") for name, value in each.members.items()}


def found(extraction: Extraction, kind: str) -> list[Finding]:
    return [each for each in extraction.findings if each.type == kind]


def words(finding: Finding) -> str:
    return " … ".join(ARTICLE[start:end] for start, end in finding.spans)


def stated(extraction: Extraction, kind: str, phrase: str) -> Mapping[str, Any]:
    """The members of the one part whose words have a phrase."""
    (part,) = (each for each in found(extraction, kind) if phrase in words(each))
    return part.members


def names(extraction: Extraction) -> dict[str, str]:
    """The name of each party by its key."""
    return {each.members["key"]: each.members["name"] for each in found(extraction, "party")}


def test_the_ministry_presented_a_road_map_in_seoul(extraction, record):
    assert {name: record[name] for name in ("kind", "language", "jurisdiction", "place", "announced_on")} == {
        "kind": "roadmap",
        "language": "en",
        "jurisdiction": "KR",
        "place": "Seoul",
        "announced_on": "2026-01-29",
    }
    ministry = stated(extraction, "party", "Ministry of Science and ICT")
    assert (ministry["kind"], ministry["roles"][0]) == ("government", "issuer")


def test_ians_reported_it_and_cited_yonhap(extraction):
    (source,) = found(extraction, "source")
    assert (source.members["publisher"], source.members["via"]) == ("IANS", "Yonhap")
    assert source.members["kind"] == "news_report"


def test_becoming_the_top_producer_of_quantum_chips_is_a_goal_for_2035(extraction):
    goal = stated(extraction, "commitment", "quantum chips")
    assert (goal["kind"], goal["due"], goal["topics"]) == ("goal", "2035", ["quantum-technology", "semiconductors"])


@pytest.mark.parametrize(("phrase", "value", "unit"), [("10,000", "10000", "experts"), ("2,000", "2000", "businesses")])
def test_experts_and_businesses_are_two_targets(extraction, phrase, value, unit):
    target = stated(extraction, "commitment", phrase)
    assert (target["kind"], target["target"]["value"]) == ("target", value)
    assert unit in target["target"]["unit"]


def test_five_clusters_by_july_are_a_milestone(extraction):
    clusters = stated(extraction, "commitment", "quantum clusters")
    assert (clusters["kind"], clusters["target"]["value"]) == ("milestone", "5")
    assert (clusters["due"], clusters["due_text"]) == ("2026-07", "by July")


@pytest.mark.parametrize("phrase", ["masters quantum technology", "industry, academia, research institutes"])
def test_the_science_minister_is_quoted_twice(extraction, phrase):
    minister = stated(extraction, "party", "Bae Kyung-hoon")
    assert stated(extraction, "quote", phrase)["speaker"] == minister["key"]
    assert (minister["kind"], minister["post"]) == ("person", "Science Minister")
    assert names(extraction)[minister["part_of"]] == "Ministry of Science and ICT"


def test_the_memorandum_with_ionq_is_an_agreement_of_both(extraction):
    agreement = stated(extraction, "commitment", "memorandum of understanding")
    partners = {names(extraction)[each["party"]]: each["role"] for each in agreement["parties"]}
    assert agreement["kind"] == "agreement"
    assert partners == {"Ministry of Science and ICT": "partner", "IonQ": "partner"}


def test_ionq_pays_for_the_agreement_over_three_years(extraction):
    investment = stated(extraction, "amount", "US$15 million")
    assert (investment["kind"], investment["amount"], investment["currency"]) == ("investment", "15000000", "USD")
    assert (investment["period"], names(extraction)[investment["payer"]]) == ("2026/2028", "IonQ")
    assert investment["commitment"] == stated(extraction, "commitment", "memorandum of understanding")["key"]


def test_three_companies_are_members_of_the_body_that_they_launched(extraction):
    body = stated(extraction, "party", "consultative body")
    members = {each.members["name"]: each.members for each in found(extraction, "party")}
    launch = stated(extraction, "commitment", "consultative body")
    assert (body["kind"], launch["kind"]) == ("group", "establishment")
    for company in ("Samsung Electronics", "LG Electronics", "SK Telecom"):
        assert (members[company]["kind"], members[company]["part_of"]) == ("company", body["key"])
        assert "member" in members[company]["roles"]
        assert {"party": members[company]["key"], "role": "member"} in launch["parties"]


def test_the_budget_in_dollars_is_approximate_with_its_change(extraction):
    budget = stated(extraction, "amount", "US$5.6 billion")
    assert (budget["kind"], budget["amount"], budget["currency"]) == ("budget", "5600000000", "USD")
    assert (budget["approximate"], budget["period"]) == (True, "2026")
    assert budget["change"] == {"percent": "25.4", "compared_with": "2025"}


def test_two_sums_in_won_are_parts_of_their_total(extraction):
    total = stated(extraction, "amount", "8.12 trillion won")
    assert (total["kind"], total["amount"], total["currency"]) == ("budget", "8120000000000", "KRW")
    for phrase, amount in (("6.44 trillion won", "6440000000000"), ("1.68 trillion won", "1680000000000")):
        part = stated(extraction, "amount", phrase)
        assert (part["kind"], part["amount"], part["currency"]) == ("budget", amount, "KRW")
        assert part["part_of"] == total["key"]


def test_the_budget_announcement_of_earlier_that_month_is_cited(record):
    assert record["relations"] == [{"type": "cites", "title": "budget that the ministry announced earlier this month"}]


def test_being_among_the_top_three_in_artificial_intelligence_is_a_goal(extraction):
    goal = stated(extraction, "commitment", "artificial intelligence")
    assert (goal["kind"], goal["topics"]) == ("goal", ["artificial-intelligence"])


def test_biotechnology_semiconductors_and_batteries_are_topics(extraction, record):
    assert stated(extraction, "commitment", "biotechnology")["topics"] == ["biotechnology", "quantum-technology"]
    assert stated(extraction, "commitment", "key industries")["topics"] == ["semiconductors", "secondary-batteries"]
    assert set(record["topics"]) >= {
        "quantum-technology",
        "artificial-intelligence",
        "semiconductors",
        "biotechnology",
        "secondary-batteries",
    }

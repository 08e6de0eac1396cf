"""The record of the sample's road map, drafted from an article about it in other words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.clients import Client

ARTICLE = (Path(__file__).parent / "worked_example.txt").read_text("utf-8")
Record = Mapping[str, Any]


@pytest.fixture
def record(client: Client) -> Record:
    answer = client.post("/v1/drafts", json={"text": ARTICLE, "published_on": "2026-01-29"})
    assert answer.status_code == 200, answer.text
    drafted: Record = answer.get_json()["record"]
    return drafted


def stated(record: Record, parts: str, phrase: str) -> Mapping[str, Any]:
    """The one part whose evidence has a phrase."""
    (part,) = (each for each in record[parts] if any(phrase in words["exact"] for words in each["evidence"]))
    return part


def names(record: Record) -> dict[str, str]:
    """The name of each party by its key."""
    return {each["key"]: each["name"] for each in record["parties"]}


def test_the_ministry_presented_a_road_map_in_seoul(record: Record) -> None:
    assert {name: record[name] for name in ("kind", "language", "jurisdiction", "place", "announced_on")} == {
        "kind": "roadmap",
        "language": "en",
        "jurisdiction": "KR",
        "place": "Seoul",
        "announced_on": "2026-01-29",
    }
    ministry = stated(record, "parties", "Ministry of Science and ICT")
    assert (ministry["kind"], ministry["roles"][0]) == ("government", "issuer")


def test_ians_reported_it_and_cited_yonhap(record: Record) -> None:
    (source,) = record["sources"]
    assert (source["kind"], source["publisher"], source["via"]) == ("news_report", "IANS", "Yonhap")


def test_becoming_the_top_producer_of_quantum_chips_is_a_goal_for_2035(record: Record) -> None:
    goal = stated(record, "commitments", "quantum chips")
    assert (goal["kind"], goal["due"], goal["topics"]) == ("goal", "2035", ["quantum-technology", "semiconductors"])


@pytest.mark.parametrize(("phrase", "value", "unit"), [("10,000", "10000", "experts"), ("2,000", "2000", "businesses")])
def test_experts_and_businesses_are_two_targets(record: Record, phrase: str, value: str, unit: str) -> None:
    target = stated(record, "commitments", phrase)
    assert (target["kind"], target["target"]["value"]) == ("target", value)
    assert unit in target["target"]["unit"]


def test_five_clusters_by_july_are_a_milestone(record: Record) -> None:
    clusters = stated(record, "commitments", "quantum clusters")
    assert (clusters["kind"], clusters["target"]["value"]) == ("milestone", "5")
    assert (clusters["due"], clusters["due_text"]) == ("2026-07", "by July")


@pytest.mark.parametrize("phrase", ["masters quantum technology", "industry, academia, research institutes"])
def test_the_science_minister_is_quoted_twice(record: Record, phrase: str) -> None:
    minister = stated(record, "parties", "Bae Kyung-hoon")
    assert stated(record, "quotes", phrase)["speaker"] == minister["key"]
    assert (minister["kind"], minister["post"]) == ("person", "Science Minister")
    assert names(record)[minister["part_of"]] == "Ministry of Science and ICT"


def test_the_memorandum_with_ionq_is_an_agreement_of_both(record: Record) -> None:
    agreement = stated(record, "commitments", "memorandum of understanding")
    partners = {names(record)[each["party"]]: each["role"] for each in agreement["parties"]}
    assert agreement["kind"] == "agreement"
    assert partners == {"Ministry of Science and ICT": "partner", "IonQ": "partner"}


def test_ionq_pays_for_the_agreement_over_three_years(record: Record) -> None:
    investment = stated(record, "amounts", "US$15 million")
    assert (investment["kind"], investment["amount"], investment["currency"]) == ("investment", "15000000", "USD")
    assert (investment["period"], names(record)[investment["payer"]]) == ("2026/2028", "IonQ")
    assert investment["commitment"] == stated(record, "commitments", "memorandum of understanding")["key"]


def test_three_companies_are_members_of_the_body_that_they_launched(record: Record) -> None:
    body = stated(record, "parties", "consultative body")
    members = {each["name"]: each for each in record["parties"]}
    launch = stated(record, "commitments", "consultative body")
    assert (body["kind"], launch["kind"]) == ("group", "establishment")
    for company in ("Samsung Electronics", "LG Electronics", "SK Telecom"):
        assert (members[company]["kind"], members[company]["part_of"]) == ("company", body["key"])
        assert "member" in members[company]["roles"]
        assert {"party": members[company]["key"], "role": "member"} in launch["parties"]


def test_the_budget_in_dollars_is_approximate_with_its_change(record: Record) -> None:
    budget = stated(record, "amounts", "US$5.6 billion")
    assert (budget["kind"], budget["amount"], budget["currency"]) == ("budget", "5600000000", "USD")
    assert (budget["approximate"], budget["period"]) == (True, "2026")
    assert budget["change"] == {"percent": "25.4", "compared_with": "2025"}


def test_two_sums_in_won_are_parts_of_their_total(record: Record) -> None:
    total = stated(record, "amounts", "8.12 trillion won")
    assert (total["kind"], total["amount"], total["currency"]) == ("budget", "8120000000000", "KRW")
    for phrase, amount in (("6.44 trillion won", "6440000000000"), ("1.68 trillion won", "1680000000000")):
        part = stated(record, "amounts", phrase)
        assert (part["kind"], part["amount"], part["currency"]) == ("budget", amount, "KRW")
        assert part["part_of"] == total["key"]


def test_the_budget_announcement_of_earlier_that_month_is_cited(record: Record) -> None:
    assert record["relations"] == [{"type": "cites", "title": "budget that the ministry announced earlier this month"}]


def test_being_among_the_top_three_in_artificial_intelligence_is_a_goal(record: Record) -> None:
    goal = stated(record, "commitments", "artificial intelligence")
    assert (goal["kind"], goal["topics"]) == ("goal", ["artificial-intelligence"])


def test_biotechnology_semiconductors_and_batteries_are_topics(record: Record) -> None:
    assert stated(record, "commitments", "biotechnology")["topics"] == ["biotechnology", "quantum-technology"]
    assert stated(record, "commitments", "key industries")["topics"] == ["semiconductors", "secondary-batteries"]
    assert set(record["topics"]) >= {
        "quantum-technology",
        "artificial-intelligence",
        "semiconductors",
        "biotechnology",
        "secondary-batteries",
    }

"""Parties that act together: founders of a body, and those who agree."""

from datetime import date
from typing import Any

from domain.reading import Hints
from domain.reading.rules import RulesExtractor

ORLA = "The Orla Ministry of Transport met the press on Monday. "


def parts(text: str, kind: str) -> list[dict[str, Any]]:
    findings = RulesExtractor().extract(text, Hints(date(2026, 4, 13), "GB")).findings
    return [dict(each.members) for each in findings if each.type == kind]


def test_companies_that_launch_a_body_together_are_its_members():
    text = ORLA + "Isk Motors, Bex Dairy and other companies launched a council on tram safety."
    parties = {each["name"]: each for each in parts(text, "party")}
    council = parties["council on tram safety"]
    assert council["kind"] == "group"
    for name in ("Isk Motors", "Bex Dairy"):
        assert (parties[name]["kind"], parties[name]["part_of"]) == ("company", council["key"])
        assert "member" in parties[name]["roles"]
    (launch,) = parts(text, "commitment")
    assert launch["statement"] == text.removeprefix(ORLA).rstrip(".")
    roles = {each["party"]: each["role"] for each in launch["parties"]}
    assert roles == {
        parties["Isk Motors"]["key"]: "member",
        parties["Bex Dairy"]["key"]: "member",
        council["key"]: "other",
    }


def test_a_body_that_one_party_sets_up_is_no_group():
    text = ORLA + "The ministry has set up a council on tram safety."
    assert [each["kind"] for each in parts(text, "party")] == ["government"]


def test_an_agreement_names_both_of_its_parties_and_a_promise_its_subject():
    text = ORLA + "The ministry signed a memorandum of understanding with Isk Motors. The ministry will build 40 trams."
    keys = {each["name"]: each["key"] for each in parts(text, "party")}
    ministry, isk = keys["Orla Ministry of Transport"], keys["Isk Motors"]
    assert [each["parties"] for each in parts(text, "commitment")] == [
        [{"party": ministry, "role": "partner"}, {"party": isk, "role": "partner"}],
        [{"party": ministry, "role": "implementer"}],
    ]


def test_those_who_sign_together_are_partners():
    text = ORLA + "The ministry and Isk Motors signed a deal on tram parts, for which it will hire 40 clerks."
    keys = {each["name"]: each["key"] for each in parts(text, "party")}
    agreement, _ = parts(text, "commitment")
    assert {each["party"]: each["role"] for each in agreement["parties"]} == dict.fromkeys(keys.values(), "partner")
    assert agreement["statement"].endswith("on tram parts")


def test_a_promise_ends_before_the_word_that_joins_the_next_one():
    text = ORLA + "The ministry will mend more trams, and will run them as night buses."
    statements = [each["statement"] for each in parts(text, "commitment")]
    assert statements == ["The ministry will mend more trams", "Will run them as night buses"]

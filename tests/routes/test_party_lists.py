"""The directory is searched by words and sorted by name; labels are the latest names, however names are punctuated."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import Client, url_of
from tests.records import draft, published
from tests.refusals import refused


def record(name: str, kind: str = "government", **members: Any) -> dict[str, Any]:
    """A published record with one party."""
    party = {"key": "x", "name": name, "kind": kind, "roles": ["issuer"]}
    party |= {each: members.pop(each) for each in ("jurisdiction_of_party", "identifiers") if each in members}
    if own := party.pop("jurisdiction_of_party", None):
        party["jurisdiction"] = own
    return published(parties=[party], **members)


def entry(client: Client, *stated: Any, **members: Any) -> str:
    """The directory's id of the party in a new record."""
    return str(client.create(record(*stated, **members))["parties"][0]["party"]["id"])


def names(client: Client, **query: Any) -> list[str]:
    """The names of a list of parties."""
    answer = client.get("/v1/parties", query_string=query)
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.get_json()["data"]]


def test_ministries_of_one_name_in_two_countries_are_two(client: Client, public: Client) -> None:
    korean, thai = (entry(client, "Ministry of Finance", jurisdiction=code) for code in ("KR", "TH"))
    assert korean != thai
    assert [public.get(f"/v1/parties/{id}").get_json()["jurisdiction"] for id in (korean, thai)] == ["KR", "TH"]
    assert entry(client, "Ministry of Finance", jurisdiction="US", jurisdiction_of_party="TH") == thai
    assert entry(client, "Ministry of Finance", jurisdiction="KR") == korean
    companies = {entry(client, "Acme", "company", jurisdiction=code) for code in ("KR", "TH")}
    assert len(companies) == 1


def test_a_ministry_follows_its_record_to_another_jurisdiction(client: Client, public: Client) -> None:
    made = client.create(record("Ministry of Finance", jurisdiction="KR"))
    thai = entry(client, "Ministry of Finance", jurisdiction="TH")
    moved = client.patched(made, {"jurisdiction": "TH"})
    assert moved["parties"][0]["party"]["id"] == thai
    assert "jurisdiction" not in moved["parties"][0]
    assert public.get("/v1/parties?jurisdiction=KR").get_json()["data"] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children's Fund", "Children\u2019s Fund"),
        ("Children's Fund", "Childrens Fund"),
        ("Rolls-Royce", "Rolls\u2013Royce"),
        ("Rolls-Royce", "Rolls Royce"),
        ("U.S. Treasury", "US Treasury"),
        ("Energy, Industry and Net Zero", "Energy Industry and Net Zero"),
        ("\u201cRosatom\u201d", "Rosatom"),
        ("ソニー・グループ", "ソニーグループ"),
    ],
)
def test_punctuation_makes_no_difference(client: Client, public: Client, one: str, other: str) -> None:
    id = entry(client, one)
    assert entry(client, other) == id
    assert [each["id"] for each in public.get("/v1/parties", query_string={"name": other}).get_json()["data"]] == [id]


def test_a_name_of_punctuation_alone_is_a_name(client: Client) -> None:
    assert entry(client, "...") != entry(client, "!!!")
    assert entry(client, "...") == entry(client, "...")


def test_a_renamed_body_has_the_name_of_its_latest_record(client: Client, public: Client) -> None:
    same = [{"scheme": "wikidata", "id": "Q1"}]
    old = client.create(record("Department of Trade", announced_on="2015", identifiers=same))
    new = client.create(record("Department for Business", announced_on="2024-05-01", identifiers=same))
    client.create(record("Board of Trade", announced_on="1990", identifiers=same))
    client.create(draft(announced_on="2026-05-01", parties=[record("Codename", identifiers=same)["parties"][0]]))
    (shown,) = public.get("/v1/parties").get_json()["data"]
    assert shown["name"] == "Department for Business"
    assert shown["aliases"] == ["Board of Trade", "Department of Trade"]
    facet = public.get("/v1/announcements?facet=party&limit=0").get_json()["meta"]["facets"]["party"]
    assert [each["label"] for each in facet] == ["Department for Business"]
    client.patched(old, {"announced_on": "2025"})
    assert names(public) == ["Department of Trade"]
    client.delete(f"{url_of(old)}?note=Wrong.", if_match="*")
    assert names(public) == ["Department for Business"]
    client.patched(new, {"announced_on": "1980"})
    assert names(public) == ["Board of Trade"]


def test_parties_are_sorted_by_name_both_ways(client: Client, public: Client) -> None:
    for name in ("Beta", "alpha", "Gamma"):
        entry(client, name)
    assert names(public) == names(public, sort="name") == ["alpha", "Beta", "Gamma"]
    assert names(public, sort="-name") == ["Gamma", "Beta", "alpha"]
    page = public.get("/v1/parties?sort=-name&limit=2").get_json()
    assert [each["name"] for each in public.get(page["links"]["next"]).get_json()["data"]] == ["alpha"]
    assert refused(public.get("/v1/parties?sort=title")) == {"sort": "choice"}


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("science", ["Ministry of Science and ICT"]),
        ("minis scien", ["Ministry of Science and ICT"]),
        ("SCIÉNCE", ["Ministry of Science and ICT"]),
        ("msit", ["Ministry of Science and ICT"]),
        ("cience", []),
        ("science msit", []),
        ("rolls", ["Rolls-Royce"]),
        ("rolls-roy", ["Rolls-Royce"]),
        ("childrens", ["Children\u2019s Fund"]),
        ("children's", ["Children\u2019s Fund"]),
        ("전자", ["삼성전자"]),
        ("성전", ["삼성전자"]),
        ("codename", []),
    ],
)
def test_parties_are_found_by_words(client: Client, public: Client, q: str, expected: list[str]) -> None:
    """Of one name or alias, by their beginnings; Korean, Chinese and Japanese by any two characters."""
    same = [{"scheme": "wikidata", "id": "Q1"}]
    for name in ("Rolls-Royce", "Children\u2019s Fund", "삼성전자"):
        entry(client, name)
    entry(client, "MSIT", announced_on="2020", identifiers=same)
    entry(client, "Ministry of Science and ICT", identifiers=same)
    client.create(draft(parties=record("Codename", identifiers=same)["parties"]))
    assert names(public, q=q) == expected
    assert public.get("/v1/parties", query_string={"q": q, "facet": "kind", "limit": 0}).get_json()["meta"][
        "total"
    ] == {
        "value": len(expected),
        "relation": "eq",
    }


def test_a_search_needs_letters(public: Client) -> None:
    assert refused(public.get("/v1/parties?q=...")) == {"q": "length"}
    assert refused(public.get("/v1/parties", query_string={"q": "a " * 17})) == {"q": "length"}

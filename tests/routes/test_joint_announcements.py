"""Joint announcements, parts of countries and groups of jurisdictions, as clients state and find them."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.clients import RECORDS, Client, url_of
from tests.parts import amount, commitment
from tests.records import draft, published
from tests.refusals import refused

LISTS = ("announcements", "commitments", "amounts")


@pytest.fixture
def public_titles(client: Client, public: Client) -> Any:
    """Records of several jurisdictions, and a function for the titles that a query finds."""
    for title, jurisdiction, others, day in (
        ("joint", "KR", ["JP", "US-CA"], "2026-01-01"),
        ("japan", "JP", [], "2026-01-02"),
        ("california", "US-CA", [], "2026-01-03"),
        ("kosovo", "XK", [], "2026-01-04"),
        ("asean", "ASEAN", [], "2026-01-05"),
        ("brexit", "GB", [], "2020-01-31"),
        ("britain", "GB", [], "2020-02-01"),
        ("croatia", "HR", ["FR"], "2013-06-30"),
    ):
        client.create(
            published(
                title=title, jurisdiction=jurisdiction, other_jurisdictions=others, announced_on=day,
                commitments=[commitment(statement=title)], amounts=[amount(purpose=title)],
            )
        )  # fmt: skip

    def titles(query: str, collection: str = "announcements") -> set[str]:
        answer = public.get(f"/v1/{collection}?{query}&total=exact").get_json()
        found = {each.get("announcement", each)["title"] for each in answer["data"]}
        assert answer["meta"]["total"]["value"] == len(answer["data"]) == len(found)
        return found

    return titles


FOUND = {
    "jurisdiction=JP": "joint japan",
    "jurisdiction=KR": "joint",
    "jurisdiction=JP&jurisdiction=KR": "joint japan",
    "jurisdiction=JP&sort=updated_at": "joint japan",
    "jurisdiction=JP&topic=_missing": "joint japan",
    "jurisdiction=US": "",
    "jurisdiction=US&subdivisions=include": "joint california",
    "jurisdiction=US-CA": "joint california",
    "exclude_jurisdiction=JP&jurisdiction=KR": "",
    "exclude_jurisdiction=JP&announced_from=2026": "california kosovo asean",
    "jurisdiction=XK": "kosovo",
    "jurisdiction=ASEAN": "asean",
    "jurisdiction_group=G7": "joint japan brexit britain croatia",
    "jurisdiction_group=G7&jurisdiction=KR": "joint",
    "jurisdiction_group=G7&exclude_jurisdiction=JP": "brexit britain croatia",
    "jurisdiction_group=G7&announced_from=2026": "joint japan",
    "jurisdiction_group=FIVE-EYES&subdivisions=include&announced_from=2026": "joint california",
    "jurisdiction_group=EU": "brexit croatia",
    "jurisdiction_group=EU&exclude_jurisdiction=FR": "brexit",
    "jurisdiction_group=EU27": "croatia",
    "jurisdiction_group=_missing": "california kosovo asean",
    "exclude_jurisdiction_group=EU&exclude_jurisdiction_group=G7": "california kosovo asean",
}


@pytest.mark.parametrize(("query", "found"), FOUND.items())
def test_a_jurisdiction_finds_records_by_all_of_theirs(public_titles: Any, query: str, found: str) -> None:
    for collection in LISTS:
        if not (collection == "amounts" and "topic" in query):
            assert public_titles(query, collection) == set(found.split())


@pytest.mark.parametrize("facet", ["jurisdiction", "jurisdiction_group"])
@pytest.mark.parametrize("collection", LISTS)
@pytest.mark.parametrize("query", ["", "jurisdiction=KR", "jurisdiction_group=G7&subdivisions=include"])
def test_a_facet_counts_what_its_filter_finds(
    public_titles: Any, public: Client, facet: str, collection: str, query: str
) -> None:
    assert public_titles
    answer = public.get(f"/v1/{collection}?{query}&facet={facet}&limit=0&total=exact").get_json()
    counts = {each["value"]: each["count"] for each in answer["meta"]["facets"][facet]}
    assert counts
    for value, count in counts.items():
        if query.startswith(f"{facet}=") or (facet in query and value == "_missing"):
            continue
        found = public.get(f"/v1/{collection}?{query}&{facet}={value}&total=exact").get_json()
        if not query or facet not in query:
            assert found["meta"]["total"]["value"] == count, value


def test_a_group_has_its_members_with_their_days(public: Client) -> None:
    terms = {each["code"]: each for each in public.get("/v1/vocabularies/jurisdiction_groups").get_json()["terms"]}
    assert {"jurisdiction": "GB", "from": "1973-01-01", "to": "2020-01-31"} in terms["EU"]["members"]
    assert {"jurisdiction": "US"} in terms["G7"]["members"]
    assert "members" not in public.get("/v1/vocabularies/states").get_json()["terms"][0]


def test_parts_of_a_joint_announcement_name_all_jurisdictions(client: Client) -> None:
    record = draft(jurisdiction="KR", other_jurisdictions=["JP"], commitments=[commitment()])
    created = client.create(record)
    assert client.get(url_of(created)).get_json()["other_jurisdictions"] == ["JP"]
    (part,) = client.get("/v1/commitments").get_json()["data"]
    assert part["announcement"]["other_jurisdictions"] == ["JP"]
    client.create(draft(commitments=[commitment()]))
    assert "other_jurisdictions" not in client.get("/v1/commitments").get_json()["data"][0]["announcement"]


def test_a_joint_announcement_is_found_by_words_and_jurisdiction(client: Client) -> None:
    client.create(draft(title="A plan for chips", jurisdiction="KR", other_jurisdictions=["JP"]))
    for query in ("jurisdiction=JP", "jurisdiction=KR", "jurisdiction_group=G7", "jurisdiction=JP&language=en"):
        assert len(client.get(f"{RECORDS}?q=chips&{query}").get_json()["data"]) == 1, query
    assert client.get(f"{RECORDS}?q=chips&jurisdiction=US").get_json()["data"] == []


def test_the_main_jurisdiction_is_not_one_of_the_others(client: Client) -> None:
    wrong = draft(jurisdiction="KR", other_jurisdictions=["JP", "KR"])
    assert refused(client.post(RECORDS, json=wrong)) == {"/other_jurisdictions/1": "duplicate"}
    twice = draft(jurisdiction="KR", other_jurisdictions=["JP", "JP"])
    assert refused(client.post(RECORDS, json=twice)) == {"/other_jurisdictions/1": "duplicate"}


def test_a_key_with_limits_writes_joint_announcements_of_its_jurisdictions_only(app: Flask, client: Client) -> None:
    key = client.post("/v1/keys", json={"name": "desk", "scopes": ["write"], "jurisdictions": ["KR", "JP"]}).get_json()[
        "key"
    ]
    limited = Client(app, key)
    assert limited.post(RECORDS, json=draft(jurisdiction="KR", other_jurisdictions=["JP"])).status_code == 201
    answer = limited.post(RECORDS, json=draft(jurisdiction="KR", other_jurisdictions=["US"]))
    assert answer.status_code == 403
    assert "not of US" in answer.get_json()["detail"]
    foreign = client.create(draft(jurisdiction="KR", other_jurisdictions=["US"]))
    changed = limited.send("PATCH", url_of(foreign), json={"other_jurisdictions": []}, if_match="*")
    assert changed.status_code == 403


def test_coverage_counts_a_joint_announcement_under_each_jurisdiction(client: Client, public: Client) -> None:
    client.create(published(jurisdiction="KR", other_jurisdictions=["JP"]))
    rows = public.get("/v1/coverage").get_json()["data"]
    assert [(row["jurisdiction"], row["announcements"]) for row in rows] == [("JP", 1), ("KR", 1)]
    (row,) = public.get("/v1/coverage?jurisdiction=JP").get_json()["data"]
    assert row["jurisdiction"] == "JP"


def test_subdivisions_need_a_whole(public: Client) -> None:
    assert refused(public.get(f"{RECORDS}?subdivisions=include")) == {"subdivisions": "jurisdiction"}

"""Filters and orders of commitments: every one of several values, ranges of targets, dates that moved."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import RECORDS, Client, errors_of
from tests.records import published

COMMITMENTS = "/v1/commitments"
TARGETS: dict[str, dict[str, str]] = {
    "exactly 5": {"value": "5"},
    "5 to 7": {"value": "5", "upper": "7"},
    "at least 6": {"value": "6", "comparator": "gte"},
    "at most 4": {"value": "4", "comparator": "lte"},
    "about 10": {"value": "10", "comparator": "about"},
}


def promise(statement: str, **members: Any) -> dict[str, Any]:
    """A commitment."""
    return {"kind": "target", "statement": statement} | members


def found(client: Client, query: str) -> list[str]:
    """The statements of the commitments that a query finds, in order."""
    answer = client.get(f"{COMMITMENTS}?{query}")
    assert answer.status_code == 200, answer.text
    return [each["statement"] for each in answer.get_json()["data"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("value_min=6", {"5 to 7", "at least 6", "about 10"}),
        ("value_min=11", {"at least 6"}),
        ("value_max=5", {"exactly 5", "5 to 7", "at most 4"}),
        ("value_max=1", {"at most 4"}),
        ("value_min=6&value_max=7", {"5 to 7", "at least 6"}),
    ],
)
def test_a_range_finds_all_targets_that_may_lie_in_it(client: Client, query: str, expected: set[str]) -> None:
    commitments = [promise(name, target={"unit": "sites"} | target) for name, target in TARGETS.items()]
    client.create(published(commitments=[*commitments, promise("without a figure")]))
    assert set(found(client, query)) == expected


def test_targets_of_one_unit_are_sorted_by_value(client: Client) -> None:
    """Page by page too."""
    for number in ("5", "-1", "100", "20"):
        client.create(published(commitments=[promise(number, target={"value": number, "unit": "sites"})]))
    client.create(published(commitments=[promise("other", target={"value": "7", "unit": "people"})]))
    assert found(client, "unit=sites&sort=value") == ["-1", "5", "20", "100"]
    page = client.get(f"{COMMITMENTS}?unit=sites&sort=-value&limit=3").get_json()
    rest = client.get(page["links"]["next"]).get_json()
    assert [each["statement"] for each in [*page["data"], *rest["data"]]] == ["100", "20", "5", "-1"]


@pytest.mark.parametrize("query", ["", "unit=sites&unit=people", "unit=_missing", "exclude_unit=sites"])
def test_an_order_by_value_needs_one_unit(client: Client, query: str) -> None:
    answer = client.get(f"{COMMITMENTS}?{query}&sort=value")
    assert errors_of(answer) == {"sort": "unit"}
    assert "unit=" in answer.get_json()["errors"][0]["detail"]


def test_a_date_that_has_moved_since_it_was_published_is_found(client: Client) -> None:
    """Not one that moved in a draft, was corrected, or was stated later."""
    commitments = [promise(name, key=name, due="2026-07") for name in ("moved", "corrected")]
    record = client.create(published(commitments=[*commitments, promise("stated-later", key="stated-later")]))
    client.patched(record, {"commitments": {"moved": {"due": "2026-12"}, "stated-later": {"due": "2027"}}})
    client.patched(record, {"commitments": {"corrected": {"due": "2026-08"}}}, change_type="correction")
    draft = client.create(published(commitments=[promise("draft", key="draft", due="2026")]) | {"state": "draft"})
    client.patched(draft, {"commitments": {"draft": {"due": "2027"}}, "state": "published"})
    assert found(client, "due_moved=true") == ["moved"]
    assert set(found(client, "due_moved=false")) == {"corrected", "stated-later", "draft"}


PARTIES = {
    "ministry": {"name": "Ministry", "kind": "government", "roles": ["issuer", "funder"]},
    "ionq": {"name": "IonQ", "kind": "company", "roles": ["partner"]},
}
RECORDS_BY_TITLE: dict[str, dict[str, Any]] = {
    "both": {"topics": ["ai", "chips"], "parties": list(PARTIES.values())},
    "ai": {"topics": ["ai"], "parties": [PARTIES["ministry"]]},
    "chips": {"topics": ["chips"], "parties": [PARTIES["ministry"] | {"roles": ["issuer"]}, PARTIES["ionq"]]},
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("all_topic=ai&all_topic=chips", {"both"}),
        ("all_topic=ai", {"both", "ai"}),
        ("all_party=Ministry&all_party=IonQ", {"both", "chips"}),
        ("all_role=issuer&all_role=funder", {"both", "ai"}),
        ("all_role=issuer&all_role=partner", {"both", "chips"}),
        ("all_role=issuer&all_role=partner&party=Ministry", set()),
        ("all_topic=ai&all_party=IonQ&exclude_kind=law", {"both"}),
    ],
)
def test_all_demands_every_one_of_its_values(client: Client, query: str, expected: set[str]) -> None:
    """Of records, and of parts by the same parameters, where a commitment has those of its record."""
    quote = {"text": "We do.", "language": "en", "speaker": "m"}
    for title, members in RECORDS_BY_TITLE.items():
        parties = [each | ({"key": "m"} if each["name"] == "Ministry" else {}) for each in members["parties"]]
        money = {"kind": "budget", "amount": "1", "currency": "EUR"}
        record = published(title=title, commitments=[promise(title)], amounts=[money], quotes=[quote])
        client.create(record | members | {"parties": parties})
    assert {each["title"] for each in client.get(f"{RECORDS}?{query}").get_json()["data"]} == expected
    assert set(found(client, query.replace("exclude_kind", "exclude_announcement_kind"))) == expected
    amounts = client.get(f"/v1/amounts?{query.replace('exclude_kind', 'exclude_announcement_kind')}").get_json()["data"]
    assert {each["announcement"]["title"] for each in amounts} == expected


def test_all_takes_no_missing(client: Client) -> None:
    assert errors_of(client.get(f"{RECORDS}?all_topic=_missing")) == {"all_topic": "format"}


def test_a_quote_is_found_by_all_roles_of_its_speaker(client: Client) -> None:
    minister = {"key": "m", "name": "Minister", "kind": "person", "roles": ["speaker", "issuer"]}
    quote = {"text": "We do.", "language": "en", "speaker": "m"}
    client.create(published(parties=[minister], quotes=[quote]))
    for roles, number in (("speaker", 1), ("speaker&all_role=issuer", 1), ("speaker&all_role=funder", 0)):
        assert len(client.get(f"/v1/quotes?all_role={roles}").get_json()["data"]) == number


def test_a_party_is_found_by_all_its_roles(client: Client) -> None:
    """In one record or in several."""
    for title, members in RECORDS_BY_TITLE.items():
        client.create(published(title=title) | members)
    expected = {"issuer&all_role=funder": ["Ministry"], "partner": ["IonQ"], "partner&all_role=issuer": []}
    for query, names in expected.items():
        listed = client.get(f"/v1/parties?all_role={query}").get_json()["data"]
        assert [each["name"] for each in listed] == names

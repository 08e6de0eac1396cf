"""Where a policy stands: stated, filtered, counted, and in force on a day."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import RECORDS, Client, errors_of, url_of
from tests.parts import amount, commitment
from tests.records import draft, published

PARTS: dict[str, Any] = {"commitments": [commitment()], "amounts": [amount()]}
IN_FORCE, REPEALED = {"code": "in_force", "on": "2026-07-01"}, {"code": "repealed", "on": "2027-05"}


def titles(client: Client, query: str, collection: str = "announcements") -> set[str]:
    """Titles of the records that a list finds."""
    items = client.get(f"/v1/{collection}?{query}").get_json()["data"]
    return {(item.get("announcement") or item)["title"] for item in items}


@pytest.fixture
def laws(client: Client) -> None:
    """A law in force, a repealed one, one that is only proposed, and a plan without a status."""
    client.create(published(title="lasting", policy_status=IN_FORCE, effective="2026-07-01", **PARTS))
    client.create(published(title="repealed", policy_status=REPEALED, **PARTS))
    client.create(published(title="bill", policy_status={"code": "proposed"}, effective="2028", **PARTS))
    client.create(published(title="plan", **PARTS))


@pytest.mark.usefixtures("laws")
@pytest.mark.parametrize("collection", ["announcements", "commitments", "amounts"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("policy_status=in_force", {"lasting"}),
        ("policy_status=in_force&policy_status=_missing", {"lasting", "plan"}),
        ("exclude_policy_status=in_force", {"repealed", "bill", "plan"}),
        ("in_force_on=2026-02-01", {"repealed"}),
        ("in_force_on=2026-07-01", {"lasting", "repealed"}),
        ("in_force_on=2027-05-30", {"lasting", "repealed"}),
        ("in_force_on=2027-05-31", {"lasting"}),
        ("in_force_on=2028-06-01", {"lasting"}),
        ("in_force_on=2026-01-28", set()),
    ],
)
def test_every_list_is_filtered_by_status_and_by_the_days_in_force(
    public: Client, collection: str, query: str, found: set[str]
) -> None:
    assert titles(public, query, collection) == found


@pytest.mark.usefixtures("laws")
def test_facets_and_summaries_count_by_status(public: Client) -> None:
    facet = public.get(f"{RECORDS}?facet=policy_status&limit=0").get_json()["meta"]["facets"]["policy_status"]
    expected = {"in_force": "In force", "repealed": "Repealed", "proposed": "Proposed", "_missing": "not stated"}
    assert {each["value"]: each["label"] for each in facet} == expected
    sums = public.get("/v1/amounts/summary?group_by=policy_status").get_json()["data"]
    assert {each["policy_status"]: each["sum"] for each in sums} == dict.fromkeys(
        ("in_force", "repealed", "proposed", None), "15000000"
    )
    counts = public.get("/v1/commitments/summary?group_by=policy_status").get_json()["data"]
    assert {each["policy_status"]: each["count"] for each in counts}["repealed"] == 1


def test_versions_keep_the_statuses_that_there_were(client: Client) -> None:
    record = client.create(published(policy_status={"code": "proposed"}))
    client.patched(record, {"policy_status": IN_FORCE}, change_type="major")
    client.patched(record, {"policy_status": {"code": "ended", "on": None}})
    versions = [client.get(f"{url_of(record)}/versions/{number}").get_json()["policy_status"] for number in (1, 2, 3)]
    assert versions == [{"code": "proposed"}, IN_FORCE, {"code": "ended"}]
    listed = client.get(f"{url_of(record)}/versions").get_json()["data"]
    assert [each["paths"] for each in listed[1:]] == [["/policy_status"]] * 2
    assert "policy_status" not in client.patched(record, {"policy_status": None})


@pytest.mark.parametrize(
    ("status", "errors"),
    [
        ({"code": "inforce"}, {"/policy_status/code": "choice"}),
        ({"on": "2026"}, {"/policy_status/code": "required"}),
        ({"code": "ended", "on": "2026/.."}, {"/policy_status/on": "date"}),
        ("in_force", {"/policy_status": "type"}),
    ],
)
def test_a_status_is_a_code_and_a_closed_date(client: Client, status: Any, errors: dict[str, str]) -> None:
    assert errors_of(client.post(RECORDS, json=draft(policy_status=status))) == errors


def test_the_day_in_force_is_one_day(public: Client) -> None:
    assert errors_of(public.get(f"{RECORDS}?in_force_on=2026")) == {"in_force_on": "date"}

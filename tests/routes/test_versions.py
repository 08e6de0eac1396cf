"""Versions: all of them, one as it stood, one at a time, and what differs."""

from __future__ import annotations

from typing import Any

import jsonpatch
import pytest

from tests.clients import RECORDS, Client, url_of
from tests.records import draft, published, worked_example


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """Give a record with three versions: draft, published, corrected."""
    created = client.create(published(state="draft"))
    url = url_of(created)
    assert client.post(f"{url}/publish", if_match="*").status_code == 200
    query = {"note": "A typing error.", "change_type": "correction"}
    assert client.patch(url, json={"title": "The plan"}, if_match="*", query_string=query).status_code == 200
    return created


def test_each_change_is_a_version_with_its_reason(client: Client, record: dict[str, Any]) -> None:
    """The first one first, saying what was done, and where."""
    listed = client.get(f"{url_of(record)}/versions").get_json()["data"]
    assert [(each["version"], each["operation"], each["state"]) for each in listed] == [
        (1, "created", "draft"),
        (2, "published", "published"),
        (3, "patched", "published"),
    ]
    assert listed[2]["change"] == {"type": "correction", "note": "A typing error."}
    assert [each["paths"] for each in listed] == [[""], [""], ["/title"]]


def test_a_version_stays_as_it_stood(client: Client, record: dict[str, Any]) -> None:
    """With its own ETag."""
    answer = client.get(f"{url_of(record)}/versions/1")
    assert answer.get_json() == record
    assert answer.headers["ETag"].startswith('"1-')


def test_the_public_sees_no_version_from_before_publication(public: Client, record: dict[str, Any]) -> None:
    """Drafts stay drafts."""
    url = f"{url_of(record)}/versions"
    assert [each["version"] for each in public.get(url).get_json()["data"]] == [2, 3]
    assert public.get(f"{url}/1").status_code == 404


def test_versions_are_listed_page_by_page(client: Client, record: dict[str, Any]) -> None:
    """By the next link, to the end."""
    first = client.get(f"{url_of(record)}/versions?limit=2").get_json()
    second = client.get(first["links"]["next"]).get_json()
    assert [each["version"] for each in first["data"] + second["data"]] == [1, 2, 3]
    assert "next" not in second["links"]


def test_a_record_can_be_read_as_of_a_time(client: Client, record: dict[str, Any]) -> None:
    """The version that stood then; before the first one there is nothing."""
    listed = client.get(f"{url_of(record)}/versions").get_json()["data"]
    for each in listed:
        answer = client.get(url_of(record), query_string={"as_of": each["at"]})
        assert answer.get_json()["version"] == each["version"]
    assert client.get(url_of(record), query_string={"as_of": "2020"}).status_code == 404
    assert client.get(url_of(record), query_string={"as_of": "9999"}).get_json()["version"] == 3


@pytest.mark.parametrize(("start", "end"), [(1, 3), (3, 1), (2, 3), (0, 2), (2, 2)])
def test_a_diff_makes_one_version_into_the_other(client: Client, start: int, end: int) -> None:
    """As a JSON Patch library applies it."""
    created = client.create(worked_example() | {"state": "draft"})
    url = url_of(created)
    client.patch(url, json={"commitments": {"clusters": {"due": "2027"}, "experts": None}}, if_match="*")
    client.put(url, json=draft(title="Another"), if_match="*")
    documents = [{}, *(client.get(f"{url}/versions/{number}").get_json() for number in (1, 2, 3))]
    answer = client.get(f"{url}/versions/{end}/diff?from={start}") if end else None
    assert answer is not None
    assert answer.content_type == "application/json-patch+json"
    assert jsonpatch.apply_patch(documents[start], answer.get_json()) == documents[end]


def test_a_withdrawn_record_answers_410_with_the_reason(client: Client, public: Client, record: dict[str, Any]) -> None:
    """To everyone; who may read drafts may still read its versions."""
    url = url_of(record)
    assert client.delete(url, if_match="*").status_code == 422
    assert client.delete(f"{url}?note=It+never+happened.", if_match="*").status_code == 204
    for each in (client, public):
        answer = each.get(url)
        assert (answer.status_code, "It never happened." in answer.get_json()["detail"]) == (410, True)
    assert public.get(f"{url}/versions").status_code == 410
    assert client.get(f"{url}/versions").get_json()["data"][-1]["state"] == "withdrawn"
    assert public.get(RECORDS).get_json()["meta"]["total"]["value"] == 0
    assert client.put(url, json=draft(), if_match="*").status_code == 410


def test_a_withdrawn_record_lets_go_of_its_identifiers(client: Client) -> None:
    """The reference can be recorded anew."""
    numbered = published(identifiers=[{"scheme": "gov", "id": "2026-1"}])
    first = client.create(numbered)
    assert client.post(RECORDS, json=numbered).status_code == 409
    client.delete(f"{url_of(first)}?note=Wrong.", if_match="*")
    client.create(numbered)

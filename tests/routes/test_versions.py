"""Versions: listed, read, as of a time, and compared."""

from __future__ import annotations

from typing import Any

import jsonpatch
import pytest

from tests.clients import RECORDS, Client, url_of
from tests.records import draft, published, worked_example


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """A record with three versions: draft, published, corrected."""
    created = client.create(published(state="draft"))
    url = url_of(created)
    assert client.post(f"{url}/publish", if_match="*").status_code == 200
    query = {"note": "A typing error.", "change_type": "correction"}
    assert client.patch(url, json={"title": "The plan"}, if_match="*", query_string=query).status_code == 200
    return created


def test_each_change_is_a_version_with_its_reason(client: Client, record: dict[str, Any]) -> None:
    listed = client.get(f"{url_of(record)}/versions").get_json()["data"]
    assert [(each["version"], each["operation"], each["state"]) for each in listed] == [
        (1, "created", "draft"),
        (2, "published", "published"),
        (3, "patched", "published"),
    ]
    assert listed[2]["change"] == {"type": "correction", "note": "A typing error."}
    assert [each["paths"] for each in listed] == [[""], [""], ["/title"]]


def test_a_version_is_immutable(client: Client, record: dict[str, Any]) -> None:
    answer = client.get(f"{url_of(record)}/versions/1")
    assert answer.get_json() == record
    assert answer.headers["ETag"].startswith('"1-')


def test_the_public_sees_versions_from_publication_on(public: Client, record: dict[str, Any]) -> None:
    url = f"{url_of(record)}/versions"
    assert [each["version"] for each in public.get(url).get_json()["data"]] == [2, 3]
    assert public.get(f"{url}/1").status_code == 404


def test_versions_are_paged(client: Client, record: dict[str, Any]) -> None:
    first = client.get(f"{url_of(record)}/versions?limit=2").get_json()
    second = client.get(first["links"]["next"]).get_json()
    assert [each["version"] for each in first["data"] + second["data"]] == [1, 2, 3]
    assert "next" not in second["links"]


def test_a_record_can_be_read_as_of_a_time(client: Client, record: dict[str, Any]) -> None:
    listed = client.get(f"{url_of(record)}/versions").get_json()["data"]
    for each in listed:
        answer = client.get(url_of(record), query_string={"as_of": each["at"]})
        assert answer.get_json()["version"] == each["version"]
    assert client.get(url_of(record), query_string={"as_of": "2020"}).status_code == 404
    assert client.get(url_of(record), query_string={"as_of": "9999"}).get_json()["version"] == 3


@pytest.mark.parametrize(("start", "end"), [(1, 3), (3, 1), (2, 3), (0, 2), (2, 2)])
def test_a_diff_is_a_json_patch_between_two_versions(client: Client, start: int, end: int) -> None:
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


def test_a_withdrawn_record_releases_its_identifiers(client: Client) -> None:
    numbered = published(identifiers=[{"scheme": "gov", "id": "2026-1"}])
    first = client.create(numbered)
    assert client.post(RECORDS, json=numbered).status_code == 409
    client.delete(f"{url_of(first)}?note=Wrong.", if_match="*")
    client.create(numbered)

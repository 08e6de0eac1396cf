"""Changes and versions by their type: corrections alone, or all but minor changes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from tests.clients import Client, url_of
from tests.records import draft, published
from tests.refusals import error_at

CHANGES = "/v1/changes"

Listed = list[tuple[str, int]]


@pytest.fixture
def records(client: Client) -> list[dict[str, Any]]:
    """A Korean and a French record, each created, corrected twice, changed and withdrawn."""
    made = [client.create(published(title="A plann")), client.create(published(title="A plann", jurisdiction="FR"))]
    for title, type in (("A plan", "correction"), ("The plan", "major"), ("The Plan", "correction")):
        for record in made:
            client.patched(record, {"title": title}, change_type=type)
    for record in made:
        assert client.delete(f"{url_of(record)}?note=Wrong.", if_match="*").status_code == 204
    return made


def types(client: Client, path: str, **query: Any) -> Listed:
    """Type and version of each change on a page."""
    answer = client.get(f"{path}?{urlencode(query, doseq=True)}")
    assert answer.status_code == 200, answer.text
    return [(each["change"]["type"], each["version"]) for each in answer.get_json()["data"]]


QUERIES: list[tuple[dict[str, Any], Listed]] = [
    ({"change_type": "correction"}, [("correction", 2), ("correction", 4)]),
    ({"change_type": "major"}, [("major", 3)]),
    ({"change_type": "minor"}, [("minor", 1), ("minor", 5)]),
    ({"change_type": ["major", "correction"]}, [("correction", 2), ("major", 3), ("correction", 4)]),
    ({"exclude_change_type": "minor"}, [("correction", 2), ("major", 3), ("correction", 4)]),
    ({"change_type": ["minor", "major"], "exclude_change_type": "minor"}, [("major", 3)]),
    ({"change_type": "minor", "exclude_change_type": "minor"}, []),
    ({"exclude_change_type": ["minor", "major", "correction"]}, []),
]


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_changes_of_a_type_are_listed_alone(
    client: Client, public: Client, records: list[dict[str, Any]], query: dict[str, Any], expected: Listed
) -> None:
    for each in (client, public):
        assert types(each, CHANGES, **query) == [change for change in expected for _ in records]
        assert types(each, CHANGES, **query, jurisdiction="KR") == expected
    assert types(client, f"{url_of(records[0])}/versions", **query) == expected


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_pages_of_a_type_make_the_whole(client: Client, public: Client, limit: int) -> None:
    for each in (client, public):
        whole = each.get(f"{CHANGES}?exclude_change_type=minor").get_json()["data"]
        link, walked, at_end = f"{CHANGES}?exclude_change_type=minor&limit={limit}", [], False
        while not at_end:
            page = each.get(link).get_json()
            walked += page["data"]
            link, at_end = page["links"]["next"], page["meta"]["at_end"]
        assert walked == whole
        assert len(whole) == 6
        assert each.get(link).get_json()["data"] == []


def test_pages_of_versions_keep_their_type(client: Client, records: list[dict[str, Any]]) -> None:
    path = f"{url_of(records[0])}/versions?change_type=correction&limit=1"
    first = client.get(path).get_json()
    assert [each["version"] for each in client.get(first["links"]["next"]).get_json()["data"]] == [4]


def test_a_correction_that_takes_its_record_out_of_the_filter_says_so(client: Client, public: Client) -> None:
    record = client.create(published())
    client.patched(record, {"jurisdiction": "FR"}, change_type="correction")
    for country, left in (("KR", True), ("FR", None)):
        answer = public.get(f"{CHANGES}?change_type=correction&jurisdiction={country}")
        assert [each.get("left_filter") for each in answer.get_json()["data"]] == [left]


def test_corrections_of_drafts_are_listed_for_those_who_read_drafts(app: Flask, client: Client, public: Client) -> None:
    record = client.create(draft())
    for title in ("One", "Two"):
        client.patched(record, {"title": title}, change_type="correction")
    client.create(published())
    seen = client.create(published(title="Seen"))
    client.patched(seen, {"title": "Still seen"}, change_type="correction")
    corrections = {"change_type": "correction"}
    assert types(public, CHANGES, **corrections) == types(Client.of(app, "write"), CHANGES, **corrections)
    assert types(public, CHANGES, **corrections) == [("correction", 2)]
    assert public.get(f"{CHANGES}?change_type=correction").get_json()["data"][0]["seq"] == 3
    assert types(client, CHANGES, **corrections) == [("correction", number) for number in (2, 3, 2)]


def test_a_cursor_of_one_type_serves_another(client: Client, public: Client) -> None:
    record = client.create(published())
    client.patched(record, {"title": "One"}, change_type="correction")
    client.patched(record, {"title": "Two"}, change_type="major")
    for each in (client, public):
        link = each.get(f"{CHANGES}?change_type=correction").get_json()["links"]["next"]
        assert "change_type=correction&since=" in link
        assert each.get(link.replace("=correction", "=major")).get_json()["data"][0]["version"] == 3
        assert each.get(link.replace("=correction", "=minor")).get_json()["data"] == []


@pytest.mark.parametrize("path", [CHANGES, "versions"])
def test_only_types_of_the_vocabulary_are_accepted(client: Client, public: Client, path: str) -> None:
    path = path if path == CHANGES else f"{url_of(client.create(published()))}/versions"
    error = error_at(public.get(f"{path}?change_type=erratum"), "change_type")
    assert (error["did_you_mean"], error["allowed"]) == ("correction", ["major", "minor", "correction"])

"""Validators, conditions, and what caches and browsers are told."""

from __future__ import annotations

import pytest

from tests.clients import RECORDS, Client, url_of
from tests.records import draft, published


def test_what_a_client_has_already_is_not_sent_again(client: Client, public: Client) -> None:
    """304 with the validator, and no body."""
    url = url_of(client.create(published()))
    etag = public.get(url).headers["ETag"]
    for known in (etag, "*", f'"x", W/{etag}'):
        answer = public.get(url, headers={"If-None-Match": known})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", etag)
    assert public.get(url, headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize("path", [RECORDS, "/v1/parties", "/v1/vocabularies", "/openapi.json", "/"])
def test_every_answer_has_a_validator_that_works(public: Client, path: str) -> None:
    """Lists too."""
    etag = public.get(path).headers["ETag"]
    assert public.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_a_change_names_the_version_it_is_meant_for(client: Client) -> None:
    """428 without If-Match, 412 with one that is out of date or weak."""
    record = client.create(draft())
    url, etag = url_of(record), client.get(url_of(record)).headers["ETag"]
    assert client.put(url, json=draft(title="b")).status_code == 428
    assert client.put(url, json=draft(title="b"), if_match=etag).status_code == 200
    assert client.put(url, json=draft(title="c"), if_match=etag).status_code == 412
    assert client.patch(url, json={}, if_match='W/"x"').status_code == 412
    assert client.delete(f"{url}?note=x", if_match=etag).status_code == 412
    assert client.post(f"{url}/publish", if_match=etag).status_code == 412
    assert client.get(url).get_json()["title"] == "b"


def test_a_client_picks_an_id_with_put(client: Client) -> None:
    """201 with its address; If-Match says that there should be something already."""
    url = f"{RECORDS}/11111111-2222-4333-8444-555555555555"
    assert client.put(url, json=draft(), if_match="*").status_code == 412
    created = client.put(url, json=draft())
    assert (created.status_code, created.headers["Location"], created.get_json()["version"]) == (201, url, 1)
    assert client.put(url, json=draft()).status_code == 428


def test_caches_are_told_what_they_may_keep(client: Client, public: Client) -> None:
    """What the public reads is public; what a key was sent for is not."""
    url = url_of(client.create(published()))
    answer = public.get(url)
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert {"Accept", "Authorization"} <= {each.strip() for each in answer.headers["Vary"].split(",")}
    assert client.get(url).headers["Cache-Control"] == "private, no-cache"
    assert public.get("/v1/nothing").headers["Cache-Control"] == "no-store"


def test_browsers_of_every_origin_may_read(public: Client) -> None:
    """But not write."""
    preflight = public.send("OPTIONS", RECORDS, headers={"Origin": "https://example.org"})
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" not in preflight.headers["Access-Control-Allow-Methods"]
    assert "ETag" in public.get(RECORDS).headers["Access-Control-Expose-Headers"]


def test_every_answer_names_its_request(public: Client) -> None:
    """By the client's own id, if it is a decent one."""
    answer = public.get("/v1/nothing", headers={"X-Request-Id": "mine-1"})
    assert (answer.headers["X-Request-Id"], answer.get_json()["instance"]) == ("mine-1", "mine-1")
    assert public.get("/", headers={"X-Request-Id": "<script>"}).headers["X-Request-Id"].isalnum()


def test_a_problem_type_leads_to_its_explanation(public: Client) -> None:
    """A page of this service."""
    problem = public.get("/v1/nothing").get_json()
    page = public.get(problem["type"])
    assert page.status_code == 200
    assert problem["title"] in page.text

"""ETags, conditions and caches."""

from __future__ import annotations

import pytest

from tests.clients import RECORDS, Client, url_of
from tests.records import draft, published


def test_if_none_match_with_the_current_etag_answers_304(client: Client, public: Client) -> None:
    url = url_of(client.create(published()))
    etag = public.get(url).headers["ETag"]
    for known in (etag, "*", f'"x", W/{etag}'):
        answer = public.get(url, headers={"If-None-Match": known})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", etag)
    assert public.get(url, headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize("path", [RECORDS, "/v1/parties", "/v1/vocabularies", "/openapi.json", "/"])
def test_every_response_has_an_etag_that_validates(public: Client, path: str) -> None:
    etag = public.get(path).headers["ETag"]
    assert public.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_a_change_requires_if_match_with_the_current_etag(client: Client) -> None:
    """428 without If-Match; 412 if it is stale or weak."""
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
    """With If-Match, something must be there already."""
    url = f"{RECORDS}/11111111-2222-4333-8444-555555555555"
    assert client.put(url, json=draft(), if_match="*").status_code == 412
    created = client.put(url, json=draft())
    assert (created.status_code, created.headers["Location"], created.get_json()["version"]) == (201, url, 1)
    assert client.put(url, json=draft()).status_code == 428


def test_cache_control_is_public_without_a_key_and_private_with_one(client: Client, public: Client) -> None:
    url = url_of(client.create(published()))
    answer = public.get(url)
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert {"Accept", "Authorization"} <= {each.strip() for each in answer.headers["Vary"].split(",")}
    assert client.get(url).headers["Cache-Control"] == "private, no-cache"
    assert public.get("/v1/nothing").headers["Cache-Control"] == "no-store"


def test_every_response_has_a_request_id(public: Client) -> None:
    answer = public.get("/v1/nothing", headers={"X-Request-Id": "mine-1"})
    assert (answer.headers["X-Request-Id"], answer.get_json()["instance"]) == ("mine-1", "mine-1")
    assert public.get("/", headers={"X-Request-Id": "<script>"}).headers["X-Request-Id"].isalnum()


def test_a_problem_type_leads_to_its_explanation(public: Client) -> None:
    problem = public.get("/v1/nothing").get_json()
    page = public.get(problem["type"])
    assert page.status_code == 200
    assert problem["title"] in page.text

"""Lists whose parameters are a JSON body."""

from __future__ import annotations

from typing import Any

import pytest

from api.http.contract import MAX_OPEN_BODY_BYTES
from tests.clients import RECORDS, Client, errors_of
from tests.records import published, worked_example

LISTS = (RECORDS, "/v1/commitments", "/v1/amounts", "/v1/quotes")
EACH_LIST = pytest.mark.parametrize("path", LISTS)


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """Store the worked example."""
    return client.create(worked_example())


@EACH_LIST
@pytest.mark.usefixtures("record")
def test_a_search_can_be_posted_without_a_key(public: Client, path: str) -> None:
    q = "research" if path == "/v1/amounts" else "quantum"
    body = {"jurisdiction": ["KR", "JP"], "limit": 5, "facet": ["topic"], "total": "exact", "q": q, "highlight": True}
    query = f"jurisdiction=KR&jurisdiction=JP&limit=5&facet=topic&total=exact&q={q}&highlight=true"
    posted, got = public.post(f"{path}/search", json=body).get_json(), public.get(f"{path}?{query}").get_json()
    assert posted["data"]
    assert (posted["data"], posted["meta"].keys()) == (got["data"], got["meta"].keys())
    assert posted["meta"]["facets"] == got["meta"]["facets"]


@EACH_LIST
def test_a_posted_search_is_paged_by_posting_to_the_next_link(client: Client, public: Client, path: str) -> None:
    for _ in range(3):
        client.create(worked_example() | {"identifiers": []})
    link, listed, body = f"{path}/search", [], {"jurisdiction": ["KR"], "limit": 2}
    while link:
        page = public.post(link, json=body).get_json()
        listed += [each["id"] for each in page["data"]]
        link = page["links"].get("next", "")
        assert link == "" or link.endswith(f"{path}/search?cursor={page['meta']['next_cursor']}")
    got = public.get(f"{path}?limit=200").get_json()["data"]
    assert len(got) >= 3
    assert listed == [each["id"] for each in got]


def test_the_cursor_of_a_posted_search_may_be_in_the_body(client: Client, public: Client) -> None:
    for title in ("a", "b"):
        client.create(published(title=title))
    first = public.post(f"{RECORDS}/search", json={"limit": 1}).get_json()
    body = {"limit": 1, "cursor": first["meta"]["next_cursor"]}
    rest = public.post(f"{RECORDS}/search", json=body).get_json()
    assert rest["data"] == public.post(first["links"]["next"], json={"limit": 1}).get_json()["data"]


@EACH_LIST
@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"kinds": ["plan"]}, "/kinds"),
        ({"limit": "many"}, "/limit"),
        ({"jurisdiction": "KR"}, "/jurisdiction"),
        ({"jurisdiction": ["KR", "Korea"]}, "/jurisdiction/1"),
        ({"announced_from": "2027", "announced_to": "2026"}, "/announced_from"),
    ],
)
def test_errors_of_a_posted_search_point_into_the_body(public: Client, path: str, body: Any, wrong: str) -> None:
    answer = public.post(f"{path}/search", json=body)
    assert answer.status_code == 422
    assert errors_of(answer).keys() == {wrong}


@EACH_LIST
def test_the_body_of_a_search_is_limited(public: Client, path: str) -> None:
    body = b"{" + b" " * MAX_OPEN_BODY_BYTES + b"}"
    assert public.post(f"{path}/search", data=body, content_type="application/json").status_code == 413
    assert public.post(f"{path}/search", data=b"q=chips").status_code == 415
    assert public.post(f"{path}/search", data=b"{", content_type="application/json").status_code == 400


@EACH_LIST
@pytest.mark.usefixtures("record")
def test_a_posted_search_has_the_formats_of_the_list(public: Client, path: str) -> None:
    posted = public.post(f"{path}/search", json={"format": "csv"})
    assert posted.data == public.get(f"{path}?format=csv").data


@EACH_LIST
@pytest.mark.parametrize("address", ["", "/search"])
def test_the_method_query_is_answered_as_a_posted_search(
    client: Client, public: Client, path: str, address: str
) -> None:
    for _ in range(2):
        client.create(worked_example() | {"identifiers": []})
    body = {"jurisdiction": ["KR"], "limit": 1, "total": "exact"}
    posted = public.post(f"{path}/search", json=body)
    queried = public.send("QUERY", f"{path}{address}", json=body)
    assert posted.get_json()["data"] == queried.get_json()["data"] != []
    following = queried.get_json()["links"]["next"]
    assert following.startswith(f"http://localhost{path}{address}?cursor=")
    rest = public.send("QUERY", following, json=body).get_json()["data"]
    assert rest == public.post(posted.get_json()["links"]["next"], json=body).get_json()["data"]
    refused = public.send("QUERY", f"{path}{address}", json={"kinds": ["plan"]})
    assert (refused.status_code, errors_of(refused)) == (422, {"/kinds": "unknown"})


@EACH_LIST
@pytest.mark.usefixtures("record")
def test_a_query_with_the_current_etag_is_304(public: Client, path: str) -> None:
    etag = public.send("QUERY", path, json={}).headers["ETag"]
    for body, status in (({}, 304), ({"jurisdiction": ["FR"]}, 200)):
        assert public.send("QUERY", path, json=body, headers={"If-None-Match": etag}).status_code == status


@EACH_LIST
def test_every_response_of_a_list_names_the_content_types_of_a_query(public: Client, path: str) -> None:
    answers = {
        200: public.get(path),
        422: public.get(f"{path}?colour=red"),
        405: public.delete(path),
        415: public.send("QUERY", path, data=b"q=chips", content_type="text/plain"),
    }
    assert {status: answer.status_code for status, answer in answers.items()} == {status: status for status in answers}
    options = [public.send("OPTIONS", f"{path}{address}") for address in ("", "/search")]
    searches = [public.post(f"{path}/search", json={}), public.get(f"{path}/search")]
    for answer in (*answers.values(), *options, *searches):
        assert answer.headers.getlist("Accept-Query") == ['"application/json"']
    assert public.send("QUERY", path, data=b"{}").status_code == 415  # Without a Content-Type.


def test_other_addresses_take_no_query(public: Client) -> None:
    for path in ("/v1/parties", "/v1/topics", "/v1/changes", "/"):
        answer = public.send("QUERY", path, json={})
        assert (answer.status_code, "Accept-Query" in answer.headers) == (405, False)


def test_no_member_of_a_search_is_nullable_in_the_contract(public: Client) -> None:
    schemas = public.get("/openapi.json").get_json()["components"]["schemas"]
    bodies = {name: schemas[f"{name}Query"] for name in ("Announcements", "Commitments", "Amounts", "Quotes")}
    assert [name for name, each in bodies.items() if "null" in str(each) or "None" in str(each)] == []

"""Requests with a wrong address, method or header."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from tests.clients import RECORDS, Client, url_of
from tests.records import draft, published
from tests.refusals import problem_of

NOBODY = "018f0000-0000-7000-8000-00000000000a"


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """A published record."""
    return client.create(published())


NOWHERE = [
    "/v1", "/v2/announcements", "/v1/announcement", "/v1/announcements/", "/v1/parties/", "/v1/keys/",
    "/v1/announcements/1", "/v1/announcements/018f", f"/v1/announcements/{NOBODY}/", f"/v1/announcements/{NOBODY}x",
    f"/v1/announcements/{{{NOBODY}}}", "/v1/announcements/\uff1018f0000-0000-7000-8000-00000000000a",
    "/v1/announcements/%00",
    "/v1/announcements/..%2f..", "/v1/announcements/%ff", "/v1/vocabularies/nothing", "/v1/vocabularies/%00",
    "/a" * 5_000,
    f"/v1/announcements/{NOBODY}", f"/v1/announcements/{NOBODY}/versions", f"/v1/parties/{NOBODY}",
    "/problems/nothing",
    "{record}/versions/0", "{record}/versions/-1", "{record}/versions/1.0",
    f"{{record}}/versions/{10**20}", f"{{record}}/versions/{2**31}", f"{{record}}/versions/{2**31 - 1}",
    f"{{record}}/versions/{'9' * 5_000}", "{record}/versions/2", "{record}/versions/0/diff",
    "{record}/versions/2/diff",
    "{record}/versions/1/diff?from=7", "{record}/versions/", "{record}/nothing", "{record}/",
]  # fmt: skip


@pytest.mark.parametrize("path", NOWHERE)
def test_an_unknown_address_answers_404(client: Client, record: dict[str, Any], path: str) -> None:
    answer = client.get(path.replace("{record}", url_of(record)))
    assert problem_of(answer, 404)["type"].endswith("/not-found")


MISTYPED = [
    ("/v1/announcement", "/v1/announcements"),
    ("/v1/announcements/", "/v1/announcements"),
    ("/v1/Announcements", "/v1/announcements"),
    ("/V1/ANOUNCEMENTS", "/v1/announcements"),
    ("/v2/announcements", "/v1/announcements"),
    ("/api/v1/announcements", "/v1/announcements"),
    ("/announcements", "/v1/announcements"),
    ("/v1/party", "/v1/parties"),
    ("/v1/promises", "/v1/commitments"),
    ("/v1/amount/totals", "/v1/amounts/summary"),
    (f"/v1/announcement/{NOBODY}", f"/v1/announcements/{NOBODY}"),
    (f"/announcements/{NOBODY}/", f"/v1/announcements/{NOBODY}"),
    (f"/v1/announcements/{NOBODY}/history/2", f"/v1/announcements/{NOBODY}/versions/2"),
    (f"/v1/commitment/{NOBODY}/reports", f"/v1/commitments/{NOBODY}/progress"),
    ("/v1/vocabulary/states", "/v1/vocabularies/states"),
    ("/topic/%EC%96%91%EC%9E%90", "/v1/topics/%EC%96%91%EC%9E%90"),
    ("/health", "/healthz"),
    ("/v1/docs", "/docs/"),
    ("/swagger.json", "/openapi.json"),
    ("/guides/bulk", "/guide/bulk"),
]


@pytest.mark.parametrize(("path", "meant"), MISTYPED)
def test_a_mistyped_address_is_answered_with_the_one_that_is_meant(public: Client, path: str, meant: str) -> None:
    assert problem_of(public.get(path), 404)["detail"] == f"No such address. Did you mean {meant}?"


@pytest.mark.parametrize(("path", "detail"), [
    ("/v1/party/1", "No such address in /v1/parties. Ids are UUIDs. /openapi.yaml has all addresses."),
    ("/v1/quota/mine", "No such address in /v1/quota. /openapi.yaml has all addresses."),
    ("/v1", "No such address. /openapi.yaml has all addresses."),
    ("/wp-login.php", "No such address. /openapi.yaml has all addresses."),
])  # fmt: skip
def test_an_address_that_means_none_is_answered_with_what_there_is(public: Client, path: str, detail: str) -> None:
    assert problem_of(public.get(path), 404)["detail"] == detail


def test_every_address_of_the_contract_is_found_without_a_letter(public: Client) -> None:
    for path in public.get("/openapi.json").get_json()["paths"]:
        filled = path.format(id=NOBODY, number=1, name="states", topic="ai", sha256="0" * 64)
        last = max((step for step in path.split("/") if len(step) >= 4 and "{" not in step), key=path.index)
        mistyped = filled.replace(f"/{last}", f"/{last[0]}{last[2:]}")
        assert f"No such address. Did you mean {filled}?" in problem_of(public.get(mistyped), 404)["detail"]


def test_an_address_is_never_answered_with_itself(public: Client) -> None:
    id = uuid4()
    detail = problem_of(public.get(f"{RECORDS}/{id.hex}"), 404)["detail"]
    assert detail == f"No such address. Did you mean {RECORDS}/{id}?"
    assert "Did you mean" not in problem_of(public.get("/docs/nothing.js"), 404)["detail"]


def test_a_mistyped_address_is_answered_with_its_methods_if_this_is_none(public: Client, client: Client) -> None:
    detail = problem_of(public.get("/v1/anouncements/serach"), 404)["detail"]
    assert detail == "No such address. Did you mean /v1/announcements/search? It takes POST or QUERY."
    detail = problem_of(client.patch(f"{RECORDS}/", json={}), 404)["detail"]
    assert detail == "No such address. Did you mean /v1/announcements? It takes GET or HEAD or POST or QUERY."


def test_a_misspelt_vocabulary_is_answered_with_the_nearest(public: Client) -> None:
    assert "“announcement_kinds”" in problem_of(public.get("/v1/vocabularies/announcment_kind"), 404)["detail"]
    assert "“currencies”?" in problem_of(public.get("/v1/vocabularies/currenc"), 404)["detail"]
    assert "“announcement_kinds” or “" in problem_of(public.get("/v1/vocabularies/kind"), 404)["detail"]
    for name in ("zzz", "e", "kin"):
        assert "See /v1/vocabularies." in problem_of(public.get(f"/v1/vocabularies/{name}"), 404)["detail"]


METHODS = [
    ("PUT", RECORDS, "GET, HEAD, OPTIONS, POST, QUERY"),
    ("PATCH", RECORDS, "GET, HEAD, OPTIONS, POST, QUERY"),
    ("DELETE", RECORDS, "GET, HEAD, OPTIONS, POST, QUERY"),
    ("TRACE", RECORDS, "GET, HEAD, OPTIONS, POST, QUERY"),
    ("BREW", RECORDS, "GET, HEAD, OPTIONS, POST, QUERY"),
    ("POST", "{record}", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
    ("GET", "{record}/publish", "OPTIONS, POST"),
    ("DELETE", "{record}/versions/1", "GET, HEAD, OPTIONS"),
    ("POST", "/v1/parties", "GET, HEAD, OPTIONS"),
    ("POST", "/v1/quotes", "GET, HEAD, OPTIONS, QUERY"),
    ("GET", "/v1/quotes/search", "OPTIONS, POST, QUERY"),
    ("POST", "/v1/vocabularies", "GET, HEAD, OPTIONS"),
    ("PUT", "/v1/keys", "GET, HEAD, OPTIONS, POST"),
    ("POST", "/healthz", "GET, HEAD, OPTIONS"),
    ("POST", "/openapi.json", "GET, HEAD, OPTIONS"),
]


@pytest.mark.parametrize(("method", "path", "allowed"), METHODS)
def test_an_unavailable_method_answers_405_with_allow(
    client: Client, record: dict[str, Any], method: str, path: str, allowed: str
) -> None:
    answer = client.send(method, path.format(record=url_of(record)), json=draft())
    assert problem_of(answer, 405)["type"].endswith("/method")
    assert answer.headers["Allow"] == allowed


CREDENTIALS = [
    "", " ", "Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "Bearer   ", "Bearer x", "Bearer cmq_", "Bearer é\xff",
    "Bearer\tx",
    "cmq_x", "Token x", "Bearer " + "a" * 10_000, "Bearer a b", 'Digest username="a"', "Negotiate",
    "Bearer ' OR 1=1 --",
]  # fmt: skip
ADDRESSES = [("GET", RECORDS), ("POST", RECORDS), ("GET", "/v1/keys"), ("GET", "/v1/nothing"), ("OPTIONS", RECORDS)]


@pytest.mark.parametrize("header", CREDENTIALS)
@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_an_invalid_authorization_header_is_refused_everywhere(
    public: Client, header: str, method: str, path: str
) -> None:
    answer = public.send(method, path, headers={"Authorization": header})
    assert problem_of(answer, 401)["type"].endswith("/unauthenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


WRITES = [("POST", RECORDS), ("PUT", f"{RECORDS}/{NOBODY}"), ("PATCH", f"{RECORDS}/{NOBODY}"),
          ("DELETE", f"{RECORDS}/{NOBODY}"), ("POST", f"{RECORDS}/{NOBODY}/publish"), ("GET", "/v1/keys"),
          ("POST", "/v1/keys"), ("DELETE", f"/v1/keys/{NOBODY}")]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_missing_key_is_reported_before_anything_else(public: Client, method: str, path: str) -> None:
    answer = public.send(method, path, data=b"{", headers={"Content-Type": "text/plain"})
    problem_of(answer, 401)


FORMATS = [
    "text/html",
    "application/xml",
    "text/plain",
    "image/png, text/markdown;q=0.5",
    "nonsense",
    "application/vnd.api+json",
]


@pytest.mark.parametrize("accept", FORMATS)
@pytest.mark.parametrize("path", [RECORDS, "{record}", "/v1/parties", "/v1/vocabularies", "/v1/nothing"])
def test_an_unavailable_format_answers_406(client: Client, record: dict[str, Any], path: str, accept: str) -> None:
    """The response is a problem nevertheless."""
    answer = client.get(path.format(record=url_of(record)), headers={"Accept": accept})
    assert problem_of(answer, 406)["type"].endswith("/not-acceptable")


@pytest.mark.parametrize(
    "accept",
    ["", "*/*", "application/*", "application/json", "text/html, */*;q=0.1", "application/problem+json"],
)
def test_every_accept_header_that_includes_json_gets_json(client: Client, record: dict[str, Any], accept: str) -> None:
    answer = client.get(url_of(record), headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, "application/json")


@pytest.mark.parametrize(
    "path", [RECORDS, "{record}", "{record}/versions/1", "/v1/parties", "/v1/vocabularies", "/docs/", "/"]
)
def test_head_is_get_without_the_body(client: Client, record: dict[str, Any], path: str) -> None:
    path = path.format(record=url_of(record))
    got, headed = client.get(path), client.send("HEAD", path)
    assert (headed.status_code, headed.data) == (got.status_code, b"")
    assert {name: value for name, value in headed.headers.items() if name != "X-Request-Id"} == {
        name: value for name, value in got.headers.items() if name != "X-Request-Id"
    }


@pytest.mark.parametrize(
    ("path", "status"), [("/v1/announcements/1", 404), (f"{RECORDS}/{NOBODY}", 404), (f"{RECORDS}?qq=x", 422)]
)
def test_head_of_a_problem_has_its_headers(public: Client, path: str, status: int) -> None:
    answer = public.send("HEAD", path)
    assert (answer.status_code, answer.content_type, answer.data) == (status, "application/problem+json", b"")


@pytest.mark.parametrize("path", [RECORDS, f"{RECORDS}/{NOBODY}", "/v1/parties", "/v1/keys", "/openapi.json"])
def test_options_needs_no_key(public: Client, path: str) -> None:
    answer = public.send("OPTIONS", path)
    assert answer.status_code in {200, 204}
    assert "GET" in answer.headers["Allow"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.data == b""


@pytest.mark.parametrize("unsafe_id", ["", "a b", "a" * 65, "é", "<script>", "%0a"])
def test_an_unsafe_request_id_is_replaced(public: Client, unsafe_id: str) -> None:
    answer = public.get("/v1/nothing", headers={"X-Request-Id": unsafe_id.encode("latin-1").decode("latin-1")})
    assert answer.headers["X-Request-Id"] != unsafe_id
    assert problem_of(answer, 404)


@pytest.mark.parametrize("host", ["xn--", "XN--.example", "xn--a-ecp.ru"])
def test_a_host_that_is_no_name_is_malformed(app: Flask, host: str) -> None:
    """Werkzeug decodes Punycode to build an address, and fails."""
    for path in ("/", RECORDS, "/nothing", "/docs/"):
        environ = create_environ(path) | {"HTTP_HOST": host}  # The test client would fail on it itself.
        content, status, headers = run_wsgi_app(app.wsgi_app, environ, buffered=True)
        assert (status, headers["Content-Type"]) == ("400 BAD REQUEST", "application/problem+json"), path
        assert b"Punycode" in b"".join(content), path

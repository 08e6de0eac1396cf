"""Pages of other origins use what is open to everyone, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from api.http.contract import contract_of
from tests.clients import RECORDS, Client

ID = "019c0dea-8800-7000-8000-000000000001"
VALUES = {"id": UUID(ID), "number": 1, "name": "states", "topic": "rail", "sha256": "0" * 64}
READ = {"GET", "HEAD"}
SEARCH = {"POST", "QUERY"}

OPEN = [
    ("GET", RECORDS, READ),
    ("HEAD", f"{RECORDS}/{ID}", READ),
    ("GET", f"/v1/commitments/{ID}/progress", READ),
    ("GET", f"/v1/parties/{ID}", READ),
    ("GET", "/v1/quotes", READ | {"QUERY"}),
    ("QUERY", "/v1/quotes", READ | {"QUERY"}),
    ("GET", "/v1/changes", READ),
    ("GET", "/openapi.json", READ),
    *((method, f"/v1/{name}/search", SEARCH) for method in sorted(SEARCH) for name in ("announcements", "amounts")),
]
CLOSED = [
    *((method, RECORDS) for method in ("POST", "QUERY")),
    *((method, f"{RECORDS}/{ID}") for method in ("PUT", "PATCH", "DELETE")),
    ("POST", f"{RECORDS}/{ID}/publish"),
    ("POST", f"/v1/commitments/{ID}/progress"),
    ("PATCH", f"/v1/parties/{ID}"),
    ("POST", "/v1/imports"),
    *((method, "/v1/keys") for method in ("GET", "POST")),
    ("GET", "/v1/audit"),
    ("GET", "/metrics"),
    ("GET", "/nothing"),
    ("BREW", "/v1/quotes"),
]


def preflight(public: Client, method: str, path: str) -> TestResponse:
    """The response to the question of a browser."""
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization,content-type"}
    return public.send("OPTIONS", path, headers={"Origin": "https://news.example", **asked})


def names(answer: TestResponse, header: str) -> set[str]:
    """The names in a header."""
    return {each for each in answer.headers.get(header, "").split(", ") if each}


@pytest.mark.parametrize(("method", "path", "methods"), OPEN)
def test_what_is_open_to_everyone_is_permitted(public: Client, method: str, path: str, methods: set[str]) -> None:
    answer = preflight(public, method, path)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert names(answer, "Access-Control-Allow-Methods") == methods
    allowed = {"Accept", "Authorization", "If-None-Match", "X-Request-Id", "Communique-Position"}
    assert names(answer, "Access-Control-Allow-Headers") == allowed | (
        {"Content-Type"} if "QUERY" in methods else set()
    )
    assert answer.headers["Access-Control-Max-Age"] == "7200"


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_writes_and_what_needs_a_scope_are_not(public: Client, method: str, path: str) -> None:
    answer = preflight(public, method, path)
    assert {name for name, _ in answer.headers if name.startswith("Access-Control")} == {
        "Access-Control-Allow-Origin",
        "Access-Control-Expose-Headers",
    }


def addresses(app: Flask) -> Iterator[tuple[str, dict[str, str]]]:
    """Each address, with the view of each of its methods."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        built = rule.build({name: VALUES[name] for name in rule.arguments})
        assert built is not None
        methods = {*adapter.allowed_methods(built[1])} - {"OPTIONS"}
        yield built[1], {method: adapter.match(built[1], method)[0] for method in methods}


def test_no_permission_lets_a_page_send_what_needs_a_scope(app: Flask, public: Client) -> None:
    """Also by a header that was permitted for another method of the address: a POST then needs a JSON body."""
    walked = 0
    for path, views in addresses(app):
        contracts = {method: contract_of(app.view_functions[view]) for method, view in views.items()}
        for method in views:
            answer = preflight(public, method, path)
            permitted = names(answer, "Access-Control-Allow-Methods")
            assert not any(contracts[each].scopes for each in permitted), (method, path)
            if permitted and "POST" in contracts and contracts["POST"].scopes:
                assert "Content-Type" not in names(answer, "Access-Control-Allow-Headers"), (method, path)
                assert "json" in {each.location for each in contracts["POST"].inputs}, path
            walked += 1
    assert walked > 60


def test_pages_may_read_every_response_without_credentials(public: Client) -> None:
    etag = public.get(RECORDS).headers["ETag"]
    answers = {
        200: public.get(RECORDS),
        304: public.get(RECORDS, headers={"If-None-Match": etag}),
        404: public.get("/v1/nothing"),
        405: public.delete(RECORDS),
        422: public.send("QUERY", RECORDS, json={"colour": "red"}),
        401: public.post(RECORDS, json={}),
    }
    for status, answer in answers.items():
        assert (answer.status_code, answer.headers.getlist("Access-Control-Allow-Origin")) == (status, ["*"])
        assert "Access-Control-Allow-Credentials" not in answer.headers
        exposed = {"ETag", "Link", "Location", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-Id"}
        assert exposed | {"Communique-Position", "Accept-Query"} <= names(answer, "Access-Control-Expose-Headers")


@pytest.mark.parametrize(
    ("path", "status", "methods"),
    [
        ("/v1//quotes", 308, None),
        ("/docs", 308, None),
        ("/problems/%C3%8C%C2%8A%C3%AD", 200, "GET, HEAD"),
    ],
)
def test_a_preflight_of_an_address_that_is_redirected_or_odd_is_answered(
    public: Client, path: str, status: int, methods: str | None
) -> None:
    headers = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    answer = public.send("OPTIONS", path, headers=headers)
    assert answer.status_code == status
    assert answer.headers.get("Access-Control-Allow-Methods") == methods

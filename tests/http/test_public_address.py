"""Hosts that are not trusted get 400; with a public URL, every address in a response begins with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from api import create_app
from api.settings import Settings
from tests import engines
from tests.clients import RECORDS, Client, url_of
from tests.records import published

PUBLIC_URL = "https://api.example.org/records"
HOSTS = ("api.example.org", ".example.net")
OTHERS = re.compile(r"https?://(?:localhost|evil\.example|127\.0\.0\.1)")


@pytest.fixture(scope="module")
def url(newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database for the applications of this module."""
    return engines.copy_database(newest("sqlite"), tmp_path_factory.mktemp("public"), "public")


@pytest.fixture(scope="module")
def at_public_url(url: str) -> Iterator[Flask]:
    """An application with a public URL, with and without a final slash the same."""
    app = create_app(Settings(database_url=url, log_level="error", public_url=f"{PUBLIC_URL}/"))
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture(scope="module")
def of_hosts(url: str) -> Iterator[Flask]:
    """An application that answers for some hosts."""
    app = create_app(Settings(database_url=url, log_level="error", trusted_hosts=HOSTS))
    yield app
    app.extensions["database"].engine.dispose()


def test_every_address_in_a_response_begins_with_the_public_url(at_public_url: Flask) -> None:
    client = Client.of(at_public_url, "read", "write", "publish", "admin")
    sent = {"json": published(), "headers": {"Idempotency-Key": '"one"', "Host": "evil.example"}}
    created, replayed = client.post(RECORDS, **sent), client.post(RECORDS, **sent)
    location = f"{PUBLIC_URL}{url_of(created.get_json())}"
    assert (created.headers["Location"], replayed.headers["Location"]) == (location, location)
    assert replayed.headers["Idempotent-Replayed"] == "true"
    client.create(published())
    paths = (
        *(f"{RECORDS}?limit=1", f"{RECORDS}?format=atom", f"{RECORDS}?format=jsonfeed", f"{RECORDS}?format=jsonld"),
        *("/v1/commitments?format=ics", "/v1/changes", "/openapi.json", "/", "/nothing", "/v1/topics?limit=x", "/docs"),
    )
    for path in paths:
        answer = client.get(path, headers={"Host": "evil.example"})
        text = f"{answer.headers}\n{answer.text}"
        assert not OTHERS.search(text), path
        assert PUBLIC_URL in text or path.endswith("ics"), path


def test_the_pages_may_call_the_public_url(at_public_url: Flask) -> None:
    policy = Client(at_public_url).get("/docs/").headers["Content-Security-Policy"]
    assert f"connect-src 'self' {PUBLIC_URL};" in policy


@pytest.mark.parametrize("host", ["api.example.org", "API.example.org:8443", "a.example.net", "example.net"])
def test_a_trusted_host_is_served(of_hosts: Flask, host: str) -> None:
    answer = Client(of_hosts).get(RECORDS, headers={"Host": host})
    assert answer.status_code == 200
    assert answer.get_json()["links"]["self"] == f"http://{host.lower()}{RECORDS}"


@pytest.mark.parametrize(
    "host", ["evil.example", "api.example.org.evil.example", "", "[::1", "a b", "127.0.0.1", "\xe9"]
)
@pytest.mark.parametrize("path", [RECORDS, "/nothing", "/docs/", "/"])
def test_any_other_host_is_malformed(of_hosts: Flask, host: str, path: str) -> None:
    answer = Client(of_hosts).get(path, headers={"Host": host})
    problem = answer.get_json()
    assert (answer.status_code, problem["type"]) == (400, "http://api.example.org/problems/malformed")
    assert "TRUSTED_HOSTS" in problem["detail"]
    assert host not in answer.text or host in {"", "a b"}


def test_health_is_answered_whatever_the_host(of_hosts: Flask) -> None:
    assert [Client(of_hosts).get(each).status_code for each in ("/healthz", "/readyz")] == [200, 200]


def test_a_stored_location_of_an_earlier_release_is_under_the_present_root(url: str) -> None:
    """0.2.0 stored the prefix of the first request."""
    app = create_app(Settings(database_url=url, log_level="error", trusted_proxies=1))
    client = Client.of(app, "write", "publish")
    sent = {"json": published(), "headers": {"Idempotency-Key": '"two"', "X-Forwarded-Prefix": "/a"}}
    first = client.post(RECORDS, **sent)
    second = client.post(RECORDS, **(sent | {"headers": sent["headers"] | {"X-Forwarded-Prefix": "/b"}}))
    path = url_of(first.get_json())
    assert (first.headers["Location"], second.headers["Location"]) == (f"/a{path}", f"/b{path}")
    app.extensions["database"].engine.dispose()

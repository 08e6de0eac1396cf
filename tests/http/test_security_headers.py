"""Headers that tell browsers what a response may do, and the security contact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

from api import create_app
from api.settings import Settings
from tests.clients import RECORDS, Client

POLICY = "Content-Security-Policy"
SECURITY_TXT = "/.well-known/security.txt"
PAGES = ("/docs/", "/problems", "/problems/invalid")
PICTURES = ("/v1/commitments/timeline.svg", "/v1/amounts/summary.svg")
DATA = (
    RECORDS,
    f"{RECORDS}?format=atom",
    f"{RECORDS}?format=ndjson",
    "/nothing",
    "/healthz",
    "/openapi.json",
    "/docs/docs.js",
)


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[Flask]:
    """An application with HSTS, behind a proxy, and with a contact."""
    app = create_app(
        Settings(
            database_url=f"sqlite:///{tmp_path}/secured.db",
            log_level="error",
            trusted_proxies=1,
            hsts_seconds=31_536_000,
            security_contact="mailto:security@example.org",
        )
    )
    yield app
    app.extensions["database"].engine.dispose()


def headers_of(client: Client, path: str) -> Headers:
    """The headers of a response, which may be a file."""
    with closing(client.get(path)) as answer:
        return answer.headers


def test_no_response_can_be_framed_or_leaks_its_address(public: Client) -> None:
    for path in (*PAGES, *PICTURES, *DATA):
        headers = headers_of(public, path)
        assert [*map(str.strip, headers.getlist(POLICY)[0].split(";"))].count("frame-ancestors 'none'") == 1, path
        assert len(headers.getlist(POLICY)) == 1, path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["X-Content-Type-Options"] == "nosniff", path


def test_data_and_pictures_load_and_run_nothing(public: Client) -> None:
    for path in (*PICTURES, *DATA):
        policy = headers_of(public, path)[POLICY]
        assert policy.startswith("default-src 'none';"), path
        assert "script" not in policy, path


def test_pages_run_files_of_this_service_only(public: Client) -> None:
    for path in PAGES:
        answer = public.get(path)
        assert "unsafe" not in answer.headers[POLICY], path
        assert "script-src 'self';" in answer.headers[POLICY], path
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", answer.text), path


@pytest.mark.parametrize(
    "path",
    [
        *("/docs/../pages.py", "/docs/%2e%2e/pages.py", "/docs/%2e%2e/dist/swagger-ui.css", "/docs//etc/passwd"),
        *("/docs/%00", "/docs/x"),
    ],
)
def test_no_other_file_is_served(public: Client, path: str) -> None:
    assert public.get(path).status_code in {404, 308}


def test_https_is_required_of_those_that_use_it_if_a_setting_says_so(secured: Flask, public: Client) -> None:
    """The header means nothing over HTTP (RFC 6797)."""
    header = "Strict-Transport-Security"
    over_https = Client(secured).get("/", headers={"X-Forwarded-Proto": "https"})
    assert over_https.headers[header] == "max-age=31536000"
    assert header not in Client(secured).get("/").headers
    assert header not in public.get("/", base_url="https://localhost").headers


def test_the_security_contact_is_named_if_a_setting_has_it(secured: Flask, public: Client) -> None:
    answer = Client(secured).get(SECURITY_TXT)
    assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == f"http://localhost{SECURITY_TXT}"
    assert timedelta() < datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC) < timedelta(days=365)
    missing = public.get(SECURITY_TXT)
    assert (missing.status_code, "SECURITY_CONTACT" in missing.get_json()["detail"]) == (404, True)

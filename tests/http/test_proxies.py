"""X-Forwarded-* of trusted proxies states the client and the public address; of anybody else, nothing."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from api import create_app
from api.http.context import client_address
from api.http.proxies import canonical_address
from api.settings import PRIVATE_NETWORKS, Settings
from tests import engines
from tests.servers import HOST, running_server

FORWARDED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "api.example.org",
    "X-Forwarded-Prefix": "/public",
}
PUBLIC = "https://api.example.org/public/problems/not-found"
DIRECT = "http://localhost/problems/not-found"


@contextmanager
def served(tmp_path: Path, *, hops: int, networks: tuple[str, ...] = PRIVATE_NETWORKS) -> Iterator[Flask]:
    """An application that answers at /client with the client's address."""
    url = engines.create_database("sqlite", tmp_path, "", "edge")
    app = create_app(Settings(database_url=url, log_level="error", trusted_proxies=hops, forwarded_allow_ips=networks))
    app.add_url_rule("/client", view_func=client_address)
    yield app
    app.extensions["database"].engine.dispose()


def seen(app: Flask, peer: str, headers: dict[str, str]) -> tuple[str, str]:
    """The client's address and the address of a problem type, as a request of this peer gets them."""
    client = app.test_client()
    address = client.get("/client", headers=headers, environ_base={"REMOTE_ADDR": peer}).text
    problem = client.get("/nothing", headers=headers, environ_base={"REMOTE_ADDR": peer}).get_json()
    return address, problem["type"]


@pytest.mark.parametrize(
    ("hops", "networks", "peer", "expected"),
    [
        (0, PRIVATE_NETWORKS, "10.0.0.1", ("10.0.0.1", DIRECT)),
        (1, PRIVATE_NETWORKS, "10.0.0.1", ("203.0.113.7", PUBLIC)),
        (1, PRIVATE_NETWORKS, "::ffff:10.0.0.1", ("203.0.113.7", PUBLIC)),
        (1, PRIVATE_NETWORKS, "", ("203.0.113.7", PUBLIC)),
        (1, PRIVATE_NETWORKS, "198.51.100.1", ("198.51.100.1", DIRECT)),
        (1, ("198.51.100.1",), "198.51.100.1", ("203.0.113.7", PUBLIC)),
        (1, ("198.51.100.1",), "10.0.0.1", ("10.0.0.1", DIRECT)),
        (1, ("*",), "198.51.100.1", ("203.0.113.7", PUBLIC)),
        (2, PRIVATE_NETWORKS, "10.0.0.1", ("10.0.0.1", DIRECT)),
    ],
)
def test_forwarded_headers_count_from_trusted_proxies_only(
    tmp_path: Path, hops: int, networks: tuple[str, ...], peer: str, expected: tuple[str, str]
) -> None:
    with served(tmp_path, hops=hops, networks=networks) as app:
        assert seen(app, peer, FORWARDED) == expected


def test_with_two_proxies_the_address_before_the_last_one_is_the_clients(tmp_path: Path) -> None:
    """What a client itself sends stands further to the left."""
    with served(tmp_path, hops=2) as app:
        headers = {"X-Forwarded-For": "192.0.2.66, 203.0.113.7, 10.0.0.2"}
        assert seen(app, "10.0.0.1", headers)[0] == "203.0.113.7"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "unknown"},
        {"X-Forwarded-For": "203.0.113.7.evil"},
        {"X-Forwarded-Proto": "javascript"},
        {"X-Forwarded-Prefix": "//evil.example"},
        {"X-Forwarded-Prefix": "evil"},
    ],
)
def test_forwarded_values_that_cannot_be_true_have_no_effect(tmp_path: Path, headers: dict[str, str]) -> None:
    with served(tmp_path, hops=1) as app:
        assert seen(app, "10.0.0.1", headers) == ("10.0.0.1", DIRECT)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("[2001:DB8:0::1]:4711", "2001:db8::1"),
        ('"[2001:db8::1]"', "2001:db8::1"),
        ("2001:0db8:0:0:0:0:0:1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        ("_hidden", ""),
        ("1.2.3.4.5", ""),
    ],
)
def test_an_address_has_one_form(text: str, address: str) -> None:
    assert canonical_address(text) == address


def test_gunicorn_takes_nothing_from_headers_of_this_machine(newest: Callable[[str], str], tmp_path: Path) -> None:
    """It trusts every local process by default, with these headers."""
    headers = "SCRIPT_NAME: /evil\r\nPATH_INFO: /healthz\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Ssl: off\r\n"
    with running_server(newest("sqlite"), tmp_path / "log") as server:
        request = f"GET /nothing HTTP/1.1\r\nHost: here\r\n{headers}Connection: close\r\n\r\n"
        with socket.create_connection((HOST, server.port), timeout=10) as connection:
            connection.sendall(request.encode())
            answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b'"type":"http://here/problems/not-found"' in answer

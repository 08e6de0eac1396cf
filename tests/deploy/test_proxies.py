"""The shipped nginx and HAProxy configurations, started in front of a server: what a public service needs of them."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.clients import RECORDS
from tests.servers import HOST, PATIENCE, Server, free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
PROGRAMS = ("nginx", "haproxy", "openssl")
HELP = f"On Debian: apt-get install -y --no-install-recommends {' '.join(PROGRAMS)}"
CONNECTIONS = 64
"""Connections that both configurations allow an address."""
STRANGER = "127.0.0.2"


class Proxy(NamedTuple):
    """A running proxy: its ports, and the TLS context that trusts it."""

    name: str
    plain: int
    secure: int
    tls: ssl.SSLContext

    def open(self, source: str = HOST) -> HTTPSConnection:
        """A connection from an address of this machine."""
        connection = HTTPSConnection("localhost", self.secure, context=self.tls, timeout=15, source_address=(source, 0))
        connection.connect()
        return connection

    def send(self, method: str, path: str, *, source: str = HOST, **options: object) -> tuple[HTTPResponse, bytes]:
        """Send a request, and read the response."""
        connection = self.open(source)
        with contextlib.closing(connection):
            connection.request(method, path, **options)  # type: ignore[arg-type]  # As `request` takes them.
            answer = connection.getresponse()
            return answer, answer.read()


def configuration(name: str, *, api: int, plain: int, secure: int, folder: Path) -> list[str]:
    """Write a shipped configuration for one machine into a folder; returns the command that runs it."""
    if name == "haproxy":
        path, target = DEPLOY / "proxy/haproxy.cfg", folder / "haproxy.cfg"
        changes = {
            "bind :80 ": f"bind {HOST}:{plain} ",
            "bind :443 ssl crt /etc/haproxy/certs/": f"bind {HOST}:{secure} ssl crt {folder}/both.pem",
            "server api1 127.0.0.1:8000": f"server api1 {HOST}:{api}",
        }
        command = ["haproxy", "-db", "-f", str(target)]
    else:
        path, target = DEPLOY / "nginx.conf", folder / "nginx.conf"
        changes = {
            "listen 80": f"listen {HOST}:{plain}",
            "listen 443": f"listen {HOST}:{secure}",
            "server_name api.example.org": "server_name localhost",
            "/etc/ssl/communique/fullchain.pem": f"{folder}/cert.pem",
            "/etc/ssl/communique/privkey.pem": f"{folder}/key.pem",
            "server 127.0.0.1:8000": f"server {HOST}:{api}",
            "/run/nginx.pid": f"{folder}/nginx.pid",
            "/var/log/nginx/": f"{folder}/",
        }
        command = ["nginx", "-e", f"{folder}/error.log", "-g", "daemon off;", "-c", str(target)]
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    if name == "nginx" and os.geteuid() != 0:
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        text = text.replace("http {", "http {" + "".join(f" {each}_temp_path {folder}/{each};" for each in kinds))
    target.write_text(text, encoding="utf-8")
    return command


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for localhost; skips where a program is missing, unless CI=true."""
    missing = [each for each in PROGRAMS if shutil.which(each) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"Missing: {', '.join(missing)}. {HELP}")
    if missing:
        pytest.skip(f"Missing: {', '.join(missing)}. {HELP}")
    folder = tmp_path_factory.mktemp("proxy")
    subprocess.run(  # noqa: S603 - A program of the distribution, as all below.
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )
    (folder / "both.pem").write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return folder


@pytest.fixture(scope="module")
def api(newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server with one worker that trusts one proxy."""
    server = Server(newest("sqlite"), tmp_path_factory.mktemp("api") / "log", TRUSTED_PROXIES="1")
    try:
        server.wait_until_ready()
        yield server.port
    finally:
        server.stop()


def wait_until(is_ready: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Ask until it is so, as long as a process lives."""
    deadline = time.monotonic() + PATIENCE
    while not is_ready():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)  # There is no event to wait on.


def accepts(port: int) -> bool:
    """Whether something listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


@contextlib.contextmanager
def running_proxy(name: str, api: int, certificate: Path) -> Iterator[Proxy]:
    """A shipped configuration, checked by its program and started."""
    plain, secure = free_port(), free_port()
    command = configuration(name, api=api, plain=plain, secure=secure, folder=certificate)
    test = [*command, "-t" if name == "nginx" else "-c"]
    check = subprocess.run(test, check=False, capture_output=True, text=True)  # noqa: S603
    assert check.returncode == 0, check.stderr
    assert "[WARNING]" not in check.stderr
    with (certificate / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603
    try:
        wait_until(lambda: accepts(secure), process)
        yield Proxy(name, plain, secure, ssl.create_default_context(cafile=str(certificate / "cert.pem")))
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="module", params=["nginx", "haproxy"])
def proxy(request: pytest.FixtureRequest, api: int, certificate: Path) -> Iterator[Proxy]:
    """Each proxy in turn."""
    with running_proxy(request.param, api, certificate) as proxy:
        yield proxy


def test_addresses_are_those_of_the_proxy_whatever_a_client_sends(proxy: Proxy) -> None:
    foreign = {
        "X-Forwarded-For": "203.0.113.7",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Port": "666",
        "X-Forwarded-Prefix": "/evil",
        "X-Forwarded-Proto": "http",
        "Forwarded": "for=203.0.113.7;host=evil.example",
        "X_Forwarded_Host": "evil.example",
    }
    answer, body = proxy.send("GET", f"{RECORDS}?limit=1", headers=foreign)
    assert answer.status == 200
    assert json.loads(body)["links"]["self"] == f"https://localhost:{proxy.secure}{RECORDS}?limit=1"


def test_the_method_query_passes(proxy: Proxy) -> None:
    answer, body = proxy.send("QUERY", RECORDS, headers={"Content-Type": "application/json"}, body=b'{"limit": 1}')
    assert (answer.status, json.loads(body)["meta"]["total"]["value"]) == (200, 0)


def test_http_leads_to_https(proxy: Proxy) -> None:
    connection = HTTPConnection(HOST, proxy.plain, timeout=15)
    with contextlib.closing(connection):
        connection.request("GET", f"{RECORDS}?limit=1", headers={"Host": "localhost"})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (308, f"https://localhost{RECORDS}?limit=1")


def test_a_body_over_the_limit_is_refused_as_a_problem_except_of_an_import(proxy: Proxy) -> None:
    body = b" " * (8 * 1024**2 + 1)
    for path, status in ((RECORDS, 413), ("/v1/imports", 401)):
        connection = proxy.open()
        with contextlib.closing(connection):
            connection.putrequest("POST", path)
            connection.putheader("Content-Type", "application/json")
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders()
            answer = connection.getresponse()
            problem = json.loads(answer.read())
        assert (answer.status, problem["status"]) == (status, status), path
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_clients_that_send_slowly_occupy_no_thread(proxy: Proxy) -> None:
    """Forty of them, in front of a server with eight threads."""
    with contextlib.ExitStack() as stack:
        for _ in range(40):
            connection = stack.enter_context(contextlib.closing(proxy.open(STRANGER)))
            connection.putrequest("POST", f"{RECORDS}/search")
            connection.putheader("Content-Type", "application/json")
            connection.putheader("Content-Length", "60000")
            connection.endheaders()
            connection.send(b"{" + b" " * 30_000)
        started_at = time.monotonic()
        assert [proxy.send("GET", path)[0].status for path in ("/healthz", RECORDS, f"{RECORDS}?q=a")] == [200] * 3
        assert time.monotonic() - started_at < 5


def test_an_address_has_a_limited_number_of_connections_and_takes_none_from_others(proxy: Proxy) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(CONNECTIONS):
            connection = stack.enter_context(contextlib.closing(proxy.open(STRANGER)))
            connection.putrequest("POST", f"{RECORDS}/search")
            connection.putheader("Content-Length", "60000")
            connection.endheaders()
        assert refusal(proxy) in {"reset", "429"}
        assert proxy.send("GET", RECORDS)[0].status == 200


def refusal(proxy: Proxy) -> str:
    """How one connection more of the stranger's is refused: by a reset, or a problem document."""
    try:
        answer, body = proxy.send("GET", RECORDS, source=STRANGER)
    except OSError:
        return "reset"
    assert answer.headers["Retry-After"]
    return str(json.loads(body)["status"])


@pytest.mark.parametrize("name", ["nginx", "haproxy"])
def test_without_the_api_there_is_a_problem_document(name: str, certificate: Path) -> None:
    with running_proxy(name, free_port(), certificate) as proxy:
        answer, body = proxy.send("GET", RECORDS)
    assert (answer.status, json.loads(body)["status"]) == (503, 503)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.usefixtures("certificate")
def test_the_configuration_for_three_nodes_is_valid_and_takes_whole_requests_first() -> None:
    path = DEPLOY / "haproxy.cfg"
    text = path.read_text(encoding="utf-8")
    assert "option http-buffer-request" in text
    names = re.findall(r"\$\{(\w+)\}", text)
    variables = {name: "8008" if name.endswith("_PORT") else f"{HOST}:{free_port()}" for name in names}
    environment = {**os.environ, **variables}
    command = ["haproxy", "-c", "-f", str(path)]
    check = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)  # noqa: S603
    assert (check.returncode, "[WARNING]" in check.stderr) == (0, False), check.stderr

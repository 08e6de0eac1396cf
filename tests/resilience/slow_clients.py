"""`make slow-clients`: hundreds of sockets that trickle, or do not read; everybody else is served.

Each kind attacks for some seconds, directly or through a proxy with the configuration in `deploy/`. Meanwhile another
client reads, checks the health of the service and reads a large page. What the proxy limits by source counts for the
attackers alone: they come from another address of this machine.
"""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path

import click

from tests.deploy.test_proxies import configuration
from tests.resilience.service import engine_option, records_option, report, service
from tests.servers import HOST, free_port
from tests.waiting import wait_until

ATTACKER = "127.0.0.66"
"""The address that the attackers come from."""

PATHS = ("/healthz", "/v1/announcements?limit=5", "/v1/announcements?limit=100")
PATIENCE = 2.0
"""Seconds within which the other client must be answered."""

AIM = 0.99
TRICKLE = 0.5
"""Seconds between two bytes of an attacker."""

HEADERS = "GET /v1/announcements HTTP/1.1\r\nHost: a\r\n"
POST = "POST /v1/announcements/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
LARGE = "GET /v1/announcements?limit=200 HTTP/1.1\r\nHost: a\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Attack:
    """What an attacker sends at first, and then byte by byte; whether it reads what comes back."""

    first: str
    then: str = ""
    reads: bool = True


ATTACKS: Mapping[str, Attack] = {
    "headers": Attack(HEADERS, "X: y\r\n"),
    "bodies": Attack(POST + "Content-Length: 60000\r\n\r\n", " "),
    "chunks": Attack(POST + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
    "readers": Attack(LARGE * 20, reads=False),
    "streams": Attack("GET /v1/announcements?format=ndjson HTTP/1.1\r\nHost: a\r\n\r\n", reads=False),
    "idle": Attack("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"),
    "nothing": Attack(""),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A port of this machine, and how to speak TLS there, if it does."""

    port: int
    tls: ssl.SSLContext | None

    def serves(self, path: str) -> bool:
        """Whether a GET of another client is answered in time."""
        connection = (
            HTTPSConnection("localhost", self.port, timeout=PATIENCE, context=self.tls)
            if self.tls
            else HTTPConnection(HOST, self.port, timeout=PATIENCE)
        )
        began_at = time.monotonic()
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            return response.status == 200 and time.monotonic() - began_at < PATIENCE
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def attack(self, first: bytes) -> socket.socket:
        """A socket of an attacker that has sent its first bytes, or could not."""
        attacker = socket.socket()
        attacker.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        attacker.bind((ATTACKER, 0))
        attacker.settimeout(PATIENCE)
        with suppress(OSError):
            attacker.connect((HOST, self.port))
            if self.tls:
                attacker = self.tls.wrap_socket(attacker, server_hostname="localhost")
            attacker.sendall(first)
        with suppress(OSError):  # The proxy may have closed it.
            attacker.setblocking(False)
        return attacker


class Attackers:
    """Sockets that attack from one thread. One that is closed by the server is opened again."""

    def __init__(self, target: Target, attack: Attack, number: int) -> None:
        """Open the sockets; `run` attacks."""
        self.target, self.attack = target, attack
        self.is_stopped = threading.Event()
        self.position = {self.open(): 0 for _ in range(number)}
        self.reopened = 0

    def open(self) -> socket.socket:
        """A new socket."""
        return self.target.attack(self.attack.first.encode())

    def run(self) -> None:
        """Attack until stopped."""
        while not self.is_stopped.wait(TRICKLE):
            for each in list(self.position):
                if not self.trickle(each) or (self.attack.reads and is_closed(each)):
                    del self.position[each]
                    each.close()
                    self.position[self.open()] = 0
                    self.reopened += 1
                if self.is_stopped.is_set():
                    break
        for each in self.position:
            each.close()

    def trickle(self, attacker: socket.socket) -> bool:
        """Send the next byte; whether that was possible."""
        if not self.attack.then:
            return True
        at = self.position[attacker]
        self.position[attacker] = (at + 1) % len(self.attack.then)
        try:
            attacker.send(self.attack.then[at].encode())
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return True
        except OSError:
            return False
        return True


def is_closed(attacker: socket.socket) -> bool:
    """Whether the server has closed the connection; what it sent is read."""
    try:
        return not attacker.recv(65_536)
    except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
        return False
    except OSError:
        return True


def served_share(target: Target, seconds: float) -> tuple[float, int]:
    """The share of requests of another client that are answered in time, and their number."""
    until, served = time.monotonic() + seconds, []
    while time.monotonic() < until:
        served += [target.serves(path) for path in PATHS]
    return sum(served) / len(served), len(served)


@contextmanager
def proxy(name: str, upstream: int) -> Iterator[Target]:
    """A proxy with its configuration in `deploy/`, in front of the service; clients speak TLS to it."""
    if shutil.which(name) is None:
        raise click.ClickException(f"{name} is not installed.")
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        make_certificate(folder)
        secure = free_port()
        command = configuration(name, api=upstream, plain=free_port(), secure=secure, folder=folder)
        with (folder / "proxy.log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603  # Our own command.
        try:
            yield Target(secure, ssl.create_default_context(cafile=folder / "cert.pem"))
        finally:
            process.terminate()
            process.wait()


def make_certificate(folder: Path) -> None:
    """Write a self-signed certificate for `localhost` and its key, apart and together."""
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *subject, *files]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # Our own command.
    both = (folder / "cert.pem").read_text() + (folder / "key.pem").read_text()
    (folder / "both.pem").write_text(both)


@contextmanager
def target(through: str, upstream: int) -> Iterator[Target]:
    """What is attacked: the service itself, or a proxy in front of it."""
    if through == "none":
        yield Target(upstream, None)
    else:
        with proxy(through, upstream) as running:
            yield running


@click.command()
@engine_option
@records_option
@click.option(
    "--through",
    type=click.Choice(["none", "haproxy", "nginx"]),
    default="none",
    show_default=True,
    help="Proxy in front.",
)
@click.option("--sockets", type=click.IntRange(1), default=200, show_default=True, help="Attackers of each kind.")
@click.option("--seconds", type=float, default=15.0, show_default=True, help="Length of each attack.")
@click.option("--only", type=click.Choice(list(ATTACKS)), multiple=True, default=list(ATTACKS), help="Kinds of attack.")
def main(  # noqa: PLR0917  # Click gives them by name.
    database: str, records: int, through: str, sockets: int, seconds: float, only: Sequence[str]
) -> None:
    """Attack a service that is started for it; exit with 1 if others are not served."""
    results = []
    with service(database, records) as server, target(through, server.port) as attacked:
        wait_until(lambda: attacked.serves("/healthz"))
        for kind in only:
            attackers = Attackers(attacked, ATTACKS[kind], sockets)
            thread = threading.Thread(target=attackers.run)
            thread.start()
            share, number = served_share(attacked, seconds)
            attackers.is_stopped.set()
            thread.join()
            title = f"{sockets} {kind}, {through}"
            figure = f"{share:.1%} of {number} served, {attackers.reopened} connections closed by the server"
            results.append(report(title, figure, aim=f"{AIM:.0%}", is_met=share >= AIM))
    sys.exit(not all(results))


if __name__ == "__main__":
    main()

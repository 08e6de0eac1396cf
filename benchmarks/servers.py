"""Servers to measure: gunicorn as it is run in earnest, with one worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 30


class NotStarted(RuntimeError):
    """A server that did not come up; the sentence holds the end of its log."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers: its address, its process, and others that work for it, such as a database's."""

    url: str
    pid: int
    helpers: tuple[int, ...] = ()


@contextmanager
def gunicorn(application: str, ready: str, folder: Path, **environment: str) -> Iterator[Server]:
    """Serve the application with the settings of `gunicorn.conf.py` and one worker, for as long as the block runs.

    It is ready when the path `ready` answers. Its log goes into the folder.
    """
    port = free_port()
    surroundings = os.environ | {"HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": "1", "LOG_LEVEL": "warning"}
    surroundings |= environment
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", application]
    log = folder / f"{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  # Our own command.
            command, cwd=ROOT, env=surroundings, stdout=output, stderr=output, start_new_session=True
        )
    try:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        wait_until_ready(process, server.url + ready, log)
        yield server
    finally:
        end(process)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Ask until the server answers that it is ready."""
    deadline = time.monotonic() + PATIENCE
    while not answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotStarted(f"The server did not start.\n{log.read_text()[-2_000:]}")
        time.sleep(0.05)


def answers(url: str) -> bool:
    """Whether a GET succeeds."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  # Our own address.
            return bool(answer.status == 200)  # noqa: PLR2004
    except (urllib.error.URLError, OSError):
        return False


def end(process: subprocess.Popen[bytes]) -> None:
    """End the server, and all of its processes if it does not end by itself."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

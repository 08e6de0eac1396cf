"""Servers to measure: gunicorn with the production configuration."""

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

from benchmarks.errors import BenchmarkError

ROOT = Path(__file__).parent.parent
START_TIMEOUT = 30


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its URL, its pid, and pids of helpers such as a database server."""

    url: str
    pid: int
    helpers: tuple[int, ...] = ()


@contextmanager
def gunicorn(application: str, ready: str, folder: Path, **environment: str) -> Iterator[Server]:
    """Serve the application with `gunicorn.conf.py` and one worker, within the context.

    It is ready when a GET of the path `ready` succeeds. The log is written to the folder.
    """
    port = free_port()
    variables = os.environ | {"HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": "1", "LOG_LEVEL": "warning"}
    variables |= environment
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", application]
    log = folder / f"{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  # Our own command.
            command, cwd=ROOT, env=variables, stdout=output, stderr=output, start_new_session=True
        )
    try:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        wait_until_ready(process, server.url + ready, log)
        yield server
    finally:
        terminate(process)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Poll until the server is ready. Raises `BenchmarkError` with the end of its log."""
    deadline = time.monotonic() + START_TIMEOUT
    while not responds(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise BenchmarkError(f"The server did not start.\n{log.read_text()[-2_000:]}")
        time.sleep(0.05)


def responds(url: str) -> bool:
    """Whether a GET succeeds."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310  # Our own address.
            return bool(response.status == 200)  # noqa: PLR2004
    except (urllib.error.URLError, OSError):
        return False


def terminate(process: subprocess.Popen[bytes]) -> None:
    """Terminate the server; kill all its processes if it does not end."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

"""gunicorn in a process of its own, on a free port, with a migrated database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import socket
from typing import IO

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
PATIENCE = 30.0
"""Seconds within which a server must be ready, or must end."""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def is_ready(port: int) -> bool:
    """Whether a server answers on the port, and its database is reachable and migrated."""
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


class Server:
    """A running server: its address, its process, and its log."""

    def __init__(
        self, url: str, log: Path, *, port: int | None = None, workers: int = 1, root: Path = ROOT, **settings: str
    ) -> None:
        """Start serving the database at `url`, with these settings and the code in the folder `root`."""
        self.port = port or free_port()
        self.address = f"http://{HOST}:{self.port}"
        self.log = log
        with log.open("ab") as output:
            self.process = start(
                output, root, DATABASE_URL=url, PORT=str(self.port), WEB_CONCURRENCY=str(workers), **settings
            )

    def wait_until_ready(self) -> None:
        """Ask until it answers, as long as it lives."""
        deadline = time.monotonic() + PATIENCE
        while not is_ready(self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not become ready:\n{self.log.read_text(encoding='utf-8')}")
            time.sleep(0.02)  # There is no event to wait on.

    def workers(self) -> list[int]:
        """Process ids of its workers."""
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it and its workers at once, as a power cut would; gunicorn's workers are in its group."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


def start(output: IO[bytes], root: Path = ROOT, **settings: str) -> subprocess.Popen[bytes]:
    """Start gunicorn, in a process group of its own, with these settings, and time for drafts on a busy machine."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"],
        cwd=root,
        env=inherited | {"HOST": HOST, "DRAFT_TIMEOUT": "60"} | settings,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


@contextmanager
def running_server(
    url: str, log: Path, *, port: int | None = None, workers: int = 1, root: Path = ROOT, **settings: str
) -> Iterator[Server]:
    """Serve the migrated database at `url` while the context lasts."""
    server = Server(url, log, port=port, workers=workers, root=root, **settings)
    try:
        server.wait_until_ready()
        yield server
    finally:
        server.stop()

"""Child processes: start, stop, freeze and kill a program together with all its descendants."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, socket

HOST = "127.0.0.1"
PORTS = range(20_000, 30_000)
"""Below the ephemeral ports, so that a port that is free now still is a moment later."""

RESERVED_PORTS: set[int] = set()

POLL_INTERVAL = 0.1


class ClusterError(RuntimeError):
    """The cluster is not in the state that it should be in; the message says which."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where programs run: their folder, their user and their common environment variables."""

    folder: Path
    user: str | None
    environment: Mapping[str, str]

    def program(self, name: str, command: Sequence[str], environment: Mapping[str, str], *ports: int) -> Program:
        """A program in this workspace, not started yet."""
        log = self.folder / f"{name}.log"
        return Program(name, command, dict(self.environment) | dict(environment), log, ports, self.user)


@dataclass(slots=True)
class Program:
    """A command that can be started again and again, with its log and user."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    ports: Sequence[int] = ()
    user: str | None = None
    folder: Path = Path("/")
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it as soon as its ports are free."""
        wait_until(lambda: all(map(is_free, self.ports)), seconds=30, what=f"a port of {self.name} to be free")
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603  # Our own command.
                self.command,
                env=dict(self.environment),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                user=self.user,
                group=self.user,
                extra_groups=[] if self.user else None,
            )

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def pids(self) -> list[int]:
        """Its process and all descendants."""
        return process_tree(self.process.pid) if self.process and self.is_running else []

    def kill(self) -> None:
        """Kill it with all descendants."""
        send_signal(self.pids(), signal.SIGKILL)
        self.wait(10)

    def stop(self, seconds: float = 10) -> None:
        """Terminate it; kill it if it does not end in time."""
        if self.process and self.is_running:
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.wait(seconds)
        self.kill()

    def wait(self, seconds: float) -> None:
        """Wait until it has ended."""
        if self.process:
            self.process.wait(seconds)

    def log_tail(self) -> str:
        """The end of its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-3_000:] if self.log.exists() else ""


def process_tree(pid: int) -> list[int]:
    """A process and its descendants, parents before children."""
    with suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [pid, *(each for child in children for each in process_tree(int(child)))]
    return []


def send_signal(pids: Iterable[int], number: signal.Signals) -> None:
    """Send a signal to those of the processes that still exist."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def is_free(port: int) -> bool:
    """Whether a program can listen on the port."""
    with socket() as listener:
        listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        with suppress(OSError):
            listener.bind((HOST, port))
            return True
    return False


def free_ports(count: int) -> list[int]:
    """Free ports; never the same twice."""
    ports: list[int] = []
    while len(ports) < count:
        port = secrets.choice(PORTS)
        if port not in RESERVED_PORTS and is_free(port):
            RESERVED_PORTS.add(port)
            ports.append(port)
    return ports


def wait_until(condition: Callable[[], bool], *, seconds: float, what: str) -> float:
    """Poll until the condition holds. Returns the seconds it took. Raises `ClusterError`."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            raise ClusterError(f"Timed out after {seconds:.0f} s waiting for {what}.")
        time.sleep(POLL_INTERVAL)
    return time.monotonic() - began

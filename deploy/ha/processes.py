"""Processes of our own: started, watched, stopped, frozen and killed by their ids, with all that they started."""

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
"""Below those that systems give to whoever connects to somebody: what is free now still is a moment later."""

GIVEN: set[int] = set()

PAUSE = 0.1
"""Seconds between two looks at what cannot be waited for otherwise."""


class Failed(RuntimeError):
    """Something did not come about in time; the sentence says what."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where programs are started: their folder, their user, and what their environment has in common."""

    folder: Path
    user: str | None
    environment: Mapping[str, str]

    def program(self, name: str, command: Sequence[str], settings: Mapping[str, str], *ports: int) -> Program:
        """Return a program that is run here."""
        log = self.folder / f"{name}.log"
        return Program(name, command, dict(self.environment) | dict(settings), log, ports, self.user)


@dataclass(slots=True)
class Program:
    """A command that can be started again and again, with its log and whom it runs as."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    ports: Sequence[int] = ()
    user: str | None = None
    folder: Path = Path("/")
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it, once its ports are free."""
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
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.process is not None and self.process.poll() is None

    def pids(self) -> list[int]:
        """Return its process and all that descend from it."""
        return family(self.process.pid) if self.process and self.runs else []

    def kill(self) -> None:
        """End it at once, with all that descend from it."""
        send(self.pids(), signal.SIGKILL)
        self.wait(10)

    def stop(self, seconds: float = 10) -> None:
        """Ask it to end; end it if it does not."""
        if self.process and self.runs:
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.wait(seconds)
        self.kill()

    def wait(self, seconds: float) -> None:
        """Wait until it has ended."""
        if self.process:
            self.process.wait(seconds)

    def tail(self) -> str:
        """Return the end of its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-3_000:] if self.log.exists() else ""


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it, the eldest first."""
    with suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [pid, *(each for child in children for each in family(int(child)))]
    return []


def send(pids: Iterable[int], what: signal.Signals) -> None:
    """Send a signal to each of the processes that are still there."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)


def is_free(port: int) -> bool:
    """Whether a program can listen on the port, as programs do."""
    with socket() as probe:
        probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind((HOST, port))
            return True
    return False


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on, and that were not returned before."""
    ports: list[int] = []
    while len(ports) < count:
        port = secrets.choice(PORTS)
        if port not in GIVEN and is_free(port):
            GIVEN.add(port)
            ports.append(port)
    return ports


def wait_until(is_so: Callable[[], bool], *, seconds: float, what: str) -> float:
    """Look until it is so. Return how many seconds that took. Raise `Failed`."""
    began = time.monotonic()
    while not is_so():
        if time.monotonic() - began > seconds:
            raise Failed(f"Waited {seconds:.0f} s in vain for {what}.")
        time.sleep(PAUSE)
    return time.monotonic() - began

"""The three nodes of the database: each a Patroni and the PostgreSQL that it minds."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.ha.asking import ask
from deploy.ha.processes import HOST, Place, Program, family, free_ports, send, wait_until
from deploy.ha.programs import Programs


@dataclass(slots=True)
class Node:
    """One node: its Patroni, and where it and its PostgreSQL are asked."""

    name: str
    program: Program
    postgresql: int
    restapi: int
    data: Path

    def postmaster(self) -> list[int]:
        """Return the server's first process and all others of it. Patroni starts it so that it outlives Patroni."""
        with suppress(OSError, ValueError, IndexError):
            pid, folder = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[:2]
            if Path(folder) == self.data and Path(f"/proc/{pid}/cwd").resolve() == self.data:
                return family(int(pid))
        return []

    def senders(self) -> list[int]:
        """Return the processes that send its log to nodes that follow."""
        return [pid for pid in self.postmaster() if "walsender" in title(pid)]

    def pids(self) -> list[int]:
        """Return every process of the node."""
        return [*self.program.pids(), *self.postmaster()]

    def kill(self) -> None:
        """End all of it at once, as when the power goes."""
        pids = self.pids()
        send(pids, signal.SIGKILL)
        self.program.wait(10)
        wait_until(lambda: not any(map(is_there, pids)), seconds=10, what=f"{self.name} to be gone")

    def crash(self) -> None:
        """End every process of the server at once, and leave its Patroni."""
        send(self.postmaster(), signal.SIGKILL)

    def freeze(self) -> None:
        """Stop all of it from doing anything, as when it is cut off from the others."""
        send(self.pids(), signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on as if nothing had happened."""
        send(self.pids(), signal.SIGCONT)

    def end(self) -> None:
        """End all of it for good, and leave nothing of it in shared memory."""
        self.thaw()
        self.program.kill()
        pids = self.postmaster()
        send(pids[:1], signal.SIGQUIT)
        wait_until(lambda: not any(map(is_there, pids)), seconds=20, what=f"{self.name} to end")

    def leads(self) -> bool:
        """Whether it takes writes."""
        return ask(self.restapi, "/primary").ok

    def cluster(self) -> list[dict[str, Any]]:
        """Return what it knows of all nodes."""
        answer = ask(self.restapi, "/cluster")
        return list(answer.json()["members"]) if answer.ok else []


def title(pid: int) -> str:
    """Return what a process says that it is; nothing when it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    return ""


def is_there(pid: int) -> bool:
    """Whether a process has not ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def nodes(programs: Programs, etcd: Sequence[int], place: Place) -> list[Node]:
    """Return three nodes, not started yet."""
    return [node(f"node{number}", programs, etcd, place, *free_ports(2)) for number in (1, 2, 3)]


def node(name: str, programs: Programs, etcd: Sequence[int], place: Place, *ports: int) -> Node:
    """Return one node."""
    postgresql, restapi = ports
    settings = {
        "PATRONI_NAME": name,
        "PATRONI_ETCD3_HOSTS": ",".join(f"'{HOST}:{port}'" for port in etcd),
        "PATRONI_RESTAPI_LISTEN": f"{HOST}:{restapi}",
        "PATRONI_RESTAPI_CONNECT_ADDRESS": f"{HOST}:{restapi}",
        "PATRONI_POSTGRESQL_BIN_DIR": str(programs.postgresql),
        "PATRONI_POSTGRESQL_LISTEN": f"{HOST}:{postgresql}",
        "PATRONI_POSTGRESQL_CONNECT_ADDRESS": f"{HOST}:{postgresql}",
        "PATRONI_POSTGRESQL_DATA_DIR": str(place.folder / name),
        "PATRONI_POSTGRESQL_PGPASS": str(place.folder / f"{name}.pgpass"),
    }
    program = place.program(name, [programs.patroni, str(place.folder / "patroni.yaml")], settings, *ports)
    return Node(name, program, postgresql, restapi, place.folder / name)

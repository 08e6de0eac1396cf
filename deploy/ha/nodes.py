"""The three database nodes: each is Patroni and the PostgreSQL server that it manages."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.ha.client import probe
from deploy.ha.processes import HOST, Program, Workspace, free_ports, process_tree, send_signal, wait_until
from deploy.ha.programs import Programs


@dataclass(slots=True)
class Node:
    """A node: its Patroni, the ports of PostgreSQL and of Patroni's REST API, and its data directory."""

    name: str
    program: Program
    postgresql: int
    restapi: int
    data: Path

    def server_pids(self) -> list[int]:
        """Processes of the server, the postmaster first. Patroni starts it so that it outlives Patroni."""
        with suppress(OSError, ValueError, IndexError):
            pid, folder = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[:2]
            if Path(folder) == self.data and Path(f"/proc/{pid}/cwd").resolve() == self.data:
                return process_tree(int(pid))
        return []

    def wal_senders(self) -> list[int]:
        """Processes that send WAL to standbys."""
        return [pid for pid in self.server_pids() if "walsender" in command_line(pid)]

    def pids(self) -> list[int]:
        """All processes of the node."""
        return [*self.program.pids(), *self.server_pids()]

    def kill(self) -> None:
        """Kill all processes, as in a power failure."""
        pids = self.pids()
        send_signal(pids, signal.SIGKILL)
        self.program.wait(10)
        wait_until(lambda: not any(map(is_alive, pids)), seconds=10, what=f"{self.name} to be gone")

    def crash(self) -> None:
        """Kill all processes of the server, but not Patroni."""
        send_signal(self.server_pids(), signal.SIGKILL)

    def freeze(self) -> None:
        """Stop all processes, as in a network partition."""
        send_signal(self.pids(), signal.SIGSTOP)

    def thaw(self) -> None:
        """Let all processes continue."""
        send_signal(self.pids(), signal.SIGCONT)

    def shut_down(self) -> None:
        """End all processes at the end of the run, leaving nothing in shared memory."""
        self.thaw()
        self.program.kill()
        pids = self.server_pids()
        send_signal(pids[:1], signal.SIGQUIT)
        wait_until(lambda: not any(map(is_alive, pids)), seconds=20, what=f"{self.name} to end")

    def is_leader(self) -> bool:
        """Whether it takes writes."""
        return probe(self.restapi, "/primary").ok

    def cluster_members(self) -> list[dict[str, Any]]:
        """Its view of all nodes; empty if it does not answer."""
        response = probe(self.restapi, "/cluster")
        return list(response.json()["members"]) if response.ok else []


def command_line(pid: int) -> str:
    """The command line of a process; empty if it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    return ""


def is_alive(pid: int) -> bool:
    """Whether a process exists and is no zombie."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def database_nodes(programs: Programs, etcd_ports: Sequence[int], workspace: Workspace) -> list[Node]:
    """Three nodes, not started yet."""
    nodes = []
    for name in ("node1", "node2", "node3"):
        postgresql, restapi = free_ports(2)
        environment = {
            "PATRONI_NAME": name,
            "PATRONI_ETCD3_HOSTS": ",".join(f"'{HOST}:{port}'" for port in etcd_ports),
            "PATRONI_RESTAPI_LISTEN": f"{HOST}:{restapi}",
            "PATRONI_RESTAPI_CONNECT_ADDRESS": f"{HOST}:{restapi}",
            "PATRONI_POSTGRESQL_BIN_DIR": str(programs.postgresql),
            "PATRONI_POSTGRESQL_LISTEN": f"{HOST}:{postgresql}",
            "PATRONI_POSTGRESQL_CONNECT_ADDRESS": f"{HOST}:{postgresql}",
            "PATRONI_POSTGRESQL_DATA_DIR": str(workspace.folder / name),
            "PATRONI_POSTGRESQL_PGPASS": str(workspace.folder / f"{name}.pgpass"),
        }
        command = [programs.patroni, str(workspace.folder / "patroni.yaml")]
        program = workspace.program(name, command, environment, postgresql, restapi)
        nodes.append(Node(name, program, postgresql, restapi, workspace.folder / name))
    return nodes

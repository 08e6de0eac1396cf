"""HAProxy: one port for the API, one for the database leader and one for each standby."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deploy.ha.client import probe
from deploy.ha.nodes import Node
from deploy.ha.processes import HOST, Program, Workspace, free_ports

FRONTENDS = ("HTTP", "LEADER", "STANDBY1", "STANDBY2", "STANDBY3", "STATUS")


@dataclass(slots=True)
class Proxy:
    """The proxy: its program, and its port for each frontend."""

    program: Program
    ports: Mapping[str, int]

    def servers_up(self) -> Counter[str]:
        """Number of servers that are up, by kind: `api`, `leader`, `standby`."""
        response = probe(self.ports["STATUS"], "/;csv")
        rows = csv.DictReader(response.body.decode().lstrip("# ").splitlines()) if response.ok else ()
        return Counter(
            row["pxname"].rstrip("123")
            for row in rows
            if row["svname"] not in {"FRONTEND", "BACKEND"} and row["status"].startswith("UP")
        )


def make_proxy(haproxy: str, nodes: Sequence[Node], api_ports: Sequence[int], workspace: Workspace) -> Proxy:
    """The proxy in front of nodes and API processes, not started yet. `haproxy` is the path of the binary."""
    ports = dict(zip(FRONTENDS, free_ports(len(FRONTENDS)), strict=True))
    environment = {name: f"{HOST}:{port}" for name, port in ports.items()}
    for number, node in enumerate(nodes, 1):
        environment[f"NODE{number}"] = f"{HOST}:{node.postgresql}"
        environment[f"NODE{number}_RESTAPI_PORT"] = str(node.restapi)
    for number, port in enumerate(api_ports, 1):
        environment[f"API{number}"] = f"{HOST}:{port}"
    command = [haproxy, "-db", "-f", str(workspace.folder / "haproxy.cfg")]
    return Proxy(workspace.program("haproxy", command, environment, *ports.values()), ports)

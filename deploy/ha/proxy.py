"""HAProxy: one address for the API, one for the leader of the database, and one for each standby."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deploy.ha.asking import ask
from deploy.ha.nodes import Node
from deploy.ha.processes import HOST, Place, Program, free_ports

DOORS = ("HTTP", "LEADER", "STANDBY1", "STANDBY2", "STANDBY3", "STATUS")


@dataclass(slots=True)
class Proxy:
    """The proxy's process, and its port for each purpose."""

    program: Program
    ports: Mapping[str, int]

    def up(self) -> Counter[str]:
        """Return how many servers it sends to: processes of the API, leaders and standbys of the database."""
        answer = ask(self.ports["STATUS"], "/;csv")
        rows = csv.DictReader(answer.body.decode().lstrip("# ").splitlines()) if answer.ok else ()
        return Counter(
            row["pxname"].rstrip("123")
            for row in rows
            if row["svname"] not in {"FRONTEND", "BACKEND"} and row["status"].startswith("UP")
        )


def proxy(haproxy: str, nodes: Sequence[Node], processes: Sequence[int], place: Place) -> Proxy:
    """Return the proxy before nodes and processes of the API, not started yet."""
    ports = dict(zip(DOORS, free_ports(len(DOORS)), strict=True))
    settings = {name: f"{HOST}:{port}" for name, port in ports.items()}
    for number, node in enumerate(nodes, 1):
        settings[f"NODE{number}"] = f"{HOST}:{node.postgresql}"
        settings[f"NODE{number}_RESTAPI_PORT"] = str(node.restapi)
    for number, port in enumerate(processes, 1):
        settings[f"API{number}"] = f"{HOST}:{port}"
    command = [haproxy, "-db", "-f", str(place.folder / "haproxy.cfg")]
    return Proxy(place.program("haproxy", command, settings, *ports.values()), ports)

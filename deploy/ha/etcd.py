"""The three members of etcd, which know who leads the database."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.ha.asking import ask
from deploy.ha.processes import HOST, Place, Program, free_ports


@dataclass(slots=True)
class Member:
    """One member: its process, and the port where clients ask."""

    program: Program
    port: int

    def is_well(self) -> bool:
        """Whether it is there, and there is a majority."""
        return ask(self.port, "/health").ok

    def leads(self) -> bool:
        """Whether the others follow it."""
        answer = ask(self.port, "/v3/maintenance/status", body={})
        said = answer.json() if answer.ok else {}
        return bool(said) and said.get("leader") == said["header"]["member_id"]


def members(etcd: str, place: Place) -> list[Member]:
    """Return three members that know of each other, not started yet."""
    names = [f"etcd{number}" for number in (1, 2, 3)]
    clients, peers = free_ports(3), free_ports(3)
    cluster = ",".join(f"{name}=http://{HOST}:{peer}" for name, peer in zip(names, peers, strict=True))
    return [
        Member(place.program(name, [etcd], settings(name, client, peer, cluster, place), client, peer), client)
        for name, client, peer in zip(names, clients, peers, strict=True)
    ]


def settings(name: str, client: int, peer: int, cluster: str, place: Place) -> dict[str, str]:
    """Return the settings of one member."""
    return {
        "ETCD_NAME": name,
        "ETCD_DATA_DIR": str(place.folder / name),
        "ETCD_LISTEN_CLIENT_URLS": f"http://{HOST}:{client}",
        "ETCD_ADVERTISE_CLIENT_URLS": f"http://{HOST}:{client}",
        "ETCD_LISTEN_PEER_URLS": f"http://{HOST}:{peer}",
        "ETCD_INITIAL_ADVERTISE_PEER_URLS": f"http://{HOST}:{peer}",
        "ETCD_INITIAL_CLUSTER": cluster,
        "ETCD_LOG_LEVEL": "warn",
    }

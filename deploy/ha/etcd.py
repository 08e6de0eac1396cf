"""The three members of etcd, which holds the leader lock of the database."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.ha.client import probe
from deploy.ha.processes import HOST, Program, Workspace, free_ports


@dataclass(slots=True)
class EtcdMember:
    """A member: its program and client port."""

    program: Program
    port: int

    def is_healthy(self) -> bool:
        """Whether it runs and there is a quorum."""
        return probe(self.port, "/health").ok

    def is_leader(self) -> bool:
        """Whether it is the Raft leader."""
        response = probe(self.port, "/v3/maintenance/status", body={})
        status = response.json() if response.ok else {}
        return bool(status) and status.get("leader") == status["header"]["member_id"]


def etcd_members(etcd: str, workspace: Workspace) -> list[EtcdMember]:
    """Three members of one cluster, not started yet. `etcd` is the path of the binary."""
    names = [f"etcd{number}" for number in (1, 2, 3)]
    clients, peers = free_ports(3), free_ports(3)
    cluster = ",".join(f"{name}=http://{HOST}:{peer}" for name, peer in zip(names, peers, strict=True))
    members = []
    for name, client, peer in zip(names, clients, peers, strict=True):
        environment = {
            "ETCD_NAME": name,
            "ETCD_DATA_DIR": str(workspace.folder / name),
            "ETCD_LISTEN_CLIENT_URLS": f"http://{HOST}:{client}",
            "ETCD_ADVERTISE_CLIENT_URLS": f"http://{HOST}:{client}",
            "ETCD_LISTEN_PEER_URLS": f"http://{HOST}:{peer}",
            "ETCD_INITIAL_ADVERTISE_PEER_URLS": f"http://{HOST}:{peer}",
            "ETCD_INITIAL_CLUSTER": cluster,
            "ETCD_LOG_LEVEL": "warn",
        }
        members.append(EtcdMember(workspace.program(name, [etcd], environment, client, peer), client))
    return members

"""The cluster: etcd, the database nodes, the proxy and two API processes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from deploy.ha.client import basic_auth, probe
from deploy.ha.etcd import EtcdMember
from deploy.ha.nodes import Node
from deploy.ha.processes import ClusterError, wait_until
from deploy.ha.proxy import Proxy
from deploy.ha.secrets import OPERATOR, Secrets
from deploy.ha.service import ApiProcess

Part = TypeVar("Part")

RECOVERY_TIMEOUT = 120
RUNNING_STATES = {"running", "streaming"}
HEALTHY_ROLES = ["leader", "sync_standby", "sync_standby"]
HEALTHY_SERVERS = Counter({"api": 2, "leader": 1, "standby": 2})


@dataclass(slots=True)
class Cluster:
    """The parts, in the order in which they start."""

    etcd: list[EtcdMember]
    nodes: list[Node]
    proxy: Proxy
    processes: list[ApiProcess]
    secrets: Secrets

    @property
    def address(self) -> int:
        """The proxy's port for clients of the API."""
        return self.proxy.ports["HTTP"]

    def leader(self) -> Node:
        """The node that takes writes. Raises `ClusterError` if there is none."""
        return first([node for node in self.nodes if node.is_leader()], "leader of the database")

    def standbys(self) -> list[Node]:
        """The other nodes."""
        return [node for node in self.nodes if not node.is_leader()]

    def standby(self) -> Node:
        """One of the standbys. Raises `ClusterError` if there is none."""
        return first(self.standbys(), "standby of the database")

    def etcd_leader(self) -> EtcdMember:
        """The leader of etcd. Raises `ClusterError` if there is none."""
        return first([member for member in self.etcd if member.is_leader()], "leader of etcd")

    def switch_over(self) -> None:
        """Make a standby the leader, by a planned switchover. Raises `ClusterError` if Patroni refuses."""
        leader = self.leader()
        request = {"leader": leader.name, "candidate": self.standby().name}
        headers = basic_auth(OPERATOR, self.secrets.operator)
        response = probe(leader.restapi, "/switchover", body=request, headers=headers, timeout=60)
        if not response.ok:
            raise ClusterError(f"The switchover was refused: {response.body.decode(errors='replace')}")

    def is_healthy(self) -> bool:
        """Whether every part is up, and commits wait for both standbys."""
        return (
            self.is_replicating()
            and all(member.is_healthy() for member in self.etcd)
            and all(process.is_ready() for process in self.processes)
            and self.proxy.servers_up() == HEALTHY_SERVERS
        )

    def is_replicating(self) -> bool:
        """Whether one node leads and the other two are synchronous standbys."""
        members = self.members()
        return (
            sorted(member["role"] for member in members) == HEALTHY_ROLES
            and all(member["state"] in RUNNING_STATES for member in members)
            and sum(node.is_leader() for node in self.nodes) == 1
        )

    def members(self) -> list[dict[str, str]]:
        """Patroni's view of the nodes, from the first node that answers."""
        return next((members for node in self.nodes if (members := node.cluster_members())), [])

    def wait_until_healthy(self) -> float:
        """Seconds until the cluster is healthy. Raises `ClusterError` with the state of the parts."""
        try:
            return wait_until(self.is_healthy, seconds=RECOVERY_TIMEOUT, what="the cluster to be healthy")
        except ClusterError as error:
            etcd = sum(member.is_healthy() for member in self.etcd)
            nodes = "; ".join(f"{each['name']} is {each['role']}, {each['state']}" for each in self.members())
            servers = dict(self.proxy.servers_up())
            raise ClusterError(f"{error} Healthy etcd members: {etcd}. Nodes: {nodes}. Proxy: {servers}.") from None


def first(parts: list[Part], what: str) -> Part:
    """The first of the parts. Raises `ClusterError` if there is none."""
    if not parts:
        raise ClusterError(f"There is no {what}.")
    return parts[0]

"""All of it together: etcd, the database's nodes, the proxy, and two processes of the API."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from deploy.ha.asking import ask, basic
from deploy.ha.etcd import Member
from deploy.ha.nodes import Node
from deploy.ha.processes import Failed, wait_until
from deploy.ha.proxy import Proxy
from deploy.ha.secrets import OPERATOR, Secrets
from deploy.ha.service import Process

Thing = TypeVar("Thing")

PATIENCE = 120
RUNS = {"running", "streaming"}
ROLES = ["leader", "sync_standby", "sync_standby"]
ALL_UP = Counter({"api": 2, "leader": 1, "standby": 2})


@dataclass(slots=True)
class Cluster:
    """What is started, in the order in which it is."""

    etcd: list[Member]
    nodes: list[Node]
    proxy: Proxy
    processes: list[Process]
    secrets: Secrets

    @property
    def address(self) -> int:
        """Return the port at which clients ask."""
        return self.proxy.ports["HTTP"]

    def leader(self) -> Node:
        """Return the node that takes writes. Raise `Failed` when there is none."""
        return first([node for node in self.nodes if node.leads()], "node of the database that takes writes")

    def standbys(self) -> list[Node]:
        """Return the nodes that follow."""
        return [node for node in self.nodes if not node.leads()]

    def standby(self) -> Node:
        """Return one of them. Raise `Failed` when there is none."""
        return first(self.standbys(), "node of the database that follows")

    def etcd_leader(self) -> Member:
        """Return the member of etcd that the others follow. Raise `Failed` when there is none."""
        return first([member for member in self.etcd if member.leads()], "member of etcd that leads")

    def switch_over(self) -> None:
        """Have another node take over in good order."""
        before, after = self.leader(), self.standby()
        wanted = {"leader": before.name, "candidate": after.name}
        headers = basic(OPERATOR, self.secrets.operator)
        said = ask(before.restapi, "/switchover", body=wanted, headers=headers, patience=60)
        if not said.ok:
            raise Failed(f"The switchover was refused: {said.body.decode(errors='replace')}")

    def is_whole(self) -> bool:
        """Whether all of it is there, and commits are on all nodes."""
        return (
            self.replicates()
            and all(member.is_well() for member in self.etcd)
            and all(process.is_ready() for process in self.processes)
            and self.proxy.up() == ALL_UP
        )

    def replicates(self) -> bool:
        """Whether one node leads and the two others follow, so that each commit waits for both."""
        known = self.members()
        return (
            sorted(member["role"] for member in known) == ROLES
            and all(member["state"] in RUNS for member in known)
            and sum(node.leads() for node in self.nodes) == 1
        )

    def members(self) -> list[dict[str, str]]:
        """Return what is known of the nodes, by the first that says so."""
        return next((members for node in self.nodes if (members := node.cluster())), [])

    def wait_until_whole(self) -> float:
        """Return how many seconds that took. Raise `Failed`, with what is seen."""
        try:
            return wait_until(self.is_whole, seconds=PATIENCE, what="all of it to be there again")
        except Failed as error:
            raise Failed(f"{error} {self.seen()}") from None

    def seen(self) -> str:
        """Return what is seen of it, in a sentence."""
        etcd = sum(member.is_well() for member in self.etcd)
        nodes = [f"{each['name']} is {each['role']}, {each['state']}" for each in self.members()]
        return f"Seen: {etcd} members of etcd; {'; '.join(nodes)}; through the proxy: {dict(self.proxy.up())}."


def first(things: list[Thing], what: str) -> Thing:
    """Return the first of some. Raise `Failed` when there is none."""
    if not things:
        raise Failed(f"There is no {what}.")
    return things[0]

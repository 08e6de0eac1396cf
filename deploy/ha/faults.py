"""What goes wrong, one after the other, and how it is mended."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from deploy.ha.cluster import Cluster
from deploy.ha.processes import send

Mend = Callable[[], None]

UNHEARD = 2.0
"""Seconds for which standbys hear nothing: less than it takes until they are given up."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that goes wrong: its name, how it is brought about, and for how long at least.

    Where it is not survived, writes go on only when it has been mended.
    """

    name: str
    happen: Callable[[Cluster], Mend]
    seconds: int = 10
    is_survived: bool = True


def nothing(_: Cluster) -> Mend:
    """Let everything be."""
    return leave


def leave() -> None:
    """Mend nothing."""


def kill_leader(cluster: Cluster) -> Mend:
    """Kill the Patroni and every PostgreSQL process of the node that takes writes."""
    node = cluster.leader()
    node.kill()
    return node.program.start


def kill_leader_unheard(cluster: Cluster) -> Mend:
    """Freeze what sends the leader's log to the others, and kill the leader a moment later.

    What it acknowledged in that moment, without them, would be lost.
    """
    node = cluster.leader()
    send(node.senders(), signal.SIGSTOP)
    time.sleep(UNHEARD)
    node.kill()
    return node.program.start


def crash_leader(cluster: Cluster) -> Mend:
    """Kill every PostgreSQL process of the node that takes writes; its Patroni lives and sees it."""
    cluster.leader().crash()
    return leave


def kill_standby(cluster: Cluster) -> Mend:
    """Kill the Patroni and every PostgreSQL process of a node that follows."""
    node = cluster.standby()
    node.kill()
    return node.program.start


def kill_standbys(cluster: Cluster) -> Mend:
    """Kill both nodes that follow: what would be written now would be on one node alone."""
    nodes = cluster.standbys()
    for node in nodes:
        node.kill()

    def start() -> None:
        for node in nodes:
            node.program.start()

    return start


def kill_etcd_leader(cluster: Cluster) -> Mend:
    """Kill the member of etcd that the others follow."""
    member = cluster.etcd_leader()
    member.program.kill()
    return member.program.start


def kill_etcd(cluster: Cluster) -> Mend:
    """Kill every member of etcd."""
    for member in cluster.etcd:
        member.program.kill()

    def start() -> None:
        for member in cluster.etcd:
            member.program.start()

    return start


def kill_api_process(cluster: Cluster) -> Mend:
    """Kill one of the two gunicorns, with its worker."""
    process = cluster.processes[0]
    process.program.kill()
    return process.program.start


def cut_leader_off(cluster: Cluster) -> Mend:
    """Freeze the Patroni and every PostgreSQL process of the node that takes writes; later they go on, not knowing."""
    node = cluster.leader()
    node.freeze()
    return node.thaw


def cut_standby_off(cluster: Cluster) -> Mend:
    """Freeze the Patroni and every PostgreSQL process of a node that follows."""
    node = cluster.standby()
    node.freeze()
    return node.thaw


def switch_over(cluster: Cluster) -> Mend:
    """Have another node take over in good order, as before a machine is taken out for a while."""
    cluster.switch_over()
    return leave


FAULTS = {
    "none": Violation("none, for comparison", nothing),
    "leader": Violation("leader of the database killed", kill_leader),
    "unheard": Violation("leader killed after its standbys heard nothing for 2 s", kill_leader_unheard),
    "crash": Violation("PostgreSQL of the leader killed, Patroni alive", crash_leader),
    "standby": Violation("standby killed", kill_standby),
    "standbys": Violation("both standbys killed, back after 10 s", kill_standbys, is_survived=False),
    "etcd": Violation("leader of etcd killed", kill_etcd_leader),
    "etcds": Violation("all of etcd killed, back after 30 s", kill_etcd, seconds=30),
    "api": Violation("one process of the API killed", kill_api_process),
    "cut-leader": Violation("leader cut off (SIGSTOP), back after another leads", cut_leader_off),
    "cut-standby": Violation("standby cut off (SIGSTOP)", cut_standby_off),
    "switchover": Violation("switchover", switch_over),
}

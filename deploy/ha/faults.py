"""Faults to inject, and how to recover from each."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from deploy.ha.cluster import Cluster
from deploy.ha.nodes import Node
from deploy.ha.processes import Program, send_signal

Recover = Callable[[], None]

PARTITION_SECONDS = 2.0
"""How long standbys hear nothing before the leader is killed: less than it takes to drop them from the cluster."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: its name, how to inject it, and its minimum length. Some faults stop writes until recovery."""

    name: str
    inject: Callable[[Cluster], Recover]
    seconds: int = 10
    is_survivable: bool = True


def do_nothing() -> None:
    """No recovery is needed."""


def start_all(programs: list[Program]) -> Recover:
    """Recovery that starts these programs."""

    def start() -> None:
        for program in programs:
            program.start()

    return start


def kill_nodes(*nodes: Node) -> Recover:
    """Kill Patroni and every PostgreSQL process of these nodes."""
    for node in nodes:
        node.kill()
    return start_all([node.program for node in nodes])


def kill_programs(*programs: Program) -> Recover:
    """Kill these programs."""
    for program in programs:
        program.kill()
    return start_all([*programs])


def partition_and_kill_leader(cluster: Cluster) -> Recover:
    """Freeze the leader's WAL senders, and kill the leader 2 s later.

    Whatever it acknowledged in these 2 s without its standbys would be lost.
    """
    leader = cluster.leader()
    send_signal(leader.wal_senders(), signal.SIGSTOP)
    time.sleep(PARTITION_SECONDS)
    return kill_nodes(leader)


def crash_leader(cluster: Cluster) -> Recover:
    """Kill every PostgreSQL process of the leader; its Patroni stays alive and sees it."""
    cluster.leader().crash()
    return do_nothing


def freeze(node: Node) -> Recover:
    """Stop Patroni and every PostgreSQL process of a node; later they continue without knowing it."""
    node.freeze()
    return node.thaw


def switch_over(cluster: Cluster) -> Recover:
    """Planned switchover, as before maintenance of a machine."""
    cluster.switch_over()
    return do_nothing


FAULTS = {
    "none": Fault("none, for comparison", lambda _: do_nothing),
    "leader": Fault("leader of the database killed", lambda cluster: kill_nodes(cluster.leader())),
    "unheard": Fault("leader killed after its standbys received nothing for 2 s", partition_and_kill_leader),
    "crash": Fault("PostgreSQL of the leader killed, Patroni alive", crash_leader),
    "standby": Fault("standby killed", lambda cluster: kill_nodes(cluster.standby())),
    "standbys": Fault(
        "both standbys killed, back after 10 s",
        lambda cluster: kill_nodes(*cluster.standbys()),
        is_survivable=False,
    ),
    "etcd": Fault("leader of etcd killed", lambda cluster: kill_programs(cluster.etcd_leader().program)),
    "etcds": Fault(
        "all of etcd killed, back after 30 s",
        lambda cluster: kill_programs(*(member.program for member in cluster.etcd)),
        seconds=30,
    ),
    "api": Fault("one process of the API killed", lambda cluster: kill_programs(cluster.processes[0].program)),
    "cut-leader": Fault("leader cut off (SIGSTOP), back after another leads", lambda cluster: freeze(cluster.leader())),
    "cut-standby": Fault("standby cut off (SIGSTOP)", lambda cluster: freeze(cluster.standby())),
    "switchover": Fault("switchover", switch_over),
}

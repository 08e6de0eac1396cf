"""One fault under load, from a set-up that is whole to one that is whole again, and what came of it."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psycopg

from deploy.ha import judging
from deploy.ha.cluster import Cluster
from deploy.ha.faults import Violation
from deploy.ha.load import Load
from deploy.ha.nodes import Node
from deploy.ha.processes import HOST, Failed, wait_until
from deploy.ha.secrets import SERVICE
from deploy.ha.witness import IMPORT, READ, WRITE, Logged, Seen

STEADY = 2.0
"""Seconds for which writes and reads have to go well before they count as going again."""

CATCHING_UP = 30
LOG = """
    SELECT versions.seq, versions.announcement_id::text, versions.number, versions.etag, announcements.title
    FROM versions JOIN announcements ON announcements.id = versions.announcement_id ORDER BY versions.seq
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fault cost, and what must be nought."""

    fault: str
    without_writes: float
    without_reads: float
    written: int
    sent_again: int
    replayed: int
    reads_failed: int
    imported: int
    resumed: int
    lost: int
    duplicates: int
    missed: int
    told_wrongly: int
    wrong_answers: int
    differing_nodes: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing came of it that must not."""
        faults = (self.lost, self.duplicates, self.missed, self.told_wrongly, self.wrong_answers, self.differing_nodes)
        return not any(faults)


def endure(cluster: Cluster, load: Load, fault: Violation) -> Outcome:
    """Bring a fault about, mend it, and return what came of it."""
    wait_until(lambda: load.flows(seconds=STEADY), seconds=60, what="writes and reads to go well")
    began = time.monotonic()
    mend = fault.happen(cluster)
    wait_until(
        lambda: time.monotonic() > began + fault.seconds and (load.flows(seconds=STEADY) or not fault.is_survived),
        seconds=120,
        what=f"writes and reads to go on after: {fault.name}",
    )
    mend()
    cluster.wait_until_whole()
    ended = time.monotonic()
    with load.quiet():
        return conclude(cluster, load, fault, began, ended)


def conclude(cluster: Cluster, load: Load, fault: Violation, began: float, ended: float) -> Outcome:
    """Compare what clients saw with what the database has, while nobody writes."""
    leader = cluster.leader()
    log = read_log(leader, cluster.secrets.service)
    witness = load.witness
    catch_up(load, log)
    seen = [each for each in witness.since(began) if each.began <= ended]
    told = list(witness.told.values())
    return Outcome(
        fault=fault.name,
        without_writes=judging.seconds_without(done(seen, WRITE), began, ended),
        without_reads=judging.seconds_without(done(seen, READ), began, ended),
        written=len(done(seen, WRITE)),
        sent_again=sum(each.purpose == WRITE and not each.well for each in seen),
        replayed=sum(kept.again for kept in witness.kept if began <= kept.at <= ended),
        reads_failed=sum(each.purpose == READ and not each.well for each in seen),
        imported=len(done(seen, IMPORT)),
        resumed=sum(each.purpose == IMPORT and not each.well for each in seen),
        lost=len(judging.lost(witness.kept.copy(), log)),
        duplicates=judging.duplicates(log),
        missed=sum(len(judging.missed(each, log)) for each in told),
        told_wrongly=sum(judging.wrong(each, log) for each in told),
        wrong_answers=sum(not each.fitting for each in seen),
        differing_nodes=sum(not follows(node, log, cluster.secrets.service) for node in cluster.nodes),
    )


def done(seen: list[Seen], purpose: str) -> list[float]:
    """Return when requests for a purpose were done."""
    return [each.ended for each in seen if each.purpose == purpose and each.well]


def read_log(node: Node, password: str) -> list[Logged]:
    """Return every version that a node has, in the order of the changes."""
    with psycopg.connect(
        host=HOST, port=node.postgresql, user=SERVICE, dbname=SERVICE, password=password, connect_timeout=5
    ) as connection:
        return [Logged(*row) for row in connection.execute(LOG)]


def catch_up(load: Load, log: list[Logged]) -> None:
    """Give followers the time to be told of the last change."""
    last = log[-1].seq
    try:
        wait_until(
            lambda: all(told and told[-1].seq >= last for told in load.witness.told.values()),
            seconds=CATCHING_UP,
            what="followers",
        )
    except Failed:
        return  # What they have not been told of by now, they have missed.


def follows(node: Node, log: list[Logged], password: str) -> bool:
    """Whether a node has what the leader has; a standby may need a moment to."""
    try:
        wait_until(lambda: read_log(node, password) == log, seconds=CATCHING_UP, what="a standby")
    except (Failed, psycopg.Error):
        return False
    return True

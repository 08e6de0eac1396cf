"""A scenario: inject one fault under load, recover, and check what clients observed."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psycopg

from deploy.ha import checks
from deploy.ha.cluster import Cluster
from deploy.ha.faults import Fault
from deploy.ha.history import IMPORT, READ, WRITE, Request, StoredVersion
from deploy.ha.load import Load
from deploy.ha.nodes import Node
from deploy.ha.processes import HOST, ClusterError, wait_until
from deploy.ha.secrets import SERVICE

STEADY_SECONDS = 2.0
"""How long writes and reads must succeed to count as resumed."""

CATCH_UP_TIMEOUT = 30
VERSIONS_QUERY = """
    SELECT versions.seq, versions.announcement_id::text, versions.number, versions.etag, announcements.title
    FROM versions JOIN announcements ON announcements.id = versions.announcement_id ORDER BY versions.seq
"""


@dataclass(frozen=True, slots=True)
class Result:
    """Costs of a fault (seconds and counts), then the counts that must be zero."""

    fault: str
    without_writes: float
    without_reads: float
    written: int
    retried: int
    replayed: int
    reads_failed: int
    imported: int
    resumed: int
    lost: int
    duplicates: int
    changes_missed: int
    changes_wrong: int
    wrong_answers: int
    differing_nodes: int

    @property
    def is_clean(self) -> bool:
        """Whether every count that must be zero is zero."""
        changes = (self.lost, self.duplicates, self.changes_missed, self.changes_wrong)
        return not any((*changes, self.wrong_answers, self.differing_nodes))


def run_scenario(cluster: Cluster, load: Load, fault: Fault) -> Result:
    """Inject a fault, wait until the load resumes, recover, and check."""
    wait_until(lambda: load.is_steady(seconds=STEADY_SECONDS), seconds=60, what="writes and reads to succeed")
    began = time.monotonic()
    recover = fault.inject(cluster)
    wait_until(
        lambda: (
            time.monotonic() > began + fault.seconds
            and (load.is_steady(seconds=STEADY_SECONDS) or not fault.is_survivable)
        ),
        seconds=120,
        what=f"writes and reads to resume after: {fault.name}",
    )
    recover()
    cluster.wait_until_healthy()
    ended = time.monotonic()
    with load.paused():
        return check(cluster, load, fault, began, ended)


def check(cluster: Cluster, load: Load, fault: Fault, began: float, ended: float) -> Result:
    """Compare the history with the database while nobody writes."""
    password = cluster.secrets.service
    history, versions = load.history, read_versions(cluster.leader(), password)
    wait_for_followers(load, versions)
    requests = [request for request in history.since(began) if request.began <= ended]
    followers = list(history.changes.values())
    writes, reads, imports = (succeeded(requests, purpose) for purpose in (WRITE, READ, IMPORT))
    return Result(
        fault=fault.name,
        without_writes=checks.unavailable_seconds(writes, began, ended),
        without_reads=checks.unavailable_seconds(reads, began, ended),
        written=len(writes),
        retried=count_failed(requests, WRITE),
        replayed=sum(each.replayed for each in history.acknowledged if began <= each.at <= ended),
        reads_failed=count_failed(requests, READ),
        imported=len(imports),
        resumed=count_failed(requests, IMPORT),
        lost=len(checks.lost_versions(history.acknowledged.copy(), versions)),
        duplicates=checks.count_duplicates(versions),
        changes_missed=sum(len(checks.missed_changes(changes, versions)) for changes in followers),
        changes_wrong=sum(checks.count_wrong_changes(changes, versions) for changes in followers),
        wrong_answers=sum(not request.is_allowed for request in requests),
        differing_nodes=sum(not has_versions(node, versions, password) for node in cluster.nodes),
    )


def succeeded(requests: list[Request], purpose: str) -> list[float]:
    """Times at which requests of a purpose succeeded."""
    return [request.ended for request in requests if request.purpose == purpose and request.succeeded]


def count_failed(requests: list[Request], purpose: str) -> int:
    """Number of requests of a purpose that did not succeed."""
    return sum(request.purpose == purpose and not request.succeeded for request in requests)


def read_versions(node: Node, password: str) -> list[StoredVersion]:
    """All versions that a node has, in change order."""
    with psycopg.connect(
        host=HOST, port=node.postgresql, user=SERVICE, dbname=SERVICE, password=password, connect_timeout=5
    ) as connection:
        return [StoredVersion(*row) for row in connection.execute(VERSIONS_QUERY)]


def wait_for_followers(load: Load, versions: list[StoredVersion]) -> None:
    """Give followers of the change feed time to see the last change. Changes not reported by then are missed."""
    last = versions[-1].seq
    followers = load.history.changes
    try:
        wait_until(
            lambda: all(changes and changes[-1].seq >= last for changes in followers.values()),
            seconds=CATCH_UP_TIMEOUT,
            what="followers",
        )
    except ClusterError:
        return


def has_versions(node: Node, versions: list[StoredVersion], password: str) -> bool:
    """Whether a node has the same versions as the leader; a standby gets time to catch up."""
    try:
        wait_until(
            lambda: read_versions(node, password) == versions, seconds=CATCH_UP_TIMEOUT, what="a standby to catch up"
        )
    except (ClusterError, psycopg.Error):
        return False
    return True

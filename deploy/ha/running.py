"""The set-up laid out in a folder of its own, started part by part, and ended with all its processes."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from deploy.ha import etcd, nodes, proxy, service
from deploy.ha.cluster import Cluster
from deploy.ha.processes import Failed, Place, Program, free_ports, wait_until
from deploy.ha.programs import Programs
from deploy.ha.secrets import Secrets

DEPLOY = Path(__file__).parents[1]
FILES = ("patroni.yaml", "haproxy.cfg", "make-database")
USER = "postgres"
"""Whom databases run as where this is root, since they refuse to run as root."""

Tell = Callable[[str], None]


@contextmanager
def running(programs: Programs, tell: Tell, logs: Path | None = None) -> Iterator[Cluster]:
    """Start all of it on free ports of the loopback, in a folder that goes away, for as long as the context lasts.

    The logs are copied to another folder in the end, where one is named.
    """
    with tempfile.TemporaryDirectory(prefix="communique-ha-", ignore_cleanup_errors=True) as folder:
        cluster = laid_out(programs, Path(folder).resolve())
        with ExitStack() as stack:
            if logs:
                stack.callback(save, Path(folder), logs)
            start(cluster, stack, tell)
            yield cluster


def laid_out(programs: Programs, folder: Path) -> Cluster:
    """Return all of it, not started, with its settings copied to where every user can read them."""
    user = USER if os.geteuid() == 0 else None
    for name in FILES:
        shutil.copy(DEPLOY / name, folder)
    folder.chmod(0o755)
    if user:
        shutil.chown(folder, user)
    secrets, ports = Secrets.make(), free_ports(2)
    path = os.pathsep.join((str(folder), str(programs.postgresql), "/usr/local/bin:/usr/bin:/bin"))
    place = Place(folder, user, {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"})
    minding = replace(place, environment={**place.environment, **secrets.for_nodes})
    members = etcd.members(programs.etcd, place)
    databases = nodes.nodes(programs, [each.port for each in members], minding)
    front = proxy.proxy(programs.haproxy, databases, ports, replace(place, user=None))
    settings = service.surroundings(front.ports, secrets.service)
    processes = [service.process(f"api{number}", port, folder, settings) for number, port in enumerate(ports, 1)]
    return Cluster(members, databases, front, processes, secrets)


def start(cluster: Cluster, stack: ExitStack, tell: Tell) -> None:
    """Start each part when the one below it is there, and have it ended when the stack is."""
    for member in cluster.etcd:
        begin(member.program, member.program.stop, stack)
    await_part("etcd", lambda: all(member.is_well() for member in cluster.etcd), cluster.etcd[0].program, tell)
    for node in cluster.nodes:
        begin(node.program, node.end, stack)
    await_part("the database's three nodes", cluster.replicates, cluster.nodes[0].program, tell)
    begin(cluster.proxy.program, cluster.proxy.program.kill, stack)
    await_part("the proxy", lambda: cluster.proxy.up()["leader"] == 1, cluster.proxy.program, tell)
    service.migrate(cluster.processes[0])
    for process in cluster.processes:
        begin(process.program, process.program.stop, stack)
    await_part("the API", cluster.is_whole, cluster.processes[0].program, tell)


def save(folder: Path, logs: Path) -> None:
    """Copy every log to another folder."""
    logs.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*.log"):
        shutil.copy(log, logs)


def begin(program: Program, end: Callable[[], None], stack: ExitStack) -> None:
    """Start a program that is to be ended with the stack."""
    stack.callback(end)
    program.start()


def await_part(what: str, is_there: Callable[[], bool], program: Program, tell: Tell) -> None:
    """Wait for a part to be there, and say so. Raise `Failed` with the end of the log of one of its programs."""
    try:
        seconds = wait_until(is_there, seconds=90, what=what)
    except Failed as error:
        raise Failed(f"{error}\n{program.tail()}") from None
    tell(f"{seconds:5.1f} s for {what}")

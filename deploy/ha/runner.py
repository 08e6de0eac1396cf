"""Runs the cluster: prepares a folder, starts the parts in order, and ends all processes."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from deploy.ha import service
from deploy.ha.cluster import Cluster
from deploy.ha.etcd import etcd_members
from deploy.ha.nodes import database_nodes
from deploy.ha.processes import ClusterError, Program, Workspace, free_ports, wait_until
from deploy.ha.programs import Programs
from deploy.ha.proxy import make_proxy
from deploy.ha.secrets import Secrets

DEPLOY = Path(__file__).parents[1]
FILES = ("patroni.yaml", "haproxy.cfg", "make-database")
USER = "postgres"
"""The user of the databases if this process is root, since PostgreSQL refuses to run as root."""

Report = Callable[[str], None]


@contextmanager
def run_cluster(programs: Programs, report: Report, logs: Path | None = None) -> Iterator[Cluster]:
    """Run the cluster on free ports of the loopback within the context, in a temporary folder.

    Logs are copied to `logs` at the end.
    """
    with tempfile.TemporaryDirectory(prefix="communique-ha-", ignore_cleanup_errors=True) as folder:
        cluster = prepare_cluster(programs, Path(folder).resolve())
        with ExitStack() as stack:
            if logs:
                stack.callback(copy_logs, Path(folder), logs)
            start_cluster(cluster, stack, report)
            yield cluster


def prepare_cluster(programs: Programs, folder: Path) -> Cluster:
    """The cluster, not started yet, with its configuration files copied to where every user can read them."""
    user = USER if os.geteuid() == 0 else None
    for name in FILES:
        shutil.copy(DEPLOY / name, folder)
    folder.chmod(0o755)
    if user:
        shutil.chown(folder, user)
    secrets, api_ports = Secrets.generate(), free_ports(2)
    path = os.pathsep.join((str(folder), str(programs.postgresql), "/usr/local/bin:/usr/bin:/bin"))
    workspace = Workspace(folder, user, {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"})
    members = etcd_members(programs.etcd, workspace)
    with_secrets = replace(workspace, environment={**workspace.environment, **secrets.node_environment})
    nodes = database_nodes(programs, [member.port for member in members], with_secrets)
    proxy = make_proxy(programs.haproxy, nodes, api_ports, replace(workspace, user=None))
    environment = service.api_environment(proxy.ports, secrets.service)
    processes = [
        service.api_process(f"api{number}", port, folder, environment) for number, port in enumerate(api_ports, 1)
    ]
    return Cluster(members, nodes, proxy, processes, secrets)


def start_cluster(cluster: Cluster, stack: ExitStack, report: Report) -> None:
    """Start each part when the one below it is up. The stack ends them."""
    for member in cluster.etcd:
        start_program(member.program, member.program.stop, stack)
    wait_for("etcd", lambda: all(member.is_healthy() for member in cluster.etcd), cluster.etcd[0].program, report)
    for node in cluster.nodes:
        start_program(node.program, node.shut_down, stack)
    wait_for("three database nodes", cluster.is_replicating, cluster.nodes[0].program, report)
    start_program(cluster.proxy.program, cluster.proxy.program.kill, stack)
    wait_for("the proxy", lambda: cluster.proxy.servers_up()["leader"] == 1, cluster.proxy.program, report)
    service.run_command(cluster.processes[0], "migrate")
    for process in cluster.processes:
        start_program(process.program, process.program.stop, stack)
    wait_for("the API", cluster.is_healthy, cluster.processes[0].program, report)


def copy_logs(folder: Path, logs: Path) -> None:
    """Copy every log."""
    logs.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*.log"):
        shutil.copy(log, logs)


def start_program(program: Program, end: Callable[[], None], stack: ExitStack) -> None:
    """Start a program that the stack ends."""
    stack.callback(end)
    program.start()


def wait_for(part: str, condition: Callable[[], bool], program: Program, report: Report) -> None:
    """Wait for a part and report the seconds. Raises `ClusterError` with the end of the program's log."""
    try:
        seconds = wait_until(condition, seconds=90, what=part)
    except ClusterError as error:
        raise ClusterError(f"{error}\n{program.log_tail()}") from None
    report(f"{seconds:5.1f} s until {part} was up")

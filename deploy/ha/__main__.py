"""`python -m deploy.ha`: run the cluster on one machine, or test it with faults under load."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from deploy.ha import programs, report, service
from deploy.ha.cluster import Cluster
from deploy.ha.faults import FAULTS
from deploy.ha.load import run_load
from deploy.ha.processes import HOST, ClusterError
from deploy.ha.runner import run_cluster
from deploy.ha.scenario import run_scenario


@click.group()
def main() -> None:
    """Run three PostgreSQL nodes, etcd, HAProxy and two API processes on the loopback of this machine."""
    signal.signal(signal.SIGTERM, exit_cleanly)


def exit_cleanly(number: int, _: FrameType | None) -> None:
    """Exit so that context managers end all that was started."""
    sys.exit(128 + number)


@main.command()
def up() -> None:
    """Run the cluster until Ctrl-C and print its address."""
    with running_cluster() as cluster:
        key = service.make_key(cluster.processes[0], "read", "write", "publish", "admin")
        click.echo(f"API: http://{HOST}:{cluster.address}, leader: {cluster.leader().name}, key: {key}")
        click.echo(f"Status of the proxy: http://{HOST}:{cluster.proxy.ports['STATUS']}. Stop with Ctrl-C.")
        signal.pause()


@main.command()
@click.option("--only", type=click.Choice([*FAULTS]), multiple=True, default=[*FAULTS], help="Repeat for several.")
@click.option("--logs", type=click.Path(path_type=Path), help="Copy the logs of all programs to this folder.")
def test(only: tuple[str, ...], logs: Path | None) -> None:
    """Inject faults under load and print what each cost. Exit code 1 if anything was lost or wrong."""
    results = []
    with running_cluster(logs) as cluster:
        write_key = service.make_key(cluster.processes[0], "read", "write", "publish")
        read_key = service.make_key(cluster.processes[0], "read")
        with run_load(cluster.address, write_key, read_key) as load:
            for name in only:
                results.append(run_scenario(cluster, load, FAULTS[name]))
                click.echo(report.row(results[-1]), err=True)
    click.echo(report.table(results))
    click.echo(report.verdict(results), err=True)
    sys.exit(not all(result.is_clean for result in results))


@contextmanager
def running_cluster(logs: Path | None = None) -> Iterator[Cluster]:
    """The running cluster. A failure ends the command with a sentence."""
    try:
        with run_cluster(programs.find_programs(), lambda line: click.echo(line, err=True), logs) as cluster:
            yield cluster
    except (programs.ProgramsMissing, ClusterError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main(prog_name="python -m deploy.ha")

"""`python -m deploy.ha`: the set-up of `deploy/` on one machine, kept running, or put through its faults."""

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
from deploy.ha.load import under_load
from deploy.ha.processes import HOST, Failed
from deploy.ha.running import running
from deploy.ha.trial import Outcome, endure


@click.group()
def main() -> None:
    """Run three PostgreSQL nodes, etcd, HAProxy and two processes of the API on the loopback of this machine."""
    signal.signal(signal.SIGTERM, end)


def end(number: int, _: FrameType | None) -> None:
    """Leave in good order, so that all that was started is ended."""
    sys.exit(128 + number)


@main.command()
def up() -> None:
    """Keep it running until Ctrl-C, and say where it is."""
    with started() as cluster:
        key = service.make_key(cluster.processes[0], "read", "write", "publish", "admin")
        click.echo(f"http://{HOST}:{cluster.address} answers; {cluster.leader().name} leads. A key: {key}")
        click.echo(f"What the proxy sees: http://{HOST}:{cluster.proxy.ports['STATUS']}. End it with Ctrl-C.")
        signal.pause()


@main.command()
@click.option("--only", type=click.Choice([*FAULTS]), multiple=True, default=[*FAULTS], help="May be repeated.")
@click.option("--logs", type=click.Path(path_type=Path), help="Keep the logs of all programs in this folder.")
def test(only: tuple[str, ...], logs: Path | None) -> None:
    """Put it through its faults under load, and print what each cost. Exit with 1 where anything was lost."""
    with started(logs) as cluster:
        writing = service.make_key(cluster.processes[0], "read", "write", "publish")
        reading = service.make_key(cluster.processes[0], "read")
        with under_load(cluster.address, writing, reading) as load:
            outcomes = [told(endure(cluster, load, FAULTS[name])) for name in only]
    click.echo(report.table(outcomes))
    click.echo(report.verdict(outcomes), err=True)
    sys.exit(not all(outcome.is_clean for outcome in outcomes))


@contextmanager
def started(logs: Path | None = None) -> Iterator[Cluster]:
    """Start all of it. What is missing, or does not come about, ends the command with a sentence."""
    try:
        with running(programs.find(), lambda line: click.echo(line, err=True), logs) as cluster:
            yield cluster
    except (programs.Missing, Failed) as error:
        raise click.ClickException(str(error)) from error


def told(outcome: Outcome) -> Outcome:
    """Say what came of a fault as soon as it is known."""
    click.echo(report.row(outcome), err=True)
    return outcome


if __name__ == "__main__":
    main(prog_name="python -m deploy.ha")

"""Programs are started, frozen and killed with their descendants."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.ha import processes
from deploy.ha.nodes import is_alive
from deploy.ha.processes import ClusterError, Program, Workspace, free_ports, process_tree, send_signal, wait_until

PARENT = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).wait()"
FROZEN = "T"


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[Program]:
    """A running program with a child."""
    program = Workspace(tmp_path, None, {}).program("parent", [sys.executable, "-c", PARENT], {})
    program.start()
    wait_until(lambda: len(program.pids()) > 1, seconds=30, what="a child")
    yield program
    program.kill()


def state(pid: int) -> str:
    """The state of a process, as in ps."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


def test_kill_ends_a_program_and_its_descendants(parent: Program) -> None:
    pids = parent.pids()
    parent.kill()
    wait_until(lambda: not any(map(is_alive, pids)), seconds=30, what="all processes to end")
    assert not parent.is_running
    assert process_tree(pids[0]) == []


def test_signals_reach_a_program_and_its_descendants(parent: Program) -> None:
    pids = parent.pids()
    send_signal(pids, signal.SIGSTOP)
    wait_until(lambda: {state(pid) for pid in pids} == {FROZEN}, seconds=30, what="all to stand still")
    send_signal(pids, signal.SIGCONT)
    wait_until(lambda: FROZEN not in {state(pid) for pid in pids}, seconds=30, what="all to go on")


def test_no_port_is_handed_out_twice() -> None:
    ports = free_ports(30)
    assert len(set(ports)) == 30
    assert all(map(processes.is_free, ports))
    assert set(ports).isdisjoint(free_ports(30))


def test_a_timeout_names_what_it_waited_for() -> None:
    with pytest.raises(ClusterError, match="a miracle"):
        wait_until(lambda: False, seconds=0.01, what="a miracle")

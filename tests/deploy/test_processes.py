"""Programs are started, watched and ended with all that they started."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.ha import processes
from deploy.ha.nodes import is_there
from deploy.ha.processes import Failed, Place, Program, family, free_ports, send, wait_until

PARENT = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).wait()"
FROZEN = "T"


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[Program]:
    """Give a running program that has started another one."""
    program = Place(tmp_path, None, {}).program("parent", [sys.executable, "-c", PARENT], {})
    program.start()
    wait_until(lambda: len(program.pids()) > 1, seconds=30, what="a child")
    yield program
    program.kill()


def state(pid: int) -> str:
    """Return the letter for what a process does."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


def test_a_killed_program_takes_all_that_it_started_with_it(parent: Program) -> None:
    """Its children too."""
    pids = parent.pids()
    parent.kill()
    wait_until(lambda: not any(map(is_there, pids)), seconds=30, what="its family to be gone")
    assert not parent.runs
    assert family(pids[0]) == []


def test_a_frozen_program_does_nothing_until_it_is_let_go_on(parent: Program) -> None:
    """With all that it started."""
    pids = parent.pids()
    send(pids, signal.SIGSTOP)
    wait_until(lambda: {state(pid) for pid in pids} == {FROZEN}, seconds=30, what="all to stand still")
    send(pids, signal.SIGCONT)
    wait_until(lambda: FROZEN not in {state(pid) for pid in pids}, seconds=30, what="all to go on")


def test_no_port_is_given_twice() -> None:
    """Each is free, and none is one that connections get."""
    ports = free_ports(30)
    assert len(set(ports)) == 30
    assert all(map(processes.is_free, ports))
    assert set(ports).isdisjoint(free_ports(30))


def test_what_does_not_come_about_is_not_waited_for_for_ever() -> None:
    """The sentence names it."""
    with pytest.raises(Failed, match="a miracle"):
        wait_until(lambda: False, seconds=0.01, what="a miracle")

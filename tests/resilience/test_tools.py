"""The tools of `make overload` and `make slow-clients` in a short form."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.servers import ROOT

pytestmark = pytest.mark.long


def run_tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end."""
    command = [sys.executable, "-W", "ignore", "-m", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # Our own.


@pytest.mark.parametrize("through", ["none", "haproxy", "nginx"])
def test_slow_clients_leave_others_served(through: str) -> None:
    run = run_tool("tests.resilience.slow_clients", "--records", "300", "--seconds", "5", "--through", through)
    assert run.returncode == 0, run.stdout + run.stderr


def test_overload_refuses_and_fails_nothing() -> None:
    """Times are figures of a quiet machine, and so no test; that nothing fails is one."""
    run = run_tool("tests.resilience.overload", "--records", "300", "--seconds", "6")
    met = [line for line in run.stdout.splitlines() if line.startswith("ok")]
    assert any("the excess is refused, nothing fails" in line for line in met), run.stdout + run.stderr
    assert any("/healthz" in line for line in met), run.stdout + run.stderr

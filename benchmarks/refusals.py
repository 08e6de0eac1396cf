"""What keeps a measurement from being made, as the command says it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from benchmarks import load, locking, work
from benchmarks.servers import NotStarted


@contextmanager
def in_a_sentence() -> Iterator[None]:
    """End the command with a sentence where there is no wrk, no server comes up, or what was measured went wrong."""
    if not load.is_installed():
        raise click.UsageError("There is no wrk on the PATH. On Debian and Ubuntu: apt-get install wrk")
    try:
        yield
    except (NotStarted, load.Failed, work.Unfit, locking.Refused) as error:
        raise click.ClickException(str(error)) from error

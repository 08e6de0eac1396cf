"""Progress bars for commands that take long: rate and remaining time, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn, wrap_file

COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())


@contextmanager
def over_file(file: BinaryIO, description: str, console: Console) -> Iterator[BinaryIO]:
    """Show how much of a file has been read. What is not a file of known size is read without a bar."""
    path = Path(getattr(file, "name", ""))
    if not console.is_terminal or not path.is_file():
        yield file
        return
    with wrap_file(file, path.stat().st_size, description=description, console=console) as counted:
        yield counted


@contextmanager
def over_count(total: int, description: str, console: Console) -> Iterator[Callable[[int], None]]:
    """Show how many of a known number are done; the caller says when some more are."""
    with Progress(*COLUMNS, console=console, disable=not console.is_terminal) as bars:
        task = bars.add_task(description, total=total)
        yield lambda steps: bars.advance(task, steps)

"""Progress bars for commands that take long: rate and remaining time, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())


class Records(ProgressColumn):
    """How many records there are so far, and how many come in a second."""

    def render(self, task: Task) -> Text:
        """Return both."""
        records = task.fields["records"]
        return Text(f"{records:,} records, {records / max(task.elapsed or 0, 1e-3):,.0f}/s")


LONG = (TextColumn("{task.description}"), BarColumn(), Records(), TimeRemainingColumn())


@contextmanager
def over_records(total: int | None, description: str, console: Console) -> Iterator[Callable[[int, int], None]]:
    """Show how far a long file is: the caller says how much of the total is done, and how many records that is.

    A total that is not known, as of what comes by standard input, has a bar that only moves.
    """
    with Progress(*LONG, console=console, disable=not console.is_terminal) as bars:
        task = bars.add_task(description, total=total, records=0)
        yield lambda done, records: bars.update(task, completed=done, records=records)


@contextmanager
def over_count(total: int, description: str, console: Console) -> Iterator[Callable[[int], None]]:
    """Show how many of a known number are done; the caller says when some more are."""
    with Progress(*COLUMNS, console=console, disable=not console.is_terminal) as bars:
        task = bars.add_task(description, total=total)
        yield lambda steps: bars.advance(task, steps)

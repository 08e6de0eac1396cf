"""What all commands share: the terminal, the database of the settings, and errors as sentences."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text
from sqlalchemy.exc import DBAPIError

from api import open_database
from api.db.database import CommitOutcomeUnknown, Database
from api.db.migrate import is_current
from api.services.bulk import deferred_indexes
from api.services.errors import ServiceError
from api.settings import BadSetting, Settings
from schemas.json import NotJson

PIPED_WIDTH = 200
out = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
err = Console(stderr=True)


def current_time() -> datetime:
    """Return the time of this command."""
    return datetime.now(UTC)


def fail(sentence: str) -> NoReturn:
    """End with a sentence on standard error and exit code 1."""
    raise click.ClickException(sentence)


def report_errors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what can go wrong into a sentence and an exit code."""

    @wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (BadSetting, NotJson) as error:
            fail(str(error))
        except ServiceError as error:
            fail(
                "\n".join(
                    [
                        error.detail,
                        *(f"  {each.pointer or each.path}: {each.violation.detail}" for each in error.violations),
                    ]
                )
            )
        except CommitOutcomeUnknown:
            fail("The connection was lost during the commit: it may have been made, and it may not. Look first.")
        except DBAPIError:
            fail("The database is away, busy, or not migrated. See DATABASE_URL, and run `communique migrate`.")

    return wrapper


def open_configured_database(*, in_bulk: bool = False) -> Database:
    """Return the database of the settings, which is let go of when the command ends."""
    found = open_database(Settings.from_environment(), in_bulk=in_bulk)
    click.get_current_context().call_on_close(found.engine.dispose)
    return found


def build_missing_indexes(target: Database) -> None:
    """Make the indexes that are missing, as they are where a large import was broken off."""
    count = len(deferred_indexes.missing(target))
    with count_progress(count, "Making indexes", err) as advance:
        for _ in deferred_indexes.build_missing(target):
            advance(1)


def open_migrated_database(*, in_bulk: bool = False) -> Database:
    """Return the database of the settings, which has to be migrated."""
    found = open_configured_database(in_bulk=in_bulk)
    with found.engine.connect() as connection:
        if not is_current(connection):
            fail("The database is not migrated: run `communique migrate`.")
    return found


COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())


class Records(ProgressColumn):
    """How many records there are so far, and how many come in a second."""

    def render(self, task: Task) -> Text:
        """Return both."""
        records = task.fields["records"]
        return Text(f"{records:,} records, {records / max(task.elapsed or 0, 1e-3):,.0f}/s")


LONG = (TextColumn("{task.description}"), BarColumn(), Records(), TimeRemainingColumn())


@contextmanager
def record_progress(total: int | None, description: str, console: Console) -> Iterator[Callable[[int, int], None]]:
    """Show how far a long file is: the caller says how much of the total is done, and how many records that is.

    A total that is not known, as of what comes by standard input, has a bar that only moves.
    """
    with Progress(*LONG, console=console, disable=not console.is_terminal) as bars:
        task = bars.add_task(description, total=total, records=0)
        yield lambda done, records: bars.update(task, completed=done, records=records)


@contextmanager
def count_progress(total: int, description: str, console: Console) -> Iterator[Callable[[int], None]]:
    """Show how many of a known number are done; the caller says when some more are."""
    with Progress(*COLUMNS, console=console, disable=not console.is_terminal) as bars:
        task = bars.add_task(description, total=total)
        yield lambda steps: bars.advance(task, steps)

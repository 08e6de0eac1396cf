"""Shared by all commands: the terminal, the configured database, options checked by a schema, errors, progress bars."""

import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any, NoReturn

import click
from alembic.util import CommandError
from marshmallow import Schema, ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text
from sqlalchemy import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as SQLAlchemyTimeout

from api import log_config, open_database
from api.db.backup import BackupError
from api.db.causes import Diagnosis, Unusable, diagnose, place_of
from api.db.database import CommitOutcomeUnknown, Database
from api.db.migrate import is_current
from api.db.sqlite_file import create_missing
from api.services.bulk import deferred_indexes
from api.services.errors import Invalid, ServiceError, invalid
from api.settings import BadSetting, Settings
from domain.json import NotJson
from domain.violations import LocatedViolation, Parameters, question
from schemas.base import first_errors
from schemas.member_names import meant_member, meant_parameters

OTHER_NAMES = {
    "q": "WORDS",
    "name": "NAME",
    "jurisdictions": "--jurisdiction",
    "networks": "--network",
    "scopes": "--scope",
    "Idempotency-Key": "--key",
}
"""Parameters that are arguments, or have another name, on the command line."""

PARAMETER = re.compile(r"`([a-z]\w*)`|\b([a-z_]+=\w+)", re.ASCII)
"""A parameter in a sentence, perhaps with a value: `currency`, unit=experts."""

PIPED_WIDTH = 200
out = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
err = Console(stderr=True)


def current_time() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def fail(sentence: str) -> NoReturn:
    """Print the sentence to standard error and exit with code 1."""
    raise click.ClickException(sentence)


class CommandGroup(click.Group):
    """Commands that end with a sentence and exit code 1 if they meet an expected error."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. What it did stays done if its messages cannot be printed."""
        log_config.make_stderr_lossy()
        try:
            return super().invoke(ctx)
        except (BadSetting, NotJson, BackupError) as error:
            fail(str(error))
        except ServiceError as error:
            details = [option_sentence(each) for each in error.violations]
            is_said = isinstance(error, Invalid) and details  # Its detail only names the places.
            fail("\n".join(details if is_said else [error.detail, *details]))
        except CommitOutcomeUnknown:
            fail("The connection was lost during the commit. Check whether the change was saved before you repeat it.")
        except BrokenPipeError:
            raise  # click ends quietly, as programs do whose reader has gone.
        except (DBAPIError, SQLAlchemyTimeout, CommandError, OSError) as error:
            fail(failure(error))


def failure(error: Exception) -> str:
    """The cause of a failure of the database or of a file, what to do, and the first line that the driver says."""
    if isinstance(error, CommandError):  # Of Alembic: the revision in the database is not one of ours.
        return str(Diagnosis("newer_schema", "", place_of(configured_url())))
    found = diagnose(error, configured_url())
    original = error.orig if isinstance(error, DBAPIError) else None
    words = str(original).strip().partition("\n")[0]
    is_ours = original is None or isinstance(original, Unusable)
    return str(found) if is_ours else f"{found}\nThe database says: {words}"


def configured_url() -> URL:
    """The URL of the database that the settings name."""
    return make_url(Settings.from_environment().database_url)


def open_configured_database(*, in_bulk: bool = False) -> Database:
    """Open the database that the settings name; it is closed when the command ends."""
    database = open_database(Settings.from_environment(), in_bulk=in_bulk)
    click.get_current_context().call_on_close(database.engine.dispose)
    return database


def open_or_create_database() -> Database:
    """Open the database that the settings name; a SQLite file that is missing is made, which is said.

    Fails for a missing one with CREATE_DATABASE=false.
    """
    if Settings.from_environment().create_database:
        path = create_missing(configured_url())
        if path:
            err.print(f"New, empty database: {path}", highlight=False, markup=False, soft_wrap=True)
    database = open_configured_database()
    with database.connect():  # A migration would make the file.
        return database


def load_options(schema: Schema, options: Mapping[str, Any]) -> dict[str, Any]:
    """Check options by the schema that checks the same parameters over HTTP. Options without a value are left out."""
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in options.items() if value}
    try:
        return dict(schema.load(values))
    except ValidationError as error:
        raise invalid(first_errors(error.messages)) from None


class OptionsCommand(click.Command):
    """A command whose options are parameters of the API: for an unknown one, it suggests those that are meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. Raises `NoSuchOption` with the options that were probably meant."""
        given = [*args]  # click empties the list.
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            names = {name.lstrip("-").replace("-", "_") for each in self.params for name in each.opts}
            names |= {"q"} if "words" in names else set()
            name = error.option_name.lstrip("-")
            value = " ".join(given).partition(error.option_name)[2].lstrip("= ").partition(" -")[0]
            meant, near = meant_parameters(name, value, names), meant_member(name, names)
            options = options_with_values(meant) if meant else option_name(near) if near else None
            message = f"No such option '{error.option_name}'.{question(options)}"
            raise click.NoSuchOption(error.option_name, message, ctx=ctx) from None


def option_name(parameter: str) -> str:
    """The option for a parameter, `--due-from` for `due_from`, or the argument, in capitals."""
    return OTHER_NAMES.get(parameter) or f"--{parameter.replace('_', '-')}"


def options_with_values(parameters: Parameters) -> str:
    """Parameters as they are typed: `--due-from 2030 --due-to 2030`."""
    return " ".join(f"{option_name(name)} {shlex.quote(value)}" for name, value in parameters)


def rename_parameters(sentence: str) -> str:
    """A sentence with options for its parameters: --currency for `currency`, --unit experts for unit=experts."""

    def rename(match: re.Match[str]) -> str:
        name, _, value = (match[1] or match[2]).partition("=")
        return f"{option_name(name)} {value}".rstrip()

    return PARAMETER.sub(rename, sentence)


def option_sentence(located: LocatedViolation) -> str:
    """The error of an option: its name, the detail, and what to choose or to type instead."""
    violation = located.violation
    detail = rename_parameters(violation.detail)
    if violation.instead:
        detail += f" Try {options_with_values(violation.instead)}."
    elif violation.code == "choice" and not violation.did_you_mean:
        detail += f" Choose from: {', '.join(violation.allowed)}."
    return f"{option_name(str(next(iter(located.path), 'options')))}: {detail}"


def build_missing_indexes(database: Database) -> None:
    """Build the indexes that are missing, for example after a large import was interrupted."""
    count = len(deferred_indexes.missing_indexes(database))
    with progress_bar(count, "Building indexes") as update:
        for _ in deferred_indexes.build_missing(database):
            update(advance=1)


def open_migrated_database(*, in_bulk: bool = False) -> Database:
    """Open the configured database; fail unless its schema is up to date."""
    database = open_configured_database(in_bulk=in_bulk)
    with database.engine.connect() as connection:
        if not is_current(connection):
            fail("The schema is not up to date: run `communique migrate`.")
    return database


class RecordRate(ProgressColumn):
    """Records so far, and records per second."""

    def render(self, task: Task) -> Text:
        """Render the two figures."""
        records = task.fields["records"]
        return Text(f"{records:,} records, {records / max(task.elapsed or 0, 1e-3):,.0f}/s")


@contextmanager
def progress_bar(
    total: int | None, description: str, figures: ProgressColumn | None = None
) -> Iterator[Callable[..., None]]:
    """Progress bar on a terminal: call it with arguments of `Progress.update`, such as `advance`.

    `total` is None if unknown, as for standard input. `figures` are shown next to the bar, by default steps of `total`.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), figures or MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, disable=not err.is_terminal) as bars:
        yield partial(bars.update, bars.add_task(description, total=total, records=0))

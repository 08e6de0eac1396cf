"""The `communique` command: the same services as over HTTP, for whoever runs the server."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, BinaryIO, NoReturn
from uuid import UUID

import click
import orjson
from marshmallow import ValidationError
from rich.console import Console
from rich.table import Column, Table
from sqlalchemy.exc import DBAPIError

import api
from api import create_app, open_database, progress_bars, welcome
from api.models.database import Database
from api.models.migrating import is_current, migrate
from api.routes.openapi import write_yaml
from api.services import announcements, keys, loading, rebuilding
from api.services.access import OPERATOR
from api.services.errors import ServiceError, invalid
from api.services.paging import Page
from api.settings import BadSetting, Settings
from domain.vocabularies import SCOPE
from schemas.key import KeySchema
from schemas.located import locate
from schemas.parsing import NotJson, parse

BATCH = 200
PIPED_WIDTH = 200
out = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
err = Console(stderr=True)


def now() -> datetime:
    """Return the time of this command."""
    return datetime.now(UTC)


def fail(sentence: str) -> NoReturn:
    """End with a sentence on standard error and exit code 1."""
    raise click.ClickException(sentence)


def told(command: Callable[..., Any]) -> Callable[..., Any]:
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
                    [error.detail, *(f"  {each.pointer or each.path}: {each.fault.detail}" for each in error.faults)]
                )
            )
        except DBAPIError:
            fail("The database is away, busy, or not migrated. See DATABASE_URL, and run `communique migrate`.")

    return wrapper


def opened() -> Database:
    """Return the database of the settings, which is let go of when the command ends."""
    found = open_database(Settings.from_environment())
    click.get_current_context().call_on_close(found.engine.dispose)
    return found


def database() -> Database:
    """Return the database of the settings, which has to be migrated."""
    found = opened()
    with found.engine.connect() as connection:
        if not is_current(connection):
            fail("The database is not migrated: run `communique migrate`.")
    return found


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="communique")
def main() -> None:
    """Communiqué keeps what governments announce as records that can be asked.

    Settings come from the environment; DATABASE_URL says where the records are. Commands exit with 0 when all went
    well, 1 when something was refused or failed, and 2 when they were called wrongly.
    """


@main.command()
@click.option("--migrate", "migrating", is_flag=True, help="Bring the database to the newest schema first.")
@click.option(
    "--welcome",
    "welcoming",
    is_flag=True,
    help="For a first look: migrate, load the sample into the default "
    "database, make a key if there is none, and say what to try.",
)
@told
def run(migrating: bool, welcoming: bool) -> None:
    """Serve the API with gunicorn until stopped."""
    settings = Settings.from_environment()
    if migrating or welcoming:
        migrate(opened().writer)
    if welcoming:
        welcome.prepare(settings, now=now())
    database().engine.dispose()
    configuration = Path(api.__file__).parent.parent / "gunicorn.conf.py"
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", str(configuration)]
    os.execv(sys.executable, gunicorn)  # noqa: S606 - no shell is wanted, and signals have to reach gunicorn itself.


@main.command("migrate")
@told
def migrate_database() -> None:
    """Bring the database to the newest schema. Safe to call from several machines at once."""
    migrate(opened().writer)
    err.print("The database is at the newest schema.")


@main.group("keys")
def key_commands() -> None:
    """Make, list and revoke API keys."""


@key_commands.command("create")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice(SCOPE.codes),
    help="What the key may do; repeat for several.",
)
@click.option("--expires-at", help="When it stops working: RFC 3339, such as 2027-01-01T00:00:00Z.")
@told
def create_key(name: str, scopes: tuple[str, ...], expires_at: str | None) -> None:
    """Make a key for NAME and print it, alone, on the last line. It is shown this once: only a hash is kept."""
    ordered = [scope for scope in SCOPE.codes if scope in scopes]
    wanted = checked({"name": name, "scopes": ordered} | ({"expires_at": expires_at} if expires_at else {}))
    made = database().write(lambda session: keys.create(session, **wanted, now=now()))
    err.print(f"Key {made['id']} for {name}, with the scopes {', '.join(ordered)}:", highlight=False)
    click.echo(made["key"])


def checked(wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what a key is to be, checked as over HTTP."""
    try:
        return dict(KeySchema().load(wanted))
    except ValidationError as error:
        raise invalid(locate(error.messages)) from None


@key_commands.command("list")
@told
def list_keys() -> None:
    """List the keys, the oldest first."""
    table = Table(Column("id", no_wrap=True), "name", "scopes", "made", "expires", "revoked", box=None)
    with database().reading() as session:
        for key in every(lambda asked: keys.page(session, asked)):
            times = (key["created_at"], key["expires_at"], key["revoked_at"])
            table.add_row(str(key["id"]), key["name"], " ".join(key["scopes"]), *(show_time(each) for each in times))
    out.print(table)


def every(page: Callable[[dict[str, Any]], Page[Any]]) -> list[Any]:
    """Return the items of all pages."""
    items: list[Any] = []
    asked: dict[str, Any] = {"limit": BATCH}
    while True:
        found = page(asked)
        items.extend(found.items)
        if found.next_cursor is None:
            return items
        asked["cursor"] = found.next_cursor


def show_time(moment: datetime | None) -> str:
    """Return a time as a table shows it."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "never"


@key_commands.command("revoke")
@click.argument("id", type=click.UUID)
@told
def revoke_key(id: UUID) -> None:
    """Revoke the key with this ID: it is refused from the next request on."""
    database().write(lambda session: keys.revoke(session, id, now=now()))
    err.print("Revoked.")


@main.command()
@click.argument("file", type=click.File("rb"))
@click.option("--note", default="Loaded from a file.", show_default=True, help="Why records that exist are changed.")
@told
def load(file: BinaryIO, note: str) -> None:
    """Take in records from FILE (- for standard input): one record in JSON, or NDJSON with one record a line.

    A record that brings an id, or an identifier that a record has already, replaces that record; every other one is
    new. Each is kept or refused as a whole; refused ones are named with their line, and the exit code is then 1.
    """
    target = database()
    outcomes = {"created": 0, "changed": 0, "unchanged": 0, "refused": 0}
    with progress_bars.over_file(file, "Loading", err) as counted:
        for number, line in loading.lines(counted):
            outcomes[load_one(target, number, line, note)] += 1
    err.print(", ".join(f"{count:,} {outcome}" for outcome, count in outcomes.items()), highlight=False)
    sys.exit(1 if outcomes["refused"] else 0)


def load_one(target: Database, number: int, line: bytes, note: str) -> str:
    """Keep the record of one line. Return what became of it."""
    try:
        record = parse(line)
        return target.write(lambda session: loading.load(session, record, note=note, now=now())[0])
    except (NotJson, ServiceError) as error:
        faults = error.faults if isinstance(error, ServiceError) else ()
        err.print(f"line {number}: {error}", highlight=False, markup=False)
        for each in faults:
            err.print(f"  {each.pointer}: {each.fault.detail}", highlight=False, markup=False)
        return "refused"


@main.command()
@click.argument("id", type=click.UUID)
@told
def show(id: UUID) -> None:
    """Print the record with this ID."""
    with database().reading() as session:
        document = announcements.get(session, id, actor=OPERATOR)[0]
    if out.is_terminal:
        out.print_json(document.decode())
    else:
        click.echo(document)


@main.command()
@told
def rebuild() -> None:
    """Make every record's document again from its rows. Where nothing was changed by hand, nothing changes."""
    target = database()
    with target.reading() as session:
        total = rebuilding.count(session)
    with progress_bars.over_count(total, "Rebuilding", err) as advance:
        changed = sum(rebuild_batch(target, ids, advance) for ids in batches(target))
    err.print(f"{total:,} documents made again, {changed:,} changed.", highlight=False)


def batches(target: Database) -> Iterator[list[UUID]]:
    """Yield the ids of all records, some at a time."""
    last: UUID | None = None
    while True:
        with target.reading() as session:
            ids = rebuilding.ids_after(session, last, most=BATCH)
        if not ids:
            return
        yield ids
        last = ids[-1]


def rebuild_batch(target: Database, ids: list[UUID], advance: Callable[[int], None]) -> int:
    """Rebuild some records in one transaction. Return how many changed by it."""
    changed = target.write(lambda session: sum(rebuilding.rebuild(session, ids)))
    advance(len(ids))
    return changed


@main.command()
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
@told
def openapi(form: str) -> None:
    """Print the OpenAPI document, as `openapi.yaml` has it."""
    document = create_app(Settings()).extensions["openapi"].to_dict()
    text = write_yaml(document) if form == "yaml" else orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
    click.echo(text, nl=form == "json")

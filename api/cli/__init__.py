"""The `communique` command: the same services as over HTTP, for whoever runs the server."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import orjson

import api
from api import create_app
from api.cli import serve
from api.cli.console import (
    build_missing_indexes,
    current_time,
    err,
    open_configured_database,
    open_migrated_database,
    report_errors,
)
from api.cli.export import export_file
from api.cli.imports import import_file
from api.cli.keys import keys_group
from api.cli.query import due, find, total
from api.cli.records import rebuild, rebuild_all, show
from api.db.database import Database
from api.db.migrate import is_current, migrate
from api.openapi.document import write_yaml
from api.services.records.rebuild import count as count_records
from api.services.records.rebuild import is_complete
from api.settings import Settings


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
@report_errors
def run(migrating: bool, welcoming: bool) -> None:
    """Serve the API with gunicorn until stopped."""
    settings = Settings.from_environment()
    if migrating or welcoming:
        bring_up(open_configured_database())
    if welcoming:
        serve.prepare(settings, now=current_time())
    open_migrated_database().engine.dispose()
    configuration = Path(api.__file__).parent.parent / "gunicorn.conf.py"
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", str(configuration)]
    os.execv(sys.executable, gunicorn)  # noqa: S606 - no shell is wanted, and signals have to reach gunicorn itself.


@main.command("migrate")
@report_errors
def migrate_database() -> None:
    """Bring the database to the newest schema. Safe to call from several machines at once."""
    bring_up(open_configured_database())
    err.print("The database is at the newest schema.")


def bring_up(target: Database) -> None:
    """Migrate, and make again what is derived from the records there were, since a new schema may hold more of it."""
    with target.engine.connect() as connection:
        was_current = is_current(connection)
    migrate(target.writer)
    build_missing_indexes(target)
    with target.connect() as connection:
        is_owed = not is_complete(connection) or (not was_current and count_records(connection) > 0)
    if is_owed:
        rebuild_all(target)


@main.command()
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
@report_errors
def openapi(form: str) -> None:
    """Print the OpenAPI document, as `openapi.yaml` has it."""
    document = create_app(Settings()).extensions["openapi"].to_dict()
    text = write_yaml(document) if form == "yaml" else orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
    click.echo(text, nl=form == "json")


for command in (keys_group, import_file, export_file, show, rebuild, find, due, total):
    main.add_command(command)

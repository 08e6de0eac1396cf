"""`communique run` and `openapi`: start the server, print the contract."""

import os
import sys
from pathlib import Path

import click
import orjson

import api
from api import create_app
from api.cli.console import current_time, open_migrated_database, open_or_create_database
from api.cli.first_look import prepare_first_look
from api.cli.records import update_schema
from api.openapi import build_document, write_yaml
from api.settings import Settings


@click.command("run")
@click.option("--migrate", is_flag=True, help="Update the schema first.")
@click.option(
    "--welcome",
    is_flag=True,
    help="Prepare a first look: update the schema, load the sample into the default database, create a key if there "
    "is none, and print requests to try.",
)
def run_server(migrate: bool, welcome: bool) -> None:
    """Serve the API with gunicorn until stopped."""
    if migrate or welcome:
        update_schema(open_or_create_database())
    database = open_migrated_database()
    if welcome:
        prepare_first_look(database, Settings.from_environment(), now=current_time())
    database.engine.dispose()
    configuration = Path(api.__file__).parent.parent / "gunicorn.conf.py"
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", str(configuration)]
    os.execv(sys.executable, gunicorn)  # noqa: S606 - no shell is needed, and signals must reach gunicorn itself.


@click.command("openapi")
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
def print_openapi(form: str) -> None:
    """Print the OpenAPI document."""
    document = build_document(create_app(Settings()))
    text = write_yaml(document) if form == "yaml" else orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
    click.echo(text, nl=form == "json")

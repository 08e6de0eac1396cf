"""`communique run` and `openapi`: start the server, prepare a first look, print the contract."""

import os
import sys
from datetime import datetime
from pathlib import Path

import click
import orjson
from sqlalchemy import Connection, func, select

import api
from api import create_app, sample
from api.cli.console import current_time, open_migrated_database, open_or_create_database
from api.cli.records import update_schema
from api.cli.sample import load_sample
from api.db.database import Database
from api.models import ApiKey
from api.openapi import build_document, write_yaml
from api.services import auth
from api.services.records import rebuild
from api.settings import DEFAULT_DATABASE_URL, Settings
from domain.vocabularies.service import SCOPE

QUESTIONS = {
    "Which promises are late, the oldest first?": "/v1/commitments?overdue=true&sort=due&limit=5&fields=statement,due"
    "&format=ndjson",
    "Which were kept, later than first promised?": "/v1/commitments?due_moved=true&status=met"
    "&fields=statement,due_history.due&format=ndjson",
    "What does quantum technology get, in euros, by country?": "/v1/amounts/summary?topic=quantum-technology"
    "&announced_to=2025&group_by=jurisdiction&currency=EUR&convert=announced_on&sort=-sum&limit=5&format=csv",
}
"""Questions on the sample that `--welcome` prints, with the requests that answer them."""


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


def prepare_first_look(database: Database, settings: Settings, *, now: datetime) -> None:
    """Load the sample into an empty default database, create a key if there is none, and print how to begin."""
    is_default = "DATABASE_URL" not in os.environ and settings.database_url == DEFAULT_DATABASE_URL
    if is_default and database.read(rebuild.count) == 0:
        load_sample(database)
    key = database.write(lambda connection: create_first_key(connection, with_example=is_default, now=now))
    click.echo(greeting(f"http://{settings.host}:{settings.port}", key))


def create_first_key(connection: Connection, *, with_example: bool, now: datetime) -> str | None:
    """Create a key with every scope and return its secret; None if there are keys already.

    `with_example`: also the key that the documentation's examples rotate and revoke.
    """
    if connection.scalar(select(func.count()).select_from(ApiKey)):
        return None
    if with_example:
        auth.create_key(connection, id=sample.KEY_ID, name="newsroom import", scopes=("read", "write"), now=now)
    secret: str = auth.create_key(connection, name="first key", scopes=SCOPE.codes, now=now)["key"]
    return secret


def greeting(address: str, key: str | None) -> str:
    """Text that `--welcome` prints."""
    about_key = (
        f"Your first key (shown only once):  {key}"
        if key
        else "There are keys already. To create another:  "
        ".venv/bin/communique keys create NAME --scope read --scope write"
    )
    questions = "\n".join(f"  # {question}\n  curl '{address}{query}'" for question, query in QUESTIONS.items())
    return f"""
Communiqué runs at  {address}  and its documentation at  {address}/docs
{about_key}

Leave this running, open a second terminal, and ask:
{questions}
"""


@click.command("openapi")
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
def print_openapi(form: str) -> None:
    """Print the OpenAPI document."""
    document = build_document(create_app(Settings()))
    text = write_yaml(document) if form == "yaml" else orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
    click.echo(text, nl=form == "json")

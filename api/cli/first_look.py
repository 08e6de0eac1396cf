"""What `communique run --welcome` prepares and prints: the sample, a first key, and how to begin."""

import os
from datetime import datetime

import click
from sqlalchemy import Connection, func, select

from api import sample
from api.cli.sample import has_sample, load_sample
from api.db.database import Database
from api.models import ApiKey
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
"""Questions on the sample, with the requests that answer them."""


def prepare_first_look(database: Database, settings: Settings, *, now: datetime) -> None:
    """Load the sample into the default database, create a key if there is none, and print how to begin.

    The sample goes into a database that is empty, or has it already: its load may have been interrupted.
    """
    is_default = "DATABASE_URL" not in os.environ and settings.database_url == DEFAULT_DATABASE_URL
    with_sample = is_default and database.read(lambda each: rebuild.count(each) == 0 or has_sample(each))
    if with_sample:
        load_sample(database, sample.records())
    key = database.write(lambda connection: create_first_key(connection, with_example=with_sample, now=now))
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
    """Where the service runs, the first key if it is new, and questions to ask."""
    about_key = (
        f"Your first key (shown only once):  {key}"
        if key
        else "There are keys already. To create another:  "
        ".venv/bin/communique keys create NAME --scope read --scope write --scope publish"
    )
    questions = "\n".join(f"  # {question}\n  curl '{address}{query}'" for question, query in QUESTIONS.items())
    return f"""
Communiqué runs at  {address}  and its documentation at  {address}/docs
From an article to a record:  {address}/drafts
{about_key}

Leave this running, open a second terminal, and ask:
{questions}
"""

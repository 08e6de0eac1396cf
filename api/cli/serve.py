"""A newcomer's start: the sample, a first key, and what to try."""

from __future__ import annotations

import os
from datetime import datetime

import click
from sqlalchemy import Connection, func, select

from api import open_database, sample
from api.models import Announcement, ApiKey
from api.services import auth
from api.services.auth import OPERATOR
from api.services.bulk.prepare import RawRecord
from api.services.records import batch_writer
from api.settings import DEFAULT_DATABASE_URL, Settings
from domain.vocabularies import SCOPE


def prepare(settings: Settings, *, now: datetime) -> None:
    """Fill an empty default database, make a key where there is none, and print how to begin."""
    database = open_database(settings)
    if "DATABASE_URL" not in os.environ and settings.database_url == DEFAULT_DATABASE_URL:
        database.write(lambda connection: load_sample(connection, now=now))
    key = database.write(lambda connection: first_key(connection, now=now))
    database.engine.dispose()
    click.echo(greeting(f"http://{settings.host}:{settings.port}", key))


def load_sample(connection: Connection, *, now: datetime) -> None:
    """Keep the worked example, if nothing has been kept yet."""
    if connection.scalar(select(Announcement.id).limit(1)) is None:
        item = RawRecord(1, sample.record() | {"id": str(sample.ID)})
        batch_writer.keep(connection, [item], mode="create", change_type="minor", note=None, actor=OPERATOR, now=now)


def first_key(connection: Connection, *, now: datetime) -> str | None:
    """Make a key with every scope if there is none yet, and return its secret."""
    if connection.scalar(select(func.count()).select_from(ApiKey)):
        return None
    secret: str = auth.create(connection, name="first key", scopes=SCOPE.codes, now=now)["key"]
    return secret


def greeting(address: str, key: str | None) -> str:
    """Return what is said at the start."""
    shown = key or "<key>"
    about_key = (
        f"Your first key, shown this once:  {key}"
        if key
        else "There are keys already. Another one:  .venv/bin/communique keys create NAME --scope read --scope write"
    )
    return f"""
Communiqué is at  {address}  and its documentation at  {address}/docs
{about_key}

Try:
  curl '{address}/v1/announcements?jurisdiction=KR&topic=quantum-technology'
  curl '{address}/v1/commitments?overdue=true&fields=statement,due,announcement.title'
  curl -X POST {address}/v1/announcements -H 'Authorization: Bearer {shown}' -H 'Content-Type: application/json' \\
    -d '{{"kind": "plan", "title": "A plan", "language": "en", "jurisdiction": "KR", "announced_on": "2026-02"}}'
"""

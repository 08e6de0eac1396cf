"""`python -m benchmarks.target DATA DATABASE`: load NDJSON and a known key into a database for the peer benchmark."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import insert

from api import open_database
from api.db.migrate import migrate
from api.models import ApiKey
from api.services.auth import hash_secret
from api.settings import Settings
from domain.ids import uuid7

KEY = "cmq_for-the-benchmark-and-nothing-else"
"""The key in `target.json`. It exists only in the database made here, on the machine that measures."""


@click.command()
@click.argument("data", type=click.Path(exists=True))
@click.argument("url", metavar="DATABASE")
def main(data: str, url: str) -> None:
    """Create DATABASE (a URL) from the records in DATA."""
    database = open_database(Settings(database_url=url))
    migrate(database.writer)
    now = datetime.now(UTC)
    key = {
        "id": uuid7(now),
        "name": "benchmark",
        "scopes": ["read", "write", "publish"],
        "digest": hash_secret(KEY),
    }
    with database.writer.begin() as connection:
        connection.execute(insert(ApiKey).values(**key, created_at=now))
    database.engine.dispose()
    command = [str(Path(sys.executable).with_name("communique")), "import", "--mode", "create", data]
    subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=True)  # noqa: S603  # Our own command.


if __name__ == "__main__":
    main()

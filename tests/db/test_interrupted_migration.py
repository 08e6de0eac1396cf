"""A migration that ends before derived data is rebuilt is said to be incomplete, and is completed when run again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import delete, func, select

from api import create_app
from api.cli import main
from api.cli.records import BATCH_SIZE
from api.db.database import Database
from api.db.migrate import configuration, migrate
from api.search.match_expression import INDEXES
from api.services.auth import OPERATOR
from api.services.records import documents
from api.services.records.types import Change
from api.services.records.writer import save
from api.settings import Settings
from tests.clients import RECORDS, Client
from tests.records import published
from tests.waiting import wait_until

BEFORE = "0017"
"""The last revision without a mark."""

INDEX = INDEXES["announcements"]


@pytest.fixture
def app(migrated_database: str) -> Iterator[Flask]:
    """The application on a database of its own."""
    app = create_app(Settings(database_url=migrated_database, log_level="error"))
    yield app
    app.extensions["database"].engine.dispose()


def fill(database: Database, count: int) -> None:
    """Store records; then go back to an older schema, whose search index has none of them."""
    now = datetime.now(UTC)
    payload = documents.validate(published(title="A plan for quanta"))
    changes = [Change(operation="created", payload=payload, actor=OPERATOR, now=now) for _ in range(count)]
    database.write(lambda connection: save(connection, changes))
    with database.writer.begin() as connection:
        command.downgrade(configuration(connection), BEFORE)
        connection.execute(delete(INDEX))


def indexed(database: Database) -> int:
    """Records in the search index."""
    with database.connect() as connection:
        return connection.scalar(select(func.count()).select_from(INDEX)) or 0


def run(url: str, *words: str) -> tuple[int, str]:
    """Exit code and output of a command."""
    done = CliRunner().invoke(main, words, env={"DATABASE_URL": url})
    return done.exit_code, done.output


def check_incomplete(app: Flask, url: str) -> None:
    """Assert that readiness and `doctor` say it."""
    answer = Client(app).get("/readyz")
    assert answer.status_code == 503
    assert "run it again" in answer.get_json()["detail"]
    code, printed = run(url, "doctor")
    assert code == 1
    assert "its rebuild was interrupted" in " ".join(printed.split())


def check_complete(app: Flask, count: int) -> None:
    """Assert that the service is ready, and a search finds all records."""
    public = Client(app)
    assert public.get("/readyz").status_code == 200
    assert public.get(f"{RECORDS}?q=quanta&limit=0").get_json()["meta"]["total"]["value"] == count


def test_a_migration_without_its_rebuild_is_incomplete(app: Flask, migrated_database: str) -> None:
    database: Database = app.extensions["database"]
    fill(database, 2)
    migrate(database.writer)
    check_incomplete(app, migrated_database)
    assert run(migrated_database, "migrate")[0] == 0
    check_complete(app, 2)


def test_a_new_database_needs_no_rebuild(app: Flask) -> None:
    Client.of(app, "write", "publish").create(published(title="quanta"))
    check_complete(app, 1)


@pytest.mark.long
def test_a_migration_that_is_killed_in_its_rebuild_is_completed_by_the_next(app: Flask, migrated_database: str) -> None:
    """Also if the last record is rebuilt already, as one that was written meanwhile is."""
    count = 4 * BATCH_SIZE
    database: Database = app.extensions["database"]
    fill(database, count)
    process = subprocess.Popen(  # noqa: S603 - it is our own program.
        [f"{Path(sys.executable).parent}/communique", "migrate"], env=os.environ | {"DATABASE_URL": migrated_database}
    )
    wait_until(lambda: indexed(database) >= BATCH_SIZE)
    process.kill()
    process.wait()
    assert indexed(database) < count
    Client.of(app, "write", "publish").create(published(title="quanta"))
    check_incomplete(app, migrated_database)
    assert run(migrated_database, "migrate")[0] == 0
    check_complete(app, count + 1)

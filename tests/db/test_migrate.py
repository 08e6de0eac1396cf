"""Migrations create exactly the tables of the models, one process at a time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from api.db.database import Database
from api.db.migrate import configuration, is_current, migrate
from api.models import Base
from api.search.match_expression import INDEXES


@pytest.fixture
def fresh(fresh_database: str) -> Iterator[Database]:
    """An empty database."""
    database = Database(fresh_database)
    yield database
    database.engine.dispose()


def is_in_the_models(name: str | None, kind: str, _: Any) -> bool:
    """Whether a model may describe it: full-text indexes are tables, and several on SQLite."""
    return kind != "table" or not str(name).startswith(tuple(index.name for index in INDEXES.values()))


def test_migrations_create_the_models(fresh: Database) -> None:
    """No table, column or index more or less; the second time nothing changes."""
    with fresh.engine.connect() as connection:
        assert not is_current(connection)
    migrate(fresh.writer)
    migrate(fresh.writer)
    with fresh.engine.connect() as connection:
        assert is_current(connection)
        context = MigrationContext.configure(connection, opts={"include_name": is_in_the_models})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_can_be_reverted(fresh: Database) -> None:
    migrate(fresh.writer)
    with fresh.writer.begin() as connection:
        command.downgrade(configuration(connection), "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version", "sqlite_sequence"}
    migrate(fresh.writer)


def migrate_url(url: str) -> None:
    """Migrate the database at a URL."""
    database = Database(url)
    migrate(database.writer)
    database.engine.dispose()


def test_processes_that_migrate_at_once_all_succeed(fresh: Database, fresh_database: str) -> None:
    spawning = multiprocessing.get_context("spawn")
    processes = [spawning.Process(target=migrate_url, args=(fresh_database,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    with fresh.engine.connect() as connection:
        assert is_current(connection)

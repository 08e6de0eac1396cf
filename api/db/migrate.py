"""Migrations to the newest schema, one process at a time."""

from __future__ import annotations

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from api.db.engine import disable_timeouts
from api.db.sql import MIGRATION_LOCK_ID, lock_until_commit
from api.db.sqlite_file import create_missing


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration; to run migrations, on an open connection."""
    config = Config()
    config.set_main_option("script_location", "api:migrations")
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Run the missing migrations in one transaction; make a SQLite file that is missing. Others that migrate wait."""
    create_missing(engine.url)
    with engine.begin() as connection:
        disable_timeouts(connection)
        lock_until_commit(connection, MIGRATION_LOCK_ID)
        command.upgrade(configuration(connection), revision)


def is_current(connection: Connection) -> bool:
    """Whether the database has the newest schema."""
    return set(MigrationContext.configure(connection).get_current_heads()) == newest()


@cache
def newest() -> set[str]:
    """The newest revisions."""
    return set(ScriptDirectory.from_config(configuration()).get_heads())

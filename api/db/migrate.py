"""Migrations to the newest schema, one process at a time."""

from __future__ import annotations

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError

from api.db.database import ATTEMPTS, is_retryable
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
    """Run the missing migrations in one transaction; make a SQLite file that is missing. Others that migrate wait.

    If a writer of the previous release is in the way, it or this is tried again.
    """
    create_missing(engine.url)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with engine.begin() as connection:
                disable_timeouts(connection)
                lock_until_commit(connection, MIGRATION_LOCK_ID)
                lock_tables(connection)
                command.upgrade(configuration(connection), revision)
        except DBAPIError as error:
            if attempt == ATTEMPTS or not is_retryable(error):
                raise
        else:
            return


def lock_tables(connection: Connection) -> None:
    """Lock every table of an older schema on PostgreSQL, so that no writer meets half of a migration.

    Migrations lock one table after another, in another order than writers, who would meet a deadlock at each.
    """
    tables = inspect(connection).get_table_names() if connection.dialect.name == "postgresql" else []
    if tables and not is_current(connection):
        quoted = connection.dialect.identifier_preparer.quote
        connection.exec_driver_sql(f"LOCK TABLE {', '.join(map(quoted, tables))} IN ACCESS EXCLUSIVE MODE")


def is_current(connection: Connection) -> bool:
    """Whether the database has the newest schema."""
    return set(MigrationContext.configure(connection).get_current_heads()) == newest()


@cache
def newest() -> set[str]:
    """The newest revisions."""
    return set(ScriptDirectory.from_config(configuration()).get_heads())

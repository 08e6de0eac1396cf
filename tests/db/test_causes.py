"""Each cause of a failure of a SQLite file is told apart: in the log and on the terminal, not to the client."""

from __future__ import annotations

import os
import resource
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Connection, event, make_url, text

from api import create_app
from api.db.causes import CAUSES, diagnose, place_of
from api.db.database import Database
from api.db.engine import EngineOptions, LockTimeout
from api.services import auth
from api.settings import Settings
from tests import engines
from tests.clients import RECORDS, Client
from tests.db.failures import assert_named, cause_of, in_child, run_communique, select_one
from tests.records import draft

NOBODY = 65534


def become_nobody() -> None:
    """Be a user without rights: permissions do not bind root."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def limit_files() -> None:
    """Let no file grow beyond 4 KiB."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user may use; pytest's own is private."""
    with tempfile.TemporaryDirectory(prefix="communique-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


@pytest.fixture
def sqlite_url(newest: Callable[[str], str], tmp_path: Path) -> str:
    """A migrated SQLite database."""
    return engines.copy_database(newest("sqlite"), tmp_path, "causes")


def full_database(newest: Callable[[str], str], folder: Path) -> Database:
    """A SQLite database that may not grow."""
    database = Database(engines.copy_database(newest("sqlite"), folder, "full"))

    @event.listens_for(database.engine, "connect")
    def stop_growing(connection: sqlite3.Connection, _: Any) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    return database


def insert_much(connection: Connection) -> None:
    """Write more than there is space for."""
    connection.execute(text("CREATE TABLE large AS SELECT zeroblob(1000000)"))


def test_a_full_disk(newest: Callable[[str], str], tmp_path: Path) -> None:
    assert cause_of(full_database(newest, tmp_path), insert_much, writes=True) == "disk_full"


def test_a_limit_on_the_size_of_files(sqlite_url: str, tmp_path: Path) -> None:
    lines = "\n".join(orjson.dumps(draft()).decode() for _ in range(50))
    printed = run_communique("import", "-", url=sqlite_url, standard_input=lines, before=limit_files)
    assert_named(printed, "io_error", tmp_path / "causes.db")


def test_files_and_folders_that_may_not_be_used(newest: Callable[[str], str], shared_folder: Path) -> None:
    url = engines.copy_database(newest("sqlite"), shared_folder, "closed")
    file = shared_folder / "closed.db"
    file.chmod(0o444)
    shared_folder.chmod(0o555)
    words = ("keys", "create", "x", "--scope", "read")
    assert_named(run_communique(*words, url=url, before=become_nobody), "read_only", file)
    file.chmod(0o000)
    assert_named(run_communique(*words, url=url, before=become_nobody), "permission_denied", file)
    missing = shared_folder / "new" / "records.db"
    assert_named(
        run_communique("migrate", url=f"sqlite:///{missing}", before=become_nobody), "permission_denied", missing.parent
    )


def test_an_output_in_a_missing_folder(sqlite_url: str, tmp_path: Path) -> None:
    output = tmp_path / "missing" / "x.ndjson"
    assert_named(run_communique("export", str(output), url=sqlite_url), "no_file", output.parent)


def test_too_many_open_files(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    opened = os.open(os.devnull, os.O_RDONLY)
    resource.setrlimit(resource.RLIMIT_NOFILE, (opened + 1, hard))
    held = [opened]
    try:
        with suppress(OSError):
            while True:
                held.append(os.open(os.devnull, os.O_RDONLY))
        assert cause_of(database, select_one) == "too_many_files"
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for each in held:
            os.close(each)


def test_no_memory(sqlite_url: str) -> None:
    """SQLite's limit holds for the whole process."""
    database = Database(sqlite_url)

    def work(connection: Connection) -> None:
        connection.execute(text("PRAGMA hard_heap_limit=2000000"))
        connection.execute(text("SELECT replace(hex(zeroblob(2000000)), '0', '12')")).all()

    def run() -> str:
        try:
            database.read(work)
        except MemoryError as error:
            return diagnose(error, database.engine.url).cause
        return ""

    assert in_child(run, lambda: None) == "out_of_memory"


def test_another_writer(sqlite_url: str) -> None:
    """In another process, and in a thread of this one."""
    database = Database(sqlite_url, EngineOptions(lock_timeout=0))
    with closing(sqlite3.connect(make_url(sqlite_url).database or "")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert cause_of(database, select_one, writes=True) == "locked"
    with database.transaction():
        with pytest.raises(LockTimeout) as caught, database.transaction():
            pass
        assert diagnose(caught.value, database.engine.url).cause == "locked"
    database.engine.dispose()


def test_an_interrupted_statement(sqlite_url: str) -> None:
    def work(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(lambda: 1, 1)
        try:
            connection.execute(text("SELECT 1"))
        finally:
            driver.set_progress_handler(None, 1)

    assert cause_of(Database(sqlite_url), work) == "statement_timeout"


def test_a_schema_that_is_missing_or_newer(migrated_database: str, fresh_database: str) -> None:
    """On both engines."""
    unmigrated = Database(fresh_database)
    assert cause_of(unmigrated, lambda connection: connection.execute(text("SELECT * FROM parties"))) == "not_migrated"
    database = Database(migrated_database)
    database.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    database.engine.dispose()
    assert_named(
        run_communique("migrate", url=migrated_database), "newer_schema", place_of(make_url(migrated_database))
    )


def test_a_failed_migration_shows_its_cause(fresh_database: str) -> None:
    """A table is in its way."""
    database = Database(fresh_database)
    database.write(lambda connection: connection.execute(text("CREATE TABLE announcements (id INT)")))
    database.engine.dispose()
    assert "already exists" in run_communique("migrate", url=fresh_database)


def test_the_log_says_the_cause_and_the_client_does_not(
    newest: Callable[[str], str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    url = engines.copy_database(newest("sqlite"), tmp_path, "logged")
    app = create_app(Settings(database_url=url, database_lock_timeout=1, log_level="error"))
    database: Database = app.extensions["database"]
    now = datetime.now(UTC)
    key = database.write(lambda connection: auth.create_key(connection, name="t", scopes=["write"], now=now))["key"]
    with closing(sqlite3.connect(tmp_path / "logged.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = Client(app, key).post(RECORDS, json=draft())
    database.engine.dispose()
    (line,) = capfd.readouterr().err.splitlines()
    logged = orjson.loads(line)
    assert answer.status_code == 503
    assert (logged["event"], logged["cause"]) == ("database unavailable", "locked")
    assert logged["code"] in {"SQLITE_BUSY", ""}  # None if the write waits for the thread that notes the key's use.
    assert (logged["place"], logged["hint"]) == (str(tmp_path / "logged.db"), CAUSES["locked"].hint)
    assert logged["request_id"] == answer.get_json()["instance"]
    assert not {"lock", "SQLITE"} & {*answer.text.split()}

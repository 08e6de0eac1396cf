"""A SQLite file that is deleted, replaced, cut or overwritten under the service: noticed at once, healed by itself."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import make_url

from api import create_app
from api.cli import main
from api.db.database import Database
from api.db.migrate import is_current
from api.db.sqlite_file import create_missing
from api.settings import Settings
from tests import engines
from tests.clients import RECORDS, Client
from tests.records import draft
from tests.waiting import wait_until


@pytest.fixture
def file(newest: Callable[[str], str], tmp_path: Path) -> Path:
    """A migrated database."""
    engines.copy_database(newest("sqlite"), tmp_path, "served")
    return tmp_path / "served.db"


@pytest.fixture
def served(file: Path) -> Iterator[Flask]:
    """The application on it."""
    app = create_app(Settings(database_url=f"sqlite:///{file}", log_level="error"))
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture
def writer(served: Flask) -> Client:
    """A client that has written and read a record."""
    client = Client.of(served, "read", "write")
    client.create(draft())
    assert client.get(RECORDS).status_code == 200
    return client


def cause_of(line: str) -> tuple[str, str]:
    """The cause and the place in a line of the log."""
    event = orjson.loads(line)
    assert event["hint"]
    return event["cause"], event["place"]


def assert_unavailable(client: Client, cause: str, file: Path, log: pytest.CaptureFixture[str]) -> None:
    """A write and readiness are 503, and the log has the cause; the client is told nothing of it."""
    log.readouterr()
    for answer in (client.post(RECORDS, json=draft()), client.get("/readyz")):
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert str(file) not in answer.text
    assert client.get("/healthz").status_code == 200
    assert {cause_of(line) for line in log.readouterr().err.splitlines()} == {(cause, str(file))}


def is_healed(client: Client) -> bool:
    """Whether the service can be read from and written to."""
    return client.get("/readyz").status_code == 200 and client.post(RECORDS, json=draft()).status_code == 201


def count(client: Client) -> int:
    """Number of records."""
    total: int = client.get(RECORDS, query_string={"state": "draft"}).get_json()["meta"]["total"]["value"]
    return total


def test_a_moved_file_is_noticed_and_used_again_once_it_is_back(
    writer: Client, file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file.rename(file.with_name("elsewhere"))
    assert_unavailable(writer, "file_lost", file, capfd)
    assert not file.exists()
    file.with_name("elsewhere").rename(file)
    assert is_healed(writer)
    assert count(writer) == 2


def test_another_file_in_its_place_is_used_without_the_log_of_the_former(
    writer: Client, file: Path, tmp_path: Path
) -> None:
    """The record that was written into the former file is not in the new one, which is not damaged by its log."""
    engines.copy_database(f"sqlite:///{file}", tmp_path, "saved")
    writer.create(draft())
    assert file.with_name("served.db-wal").stat().st_size
    file.unlink()
    assert_unavailable_once(writer)
    shutil.copy(tmp_path / "saved.db", file)
    assert is_healed(writer)
    assert count(writer) == 2
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert [*tmp_path.glob("served.db-wal.*.old")]


def assert_unavailable_once(client: Client) -> None:
    """A write is 503."""
    assert client.post(RECORDS, json=draft()).status_code == 503


def test_readers_use_the_new_file_too(writer: Client, file: Path, tmp_path: Path) -> None:
    """Without a write or a check of readiness."""
    engines.copy_database(f"sqlite:///{file}", tmp_path, "next")
    with closing(sqlite3.connect(tmp_path / "next.db")) as connection:
        connection.execute("UPDATE api_keys SET name = 'next'")
        connection.execute("DELETE FROM announcements")
        connection.commit()
    (tmp_path / "next.db").replace(file)
    wait_until(lambda: count(writer) == 0)


def test_a_folder_in_the_place_of_the_file_is_unavailable(
    writer: Client, file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file.rename(tmp_path / "away.db")
    file.mkdir()
    assert_unavailable(writer, "no_database", file, capfd)
    file.rmdir()
    (tmp_path / "away.db").rename(file)
    assert is_healed(writer)


@pytest.mark.parametrize("size", [0, 8192])
def test_a_cut_file_is_noticed_and_a_restored_one_used(
    writer: Client, file: Path, tmp_path: Path, size: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its size is that of the last check before; the log holds what was written last."""
    engines.copy_database(f"sqlite:///{file}", tmp_path, "saved")
    assert writer.get("/readyz").status_code == 200
    with file.open("r+b") as opened:
        opened.truncate(size)
    assert_unavailable(writer, "truncated", file, capfd)
    assert file.stat().st_size == size
    (tmp_path / "saved.db").replace(file)
    assert is_healed(writer)


def test_a_file_overwritten_in_place_is_noticed(writer: Client, file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with file.open("r+b") as opened:
        header = opened.read(100)
        opened.seek(0)
        opened.write(b"<html>" * 16)
    assert writer.get("/readyz").status_code == 503
    assert_unavailable(writer, "not_a_database", file, capfd)
    with file.open("r+b") as opened:
        opened.write(header)
    assert is_healed(writer)


def test_damaged_pages_are_503_and_their_repair_is_noticed(
    writer: Client, file: Path, served: Flask, capfd: pytest.CaptureFixture[str]
) -> None:
    """Once the pages are read again: those in SQLite's cache are not."""
    served.extensions["database"].engine.dispose()
    whole = file.read_bytes()
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xa5" * (len(whole) - 4096))
    assert_unavailable(writer, "corrupt", file, capfd)
    file.write_bytes(whole)
    assert is_healed(writer)


def test_a_file_that_vacuum_made_smaller_is_not_damaged(writer: Client, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("CREATE TABLE large (x); INSERT INTO large VALUES (zeroblob(4000000))")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert writer.get("/readyz").status_code == 200
        size = file.stat().st_size
        connection.executescript("DROP TABLE large; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
    assert file.stat().st_size < size
    assert is_healed(writer)


@pytest.mark.parametrize("words", [("keys", "list"), ("find", "announcements"), ("export", "x.ndjson"), ("rebuild",)])
def test_a_command_in_the_wrong_folder_makes_no_database(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, words, env={"DATABASE_URL": ""})
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: No database at {tmp_path}/data/communique.db (no_database). ")
    assert [*tmp_path.iterdir()] == []


def test_migrate_makes_a_private_database_and_says_where(tmp_path: Path) -> None:
    path = tmp_path / "new" / "records.db"
    environment = {"DATABASE_URL": f"sqlite:///{path}"}
    refused = CliRunner().invoke(main, ["migrate"], env=environment | {"CREATE_DATABASE": "false"})
    assert refused.exit_code == 1
    assert str(path) in refused.stderr
    assert not path.parent.exists()
    done = CliRunner().invoke(main, ["migrate"], env=environment)
    assert done.exit_code == 0
    assert f"New, empty database: {path}" in done.stderr
    database = Database(f"sqlite:///{path}")
    database.read(is_current)
    modes = {each.name: each.stat().st_mode & 0o777 for each in (path.parent, *path.parent.iterdir())}
    database.engine.dispose()
    assert modes == {"new": 0o700, **dict.fromkeys(("records.db", "records.db-wal", "records.db-shm"), 0o600)}
    assert "New" not in CliRunner().invoke(main, ["migrate"], env=environment).stderr


def test_an_existing_file_is_never_made_anew(tmp_path: Path) -> None:
    """Nor is a folder, or a link to nothing."""
    for name in ("text", "folder", "link"):
        path = tmp_path / name
        if name == "text":
            path.write_text("hello")
        elif name == "folder":
            path.mkdir()
        else:
            path.symlink_to(tmp_path / "nothing")
        if name == "link":
            with pytest.raises(OSError, match="link"):
                create_missing(make_url(f"sqlite:///{path}"))
        else:
            assert create_missing(make_url(f"sqlite:///{path}")) is None
    assert not (tmp_path / "nothing").exists()


def test_checks_release_no_lock_of_sqlite(file: Path, served: Flask, writer: Client) -> None:
    """Closing the file in this process would: another process could then delete the log while it is in use."""
    assert writer.get("/readyz").status_code == 200
    database: Database = served.extensions["database"]
    database.check_file()
    script = f"import sqlite3; c = sqlite3.connect({str(file)!r}); c.execute('PRAGMA user_version'); c.close()"
    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603 - Ours.
    assert file.with_name(f"{file.name}-wal").exists()
    assert is_healed(writer)

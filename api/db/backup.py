"""Backup and restoration by each engine's own means: SQLite's online backup, and pg_dump with pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, text

from api.db.database import Database
from api.db.sqlite_file import SIDE_FILES, SqliteFile, side_file

SQLITE_MAGIC = b"SQLite format 3\0"
POSTGRESQL_MAGIC = b"PGDMP"
FALSE_ALARM = "NULL value in "
"""SQLite 3.40 says so of each table without row ids whose key is not in the order of its columns."""

SEARCH_PATH = "PATH"
"""Value of PG_BIN for programs that are found on the PATH."""

NUMBER_OF_TABLES = text("SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")


class BackupError(Exception):
    """A backup or restoration that failed, in a sentence for the operator."""


def back_up(url: URL, file: Path, *, programs: str) -> None:
    """Write a consistent copy of a database into an empty file, and verify it; others go on writing meanwhile.

    `programs` is the folder of PostgreSQL's programs, or `SEARCH_PATH`. Raises `BackupError`.
    """
    if url.get_backend_name() == "sqlite":
        source = SqliteFile(Path(url.database or "")).connect(timeout=5)
        with closing(source):
            copy_sqlite(source, file, journal_mode="DELETE")
        return
    run_program("pg_dump", "--format=custom", f"--file={file}", url=url, programs=programs)
    verify_dump(file, programs=programs)


def restore(file: Path, url: URL, target: Path, *, programs: str) -> None:
    """Restore a backup into an empty database, for SQLite as the file `target`. Raises `BackupError`."""
    with file.open("rb") as opened:
        start = opened.read(len(SQLITE_MAGIC))
    if url.get_backend_name() == "sqlite":
        if start != SQLITE_MAGIC:
            raise BackupError(f"{file} is not a backup of a SQLite database, which DATABASE_URL names.")
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)) as source:
            copy_sqlite(source, target, journal_mode="WAL")
        return
    if not start.startswith(POSTGRESQL_MAGIC):
        raise BackupError(f"{file} is not a backup of a PostgreSQL database, which DATABASE_URL names.")
    verify_dump(file, programs=programs)
    options = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    run_program("pg_restore", *options, str(file), url=url, programs=programs)


def refuse_filled(url: URL) -> None:
    """Raise `BackupError` if the database has tables, or if a SQLite file that is missing has left a log."""
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "").absolute()
        if path.exists() and path.stat().st_size:
            with closing(SqliteFile(path).connect(timeout=5)) as connection:
                (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        else:
            refuse_former_log(path)
            count = 0
    else:
        database = Database(url.render_as_string(hide_password=False))
        count = database.read(lambda connection: connection.scalar(NUMBER_OF_TABLES))
        database.engine.dispose()
    if count:
        raise BackupError("The database in DATABASE_URL is not empty. Restore into a new one.")


def refuse_former_log(path: Path) -> None:
    """Raise `BackupError` if the log of a database that is lost is where the new one will be: SQLite would apply it."""
    beside = [each for each in (side_file(path, suffix) for suffix in SIDE_FILES) if each.exists()]
    if any(each.stat().st_size for each in beside):
        names = " and ".join(map(str, beside))
        raise BackupError(
            f"{path} is gone or empty, and files of the database that was there are left: {names}. They may hold its "
            "last writes. Stop the service, move them to another folder, and restore again."
        )


def copy_sqlite(source: sqlite3.Connection, file: Path, *, journal_mode: str) -> None:
    """Copy a database in one step, which reads one state of it, and verify the copy."""
    with closing(sqlite3.connect(file)) as target:
        try:
            source.backup(target)
            target.execute(f"PRAGMA journal_mode={journal_mode}")
            damages = [line for (line,) in target.execute("PRAGMA integrity_check") if is_damage(line)]
            target.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise BackupError(f"The copy is not a sound database of this service: {error}.") from error
    if damages:
        raise BackupError(f"The database is damaged: {damages[0]}. See `communique doctor`.")


def is_damage(line: str) -> bool:
    """Whether a line of SQLite's integrity check is about a damage."""
    return line != "ok" and not line.startswith(FALSE_ALARM)


def verify_dump(file: Path, *, programs: str) -> None:
    """Read all of a dump: its list of tables, and the data, which has to decompress."""
    listed = run_program("pg_restore", "--list", str(file), url=None, programs=programs)
    if "TABLE DATA public versions" not in listed:
        raise BackupError(f"{file} is not a backup of a database of this service.")
    run_program("pg_restore", f"--file={os.devnull}", str(file), url=None, programs=programs)


def run_program(name: str, *arguments: str, url: URL | None, programs: str) -> str:
    """Run a program of PostgreSQL, on a database. Returns what it prints. The password is in its environment only."""
    found = shutil.which(name, path=None if programs == SEARCH_PATH else programs)
    if found is None:
        raise BackupError(f"{name} is missing. Install PostgreSQL's client programs, or set PG_BIN to their folder.")
    environment = dict(os.environ)
    if url is not None:
        parameters = connection_parameters(url)
        environment |= {"PGPASSWORD": str(parameters.pop("password"))} if "password" in parameters else {}
        arguments = ("--no-password", f"--dbname={make_conninfo('', **parameters)}", *arguments)
    done = subprocess.run(  # noqa: S603 - A program of PostgreSQL, without a shell.
        [found, *arguments], env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise BackupError(f"{name} failed: {lines[0]}")
    return done.stdout


def connection_parameters(url: URL) -> dict[str, Any]:
    """The parameters of libpq that a URL names."""
    _, parameters = url.get_dialect()().create_connect_args(url)
    return {name: value for name, value in parameters.items() if isinstance(value, str | int)}

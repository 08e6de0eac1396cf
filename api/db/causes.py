"""Causes of a failure, for the operator: one table from cause to what it means and what to do, and how each is known.

The client is told only that the database cannot be used (`api.http.problems`).
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.db.engine import LockTimeout


class Cause(NamedTuple):
    """A cause: what is wrong with the place in braces, and what to do."""

    meaning: str
    hint: str


CAUSES: Mapping[str, Cause] = {
    "no_database": Cause(
        "No database at {place}",
        "Check DATABASE_URL and the working directory. `communique migrate` makes a new, empty database there.",
    ),
    "no_file": Cause("No such file or folder: {place}", "Check its name, and make the folder that it is to be in."),
    "file_lost": Cause(
        "The file {place} was deleted or moved while it was open",
        "Move it back, or stop the service and restore a backup. The service goes on by itself once the file is there.",
    ),
    "truncated": Cause(
        "The file {place} is empty or shorter than its own header says",
        "Stop the service, and restore a backup with `communique restore`.",
    ),
    "not_a_database": Cause(
        "{place} is not a SQLite database",
        "Check DATABASE_URL. If the file was overwritten, stop the service and restore a backup.",
    ),
    "corrupt": Cause(
        "The database {place} is corrupt",
        "Stop the service, keep a copy of the file, restore a backup, and look for errors of the disk in `dmesg`.",
    ),
    "disk_full": Cause(
        "The disk of {place} is full",
        "Free space on it, or move the database to a larger disk. Writes go on by themselves.",
    ),
    "read_only": Cause(
        "{place}, its folder or its file system is read-only",
        "Let the user of the service write to the file and to its folder, where SQLite keeps two more files.",
    ),
    "permission_denied": Cause(
        "No permission to use {place}",
        "Let the user of the service, or the role in DATABASE_URL, read and write it. To migrate, it must own it.",
    ),
    "io_error": Cause(
        "Reading or writing {place} failed",
        "Look for errors of the disk or the network drive in `dmesg`, and for a limit on the size of files (`ulimit`).",
    ),
    "locked": Cause(
        "{place} is locked by another writer",
        "If it lasts, look for a long import, `communique migrate` or another program that writes to the database.",
    ),
    "too_many_files": Cause(
        "Too many open files, at {place}", "Raise the limit of open files (`ulimit -n`, or LimitNOFILE of systemd)."
    ),
    "out_of_memory": Cause("No memory left for {place}", "Give the machine more memory, or run fewer workers."),
    "connection_refused": Cause(
        "Nothing listens at {place}", "Start PostgreSQL, or check the host and port in DATABASE_URL, and the firewall."
    ),
    "unknown_host": Cause(
        "The host of {place} is unknown", "Check the host in DATABASE_URL, and the name service (DNS) of this machine."
    ),
    "unreachable": Cause(
        "No answer from {place}", "Check that the server runs, and that the network and its firewalls let it through."
    ),
    "connection_lost": Cause(
        "The connection to {place} was lost", "If it lasts, look at the log of PostgreSQL, and at the network."
    ),
    "server_starting": Cause(
        "{place} is starting or shutting down", "Wait. If it lasts, look at the log of PostgreSQL."
    ),
    "wrong_password": Cause(
        "{place} refused the user or the password",
        "Check both in DATABASE_URL, where special characters are percent-encoded, and pg_hba.conf of the server.",
    ),
    "unknown_database": Cause(
        "The server has no database of that name: {place}",
        "Check the name in DATABASE_URL, or create it with `createdb`. Then run `communique migrate`.",
    ),
    "too_many_connections": Cause(
        "{place} takes no more connections",
        "Lower DATABASE_POOL_SIZE or WEB_CONCURRENCY, or raise max_connections of the server, or use PgBouncer.",
    ),
    "pool_exhausted": Cause(
        "All connections of this worker to {place} are in use",
        "Raise DATABASE_POOL_SIZE up to WEB_THREADS, and look for slow statements.",
    ),
    "read_only_server": Cause(
        "{place} takes no writes: it is a replica, or set to read-only",
        "Name the primary in DATABASE_URL, or all servers as several hosts.",
    ),
    "statement_timeout": Cause(
        "A statement on {place} took too long", "If it happens often, look for load on the database server."
    ),
    "not_migrated": Cause("The schema of {place} is not the one of this release", "Run `communique migrate`."),
    "newer_schema": Cause(
        "{place} was migrated by a newer release", "Run that release, or restore a backup from before it."
    ),
    "pooler_mismatch": Cause(
        "A pooler before {place} mixes up prepared statements", "Set DATABASE_POOLER=transaction."
    ),
    "conflict": Cause("Other writers changed the same data of {place}", "Nothing: the client sends it again."),
    "unknown": Cause("{place} failed", "Look at the error in the log; report it if it is not of your database."),
}

SQLITE_CAUSES: Mapping[int, str] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_NOMEM: "out_of_memory",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_INTERRUPT: "statement_timeout",
    sqlite3.SQLITE_IOERR: "io_error",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CANTOPEN: "no_database",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_NOTADB: "not_a_database",
}
"""By primary result code: https://www.sqlite.org/rescode.html."""

SQLSTATE_CAUSES: Mapping[str, str] = {
    **dict.fromkeys(("28000", "28P01"), "wrong_password"),
    **dict.fromkeys(("57P01", "57P02", "57P03"), "server_starting"),
    **dict.fromkeys(("42P01", "42703", "3F000"), "not_migrated"),
    **dict.fromkeys(("26000", "42P05"), "pooler_mismatch"),
    **dict.fromkeys(("40001", "40P01"), "conflict"),
    **dict.fromkeys(("53300", "53400"), "too_many_connections"),
    **dict.fromkeys(("XX001", "XX002"), "corrupt"),
    "3D000": "unknown_database",
    "42501": "permission_denied",
    "25006": "read_only_server",
    "53100": "disk_full",
    "53200": "out_of_memory",
    "55P03": "locked",
    "57014": "statement_timeout",
    "58030": "io_error",
}
"""By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html."""

INTERNAL_ERROR = "XX000"
STORAGE_SOURCES = {"md.c", "fd.c", "buffile.c"}
"""Files of PostgreSQL's source that raise `INTERNAL_ERROR` if a file cannot be written for a reason without an SQLSTATE
of its own: a limit on the size of files (EFBIG), a quota (EDQUOT). Its messages are in the server's language.
"""

CONNECTION_MESSAGES = (
    (r"Connection refused|\.s\.PGSQL\.\d+\" failed: No such file", "connection_refused"),
    (r"failed to resolve host|could not translate host name", "unknown_host"),
    (
        r"password authentication failed|no password supplied|no pg_hba.conf entry|role \".*\" does not",
        "wrong_password",
    ),
    (r"database \".*\" does not exist", "unknown_database"),
    (r"too many (clients|connections)|remaining connection slots", "too_many_connections"),
    (r"starting up|shutting down|in recovery mode", "server_starting"),
    (r"[Pp]ermission denied", "permission_denied"),
    (r"timeout expired|timed out|No route to host|Network is unreachable|is bad|failed", "unreachable"),
)
"""By message of libpq and psycopg, which give no SQLSTATE while they connect. Servers may speak other languages."""

ERRNO_CAUSES: Mapping[int, str] = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "disk_full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "permission_denied"),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), "too_many_files"),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.EISDIR), "no_database"),
    errno.EROFS: "read_only",
    errno.EIO: "io_error",
    errno.ENOMEM: "out_of_memory",
}

OUTPUT_CAUSES = dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.EISDIR), "no_file")
"""By errno of a file that is not the database."""

NO_SCHEMA = re.compile(r"no such (table|column)|has no column")


class Unusable(sqlite3.OperationalError):
    """A SQLite database that must not be used, for a cause that we have found ourselves."""

    def __init__(self, cause: str) -> None:
        """`cause` is one of `CAUSES`."""
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What failed: one of `CAUSES`, the driver's code, and the file or server, without user and password."""

    cause: str
    code: str
    place: str

    @property
    def fields(self) -> dict[str, str]:
        """The fields of a log event."""
        return {"cause": self.cause, "code": self.code, "place": self.place, "hint": CAUSES[self.cause].hint}

    def __str__(self) -> str:
        """Sentences for a terminal."""
        meaning, hint = CAUSES[self.cause]
        codes = ", ".join(filter(None, (self.cause, self.code)))
        return f"{meaning.format(place=self.place)} ({codes}). {hint}"


def place_of(url: URL) -> str:
    """The file or server that a URL names, without user and password."""
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database or "").absolute())
    hosts = url.query.get("host", url.host or "localhost")
    shown = hosts if isinstance(hosts, str) else ",".join(hosts)
    return f"{shown}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def diagnose(error: BaseException, url: URL) -> Diagnosis:
    """The cause of an error of the database at this URL, or of another file."""
    place = place_of(url)
    original: Any = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, PoolTimeout | MemoryError):  # sqlite3 raises SQLITE_NOMEM as a MemoryError.
        causes = {LockTimeout: "locked", MemoryError: "out_of_memory"}
        return Diagnosis(causes.get(type(original), "pool_exhausted"), "", place)
    if isinstance(original, Unusable):
        return Diagnosis(original.cause, "", place)
    if isinstance(original, sqlite3.Error):
        return Diagnosis(sqlite_cause(original, Path(place)), getattr(original, "sqlite_errorname", ""), place)
    if isinstance(original, OSError):
        cause = OUTPUT_CAUSES.get(original.errno or 0) or ERRNO_CAUSES.get(original.errno or 0, "io_error")
        code = errno.errorcode.get(original.errno or 0, "")
        return Diagnosis(cause, code, str(original.filename or place))
    if isinstance(error, DBAPIError):
        return Diagnosis(postgresql_cause(error), getattr(original, "sqlstate", None) or "", place)
    return Diagnosis("unknown", type(error).__name__, place)


def sqlite_cause(error: sqlite3.Error, path: Path) -> str:
    """The cause of an error of SQLite, which does not say why it could not open or write a file."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_ERROR and NO_SCHEMA.search(str(error)):
        return "not_migrated"
    cause = SQLITE_CAUSES.get(code, "unknown")
    return file_cause(path) or cause if cause in {"no_database", "io_error", "read_only"} else cause


def file_cause(path: Path) -> str | None:
    """What is wrong with a file that SQLite could not use; None if nothing is to be seen."""
    try:
        path.stat()
        folder = os.statvfs(path.parent)
        os.close(os.open(os.devnull, os.O_RDONLY))  # Not the database: closing it would release SQLite's locks.
    except OSError as error:
        return ERRNO_CAUSES.get(error.errno or 0)
    if path.is_dir():
        return "not_a_database"
    if folder.f_flag & os.ST_RDONLY:
        return "read_only"
    if not os.access(path, os.R_OK):
        return "permission_denied"
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return "read_only"
    return "disk_full" if folder.f_bavail == 0 else None


def postgresql_cause(error: DBAPIError) -> str:
    """The cause of an error of PostgreSQL or of the connection to it."""
    original: Any = error.orig
    state = getattr(original, "sqlstate", None)
    if state == INTERNAL_ERROR and original.diag.source_file in STORAGE_SOURCES:
        return "io_error"
    if state is not None:
        return SQLSTATE_CAUSES.get(state, "connection_lost" if error.connection_invalidated else "unknown")
    if error.connection_invalidated:
        return "connection_lost"
    found = (cause for pattern, cause in CONNECTION_MESSAGES if re.search(pattern, str(error.orig)))
    return next(found, "unknown")

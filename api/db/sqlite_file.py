"""The file of a SQLite database: made on demand only, and watched for its loss while connections are open.

SQLite goes on reading and writing a file that was deleted or replaced, and may crash on one that was truncated, whose
pages it has mapped into memory (https://www.sqlite.org/howtocorrupt.html).
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock

import structlog
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from api.db.causes import ERRNO_CAUSES, Unusable

log = structlog.get_logger()

FILE_MODE, FOLDER_MODE = 0o600, 0o700
SIDE_FILES = ("-wal", "-shm")
"""The write-ahead log and its index; SQLite would apply those of another file."""

FILE_ERRORS = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

Identity = tuple[int, int]


SHARED_LOCK = (0x4000_0002, 510)
"""The bytes that each SQLite connection with a write-ahead log keeps locked in the database file: first, and count."""


class FileConnection(sqlite3.Connection):
    """A connection with the generation of the file that it has opened."""

    generation: int


class SqliteFile:
    """A database file as it was when connections to it were opened. A new `generation` needs new connections."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.lock = Lock()
        self.generation = 0
        self.identity: Identity | None = None
        self.size = 0
        self.is_damaged = False
        self.checked_at = 0.0

    def connect(self, timeout: float, *, check_same_thread: bool = True) -> FileConnection:
        """Open the file and its log; SQLite's own `connect` would make a file that is missing.

        Raises what `check` raises. No process adopts a replaced file meanwhile, so the log is that of the file.
        """
        self.check()
        uri = f"{self.path.as_uri()}?mode=rw"
        with self.locked_folder(fcntl.LOCK_SH):
            generation = self.generation
            connection = sqlite3.connect(
                uri, uri=True, timeout=timeout, check_same_thread=check_same_thread, factory=FileConnection
            )
            if self.find() != self.identity:
                connection.close()
                raise unusable("file_lost")
            try:
                connection.execute("PRAGMA schema_version").fetchone()  # Opens the log.
            except sqlite3.Error:
                connection.close()
                raise
        connection.generation = generation
        return connection

    def find(self) -> Identity | None:
        """The identity of the file that has the name now, if there is one."""
        with suppress(FileNotFoundError):
            return identity_of(self.path)
        return None

    @contextmanager
    def locked_folder(self, mode: int) -> Iterator[None]:
        """Keep other threads and processes from replacing the file, or with `LOCK_EX` from opening it too.

        Raises errors of the file system as `check` does.
        """
        try:
            folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                fcntl.flock(folder, mode)
                yield
            finally:
                os.close(folder)
        except OSError as error:
            raise unusable(ERRNO_CAUSES.get(error.errno or 0, "io_error")) from None

    def check(self) -> None:
        """Raise SQLAlchemy's `OperationalError`, from `Unusable`, if the file is gone, empty or truncated.

        Takes one system call, 2 µs. If another file is there, connections are to be opened again.
        """
        self.checked_at = time.monotonic()
        try:
            found = os.stat(self.path)  # noqa: PTH116 - A third of the time of Path.stat.
        except OSError as error:
            is_missing = self.identity is not None and isinstance(error, FileNotFoundError)
            raise unusable("file_lost" if is_missing else ERRNO_CAUSES.get(error.errno or 0, "io_error")) from None
        if self.identity is None:
            self.identity = (found.st_dev, found.st_ino)
        elif self.identity != (found.st_dev, found.st_ino):
            self.replace()
        if self.is_damaged or found.st_size < self.size or found.st_size == 0:
            self.examine(found.st_size)
        self.size = found.st_size

    def check_header(self) -> None:
        """Raise what `check` raises, also if the file was overwritten by something else."""
        self.check()
        self.examine(self.size)

    def examine(self, size: int) -> None:
        """Raise if the file of this size is no database, or was cut. One that VACUUM has made smaller is complete."""
        code = self.result_code() if size else sqlite3.SQLITE_OK
        cause = "not_a_database" if code == sqlite3.SQLITE_NOTADB else None
        if size == 0 or (code == sqlite3.SQLITE_CORRUPT and size < self.size):  # A checkpoint may still make it longer.
            cause = "truncated"
        self.reopen(is_damaged=cause is not None)
        if cause:
            raise unusable(cause)

    def result_code(self) -> int:
        """SQLite's primary result code for reading the first page of the file itself, not of its log.

        SQLite reads it, because closing the file after reading it here would release all its locks of this process.
        """
        try:
            with closing(sqlite3.connect(f"{self.path.as_uri()}?immutable=1", uri=True)) as connection:
                connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.Error as error:
            return error.sqlite_errorcode & 0xFF
        return sqlite3.SQLITE_OK

    def after_error(self, error: DBAPIError) -> None:
        """Let all connections be opened again after a failure of the file: it may be repaired meanwhile."""
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in FILE_ERRORS:
            with self.lock:
                self.generation += 1

    def reopen(self, *, is_damaged: bool) -> None:
        """Let all connections be opened again, once for a damage and once after it."""
        with self.lock:
            if self.is_damaged != is_damaged:
                self.is_damaged = is_damaged
                self.generation += 1

    def replace(self) -> None:
        """Use the file that is there now. The first process that does moves the log of the former file aside."""
        with self.lock, self.locked_folder(fcntl.LOCK_EX):
            found = self.find()
            if found in (None, self.identity):  # It is gone again, or another thread was here first.
                return
            kept = None if self.is_in_use() else self.set_log_aside()
            self.identity, self.size, self.is_damaged = found, 0, False
            self.generation += 1
        log.warning("database file replaced", place=str(self.path), old_log=kept)

    def is_in_use(self) -> bool:
        """Whether another process has opened the file, so that the log is this file's.

        Closing a file releases all its locks of this process. It has none yet, as connections are opened later; only if
        a former file is back, a statement that still runs on that one goes on without its lock.
        """
        with self.path.open("r+b", buffering=0) as file:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, SHARED_LOCK[1], SHARED_LOCK[0])
            except BlockingIOError:
                return True
        return False

    def set_log_aside(self) -> str | None:
        """Rename the log and its index. Returns the new name of a log with content."""
        former = side_file(self.path, "-wal")
        try:
            found = former.stat()
        except FileNotFoundError:
            return None
        for suffix in SIDE_FILES:
            name = side_file(self.path, suffix)
            with suppress(FileNotFoundError):
                name.rename(name.with_name(f"{name.name}.{found.st_ino}.old"))
        return f"{former.name}.{found.st_ino}.old" if found.st_size else None


def unusable(cause: str) -> OperationalError:
    """The error for a file that must not be used."""
    return OperationalError("connect", None, Unusable(cause))


def identity_of(path: Path) -> Identity:
    """Device and inode of a file. Raises `OSError`."""
    found = path.stat()
    return found.st_dev, found.st_ino


def side_file(path: Path, suffix: str) -> Path:
    """A file that SQLite keeps beside a database."""
    return path.with_name(path.name + suffix)


def create_missing(url: URL) -> Path | None:
    """Make an empty SQLite database and its folder, which only their owner can read, if the file is missing or empty.

    Returns its path if it was made.
    """
    if url.get_backend_name() != "sqlite":
        return None
    path = Path(url.database or "").absolute()
    if path.exists() and (path.stat().st_size or not path.is_file()):
        return None
    path.parent.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, FILE_MODE))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    return path

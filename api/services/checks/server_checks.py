"""Checks of the database as a whole: schema, SQLite file, disk, permissions, and settings that do not fit it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from api.db.backup import is_damage
from api.db.migrate import is_current
from api.models import Base
from api.services.checks.results import Subject
from api.services.records import rebuild

MIN_FREE_BYTES = 100 * 1024**2
OTHERS = 0o077
"""Permissions of the group and of all others."""

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE")
HAS_RIGHT = text("SELECT has_table_privilege(:table, :right)")
FREE_CONNECTIONS = text(
    "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
)


def sqlite_path(subject: Subject) -> Path | None:
    """The file of a SQLite database."""
    engine = subject.connection.engine
    return Path(engine.url.database or "").absolute() if engine.dialect.name == "sqlite" else None


def find_schema_errors(subject: Subject) -> Iterator[str]:
    """A schema that is not the one of this release."""
    if not is_current(subject.connection):
        yield "The schema is not the one of this release."


def find_pending_rebuilds(subject: Subject) -> Iterator[str]:
    """A migration whose rebuild of derived data is not finished."""
    if not rebuild.is_complete(subject.connection):
        yield "Derived data is being rebuilt, or its rebuild was interrupted."


def find_file_errors(subject: Subject) -> Iterator[str]:
    """What SQLite's own check of its file finds."""
    if sqlite_path(subject):
        for (line,) in subject.connection.exec_driver_sql("PRAGMA integrity_check"):
            if is_damage(line):
                yield str(line)


def find_full_disks(subject: Subject) -> Iterator[str]:
    """A disk without space for the write-ahead log and a copy of the database."""
    path = sqlite_path(subject)
    if path:
        needed, free = max(MIN_FREE_BYTES, path.stat().st_size), shutil.disk_usage(path.parent).free
        if free < needed:
            yield f"{path.parent} has {free:,} bytes free, less than {needed:,}."


def find_permission_errors(subject: Subject) -> Iterator[str]:
    """A file that others may read, or that this user may not write; tables that the role may not use."""
    path = sqlite_path(subject)
    if path is None:
        for table in Base.metadata.sorted_tables:
            for right in RIGHTS:
                if not subject.connection.scalar(HAS_RIGHT, {"table": table.name, "right": right}):
                    yield f"The role may not {right} {table.name}."
        return
    if path.stat().st_mode & OTHERS:
        yield f"Others may use {path}: its mode is {path.stat().st_mode & 0o777:o}."
    for each in (path, path.parent):
        if not os.access(each, os.R_OK | os.W_OK):
            yield f"This user may not write {each}."


def find_setting_errors(subject: Subject) -> Iterator[str]:
    """More connections than PostgreSQL takes."""
    if sqlite_path(subject) is None:
        wanted = subject.settings.web_concurrency * subject.settings.database_pool_size
        available = subject.connection.scalar(FREE_CONNECTIONS) or 0
        if wanted > available:
            yield f"WEB_CONCURRENCY times DATABASE_POOL_SIZE is {wanted}; the server takes {available} connections."

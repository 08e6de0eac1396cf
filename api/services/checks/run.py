"""The checks in order, and running them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from api.db.database import Database
from api.services.checks import record_checks, server_checks, table_checks
from api.services.checks.results import Check, Result, Subject
from api.settings import Settings

RESTORE = "Restore a backup, or export what is right with `communique export --whole` and import it elsewhere."
REBUILD = "`communique rebuild` derives it from the rows again."

CHECKS = (
    Check(
        "schema",
        "The schema is the one of this release.",
        "Run `communique migrate`.",
        server_checks.find_schema_errors,
    ),
    Check(
        "rebuild",
        "Derived data was rebuilt after the last migration.",
        "If `communique migrate` is not running, run it again.",
        server_checks.find_pending_rebuilds,
    ),
    Check("file", "SQLite finds no damage in its file.", RESTORE, server_checks.find_file_errors),
    Check(
        "disk",
        "The disk has space for a copy of the database.",
        "Free space, or move the database to a larger disk.",
        server_checks.find_full_disks,
    ),
    Check(
        "permissions",
        "The service may use its database, and others may not.",
        "For a file: `chown` it to the user of the service, and `chmod 600`. For a role: GRANT it the tables.",
        server_checks.find_permission_errors,
    ),
    Check(
        "settings",
        "The settings fit the database.",
        "Lower DATABASE_POOL_SIZE or WEB_CONCURRENCY, or raise max_connections.",
        server_checks.find_setting_errors,
    ),
    Check(
        "clock",
        "No change is in the future.",
        "Set the clock of this machine right (NTP). Changes of the future keep their times.",
        table_checks.find_clock_errors,
    ),
    Check("references", "Every key refers to a row.", RESTORE, table_checks.find_dangling_keys),
    Check("versions", "Every record has all versions.", RESTORE, table_checks.find_version_gaps),
    Check("change log", "Every change is in the log, in order.", RESTORE, table_checks.find_incomplete_log),
    Check(
        "retries",
        "Every stored response to an Idempotency-Key is of a record that is there.",
        "They expire after 24 hours. If there are more, restore a backup.",
        table_checks.find_bad_responses,
    ),
    Check("documents", "Every document equals its rows.", REBUILD, record_checks.find_outdated_documents),
    Check("search index", "The search index has every text.", REBUILD, record_checks.find_outdated_terms),
)


def run_checks(database: Database, settings: Settings, *, now: datetime) -> Iterator[Result]:
    """Run each check on one snapshot; yield its result. The others need the schema of this release."""
    with database.snapshot() as connection:
        subject = Subject(connection, settings, now)
        for check in CHECKS:
            result = Result.of(check, subject)
            yield result
            if check.name == "schema" and result.count:
                return

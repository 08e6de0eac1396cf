"""`communique import`, interrupted: the same command resumes it, and no record is created twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from api.db.database import Database
from api.models import Announcement
from tests.crash.test_imports import check_stored_once
from tests.records import published

MANY = 2_000
TIMEOUT = 180.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """File that is large enough for worker processes."""
    file = tmp_path / "records.ndjson"
    records = (published(title=f"Number {number}", body="words " * 200) for number in range(MANY))
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return file


def start(url: str, file: Path) -> subprocess.Popen[str]:
    """Start the command in a process group of its own, as a terminal does."""
    return subprocess.Popen(  # noqa: S603 - it is our own program.
        [f"{Path(sys.executable).parent}/communique", "import", str(file), "--mode", "create"],
        env=os.environ | {"DATABASE_URL": url}, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=restore_sigint,  # noqa: PLW1509 - it does nothing else.
    )  # fmt: skip


def restore_sigint() -> None:
    """Restore Python's handler of SIGINT, which the test run may ignore."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def count_records(database: Database) -> int:
    """Number of records."""
    with database.connect() as connection:
        return connection.scalar(select(func.count()).select_from(Announcement)) or 0


@pytest.mark.long
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_import_is_resumed(
    database: Database, migrated_database: str, file: Path, stop: signal.Signals
) -> None:
    """Interrupted by Ctrl-C, which all its processes receive, or killed."""
    first = start(migrated_database, file)
    deadline = time.monotonic() + TIMEOUT
    while count_records(database) == 0 and first.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)  # There is no event to wait on.
    if stop is signal.SIGINT:
        os.killpg(first.pid, stop)
    else:
        first.kill()
    errors = first.communicate(timeout=TIMEOUT)[1]
    before = count_records(database)
    assert 0 < before < MANY
    assert first.returncode != 0
    assert stop is signal.SIGKILL or "to resume" in errors
    assert "Traceback" not in errors
    again = start(migrated_database, file)
    assert f"{MANY:,} created" in again.communicate(timeout=TIMEOUT)[1]
    assert again.returncode == 0
    check_stored_once(database, MANY)

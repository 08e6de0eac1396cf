"""`communique import`, stopped half way: the same command goes on where it was, and nothing is twice."""

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
from tests.crash.test_imports import check_kept_once
from tests.records import published

MANY = 2_000
PATIENCE = 180.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file that is long enough for other processes to help with."""
    made = tmp_path / "records.ndjson"
    records = (published(title=f"Number {number}", body="words " * 200) for number in range(MANY))
    made.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return made


def start(url: str, file: Path) -> subprocess.Popen[str]:
    """Start the command, in a process group of its own, as a terminal does."""
    return subprocess.Popen(  # noqa: S603 - it is our own program.
        [f"{Path(sys.executable).parent}/communique", "import", str(file), "--mode", "create"],
        env=os.environ | {"DATABASE_URL": url}, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=heed_ctrl_c,  # noqa: PLW1509 - it does nothing else.
    )  # fmt: skip


def heed_ctrl_c() -> None:
    """Take Ctrl-C as a terminal's programs do, also where the tests themselves were told not to."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def kept(database: Database) -> int:
    """Return how many records there are."""
    with database.connect() as connection:
        return connection.scalar(select(func.count()).select_from(Announcement)) or 0


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_an_import_that_was_stopped_goes_on(
    database: Database, migrated_database: str, file: Path, stop: signal.Signals
) -> None:
    """By Ctrl-C, which all its processes get, or killed; records without ids are not made twice."""
    first = start(migrated_database, file)
    deadline = time.monotonic() + PATIENCE
    while kept(database) == 0 and first.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)  # Between two questions; there is nothing else to wait on.
    if stop is signal.SIGINT:
        os.killpg(first.pid, stop)
    else:
        first.kill()
    said = first.communicate(timeout=PATIENCE)[1]
    before = kept(database)
    assert 0 < before < MANY
    assert first.returncode != 0
    assert stop is signal.SIGKILL or "goes on from there" in said
    assert "Traceback" not in said
    again = start(migrated_database, file)
    assert f"{MANY:,} created" in again.communicate(timeout=PATIENCE)[1]
    assert again.returncode == 0
    check_kept_once(database, MANY)

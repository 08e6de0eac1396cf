"""The commands in docs/bulk.md work."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.db.database import Database
from api.services import auth
from tests import engines
from tests.code.test_readme import PRINTED_ADDRESS
from tests.imports import ndjson
from tests.records import draft, worked_example
from tests.servers import running_server

PAGE = Path(__file__).parents[2] / "docs/bulk.md"
EXAMPLES = PAGE.parents[1] / "examples"
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A migrated SQLite database."""
    database = engines.open_migrated(engines.create_database("sqlite", tmp_path_factory.mktemp("bulk"), "", "bulk"))
    yield database
    database.engine.dispose()


@pytest.fixture(scope="module")
def elsewhere(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of an empty PostgreSQL database."""
    return engines.create_database("postgresql", tmp_path_factory.mktemp("elsewhere"), server_url, "bulk")


def run_block(block: str, folder: Path, **changed: str) -> str:
    """Run a block in a shell. Returns its standard output."""
    lines = block.replace(".venv/bin/communique", f"{Path(sys.executable).parent}/communique")
    lines = lines.replace("curl ", "curl -sS --fail-with-body ")
    done = subprocess.run(
        ["bash", "-euo", "pipefail"],  # noqa: S607 - bash is on the PATH.
        input=lines, cwd=folder, env=os.environ | changed, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_commands_of_the_page_work_in_order(database: Database, elsewhere: str, tmp_path: Path) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    scopes = ["write", "publish"]
    key = database.write(lambda connection: auth.create_key(connection, name="x", scopes=scopes, now=datetime.now(UTC)))
    sent = ndjson([worked_example(), *[draft(title=f"Number {number}") for number in range(400)]])
    (tmp_path / "records.ndjson").write_bytes(sent)
    once, example, again, files, moving = BLOCKS
    with running_server(url, tmp_path / "log") as server:
        first, second, made = (
            run_block(block.replace(PRINTED_ADDRESS, server.address), tmp_path, KEY=key["key"])
            for block in (once, again, example.replace("examples/", f"{EXAMPLES}/"))
        )
    assert [json.loads(line)["status"] for line in first.splitlines()[:-1]] == ["created"] * 401
    assert json.loads(first.splitlines()[-1])["complete"] is True
    assert second == first
    assert [json.loads(line)["status"] for line in made.splitlines()[:-1]] == ["created", "replaced"]
    export = "\n".join(line for line in files.splitlines() if "export" in line)
    run_block(export, tmp_path, DATABASE_URL=url)
    run_block(files, tmp_path, DATABASE_URL=url)
    run_block(moving.replace("postgresql+psycopg:///communique", elsewhere), tmp_path, DATABASE_URL=url)
    exports = [run_block(".venv/bin/communique export", tmp_path, DATABASE_URL=each) for each in (url, elsewhere)]
    assert exports[0] == exports[1] != ""

"""The commands in docs/bulk.md work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.db.database import Database
from api.services import auth
from tests import engines
from tests.imports import ndjson
from tests.pages import ROOT, blocks, run_in_shell
from tests.records import draft, worked_example
from tests.servers import running_server

pytestmark = pytest.mark.long

EXAMPLES = ROOT / "examples"


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


def test_the_commands_of_the_page_work_in_order(database: Database, elsewhere: str, tmp_path: Path) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    scopes = ["write", "publish"]
    key = database.write(lambda connection: auth.create_key(connection, name="x", scopes=scopes, now=datetime.now(UTC)))
    sent = ndjson([worked_example(), *[draft(title=f"Number {number}") for number in range(400)]])
    (tmp_path / "records.ndjson").write_bytes(sent)
    once, example, again, files, moving = blocks("docs/bulk.md", "sh")
    with running_server(url, tmp_path / "log") as server:
        first, second, made = (
            run_in_shell(block, server.address, tmp_path, KEY=key["key"])
            for block in (once, again, example.replace("examples/", f"{EXAMPLES}/"))
        )
    assert [json.loads(line)["status"] for line in first[:-1]] == ["created"] * 401
    assert json.loads(first[-1])["complete"] is True
    assert second == first
    assert [json.loads(line)["status"] for line in made[:-1]] == ["created", "replaced"]
    export = "\n".join(line for line in files.splitlines() if "export" in line)
    run_in_shell(export, folder=tmp_path, DATABASE_URL=url)
    run_in_shell(files, folder=tmp_path, DATABASE_URL=url)
    run_in_shell(moving.replace("postgresql+psycopg:///communique", elsewhere), folder=tmp_path, DATABASE_URL=url)
    exports = [
        run_in_shell(".venv/bin/communique export", folder=tmp_path, DATABASE_URL=each) for each in (url, elsewhere)
    ]
    assert exports[0] == exports[1] != []

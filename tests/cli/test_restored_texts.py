"""Texts of sources move with a whole export, and with no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from api.cli.console import current_time
from api.services.texts import save_text
from tests import engines
from tests.cli.test_commands import Command

TEXT = "양자 산업\n2035"
DIGEST = sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_a_text_is_restored_on_either_engine(
    migrated_database: str,
    engine: str,
    newest: Callable[[str], str],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    database = engines.open_migrated(migrated_database)
    database.write(lambda connection: save_text(connection, DIGEST, TEXT, current_time()))
    database.engine.dispose()
    whole = Command(migrated_database).run("export", "--whole").stdout
    assert json.loads(whole)["text"].items() >= {"sha256": DIGEST, "text": TEXT}.items()
    assert Command(migrated_database).run("export").stdout == ""
    command = Command(engines.copy_database(newest(engine), tmp_path, f"target-{abs(hash(request.node.nodeid))}"))
    assert "1 created" in command.run("import", "--restore", "-", standard_input=whole).stderr
    assert command.run("export", "--whole").stdout == whole
    assert "1 unchanged" in command.run("import", "--restore", "-", standard_input=whole).stderr


def test_a_line_without_a_text_is_refused(migrated_database: str) -> None:
    lines = "\n".join(map(json.dumps, [{"text": 5}, {"text": {"text": 5}}, {"text": {"text": "x"}}]))
    output = Command(migrated_database).run("import", "--restore", "-", standard_input=lines, code=1).stderr
    assert "3 refused" in output
    assert "Traceback" not in output

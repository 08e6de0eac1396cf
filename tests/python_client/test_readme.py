"""The lines of the client's README run, and print what the comments beside them say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from communique_client import Client

from api import sample
from api.cli.sample import load_sample
from api.db.database import Database
from tests.servers import ROOT, Server

README = ROOT / "clients/python/README.md"
BLOCKS = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
PRINTED = re.compile(r"print\(.*\)  # (.+)$", re.MULTILINE)


@pytest.fixture
def shell(served: tuple[Server, Database], key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder and an environment as the README has them, and the sample that it reads."""
    load_sample(served[1], sample.records())
    monkeypatch.setenv("KEY", key)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("shell")
def test_the_lines_of_the_readme_print_what_it_says(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "\n".join(BLOCKS).replace("http://127.0.0.1:8000", server.address)
    names: dict[str, Client] = {}
    exec(compile(lines, str(README), "exec"), names)  # noqa: S102 - our own README.
    names["client"].close()
    assert capsys.readouterr().out.splitlines() == PRINTED.findall(lines)

"""Import contracts hold, and files stay short."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
FOLDERS = ("api", "deploy", "domain", "schemas", "tests")
GENERATED = {"package-lock.json"}
READ = {".py", ".html", ".json", ".yaml", ".toml", ".md"}
MAX_FILE_LINES = 300


def sources() -> Iterator[Path]:
    """Yield every file that people write and read."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in READ and path.name not in GENERATED and "node_modules" not in path.parts:
                yield path


def test_every_import_contract_holds(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    exit_code = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)
    assert exit_code == 0, capsys.readouterr().out


def test_no_file_has_more_than_300_lines() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {path: length for path, length in lengths.items() if length > MAX_FILE_LINES} == {}

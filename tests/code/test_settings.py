"""The README's table of settings is complete and true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from itertools import takewhile
from pathlib import Path
from typing import Any

from api.settings import Settings

README = Path(__file__).parents[2] / "README.md"
HEADER = "| variable | default | meaning |"


def cells(row: str) -> tuple[str, ...]:
    """The cells of a row of a Markdown table."""
    return tuple(cell.strip() for cell in row.strip("| ").split(" | "))


def documented() -> Iterator[tuple[str, ...]]:
    """Each row of the table, below its header and its rule."""
    lines = README.read_text(encoding="utf-8").splitlines()
    assert HEADER in lines, "The README has no table of settings."
    rows = takewhile(lambda line: line.startswith("|"), lines[lines.index(HEADER) + 2 :])
    return map(cells, rows)


def shown(default: Any) -> str:
    """A default as it would be written in the environment."""
    if isinstance(default, tuple):
        default = ",".join(default)
    if default == "":
        return "none"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def test_the_readme_has_every_setting_with_its_default_and_its_meaning() -> None:
    settings = [(f"`{each.name.upper()}`", shown(each.default), each.metadata["meaning"]) for each in fields(Settings)]
    assert list(documented()) == settings

"""Pages of the documentation as tests read and run them: blocks and words of code, tables, answers with an ellipsis."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PRINTED_ADDRESS = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CURL = re.compile(r"\bcurl (?=['\"$-]|http)")
CODE = re.compile(r"`([^`\n]+)`")


class Block(NamedTuple):
    """A block of code in a page."""

    language: str
    text: str


def text_of(page: str) -> str:
    """The Markdown of a file of the repository."""
    return (ROOT / page).read_text(encoding="utf-8")


def all_blocks(text: str) -> list[Block]:
    """All blocks of code."""
    return [Block(*found) for found in BLOCK.findall(text)]


def blocks(page: str, language: str) -> list[str]:
    """The blocks of a page in a language."""
    return [block.text for block in all_blocks(text_of(page)) if block.language == language]


def codes(text: str) -> list[str]:
    """What is written as code within sentences and tables."""
    return CODE.findall(BLOCK.sub("", text))


def table(page: str, header: str) -> list[list[str]]:
    """The rows of the table with this header; a pipe within a cell has a backslash."""
    (rest,) = text_of(page).split(f"\n| {header} |\n")[1:]
    rows = rest.partition("\n\n")[0].splitlines()[1:]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def run_in_shell(lines: str, address: str = PRINTED_ADDRESS, folder: Path | None = None, **changed: str) -> list[str]:
    """Run commands of a page in one shell that stops at the first failure. Returns the lines that they print.

    Empty lines are left out. Requests go to `address`; the commands get these variables, and our own `communique`.
    """
    lines = lines.replace(PRINTED_ADDRESS, address)
    lines = lines.replace(".venv/bin/communique", f"{Path(sys.executable).parent}/communique")
    lines = CURL.sub(r"curl -sS --fail-with-body -w '\\n' ", lines)
    done = subprocess.run(
        ["bash", "-euo", "pipefail"],  # noqa: S607 - bash is on the PATH.
        input=lines, cwd=folder, env=os.environ | changed, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if line.strip()]


def fits(example: Any, value: Any) -> bool:
    """Whether a value is as an example shows it: an ellipsis stands for anything, also for more items of a list."""
    match example:
        case dict():
            return isinstance(value, dict) and all(
                key in value and fits(each, value[key]) for key, each in example.items()
            )
        case [*items, "…"]:
            return isinstance(value, list) and fits(items, value[: len(items)])
        case list():
            return isinstance(value, list) and len(value) == len(example) and all(map(fits, example, value))
        case str() if "…" in example:
            pattern = ".*".join(map(re.escape, example.split("…")))
            return isinstance(value, str) and re.fullmatch(pattern, value) is not None
        case _:
            return bool(example == value)

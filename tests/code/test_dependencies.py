"""Each dependency has its reason in docs/dependencies.md, in the part for what it is needed for."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OPTIONAL: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
LINTERS = json.loads((ROOT / "tests/openapi_lint/package.json").read_text(encoding="utf-8"))
RULE = re.compile(r"\|[ :|-]+\|")


def names(requirements: Iterable[str]) -> set[str]:
    """Return the names of requirements, without versions and extras."""
    return {re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower() for requirement in requirements}


def documented() -> dict[str, set[str]]:
    """Return the first cell of every row of the tables, by the heading above."""
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    parts = (part.split("\n", 1) for part in text.split("\n## ")[1:])
    return {heading: set(first_cells(body)) for heading, body in parts}


def first_cells(text: str) -> list[str]:
    """Return the first cell of every row of a table, without its header."""
    rows = [line for line in text.splitlines() if line.startswith("|") and not RULE.fullmatch(line)]
    return [row.split("|")[1].strip() for row in rows][1:]


def part_about(lock: str) -> set[str]:
    """Return the packages in the part whose heading names a lock."""
    (packages,) = (packages for heading, packages in documented().items() if lock in heading)
    return packages


def test_what_serves_has_its_reason() -> None:
    """No more and no less."""
    assert part_about("run.lock") == names(PROJECT["project"]["dependencies"])


def test_what_tests_and_lints_has_its_reason() -> None:
    """No more and no less."""
    assert part_about("dev.lock") == names(OPTIONAL["dev"])


def test_what_builds_has_its_reason() -> None:
    """No more and no less."""
    assert part_about("build.lock") == names(PROJECT["build-system"]["requires"])


def test_what_lints_the_contract_has_its_reason() -> None:
    """No more and no less."""
    assert part_about("package-lock.json") == LINTERS["devDependencies"].keys()


def test_nothing_else_is_named_than_what_is_there() -> None:
    """What may be installed for more speed has its reason too."""
    extras = (requirement for extra in OPTIONAL.values() for requirement in extra)
    ours = names([*PROJECT["project"]["dependencies"], *extras, *PROJECT["build-system"]["requires"]])
    assert set().union(*documented().values()) == ours | LINTERS["devDependencies"].keys()

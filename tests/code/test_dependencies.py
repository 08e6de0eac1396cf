"""Each dependency has its reason in docs/dependencies.md, in the section of its lock file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OPTIONAL: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
CLIENT = tomllib.loads((ROOT / "clients/python/pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
LINTERS = json.loads((ROOT / "tests/openapi_lint/package.json").read_text(encoding="utf-8"))
TYPESCRIPT = json.loads((ROOT / "examples/clients/typescript/package.json").read_text(encoding="utf-8"))
GENERATORS = (ROOT / "requirements/clients.in").read_text(encoding="utf-8").splitlines()[1:]
RULE = re.compile(r"\|[ :|-]+\|")


def names(requirements: Iterable[str]) -> set[str]:
    """Names of requirements, without versions and extras."""
    return {re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower() for requirement in requirements}


def documented() -> dict[str, set[str]]:
    """First cells of all table rows, by the heading above."""
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    parts = (part.split("\n", 1) for part in text.split("\n## ")[1:])
    return {heading: set(first_cells(body)) for heading, body in parts}


def first_cells(text: str) -> list[str]:
    """First cells of a table's rows, without the header."""
    rows = [line for line in text.splitlines() if line.startswith("|") and not RULE.fullmatch(line)]
    return [row.split("|")[1].strip() for row in rows][1:]


def section_of(lock: str) -> set[str]:
    """Packages in the section whose heading names a lock file."""
    (packages,) = (packages for heading, packages in documented().items() if lock in heading)
    return packages


def test_runtime_dependencies_have_a_reason() -> None:
    assert section_of("run.lock") == names(PROJECT["project"]["dependencies"])


def test_development_dependencies_have_a_reason() -> None:
    assert section_of("dev.lock") == names(OPTIONAL["dev"])


def test_build_dependencies_have_a_reason() -> None:
    assert section_of("build.lock") == names(PROJECT["build-system"]["requires"])


def test_dependencies_of_the_python_client_have_a_reason() -> None:
    assert section_of("clients/python") == names(CLIENT)


def test_contract_linters_have_a_reason() -> None:
    assert section_of("package-lock.json") == LINTERS["devDependencies"].keys()


def test_generators_of_clients_have_a_reason() -> None:
    assert section_of("clients.lock") == names(GENERATORS)
    assert (
        section_of("typescript/package.json")
        == TYPESCRIPT["dependencies"].keys() | TYPESCRIPT["devDependencies"].keys()
    )


def test_no_other_package_is_listed() -> None:
    extras = (requirement for extra in OPTIONAL.values() for requirement in extra)
    installed = (*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"], *CLIENT, *GENERATORS)
    ours = names([*installed, *extras])
    packages = (*LINTERS["devDependencies"], *TYPESCRIPT["dependencies"], *TYPESCRIPT["devDependencies"])
    assert set().union(*documented().values()) == ours | set(packages)

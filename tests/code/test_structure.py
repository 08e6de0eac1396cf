"""The structure that docs/architecture.md promises: small folders, unique names, public interfaces, true references."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for package in ("api", "domain", "schemas")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "clients/python/README.md"])
WALK_STEP = re.compile(r"^\| \d+ \| `([\w.]+)` \| `([\w/]+\.py)` \|", re.MULTILINE)


def test_no_folder_has_more_than_16_modules() -> None:
    sizes = Counter(str(path.parent.relative_to(ROOT)) for path in SOURCES if path.name != "__init__.py")
    limits = defaultdict(lambda: 16, {"api/routes": 24})
    assert {folder: size for folder, size in sizes.items() if size > limits[folder]} == {}


def test_every_package_says_its_purpose() -> None:
    packages = [path for path in SOURCES if path.name == "__init__.py"]
    assert [path for path in packages if not ast.get_docstring(TREES[path])] == []


def test_few_names_occur_in_two_modules() -> None:
    places = defaultdict(set)
    for path, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                places[node.name].add(path)
    shared = sorted(name for name, paths in places.items() if len(paths) > 1)
    assert len(shared) <= 0.04 * len(places), shared


def test_at_most_three_imports_stand_inside_functions() -> None:
    inner = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in TREES.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert len(inner) <= 3, inner


def test_no_rule_lets_code_use_private_attributes() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "pyproject.toml", *SOURCES)}
    assert [path for path, text in texts.items() if "SLF001" in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_named_in_the_documentation_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    paths = re.findall(r"`((?:api|schemas|domain|tests|deploy|benchmarks)/[\w/.-]+)`", text)
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    missing = [path for path in paths if not (ROOT / path).exists()]
    missing += [link for link in links if link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_headings_named_in_links_exist(page: Path) -> None:
    links = [link.split("#") for link in re.findall(r"\]\(([^)\s:]*#[^)\s]+)\)", page.read_text(encoding="utf-8"))]
    missing = [each for each in links if each[1] not in anchors((page.parent / each[0]) if each[0] else page)]
    assert missing == []


def test_the_index_of_the_documentation_links_every_page() -> None:
    """Decisions have an index of their own."""
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    linked = {link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", index)}
    pages = {str(page.relative_to(ROOT / "docs")) for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert {page for page in pages - linked if not page.startswith("adr/0")} == {"README.md"}


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_tests_named_in_the_documentation_exist() -> None:
    named = {each for page in PAGES for each in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page.read_text("utf-8"))}
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path, _ in named}
    assert len(named) >= 50
    assert [f"{path}::{name}" for path, name in sorted(named) if f"def {name}(" not in texts[path]] == []


def test_the_page_shows_the_layers_that_the_linter_checks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (each["layers"] for each in project["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    shown = "\n".join(" · ".join(name.rpartition(".")[2] for name in layer.split(" | ")) for layer in layers)
    assert f"```\n{shown}\n```" in (ROOT / "docs/architecture.md").read_text(encoding="utf-8")


def test_each_step_of_the_walks_is_a_function_in_its_file() -> None:
    steps = WALK_STEP.findall((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))
    assert len(steps) >= 15
    missing = [step for step in steps if not defines(ROOT / step[1], step[0].split("."))]
    assert missing == []


def defines(path: Path, names: list[str]) -> bool:
    """Whether a module defines a function, or a class with a method of this name."""
    body = TREES[path].body if path in TREES else []
    for name in names:
        found = next(
            (node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name), None
        )
        if found is None:
            return False
        body = found.body
    return True


SPEEDUP_ROW = re.compile(r"^\| [^|]+ \| `([\w/]+\.py)` \| [^|]+ \| [^|]+ \|$", re.MULTILINE)
SPEEDUPS = SPEEDUP_ROW.findall((ROOT / "docs/performance.md").read_text(encoding="utf-8"))


def test_every_file_that_states_what_it_buys_is_in_the_table_of_speedups() -> None:
    stated = {
        str(path.relative_to(ROOT)) for path in SOURCES if re.search(r"\b[Bb]uys:", path.read_text(encoding="utf-8"))
    }
    assert stated == set(SPEEDUPS)


@pytest.mark.parametrize("path", SPEEDUPS)
def test_a_speedup_says_what_it_buys_and_what_happens_without_it(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert re.search(r"\b[Bb]uys:", text)
    assert re.search(r"\b[Ww]ithout (it|both|them)\b", text)

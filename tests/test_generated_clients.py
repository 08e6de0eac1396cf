"""The commands of docs/clients.md generate clients without a warning; their programs do four tasks, all typed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from api import create_app
from api.settings import Settings
from tests import engines
from tests.client_languages import GENERATORS_OWN, LANGUAGES, Language
from tests.clients import Client, url_of
from tests.records import published
from tests.servers import ROOT, running_server

pytestmark = pytest.mark.long

EXAMPLES = ROOT / "examples/clients"
PAGE = (ROOT / "docs/clients.md").read_text(encoding="utf-8")
CONTRACT: dict[str, Any] = yaml.load((ROOT / "openapi.yaml").read_bytes(), Loader=yaml.CSafeLoader)
SCHEMAS: dict[str, dict[str, Any]] = CONTRACT["components"]["schemas"]
TOOLS = [EXAMPLES / ".venv/bin", EXAMPLES / "typescript/node_modules/.bin", ROOT / ".venv/bin"]
CALL = "late http://127.0.0.1:8000 $KEY"
"""Arguments of the programs in the documentation."""

TIMEOUT = 300
"""Seconds for all commands that generate and compile a client."""

OPERATIONS = {
    operation["operationId"].replace("_", "")
    for path in CONTRACT["paths"].values()
    for operation in path.values()
    if "responses" in operation
}
RECORDS_SERVED = [
    published(
        title=f"Plan {name}",
        jurisdiction=jurisdiction,
        announced_on=announced_on,
        commitments=[{"kind": "goal", "statement": f"Promise {name}.", "due": due}],
        amounts=[{"kind": "investment", "amount": amount, "currency": currency, "text": "An amount."}],
    )
    for name, jurisdiction, announced_on, due, amount, currency in (
        ("A", "KR", "2024-03-04", "2025", "1000000", "KRW"),
        ("B", "DE", "2024-03-05", "2024-02", "20.50", "EUR"),
        ("C", "KR", "2024-03-06", "2024-06", "2000000.25", "KRW"),
    )
]
UNTYPED = {"value", "alternatives", "details", "key", "name"}
"""Members of any type: a value of a JSON Patch, other values of a draft, details of an audit entry and their keys."""


class Generated(NamedTuple):
    """A client and its program: the language, the folder, and what the commands printed."""

    language: Language
    folder: Path
    output: str

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the program as the documentation does, with these arguments."""
        *setup, call = commands(self.language)
        assert call.endswith(CALL)
        exports = [line for line in setup if re.match(r"export |\w+=", line)]
        script = "\n".join(["set -e", *exports, call.replace(CALL, " ".join(arguments))])
        return subprocess.Popen(  # noqa: S603 - Commands of our documentation.
            ["bash", "-c", script],  # noqa: S607
            cwd=self.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str) -> str:
        """What the program prints."""
        process = self.start(*arguments)
        output, _ = process.communicate(timeout=TIMEOUT)
        assert process.returncode == 0, output
        return output

    def matches(self, pattern: str) -> list[str]:
        """All matches of a pattern in the generated sources, each below its name."""
        files = sorted(self.folder.glob(self.language.sources))
        texts = (f"{file.name}\n{file.read_text(encoding='utf-8')}" for file in files)
        return [match for text in texts for match in re.findall(pattern, text, re.MULTILINE)]


def commands(language: Language) -> list[str]:
    """Commands of the documentation for a language; the last one runs the program."""
    section = PAGE.split(f"\n### {language.heading}\n")[1]
    return section.split("```sh\n")[1].split("\n```")[0].splitlines()


def environment() -> dict[str, str]:
    """Environment in which the commands of the documentation find the generators, and Go fetches nothing."""
    return os.environ | {"PATH": os.pathsep.join([*map(str, TOOLS), os.environ["PATH"]]), "GOPROXY": "off"}


@pytest.fixture(scope="module", params=LANGUAGES)
def generated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Generated:
    """A client, generated and compiled once for all workers."""
    language = LANGUAGES[request.param]
    for name, command in language.needs.items():
        if not (Path(name).exists() or shutil.which(name, path=environment()["PATH"])):
            pytest.fail(f"{name} is missing: {command}")
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / f"client-{request.param}"
    output = folder / "output.txt"
    with folder.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not output.exists():
            shutil.rmtree(folder, ignore_errors=True)
            output.write_text(build(language, EXAMPLES / request.param, folder), encoding="utf-8")
    return Generated(language, folder, output.read_text(encoding="utf-8"))


def build(language: Language, example: Path, folder: Path) -> str:
    """Generate and compile a client by the commands of the documentation. Returns what they print."""
    ignored = shutil.ignore_patterns("node_modules", "communique*", "build")
    shutil.copytree(example, folder, symlinks=True, ignore=ignored)
    if (packages := example / "node_modules").exists():
        (folder / "node_modules").symlink_to(packages)
    shutil.copy(ROOT / "openapi.yaml", folder)
    built = subprocess.run(  # noqa: S603 - Commands of our documentation.
        ["bash", "-c", "\n".join(["set -e", *commands(language)[:-1]])],  # noqa: S607
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert built.returncode == 0, built.stdout
    return built.stdout


@contextmanager
def serving(url: str, folder: Path) -> Iterator[tuple[Client, str, str]]:
    """A client of an application with three records, the address of its server, and a key for the programs."""
    app = create_app(Settings(database_url=url, log_level="error"))
    client = Client.of(app, "write", "publish")
    for record in RECORDS_SERVED:
        client.create(record)
    with running_server(url, folder / "server.log") as running:
        yield client, running.address, str(client.key)
    app.extensions["database"].engine.dispose()


@pytest.fixture
def server(newest: Callable[[str], str], tmp_path: Path) -> Iterator[tuple[Client, str, str]]:
    """A server of a test's own, as `serving` returns it."""
    with serving(engines.copy_database(newest("sqlite"), tmp_path, "clients"), tmp_path) as served:
        yield served


@pytest.fixture(scope="module")
def sample(newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Address and key of one server for tests that only read."""
    folder = tmp_path_factory.mktemp("sample")
    with serving(engines.copy_database(newest("sqlite"), folder, "clients"), folder) as (_, *arguments):
        yield arguments


def plain(name: str) -> str:
    """A name in the same form for all languages."""
    return name.replace("_", "").lower()


def test_nothing_warns(generated: Generated) -> None:
    warnings = [
        line for line in generated.output.splitlines() if re.search(r"\b(warn|warnings?|error)\b", line, re.IGNORECASE)
    ]
    assert [line for line in warnings if not any(own in line for own in GENERATORS_OWN)] == []


def test_every_operation_is_generated(generated: Generated) -> None:
    assert {plain(name) for name in generated.matches(generated.language.operation)} >= OPERATIONS


def test_a_schema_gives_at_most_one_model_and_one_enum(generated: Generated) -> None:
    enums = [name for name, schema in SCHEMAS.items() if "enum" in schema]
    assert len(generated.matches(generated.language.model)) <= 1.1 * (len(SCHEMAS) - len(enums))
    assert 0 < len(generated.matches(generated.language.enum)) <= len(enums)


def test_items_of_pages_are_of_one_model(generated: Generated) -> None:
    pages = [schema for schema in SCHEMAS.values() if "data" in schema.get("properties", ())]
    items = generated.matches(generated.language.item)
    assert len(items) == len(pages)
    assert [item for item in items if SCHEMAS.get(item, {}).get("type") != "object"] == []


def test_members_have_types(generated: Generated) -> None:
    assert {plain(name) for name in generated.matches(generated.language.untyped)} <= UNTYPED


def test_programs_need_no_cast_and_no_parser(generated: Generated) -> None:
    (program,) = generated.folder.glob("[tT]asks.*")
    code = re.sub(r"(?m)^\s*(//|#).*$|import .*$", "", program.read_text(encoding="utf-8"))
    assert re.findall(generated.language.forbidden, code) == []


def test_a_mirror_follows_what_others_change(generated: Generated, server: tuple[Client, str, str]) -> None:
    client, *arguments = server
    process = generated.start("mirror", *arguments)
    assert process.stdout is not None
    assert process.stdout.readline() == "3 records copied\n"
    first, second, _ = client.get("/v1/announcements?sort=announced_on").get_json()["data"]
    client.patched(first, {"title": "Plan A, corrected"}, change_type="correction")
    assert client.delete(f"{url_of(second)}?note=A+duplicate.", if_match="*").status_code == 204
    client.create(published(title="Plan D"))
    output, _ = process.communicate(timeout=TIMEOUT)
    assert output.splitlines() == ["Plan A, corrected (version 2)", "Plan C (version 1)", "Plan D (version 1)"]


def test_records_are_created_published_and_reported_on_once(
    generated: Generated, server: tuple[Client, str, str]
) -> None:
    client, *arguments = server
    assert generated.run("publish", *arguments) == "A plan for ferries: All ferries are electric. in_progress 2026-06\n"
    (record,) = client.get("/v1/announcements?jurisdiction=NO").get_json()["data"]
    assert (record["state"], record["version"]) == ("published", 3)
    assert record["commitments"][0]["status"]["code"] == "in_progress"


def test_what_is_late_is_listed_by_jurisdiction(generated: Generated, sample: list[str]) -> None:
    assert generated.run("late", *sample).splitlines() == [
        "DE: 1", "  2024-02 Promise B.", "KR: 2", "  2024-06 Promise C.", "  2025 Promise A.",
    ]  # fmt: skip


def test_money_is_added_up_exactly(generated: Generated, sample: list[str]) -> None:
    assert generated.run("money", *sample).splitlines() == [
        "DE: 20.5 EUR", "KR: 3000000.25 KRW", "all: 2091.49 EUR",
    ]  # fmt: skip

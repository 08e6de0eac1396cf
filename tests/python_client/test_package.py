"""The package: generated from the contract, small, typed, and installed from its wheel."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml
from generate_client import PACKAGE, generate

from tests.servers import ROOT

GENERATED = {"lists.py", "models.py"}
PROGRAM = """
from communique_client import AsyncClient, Client

with Client("http://127.0.0.1") as client:
    for commitment in client.commitments(overdue=True):
        days: int = commitment.due_to
    client.commitments(overdew=True)
async def main() -> None:
    async with AsyncClient("http://127.0.0.1") as client:
        title: str = client.announcement("x").title
"""


def test_the_generated_modules_are_those_of_the_contract() -> None:
    contract = yaml.load((ROOT / "openapi.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    for name, text in generate(contract).items():
        assert (PACKAGE / name).read_text(encoding="utf-8") == text, "Run `make openapi`."


def test_at_most_500_lines_are_not_generated() -> None:
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py") if path.name not in GENERATED]
    assert sum(bool(line.strip()) for text in texts for line in text.splitlines()) <= 500


def test_types_are_known_to_programs_that_use_it(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", str(program)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - mypy.
    assert [line.split(": error: ")[1] for line in done.stdout.splitlines() if ": error: " in line] == [
        'Incompatible types in assignment (expression has type "date | None", variable has type "int")  [assignment]',
        'Unexpected keyword argument "overdew"; did you mean "overdue"?  [call-arg]',
        '"Coroutine[Any, Any, Record]" has no attribute "title"  [attr-defined]',
    ]


@pytest.mark.long
def test_the_wheel_is_installed_and_imported_without_the_service(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(PACKAGE.parent)]
    subprocess.run(build, check=True)  # noqa: S603 - pip.
    (wheel,) = tmp_path.glob("communique_client-*.whl")
    venv.create(tmp_path / "venv", with_pip=False)
    libraries = Path(pytest.__file__).parents[1]
    python = tmp_path / "venv/bin/python"
    (site,) = (tmp_path / "venv/lib").glob("python*/site-packages")
    install = [*pip, "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True)  # noqa: S603 - pip.
    (site / "dependencies.pth").write_text(f"{libraries}\n", encoding="utf-8")
    script = "import communique_client as c; print(c.Client('http://x').commitments.__name__, c.__file__)"
    shown = subprocess.check_output([python, "-I", "-c", script], text=True, cwd=tmp_path)  # noqa: S603 - our own script.
    assert str(site) in shown
    assert (site / "communique_client/py.typed").exists()

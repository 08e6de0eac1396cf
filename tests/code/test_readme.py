"""Commands and outputs in the README and the guide are correct."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import orjson
import pytest

from api import sample
from api.cli.sample import load_sample
from api.cli.serve import QUESTIONS as PRINTED_QUESTIONS
from tests import engines
from tests.servers import Server, running_server

README = Path(__file__).parents[2] / "README.md"
PRINTED_ADDRESS = "http://127.0.0.1:8000"
SHELL = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
BLOCKS = [block for block in SHELL if "curl" in block]
GUIDE = README.parent / "docs" / "guide.md"
GUIDE_BLOCKS = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose database holds the sample, as after `make run`."""
    folder = tmp_path_factory.mktemp("readme")
    url = engines.create_database("sqlite", folder, "", "readme")
    database = engines.open_migrated(url)
    load_sample(database)
    database.engine.dispose()
    os.environ["DATABASE_URL"] = url
    with running_server(url, folder / "log") as running:
        yield running
    del os.environ["DATABASE_URL"]


def run_in_shell(lines: str) -> list[str]:
    """Run lines in one shell that stops at the first failure. Returns the printed lines, without empty ones."""
    done = subprocess.run(["bash", "-euo", "pipefail"], input=lines, capture_output=True, text=True, check=False)  # noqa: S607 - bash is on the PATH.
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if line.strip()]


def test_the_curl_lines_of_the_readme_work_in_order(server: Server) -> None:
    lines = "\n".join(BLOCKS).replace(PRINTED_ADDRESS, server.address)
    lines = lines.replace(".venv/bin/communique", f"{Path(sys.executable).parent}/communique")
    lines = lines.replace("curl ", "curl -sS --fail-with-body -w '\\n' ")
    answers = [orjson.loads(line) for line in run_in_shell(lines)]
    assert len(answers) == lines.count("curl ")
    found, parties, _, budget, _, published, versions, diff, adopted, ranges, years = answers
    assert [record["title"] for record in found["data"]] == [sample.record()["title"]]
    assert {party["name"] for party in parties["data"]} == {"LG Electronics", "SK Telecom", "Samsung Electronics"}
    assert (budget["amounts"][0]["amount"], budget["amounts"][0]["currency"]) == ("350000000", "GBP")
    assert (budget["commitments"][0]["due_from"], budget["commitments"][0]["due_to"]) == ("2029-01-01", "2029-03-31")
    assert (published["state"], published["version"]) == ("published", 3)
    assert [each["version"] for each in versions["data"]] == [3]
    assert {"op": "replace", "path": "/commitments/0/due", "value": "2030"} in diff
    assert [record["title"] for record in adopted["data"]] == ["Rail budget"]
    assert [(each["amount"], each["upper"]) for each in ranges["data"]] == [("20000000", "25000000")]
    (year,) = years["data"]
    assert (year["fiscal_year"], year["sum"], year["bounds"]["high"]) == ("2026/2027", "350000000", "25000000")


QUESTIONS = re.findall(r"^\| [^|]+\?? \| `(/v1/[^`]+)` \|$", README.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("query", QUESTIONS)
def test_each_query_of_the_question_table_finds_something(server: Server, query: str) -> None:
    with urlopen(server.address + query, timeout=30) as response:  # noqa: S310 - Our own server.
        assert orjson.loads(response.read())["data"] != []


def test_the_question_table_has_queries() -> None:
    assert len(QUESTIONS) >= 4


def test_the_retry_in_the_guide_takes_effect_once(server: Server) -> None:
    (block,) = [each for each in GUIDE_BLOCKS if "Idempotency-Key" in each]
    key = f"KEY=$({Path(sys.executable).parent}/communique keys create guide --scope write | tail -n 1)\n"
    line = block.replace(PRINTED_ADDRESS, server.address).replace("curl ", "curl -sS --fail-with-body -w '\\n' ")
    first, again = run_in_shell(key + line * 2)
    assert (orjson.loads(first)["title"], again) == ("Bus plan", first)


def console_examples() -> Iterator[tuple[str, str]]:
    """Yield each command of the README's console blocks with its printed output."""
    blocks = re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    for block in blocks:
        for part in block.split("$ ")[1:]:
            line, _, rest = part.partition("\n")
            yield line, "\n".join(each for each in rest.splitlines() if each and not each.startswith("#"))


@pytest.mark.parametrize(("line", "answer"), [*console_examples()])
def test_the_readme_shows_the_response_of_the_server(server: Server, line: str, answer: str) -> None:
    shown = subprocess.run(  # noqa: S602 - As a reader would type it.
        line.replace("curl ", "curl -sS --fail-with-body ").replace(PRINTED_ADDRESS, server.address),
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert shown.stdout.strip().replace(server.address, PRINTED_ADDRESS) == answer


def test_the_readme_answers_the_questions_that_make_run_prints() -> None:
    shown = dict(console_examples())
    for query in PRINTED_QUESTIONS.values():
        assert len(shown[f"curl '{PRINTED_ADDRESS}{query}'"].splitlines()) >= 4


@pytest.mark.usefixtures("server")
def test_the_terminal_commands_of_the_readme_work() -> None:
    (lines,) = (block for block in SHELL if "communique find" in block)
    lines = lines.replace(".venv/bin/communique", f"{Path(sys.executable).parent}/communique")
    done = subprocess.run(["bash", "-euo", "pipefail"], input=lines, capture_output=True, text=True, check=False)  # noqa: S607 - bash is on the PATH.
    assert done.returncode == 0, done.stdout + done.stderr
    for words in ("quantum chips", "quantum clusters", "609,575,000,000", "6 of 6 commitments"):
        assert words in done.stdout + done.stderr

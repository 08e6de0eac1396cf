"""Commands and outputs in the README and the guide are correct."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import orjson
import pytest

from api import sample
from api.cli.first_look import QUESTIONS as PRINTED_QUESTIONS
from api.cli.sample import load_sample
from api.guide import PAGES
from api.guide.pages import stated_markdown
from tests import engines
from tests.pages import PRINTED_ADDRESS, ROOT, blocks, codes, run_in_shell, text_of
from tests.servers import Server, running_server

README, GUIDE = "README.md", "docs/guide.md"
SHELL = blocks(README, "sh")
BLOCKS = [block for block in SHELL if "curl" in block]
SENTENCES = [code for page in PAGES for code in codes(stated_markdown(page)) if re.match(r"curl -G|jq|iconv", code)]
"""Commands in sentences and tables."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose database holds the sample, as after `make run`."""
    folder = tmp_path_factory.mktemp("readme")
    url = engines.create_database("sqlite", folder, "", "readme")
    database = engines.open_migrated(url)
    load_sample(database, sample.records())
    database.engine.dispose()
    os.environ["DATABASE_URL"] = url
    with running_server(url, folder / "log") as running:
        yield running
    del os.environ["DATABASE_URL"]


def test_the_curl_lines_of_the_readme_work_in_order(server: Server) -> None:
    answers = [orjson.loads(line) for line in run_in_shell("\n".join(BLOCKS), server.address)]
    assert len(answers) == "".join(BLOCKS).count("curl ")
    found, parties, _, budget, _, published, versions, diff, adopted, ranges, years, drafted = answers
    assert [record["title"] for record in found["data"]] == [sample.worked_example()["title"]]
    assert {party["name"] for party in parties["data"]} == {"LG Electronics", "SK Telecom", "Samsung Electronics"}
    assert (budget["amounts"][0]["amount"], budget["amounts"][0]["currency"]) == ("350000000", "GBP")
    assert (budget["commitments"][0]["due_from"], budget["commitments"][0]["due_to"]) == ("2029-01-01", "2029-03-31")
    assert (published["state"], published["version"]) == ("published", 3)
    assert [each["version"] for each in versions["data"]] == [3]
    assert {"op": "replace", "path": "/commitments/0/due", "value": "2030"} in diff
    assert [record["title"] for record in adopted["data"]] == ["Rail budget"]
    assert [(each["amount"], each["upper"]) for each in ranges["data"]] == [("20000000", "25000000")]
    ((promise,), (cost,)) = (drafted["record"][name] for name in ("commitments", "amounts"))
    assert (promise["target"]["value"], promise["due"], cost["amount"]) == ("12", "2030", "25000000")
    (year,) = years["data"]
    assert (year["fiscal_year"], year["sum"], year["bounds"]["high"]) == ("2026/2027", "350000000", "25000000")


QUESTIONS = re.findall(r"^\| [^|]+\?? \| `(/v1/[^`]+)` \|$", text_of(README), re.MULTILINE)


@pytest.mark.parametrize("query", QUESTIONS)
def test_each_query_of_the_question_table_finds_something(server: Server, query: str) -> None:
    with urlopen(server.address + query, timeout=30) as response:  # noqa: S310 - Our own server.
        assert orjson.loads(response.read())["data"] != []


def test_the_question_table_has_queries() -> None:
    assert len(QUESTIONS) >= 4


def test_every_block_of_the_readme_for_the_shell_is_run() -> None:
    assert [block for block in SHELL if not re.search("curl|communique find|^make run|docker", block)] == []


def test_the_retry_in_the_guide_takes_effect_once(server: Server) -> None:
    (block,) = blocks(GUIDE, "sh")
    key = "KEY=$(.venv/bin/communique keys create guide --scope write | tail -n 1)\n"
    first, again = run_in_shell(key + block * 2, server.address)
    assert (orjson.loads(first)["title"], again) == ("Bus plan", first)


@pytest.mark.parametrize("command", SENTENCES)
def test_each_command_in_a_sentence_works(server: Server, tmp_path: Path, command: str) -> None:
    if command.startswith("jq") and shutil.which("jq") is None and os.environ.get("CI") != "true":
        pytest.skip("There is no jq. On Debian: apt-get install -y --no-install-recommends jq")
    record = sample.worked_example()
    (tmp_path / "records.json").write_text(json.dumps([record] if ".[]" in command else record, indent=2), "utf-8")
    (tmp_path / "records.txt").write_text(json.dumps(record), "utf-16")
    printed = run_in_shell(command, server.address, tmp_path)
    made = tmp_path / "records.ndjson"
    if made.exists():
        assert [json.loads(line) for line in made.read_text("utf-8").splitlines()] == [record]
    else:
        assert json.loads(printed[0])["meta"]["total"]["value"] > 0


def test_the_commands_for_a_draft_work(server: Server, tmp_path: Path) -> None:
    answer, *printed = run_in_shell("".join(blocks("docs/drafts.md", "sh")), server.address, tmp_path)
    sent = orjson.loads(blocks("docs/drafts.md", "json")[0])
    assert (tmp_path / "article.txt").read_text("utf-8") == sent["text"] + "\n"
    (promise,) = orjson.loads(answer)["record"]["commitments"]
    assert (promise["target"]["value"], promise["due"]) == ("10000", "2035")
    assert any(promise["statement"] in line for line in printed)


def test_the_first_commands_for_generated_clients_work(server: Server, tmp_path: Path) -> None:
    """The others are in `tests/test_generated_clients.py`."""
    _, first, *_ = blocks("docs/clients.md", "sh")
    folder = re.findall(r"^cd (\S+)", first, re.MULTILINE)
    assert (ROOT / folder[0]).is_dir()
    run_in_shell(re.sub(r"^cd \S+", "", first, flags=re.MULTILINE), server.address, tmp_path)
    assert (tmp_path / "openapi.yaml").read_text("utf-8").startswith("openapi: 3.1")


def console_examples() -> Iterator[tuple[str, str]]:
    """Yield each command of the README's console blocks with its printed output."""
    for block in blocks(README, "console"):
        for part in block.split("$ ")[1:]:
            line, _, rest = part.partition("\n")
            yield line, "\n".join(each for each in rest.splitlines() if each and not each.startswith("#"))


@pytest.mark.parametrize(("line", "answer"), [*console_examples()])
def test_the_readme_shows_the_response_of_the_server(server: Server, line: str, answer: str) -> None:
    shown = "\n".join(run_in_shell(line, server.address))
    assert shown.replace(server.address, PRINTED_ADDRESS) == answer


def test_the_readme_answers_the_questions_that_make_run_prints() -> None:
    shown = dict(console_examples())
    for query in PRINTED_QUESTIONS.values():
        assert len(shown[f"curl '{PRINTED_ADDRESS}{query}'"].splitlines()) >= 4


@pytest.mark.usefixtures("server")
def test_the_terminal_commands_of_the_readme_work() -> None:
    (lines,) = (block for block in SHELL if "communique find" in block)
    printed = "\n".join(run_in_shell(f"exec 2>&1\n{lines}"))
    for words in ("quantum chips", "quantum clusters", "609,575,000,000", "6 of 6 commitments"):
        assert words in printed

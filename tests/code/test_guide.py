"""Each command and answer in the pages of `/guide` is run or compared by a test."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from api.cli import main
from api.guide import PAGES
from api.guide.pages import stated_markdown
from tests.clients import RECORDS, Client
from tests.imports import ndjson, read_results, send
from tests.pages import ROOT, all_blocks, blocks, codes, fits, table
from tests.parts import commitment
from tests.records import draft, published

GUIDE = "docs/guide.md"

RUN_BY: Mapping[tuple[str, str], str] = {
    ("tutorial", "sh"): "tests/code/test_readme.py::test_the_curl_lines_of_the_readme_work_in_order",
    ("tutorial", "console"): "tests/code/test_readme.py::test_the_readme_shows_the_response_of_the_server",
    ("guide", "sh"): "tests/code/test_readme.py::test_the_retry_in_the_guide_takes_effect_once",
    ("guide", "json"): "tests/code/test_guide.py::test_an_error_is_as_the_guide_shows_it",
    ("bulk", "sh"): "tests/code/test_bulk_guide.py::test_the_commands_of_the_page_work_in_order",
    ("bulk", "json"): "tests/code/test_guide.py::test_results_of_an_import_are_as_the_page_shows_them",
    ("following", "sh"): "tests/test_mirror.py::test_a_copy_is_what_its_source_is",
    ("following", "json"): "tests/code/test_guide.py::test_a_change_is_as_the_page_shows_it",
    ("clients", "sh"): "tests/test_generated_clients.py::test_nothing_warns",
}
"""The test that runs or compares the blocks of a page in a language; it takes all of them."""

QUERY_OF: Mapping[str, str] = {"convert=EUR": "/v1/amounts/summary", "overdue=true": RECORDS}
"""Where the guide sends a mistake; the others go to the commitments."""


def test_every_block_of_every_page_has_its_test() -> None:
    shown = {(page.name, block.language) for page in PAGES for block in all_blocks(stated_markdown(page))}
    assert shown == RUN_BY.keys()
    for name in RUN_BY.values():
        path, _, test = name.partition("::")
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), name


def test_a_patch_by_key_does_what_the_guide_says(client: Client) -> None:
    changes, _ = blocks(GUIDE, "json")
    kept = [commitment(key=key, due="2026-07") for key in ("clusters", "businesses", "other")]
    changed = client.patched(client.create(draft(commitments=kept)), json.loads(changes))
    found = {each["key"]: each.get("due") for each in changed["commitments"]}
    assert found == {"clusters": "2026-12", "other": "2026-07", "new-one": None}


def test_an_error_is_as_the_guide_shows_it(client: Client) -> None:
    _, example = blocks(GUIDE, "json")
    record = draft(commitments=[commitment(kind="gaol")])
    shown = client.post(RECORDS, json=record, headers={"X-Request-Id": "5f2b9c6e1d3a4b70"}).get_json()
    assert fits(json.loads(example.replace("127.0.0.1:8000", "localhost")), shown), shown


@pytest.mark.parametrize(("sent", "end"), table(GUIDE, "You send | The error ends with"))
def test_a_mistake_is_answered_as_the_guide_says(public: Client, sent: str, end: str) -> None:
    queries = [code for code in codes(sent) if "=" in code]
    assert queries
    for query in queries:
        (error,) = public.get(f"{QUERY_OF.get(query, '/v1/commitments')}?{query}").get_json()["errors"]
        assert error["detail"].replace("`", "").endswith(end.replace("`", "")), error


@pytest.mark.parametrize("words", [code for row in table(GUIDE, "`q` | finds") for code in codes(row[0])])
def test_each_search_of_the_guide_is_understood(public: Client, words: str) -> None:
    assert public.get(f"{RECORDS}?q={quote(words)}").status_code == 200


@pytest.mark.parametrize("due", [code for row in table(GUIDE, "you write | it means") for code in codes(row[0])])
def test_each_date_of_the_guide_is_taken(client: Client, due: str) -> None:
    record = client.create(draft(commitments=[commitment(due=due)]))
    assert {"due_from", "due_to"} & record["commitments"][0].keys()


def test_results_of_an_import_are_as_the_page_shows_them(client: Client) -> None:
    (example,) = blocks("docs/bulk.md", "json")
    results, summary = read_results(send(client, ndjson([draft(), draft(kind="gaol")])))
    assert fits([*map(json.loads, example.splitlines())], [*results, summary]), (results, summary)


def test_a_change_is_as_the_page_shows_it(client: Client) -> None:
    """Its number, ids, cursor and time are others."""
    (example,) = blocks("docs/following.md", "json")
    made = client.create(published(commitments=[commitment(key="clusters", due="2026-07")]))
    client.patched(made, {"commitments": {"clusters": {"due": "2026-08"}}})
    moved = {"commitments": {"clusters": {"due": "2026-12"}}}
    client.patched(made, moved, change_type="correction", note="The ministry corrected the date.")
    shown = client.get("/v1/changes").get_json()
    shown["data"] = shown["data"][-1:]
    for text in ("019c0dea-", "7AfTUOByHY7pfxXEKL5GWzQxXSAg", "2026-02-03T10:00:00Z"):
        example = example.replace(text, "…")
    expected = json.loads(example)
    expected["data"][0]["seq"] = shown["data"][0]["seq"]
    assert fits(expected, shown), shown


@pytest.mark.parametrize("command", [row[0].strip("`") for row in table("README.md", "command | what it does")])
def test_each_command_of_the_readme_has_help(command: str) -> None:
    """A word in capitals or brackets is an argument."""
    names = [word for word in command.split()[1:] if not re.fullmatch(r"[A-Z]+|\[\w+\]", word)]
    for last in names[-1].split("|"):
        done = CliRunner().invoke(main, [*names[:-1], last, "--help"])
        assert (done.exit_code, len(done.stdout.splitlines()) > 4) == (0, True), done.output


def test_the_targets_of_make_in_the_pages_exist() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = {
        each for page in PAGES for each in re.findall(r"(?:^|`)make ([a-z-]+)", stated_markdown(page), re.MULTILINE)
    }
    assert {"run", "test"} <= named <= {*targets}

"""Each command and answer in the pages of `/guide` is run or compared by a test."""

from __future__ import annotations

import json
import re
import tomllib
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
from tests.parts import commitment, source
from tests.records import draft, published

GUIDE = "docs/guide.md"

RUN_BY: Mapping[tuple[str, str], str] = {
    ("tutorial", "sh"): "tests/code/test_readme.py::test_the_curl_lines_of_the_readme_work_in_order",
    ("tutorial", "console"): "tests/code/test_readme.py::test_the_readme_shows_the_response_of_the_server",
    ("guide", "sh"): "tests/code/test_readme.py::test_the_retry_in_the_guide_takes_effect_once",
    ("guide", "json"): "tests/code/test_guide.py::test_an_error_is_as_the_guide_shows_it",
    ("bulk", "sh"): "tests/code/test_bulk_guide.py::test_the_commands_of_the_page_work_in_order",
    ("bulk", "json"): "tests/code/test_guide.py::test_results_of_an_import_are_as_the_page_shows_them",
    ("drafts", "sh"): "tests/code/test_readme.py::test_the_commands_for_a_draft_work",
    ("drafts", "json"): "tests/code/test_guide.py::test_a_draft_is_answered_as_the_page_says",
    ("drafts", "toml"): "tests/test_example_extractor.py::test_the_page_shows_its_entry_point",
    ("following", "sh"): "tests/test_mirror.py::test_a_copy_is_what_its_source_is",
    ("following", "json"): "tests/code/test_guide.py::test_a_change_is_as_the_page_shows_it",
    ("python-client", "sh"): "tests/python_client/test_package.py"
    "::test_the_wheel_is_installed_and_imported_without_the_service",
    ("python-client", "python"): "tests/python_client/test_readme.py::test_the_lines_of_the_readme_print_what_it_says",
    ("clients", "sh"): "tests/test_generated_clients.py::test_nothing_warns",
}
"""The test that runs or compares the blocks of a page in a language; it takes all of them."""

QUERY_OF: Mapping[str, str] = {"convert=EUR": "/v1/amounts/summary", "overdue=true": RECORDS}
"""Where the guide sends a mistake; the others go to the commitments."""

READ_AS = (
    ("1.200 Millionen Euro", "de", "DE", "amount=1200000000"),
    ("1,200 million EUR", "en", "GB", "amount=1200000000"),
    ("1.234.567,89 EUR", "de", "DE", "amount=1234567.89"),
    ("1 234 567,89 EUR", "fr", "FR", "amount=1234567.89"),
    ("1'234'567.89 EUR", "de", "CH", "amount=1234567.89"),
    ("12,34,567 EUR", "en", "IN", "amount=1234567"),
    ("1 Billion Euro", "de", "DE", "amount=1000000000000"),
    ("2 billones EUR", "es", "ES", "amount=2000000000000"),
    ("half a billion dollars", "en", "US", "amount=500000000"),
    ("anderthalb Milliarden Euro", "de", "DE", "amount=1500000000"),
    ("полмиллиарда рублей", "ru", "RU", "amount=500000000"),
    ("54 Md€", "fr", "FR", "amount=54000000000"),
    ("500 MSEK", "sv", "SE", "amount=500000000"),
    ("TEUR 500", "de", "DE", "amount=500000"),
    ("25MM EUR", "en", "US", "amount=25000000"),
    ("500 mkr", "sv", "SE", "amount=500000000"),
    ("$5m", "en", "AU", "currency=AUD"),
    ("Rs 5 crore", "en", "PK", "currency=PKR"),
    ("500 kr", "sv", "SE", "currency=SEK"),
    ("up to £5m", "en", "GB", "comparator=lte"),
    ("mehr als 1 Mrd. Euro", "de", "DE", "comparator=gte"),
    ("100억 원 이상", "ko", "KR", "comparator=gte"),
    ("between $5 and $7 million", "en", "US", "upper=7000000"),
    ("100억~200억 원", "ko", "KR", "upper=20000000000"),
    ("£5m a year", "en", "GB", "frequency=annual"),
    ("매년 100억 원", "ko", "KR", "frequency=annual"),
    ("5 M€/an", "fr", "FR", "frequency=annual"),
    ("about £5m", "en", "GB", "approximate=true"),
    ("약 100억 원", "ko", "KR", "approximate=true"),
    ("rund 5 Mio. Euro", "de", "DE", "approximate=true"),
    ("an additional £5m", "en", "GB", "amount=5000000"),
    ("£39bn over ten years", "en", "GB", "amount=39000000000"),
    ("총 100억 원", "ko", "KR", "amount=10000000000"),
    ("6.44 trillion won ($4.5 billion)", "en", "KR", "amount=6440000000000"),
)
"""Each sum in words of the guide, with a currency where it has none, the record's language and jurisdiction, and a
member of the amount.
"""


def test_every_block_of_every_page_has_its_test() -> None:
    shown = {(page.name, block.language) for page in PAGES for block in all_blocks(stated_markdown(page))}
    assert shown == RUN_BY.keys()
    for name in RUN_BY.values():
        path, _, test = name.partition("::")
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), name


def test_the_wheel_and_the_image_have_the_source_of_every_page() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    copied = {word.strip("/") for line in lines_of("Dockerfile") if line.startswith("COPY ") for word in line.split()}
    allowed = {line.strip("!/") for line in lines_of(".dockerignore")}
    for page in PAGES:
        (holder,) = (path for path in included if f"{page.source}/".startswith(f"{path}/"))
        assert included[holder] == f"api/guide/sources/{holder}"
        assert {holder} <= copied & allowed, holder


def lines_of(name: str) -> list[str]:
    """The lines of a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def test_evidence_is_as_the_guide_shows_it(client: Client) -> None:
    evidence = json.loads(blocks(GUIDE, "json")[0])
    assert client.create(draft(sources=[source(key="s-ians", sha256="0a" * 32)], evidence=[evidence]))["evidence"]
    text = "".join(evidence[name] for name in ("prefix", "exact", "suffix"))
    assert text[evidence["start"] : evidence["end"]] == evidence["exact"]


def test_a_draft_is_answered_as_the_page_says(client: Client) -> None:
    (request,) = blocks("docs/drafts.md", "json")
    answer = client.post("/v1/drafts", json=json.loads(request))
    assert answer.status_code == 200
    shown = {code for row in table("docs/drafts.md", "member of the answer | meaning") for code in codes(row[0])}
    assert answer.get_json().keys() <= shown


def test_a_patch_by_key_does_what_the_guide_says(client: Client) -> None:
    _, changes, _ = blocks(GUIDE, "json")
    kept = [commitment(key=key, due="2026-07") for key in ("clusters", "businesses", "other")]
    changed = client.patched(client.create(draft(commitments=kept)), json.loads(changes))
    found = {each["key"]: each.get("due") for each in changed["commitments"]}
    assert found == {"clusters": "2026-12", "other": "2026-07", "new-one": None}


def test_an_error_is_as_the_guide_shows_it(client: Client) -> None:
    _, _, example = blocks(GUIDE, "json")
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


def test_each_sum_in_words_of_the_guide_is_read_as_it_says(client: Client) -> None:
    shown = [code for row in table(GUIDE, "in the text | is read as") for code in codes(row[0])]
    assert all(text.startswith(code) for code, (text, *_) in zip(shown, READ_AS, strict=True))
    for text, language, jurisdiction, member in READ_AS:
        record = draft(language=language, jurisdiction=jurisdiction, amounts=[{"kind": "budget", "text": text}])
        read = client.create(record)["amounts"][0]
        name, _, value = member.partition("=")
        assert str(read[name]).lower() == value.lower(), text


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

"""`communique draft`, run as a user runs it, with an extractor of the tests and with the built-in one."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask

from tests.cli.test_commands import Command
from tests.clients import Client
from tests.extractors import worker_processes, write_package

TEXT = "Seoul.\r\n\r\nThe Science Ministry will pay $5 million.\r\u201cWe will train experts,\u201d it said."
METHOD = """
def extract(self, text, hints):
    def find(type, members, words, **more):
        return Finding(type, members, (Span(text.index(words), text.index(words) + len(words)),), "found", **more)

    ministry = {"key": "m", "name": "Science Ministry", "kind": "government", "roles": ["issuer"]}
    return Extraction((
        find("party", ministry, "Science Ministry", doubt="There are two."),
        find("amount", {"kind": "grant", "amount": "5000000", "currency": "USD", "payer": "m"}, "$5 million"),
        find("quote", {"text": "We will train experts", "language": "en", "speaker": "m"}, "We will train experts"),
        find("field", {"kind": "plan"}, "will pay"),
        find("field", {"place": "Seoul"}, "Seoul"),
    ), (LeftOut("commitment", Span(text.index("We"), text.index("We") + 2), "conditional"),), "en")
"""
OPTIONS = ("--extractor", "test", "--jurisdiction", "KR", "--published-on", "2026-01-29", "--source-title", "A grant")


@pytest.fixture(autouse=True)
def extractor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extractor `test`."""
    write_package(tmp_path, "test", METHOD)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(tmp_path)


@pytest.fixture
def article(tmp_path: Path) -> str:
    """The file of the article."""
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return str(path)


NO_DATABASE = Command("sqlite:////there/is/none.db")


def test_the_words_of_each_fact_have_its_number(article: str) -> None:
    output = NO_DATABASE.run("draft", article, *OPTIONS).stdout
    text, table, omitted = output.split("\n\n\n")[0], *output.split("\n\n")[-2:]
    assert text.startswith(
        "Seoul[1].\n\nThe Science Ministry[2] will pay[3] $5 million[4]. \u201cWe will train experts[5]"
    )
    rows = [line.split(maxsplit=2) for line in table.splitlines() if line.strip()]
    found = {number: (kind, says) for number, kind, says in rows if number in {"1", "2", "4", "5"}}
    assert {number: kind for number, (kind, _) in found.items()} == {
        "1": "place",
        "2": "party",
        "4": "amount",
        "5": "quote",
    }
    assert found["2"][1].split() == "Science Ministry · issuer ? There are two.".split()
    assert found["4"][1].startswith("grant · 5,000,000 USD")
    assert found["5"][1].startswith("Science Ministry · \u201cWe will train experts\u201d")
    assert omitted.splitlines()[1].split() == ["commitment", "conditional", "We"]


def test_standard_input_is_read_for_a_hyphen(article: str) -> None:
    read = NO_DATABASE.run("draft", "-", *OPTIONS, standard_input=TEXT).stdout
    assert read == NO_DATABASE.run("draft", article, *OPTIONS).stdout


def test_relations_are_printed_with_their_titles() -> None:
    printed = NO_DATABASE.run("draft", "-", standard_input="The bill amends the Water Code and the Tram Act.").stdout
    assert "amends: Water Code" in printed


def test_json_is_what_the_api_answers(article: str, app: Flask, client: Client, tmp_path: Path) -> None:
    printed = NO_DATABASE.run("draft", article, "--json", "--jurisdiction", "KR", "--source-publisher", "IANS").stdout
    body = {"text": TEXT, "jurisdiction": "KR", "source": {"publisher": "IANS"}}
    with worker_processes(app, tmp_path):
        assert printed.encode() == client.post("/v1/drafts", json=body).data + b"\n"


@pytest.mark.parametrize("keep_texts", [False, True])
def test_save_makes_a_draft_and_keeps_its_text_if_that_is_set(
    article: str, migrated_database: str, monkeypatch: pytest.MonkeyPatch, keep_texts: bool
) -> None:
    monkeypatch.setenv("KEEP_TEXTS", str(keep_texts))
    command = Command(migrated_database)
    done = command.run("draft", article, "--save", *OPTIONS)
    id = done.stderr.split()[-1]
    record = json.loads(command.run("show", id).stdout)
    assert (record["state"], record["parties"][0]["name"]) == ("draft", "Science Ministry")
    read = TEXT.replace("\r\n", "\n")
    for each in (*record["evidence"], *record["amounts"][0]["evidence"]):
        assert read[each["start"] : each["end"]] == each["exact"]
    lines = map(json.loads, command.run("export", "--whole").stdout.splitlines())
    digests = [line["text"]["sha256"] for line in lines if "text" in line]
    assert digests == [sha256(read.encode()).hexdigest()] * keep_texts


@pytest.mark.parametrize(
    ("content", "options", "errors"),
    [
        (b"\xff\xfe", (), "FILE is not text in UTF-8."),
        (b" \n", (), "FILE: This must not be blank."),
        (b"a\0b", (), "FILE: Character 2 is a null character"),
        (b"x" * 50_001, (), "The text has 50,001 characters"),
        (b"x", ("--jurisdiction", "KOR"), "--jurisdiction: “KOR” is not a jurisdiction code"),
        (b"x", ("--extractor", "tset"), "--extractor: There is no extractor “tset”. Did you mean test?"),
        (b"x", ("--extractor", "test"), "--extractor: The extractor “test” failed on this text."),
    ],
)
def test_an_error_names_the_option(tmp_path: Path, content: bytes, options: tuple[str, ...], errors: str) -> None:
    (tmp_path / "in").write_bytes(content)
    assert errors in NO_DATABASE.run("draft", str(tmp_path / "in"), *options, code=1).stderr


def test_what_a_record_lacks_is_not_saved(article: str, migrated_database: str) -> None:
    command = Command(migrated_database)
    errors = command.run("draft", article, "--save", "--extractor", "test", code=1).stderr
    assert "--jurisdiction: The text does not state the record's" in errors
    assert command.run("export", "--state", "draft").stdout == ""

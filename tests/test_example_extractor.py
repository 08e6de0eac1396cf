"""The example of an extractor is installed as the page says, and its inventions are dropped as those of any other."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from api.services.drafts import DraftWorkers
from tests.clients import Client
from tests.extractors import worker_processes, write_package
from tests.pages import blocks

ROOT = Path(__file__).parents[1]
DRAFTS = "/v1/drafts"
TEXT = "The ministry will pay $5 million, later $1.25 billion. It will not pay $7 million."

TENFOLD = """
def extract(self, text, hints):
    from dataclasses import replace
    from sum_extractor import SumExtractor
    right = SumExtractor().extract(text, hints)
    wrong = (replace(each, members={**each.members, "amount": each.members["amount"] + "0"}) for each in right.findings)
    return replace(right, findings=(*right.findings, *wrong))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the installed package, and with one that states ten times each sum beside it."""
    folder = tmp_path_factory.mktemp("installed")
    install = "-m pip install --quiet --no-deps --no-index --no-build-isolation --target".split()
    subprocess.run([sys.executable, *install, folder, ROOT / "examples/extractor"], check=True, timeout=120)  # noqa: S603
    write_package(folder, "tenfold", TENFOLD)
    return folder


@pytest.fixture
def workers(app: Flask, installed: Path) -> Iterator[DraftWorkers]:
    """Processes that find both packages."""
    with worker_processes(app, installed) as processes:
        yield processes


@pytest.mark.usefixtures("workers")
def test_the_example_finds_sums(client: Client) -> None:
    draft = client.post(DRAFTS, json={"text": TEXT, "extractor": "sums", "jurisdiction": "CA"}).get_json()
    sums = [(each["amount"], each["currency"], each["text"]) for each in draft["record"]["amounts"]]
    assert sums == [("5000000", "CAD", "$5 million"), ("1250000000", "CAD", "$1.25 billion")]
    assert [(each["exact"], each["reason"]) for each in draft["left_out"]] == [("$7 million", "denied")]
    assert draft["extractor"] == {"name": "sums", "version": "1.0"}


@pytest.mark.usefixtures("workers")
def test_sums_that_the_words_do_not_state_are_dropped(client: Client) -> None:
    honest, lying = (client.post(DRAFTS, json={"text": TEXT, "extractor": name}) for name in ("sums", "tenfold"))
    assert lying.get_json()["record"] == honest.get_json()["record"]
    assert [each["reason"] for each in lying.get_json()["left_out"]] == ["ungrounded", "ungrounded", "denied"]


def test_the_page_shows_its_entry_point() -> None:
    (shown,) = blocks("docs/drafts.md", "toml")
    project = tomllib.loads((ROOT / "examples/extractor/pyproject.toml").read_text("utf-8"))["project"]
    assert tomllib.loads(shown)["project"]["entry-points"] == project["entry-points"]


@pytest.mark.usefixtures("workers")
def test_an_extractor_is_asked_for_its_languages_only(client: Client) -> None:
    answer = client.post(DRAFTS, json={"text": TEXT, "extractor": "sums", "language": "fr"})
    (error,) = answer.get_json()["errors"]
    assert (answer.status_code, error["pointer"], error["allowed"]) == (422, "/language", ["en"])

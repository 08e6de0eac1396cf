"""Clients of the last release keep working, but for the changes that the changelog declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.openapi.compatibility import breaking_changes, released_lines
from tests.openapi.conformance import conformance
from tests.openapi.contract import contract_lines

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"

DECLARED: Mapping[str, str] = {
    "`If-Match` and the `note` of a withdrawal are required": r"\S+ \S+ (header If-Match|query note) is required",
    "`null` in a search is still taken, but not described": r"POST /v1/announcements/search body .* may not be null",
    "A merge patch of parts by key is": r"PATCH .* \.(parties|commitments|amounts|quotes|sources)\[\] is gone",
    "Imports take and return a file": r"POST /v1/imports (200|body) .*",
    "a `baseline` may have a date alone": r".*\.?baseline\.value may be absent",
    "`source` of a report may be left out": r".*/progress 20. .*\.source may be absent",
    "`sum` is null without exact": r"GET /v1/amounts/summary 200 .*\.sum may be null",
}
"""Breaking changes since the last release as patterns, each by its words in the changelog."""


@pytest.fixture(scope="module")
def current() -> list[str]:
    return contract_lines(conformance().document)


def declared_by(change: str) -> str | None:
    """The words that declare a change."""
    return next((words for words, pattern in DECLARED.items() if re.fullmatch(pattern, change)), None)


def test_every_breaking_change_is_declared(current: list[str]) -> None:
    changes = sorted(breaking_changes(released_lines(), current))
    assert [each for each in changes if not declared_by(each)] == []
    assert {declared_by(each) for each in changes} == {*DECLARED}


def test_the_changelog_has_the_words_of_each_declared_change() -> None:
    text = " ".join(CHANGELOG.read_text(encoding="utf-8").split("\n## ")[1].split())
    assert [words for words in DECLARED if words not in text] == []


def replace(old: str, new: str) -> Callable[[list[str]], list[str]]:
    """A change of some lines."""
    return lambda lines: [line.replace(old, new) for line in lines]


def drop(text: str) -> Callable[[list[str]], list[str]]:
    """A change that takes lines away."""
    return lambda lines: [line for line in lines if text not in line]


def add(line: str) -> Callable[[list[str]], list[str]]:
    """A change that adds a line."""
    return lambda lines: [*lines, line]


TOPIC = "GET /v1/topics 200 application/json .data![].topic"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (drop("GET /v1/quotes"), "GET /v1/quotes is gone"),
        (drop("GET /v1/quotes query speaker"), "GET /v1/quotes query speaker is gone"),
        (drop("GET /v1/topics 200"), "GET /v1/topics 200 is gone"),
        (drop(f"{TOPIC}!"), f"{TOPIC} is gone"),
        (replace("topics query limit:", "topics query limit!:"), "GET /v1/topics query limit is required"),
        (replace("limit: integer", "limit: boolean"), "GET /v1/topics query limit may not be integer"),
        (replace(f"{TOPIC}!", TOPIC), f"{TOPIC} may be absent"),
        (replace(f"{TOPIC}!: string", f"{TOPIC}!: null|string"), f"{TOPIC} may be null"),
        (replace("enum=current,first", "enum=current"), "GET /v1/commitments query since has fewer values"),
        (add("GET /v1/topics query tenant!: string"), "GET /v1/topics query tenant is required"),
        (
            add("POST /v1/keys body! application/json .tenant!: string"),
            "POST /v1/keys body application/json .tenant is required",
        ),
        (replace("GET /v1/topics: list_topics", "GET /v1/topics: topics"), "GET /v1/topics has another operationId"),
        (
            replace("list_topics ['Topics'] security=[{}, ", "list_topics ['Topics'] security=["),
            "GET /v1/topics needs a key",
        ),
    ],
)
def test_a_change_that_breaks_clients_is_found(
    current: list[str], change: Callable[[list[str]], list[str]], found: str
) -> None:
    assert found.replace("!", "") in breaking_changes(current, change(current))


def test_additions_break_nobody(current: list[str]) -> None:
    added = [
        "GET /v1/new: list_new ['Topics'] security=[]",
        "GET /v1/topics query tenant: string",
        "GET /v1/topics 200 application/json .data![].colour!: string",
        "GET /v1/topics 418",
    ]
    assert [*breaking_changes(current, [*current, *added])] == []

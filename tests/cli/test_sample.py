"""`communique load-sample`, and what the sample is to show, on both engines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api import sample
from tests.cli.test_commands import Command

RECORDS = sample.records()


@pytest.fixture
def command(migrated_database: str) -> Command:
    return Command(migrated_database)


def found(command: Command, *words: str) -> list[dict[str, Any]]:
    """What a search finds."""
    return [json.loads(line) for line in command.run("find", *words, "--format", "ndjson").stdout.splitlines()]


def test_the_sample_is_loaded_once(command: Command) -> None:
    number = f"{len(RECORDS)}"
    assert f"{number} created, 0 replaced, 0 unchanged, 0 refused" in command.run("load-sample").stderr
    before = command.run("export", "--stated", "-").stdout
    assert f"0 created, 0 replaced, {number} unchanged, 0 refused" in command.run("load-sample").stderr
    assert command.run("export", "--stated", "-").stdout == before
    assert {each["id"] for each in map(json.loads, before.splitlines()) if "id" in each} == {
        each["id"] for each in RECORDS
    }


def test_due_dates_that_moved_have_their_history(command: Command) -> None:
    command.run("load-sample")
    moved = {
        (each["id"], part["key"]): [date["due"] for date in part["due_history"]]
        for each in RECORDS
        for part in each.get("commitments", ())
        if "due_history" in part
    }
    stored = {
        (each["announcement"]["id"], each["key"]): [date["due"] for date in each["due_history"]]
        for each in found(command, "commitments", "--due-moved", "true")
    }
    assert stored == moved


def test_a_change_of_the_sample_replaces_what_was_loaded(command: Command) -> None:
    command.run("load-sample")
    changed = json.dumps(sample.record() | {"title": "Another title"})
    assert "1 replaced" in command.run("import", "-", standard_input=changed).stderr
    assert "1 replaced" in command.run("load-sample").stderr
    assert json.loads(command.run("show", str(sample.ID)).stdout)["title"] == sample.record()["title"]


def test_what_cannot_be_loaded_is_named(command: Command) -> None:
    other = json.dumps(sample.record() | {"id": "11111111-2222-4333-8444-555555555555"})
    command.run("import", "-", standard_input=other)
    output = command.run("load-sample", code=1).stderr
    assert "1 refused" in output
    assert f"{sample.ID}: Another record has this identifier." in output

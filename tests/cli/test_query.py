"""`communique find`, `due` and `sum`, run as a user runs them, on both engines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.command import downgrade
from icalendar import Calendar

from api.db.database import Database
from api.db.migrate import configuration
from tests import engines
from tests.cli.test_commands import Command, import_records
from tests.records import published, worked_example


@pytest.fixture(scope="module")
def filled(engine_name: str, newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a database with the worked example and a commitment that is never overdue, to be copied."""
    folder = tmp_path_factory.mktemp("asking")
    url = engines.copy_database(newest(engine_name), folder, folder.name)
    promise = {"kind": "goal", "statement": "Reach the stars.", "due": "9999", "topics": ["space"]}
    import_records(Command(url), worked_example(), published(jurisdiction="FR", commitments=[promise]))
    return url


@pytest.fixture
def command(filled: str, tmp_path: Path, request: pytest.FixtureRequest) -> Command:
    return Command(engines.copy_database(filled, tmp_path, f"asking-{abs(hash(request.node.nodeid))}"))


def test_find_prints_a_table_and_the_number_of_matches(command: Command) -> None:
    done = command.run("find", "commitments", "quantum", "chips", "--jurisdiction", "KR")
    assert "more quantum chips" in done.stdout
    assert "1 of 1 commitments" in done.stderr
    done = command.run("find", "announcements", "--limit", "1")
    assert "1 of 2 announcements" in done.stderr


def test_filters_are_those_of_the_api(command: Command) -> None:
    output = command.run("find", "commitments", "--unit", "experts", "--unit", "clusters", "--format", "ndjson").stdout
    assert {json.loads(line)["key"] for line in output.splitlines()} == {"experts", "clusters"}
    output = command.run(
        "find", "amounts", "--payer", "_missing", "--exclude-currency", "KRW", "--format", "json"
    ).stdout
    assert [json.loads(line)["key"] for line in output.splitlines()] == ["budget-usd"]
    wrong = command.run("find", "commitments", "--kind", "goals", "--due-from", "2027", "--due-to", "2026", code=1)
    assert "--kind: " in wrong.stderr
    assert "--due-from: " in wrong.stderr
    command.run("find", "laws", code=2)
    command.run("find", "amounts", "--colour", "red", code=2)


OPTIONS = [
    (("find", "commitments", "--limit", "500"), 1, "200. For all of them, send --format ndjson without --limit."),
    (("find", "commitments", "--jurisdiction", "Germany"), 1, "Did you mean DE?"),
    (("find", "commitments", "--status", "kept"), 1, "Did you mean met?"),
    (("find", "commitments", "--status", "zzz"), 1, "Choose from: not_started, "),
    (("find", "commitments", "--due", "2030"), 1, "Try --due-from 2030 --due-to 2030."),
    (("find", "commitments", "--due", "next month"), 1, "Try --due-from today --due-to today+1m."),
    (("find", "commitments", "--sort", "value"), 1, "needs one --unit, for example --unit experts."),
    (("find", "amounts", "--sort=-amount"), 1, "--sort: Sorting by amount needs one --currency."),
    (("find", "amounts", "--convert", "EUR", "--limit", "1"), 1, "Try --currency EUR --convert announced_on"),
    (("find", "commitments", "--country", "KR"), 2, "Did you mean --jurisdiction?"),
    (("find", "commitments", "--year=2025"), 2, "Did you mean --announced-from 2025 --announced-to 2025?"),
    (("find", "commitments", "--search", "a"), 2, "Did you mean WORDS?"),
    (("find", "commitments", "--zzz"), 2, "No such option '--zzz'.\n"),
    (("due", "--country", "KR"), 2, "Did you mean --jurisdiction?"),
    (("sum", "--late"), 2, "No such option '--late'.\n"),
    (
        ("keys", "create", "x", "--scope", "read", "--jurisdiction", "UK", "--network", "x", "--expires-at", "soon"),
        1,
        "--jurisdiction: “UK”",
    ),
]


@pytest.mark.parametrize(("arguments", "code", "words"), OPTIONS)
def test_errors_name_options(command: Command, arguments: tuple[str, ...], code: int, words: str) -> None:
    errors = command.run(*arguments, code=code).stderr
    assert words in errors
    options = {line.partition(": ")[0] for line in errors.removeprefix("Error: ").splitlines()} if code == 1 else set()
    assert options <= {each.partition("=")[0] for each in arguments}


def test_find_prints_every_format_of_the_api(command: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(command.run("find", "amounts", "--format", "csv").stdout)))
    assert len(rows) == 5
    calendar = Calendar.from_ical(command.run("find", "commitments", "--format", "ics").stdout)
    assert len(calendar.walk("VEVENT")) == 3


def test_due_lists_what_falls_due_or_what_is_overdue(command: Command) -> None:
    late = command.run("due", "--late").stdout
    assert "quantum clusters" in late
    assert "Reach the stars" not in late
    ahead = command.run("due", "--days", "36500").stdout
    assert "quantum chips" in ahead
    assert "quantum clusters" not in ahead
    assert command.run("due", "--jurisdiction", "FR", "--late").stdout.count("\n") == 1
    command.run("due", "--days", "many", code=2)


def test_sums_are_exact_by_currency_or_converted(command: Command) -> None:
    lines = [line.split() for line in command.run("sum", "--group-by", "kind").stdout.splitlines()]
    assert ["Budget", "KRW", "8,120,000,000,000", "1"] in lines
    assert ["Investment", "USD", "15,000,000", "1"] in lines
    import_records(
        command, published(announced_on="2026-03", amounts=[{"kind": "loan", "amount": "7", "currency": "USD"}])
    )
    assert len(command.run("sum", "joint", "research", "centre").stdout.splitlines()) == 2
    done = command.run("sum", "--group-by", "kind", "--sort=-sum", "--limit", "1")
    assert len(done.stdout.splitlines()) == 3
    assert "2 of 4 rows." in done.stderr
    done = command.run("sum", "--currency", "EUR", "--convert", "announced_on")
    assert "9,433,505,162.93" in done.stdout
    assert "Not in the sum: 7 USD" in done.stderr


def test_migrate_rebuilds_what_an_older_schema_did_not_store(command: Command) -> None:
    arguments = (
        ("find", "commitments", "quantum", "--format", "ndjson", "--topic", "quantum-technology"),
        ("find", "announcements", "--format", "ndjson"),
        ("sum", "--group-by", "payer"),
    )
    before = [command.run(*words).stdout for words in arguments]
    database = Database(command.environment["DATABASE_URL"])
    with database.writer.begin() as connection:
        downgrade(configuration(connection), "0004")
    database.engine.dispose()
    assert "communique migrate" in command.run(*arguments[0], code=1).stderr
    command.run("migrate")
    assert [command.run(*words).stdout for words in arguments] == before

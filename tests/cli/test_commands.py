"""The `communique` command, run as a user runs it, on both engines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api.cli import main
from tests.records import draft, published, worked_example


class Command:
    """The command on a database of its own."""

    def __init__(self, url: str) -> None:
        """Take the database's URL."""
        self.environment = {"DATABASE_URL": url}

    def run(self, *words: str, given: str = "", code: int = 0) -> Result:
        """Run it, and expect this exit code."""
        done = CliRunner().invoke(main, words, input=given, env=self.environment)
        assert done.exit_code == code, (done.stderr, done.exception)
        assert code == 0 or isinstance(done.exception, SystemExit)
        return done


@pytest.fixture
def command(fresh_database: str) -> Command:
    """Give the command on an empty database that nobody has migrated."""
    return Command(fresh_database)


def test_a_database_is_migrated_before_it_is_used(command: Command) -> None:
    """Every other command says so in a sentence."""
    assert "communique migrate" in command.run("keys", "list", code=1).stderr
    command.run("migrate")
    command.run("migrate")
    command.run("keys", "list")


def test_a_new_key_is_alone_on_the_last_line(command: Command) -> None:
    """So that a script can take it; it is listed without its secret, and can be revoked."""
    command.run("migrate")
    secret = command.run("keys", "create", "newsroom", "--scope", "read", "--scope", "write").stdout.splitlines()[-1]
    assert secret.startswith("cmq_")
    listed = command.run("keys", "list").stdout
    assert "newsroom" in listed
    assert secret not in listed
    identity = listed.splitlines()[1].split()[0]
    command.run("keys", "revoke", identity)
    command.run("keys", "revoke", "11111111-2222-4333-8444-555555555555", code=1)
    command.run("keys", "create", "x", "--scope", "everything", code=2)


def take_in(command: Command, *records: Any, code: int = 0) -> str:
    """Import records from standard input. Return what was said of them."""
    given = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in records)
    return command.run("import", "-", given=given, code=code).stderr


def test_records_are_imported_once(command: Command) -> None:
    """By id or by identifier; what has changed makes a new version."""
    command.run("migrate")
    numbered = published(identifiers=[{"scheme": "gov", "id": "1"}])
    known = draft(id="11111111-2222-4333-8444-555555555555")
    assert "2 created" in take_in(command, numbered, known)
    assert "2 unchanged" in take_in(command, numbered, known)
    assert "1 replaced, 1 unchanged" in take_in(command, numbered | {"title": "New"}, known)
    shown = json.loads(command.run("show", known["id"]).stdout)
    assert (shown["id"], shown["version"]) == (known["id"], 1)


def test_one_record_is_imported_however_it_is_laid_out(command: Command) -> None:
    """Pretty-printed, for one."""
    command.run("migrate")
    assert "1 created" in take_in(command, json.dumps(worked_example(), indent=2))


def test_lines_that_are_wrong_are_named_and_the_others_kept(command: Command) -> None:
    """And the exit code says that something was refused."""
    command.run("migrate")
    said = take_in(command, draft(), draft(kind="plann"), "{", "5}", draft(), code=1)
    assert "2 created" in said
    assert "3 refused" in said
    assert [line.split(":")[0] for line in said.splitlines() if line.startswith("line")] == [
        "line 2",
        "line 3",
        "line 4",
    ]
    assert "/kind" in said


def test_rebuilding_from_the_command_line_changes_nothing(command: Command) -> None:
    """And says so."""
    command.run("migrate")
    take_in(command, worked_example(), draft())
    assert "2 documents made again, 0 changed." in command.run("rebuild").stderr


def test_what_is_not_there_is_said_in_a_sentence(command: Command) -> None:
    """With exit code 1; a word that is no UUID is a usage error."""
    command.run("migrate")
    assert "no announcement" in command.run("show", "11111111-2222-4333-8444-555555555555", code=1).stderr
    command.run("show", "x", code=2)


def test_a_bad_setting_is_said_in_a_sentence(command: Command) -> None:
    """Which, and why."""
    command.environment["PORT"] = "http"
    assert "PORT" in command.run("migrate", code=1).stderr


@pytest.mark.parametrize(
    "words", [(), ("keys",), ("keys", "create"), ("import",), ("export",), ("run",), ("rebuild",), ("openapi",)]
)
def test_every_command_explains_itself(command: Command, words: tuple[str, ...]) -> None:
    """With --help."""
    assert len(command.run(*words, "--help").stdout.splitlines()) > 4

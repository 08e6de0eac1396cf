"""The `communique` command, run as a user runs it, on both engines."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api.cli import main
from tests.extractors import LIMIT_OF_DRAFTS
from tests.records import draft, published, worked_example


class Command:
    """The command with a database of its own."""

    def __init__(self, url: str) -> None:
        self.environment = {"DATABASE_URL": url, "DRAFT_TIMEOUT": str(LIMIT_OF_DRAFTS)}

    def run(self, *words: str, standard_input: str = "", code: int = 0) -> Result:
        """Run it. Fails unless it ends with this exit code."""
        done = CliRunner().invoke(main, words, input=standard_input, env=self.environment)
        assert done.exit_code == code, (done.stderr, done.exception)
        assert code == 0 or isinstance(done.exception, SystemExit)
        return done


@pytest.fixture
def command(fresh_database: str) -> Command:
    return Command(fresh_database)


def test_a_database_must_be_migrated_first(command: Command) -> None:
    assert "communique migrate" in command.run("keys", "list", code=1).stderr
    command.run("migrate")
    command.run("migrate")
    command.run("keys", "list")


def test_version_is_printed(command: Command) -> None:
    assert command.run("--version").stdout == f"communique, version {version('communique')}\n"


def create_key(command: Command, *options: str) -> str:
    """The secret of a new key: all that is printed on standard output."""
    made = command.run("keys", "create", "newsroom", "--scope", "read", "--scope", "write", *options)
    (secret,) = made.stdout.splitlines()
    assert "newsroom" in made.stderr
    return secret


def list_keys(command: Command) -> str:
    """The row of the only key in the list."""
    (_, row) = command.run("keys", "list").stdout.splitlines()
    return row


def test_a_new_key_is_alone_on_the_last_line_and_never_listed(command: Command) -> None:
    command.run("migrate")
    secret = create_key(command)
    assert secret.startswith("cmq_")
    row = list_keys(command)
    assert "newsroom" in row
    assert secret not in row
    command.run("keys", "revoke", row.split()[0])
    assert list_keys(command) != row
    command.run("keys", "revoke", "11111111-2222-4333-8444-555555555555", code=1)
    command.run("keys", "create", "x", "--scope", "everything", code=2)


def test_a_key_made_here_expires_only_if_asked(command: Command) -> None:
    command.run("migrate")
    create_key(command)
    assert list_keys(command).split().count("never") == 4  # Used, expires, old secret, revoked.
    create_key(command, "--expires", "2199-01-01T00:00:00Z")
    create_key(command, "--expires-at", "2198-01-01T00:00:00Z")
    listed = command.run("keys", "list").stdout
    assert ("2199-01-01 00:00" in listed, "2198-01-01 00:00" in listed) == (True, True)


def test_a_key_can_be_limited_here(command: Command) -> None:
    command.run("migrate")
    create_key(command, "--jurisdiction", "KR", "--jurisdiction", "GB", "--network", "192.0.2.0/24")
    assert "KR GB 192.0.2.0/24" in list_keys(command)
    wrong = command.run("keys", "create", "x", "--scope", "read", "--network", "nowhere", code=1)
    assert "--network: “nowhere” is not a network" in wrong.stderr


def test_a_key_is_rotated_by_its_id_or_the_beginning_of_it(command: Command) -> None:
    command.run("migrate")
    first = create_key(command)
    id = list_keys(command).split()[0]
    rotated = command.run("keys", "rotate", id)
    (second,) = rotated.stdout.splitlines()
    assert "until" in rotated.stderr
    again = command.run("keys", "rotate", id[:13], "--overlap-seconds", "0")
    (third,) = again.stdout.splitlines()
    assert "no more" in again.stderr
    assert len({first, second, third}) == 3
    assert "first 13 characters" in command.run("keys", "rotate", id[:8], code=1).stderr
    assert "--overlap-seconds" in command.run("keys", "rotate", id, "--overlap-seconds", "-1", code=1).stderr
    command.run("keys", "revoke", id[:13])
    assert "revoked" in command.run("keys", "rotate", id, code=1).stderr


@pytest.mark.parametrize("time", ["tomorrow", "2020-01-01T00:00:00Z"])
def test_an_error_names_the_option_as_it_is_typed(command: Command, time: str) -> None:
    command.run("migrate")
    error = command.run("keys", "create", "x", "--scope", "read", "--expires-at", time, code=1).stderr
    assert error.startswith("Error: --expires-at: ")


def import_records(command: Command, *records: Any, code: int = 0) -> str:
    """Import records from standard input. Returns the output on standard error."""
    lines = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in records)
    return command.run("import", "-", standard_input=lines, code=code).stderr


def test_a_record_is_imported_once_by_id_or_identifier(command: Command) -> None:
    command.run("migrate")
    numbered = published(identifiers=[{"scheme": "gov", "id": "1"}])
    with_id = draft(id="11111111-2222-4333-8444-555555555555")
    assert "2 created" in import_records(command, numbered, with_id)
    assert "2 unchanged" in import_records(command, numbered, with_id)
    assert "1 replaced, 1 unchanged" in import_records(command, numbered | {"title": "New"}, with_id)
    shown = json.loads(command.run("show", with_id["id"]).stdout)
    assert (shown["id"], shown["version"]) == (with_id["id"], 1)


def test_one_pretty_printed_record_is_imported(command: Command) -> None:
    command.run("migrate")
    assert "1 created" in import_records(command, json.dumps(worked_example(), indent=2))


def test_rejected_lines_are_listed_and_the_others_saved(command: Command) -> None:
    command.run("migrate")
    output = import_records(command, draft(), draft(kind="plann"), "{", "5}", draft(), code=1)
    assert "2 created" in output
    assert "3 refused" in output
    assert [line.split(":")[0] for line in output.splitlines() if line.startswith("line")] == [
        "line 2",
        "line 3",
        "line 4",
    ]
    assert "/kind" in output


def test_rebuild_changes_no_document(command: Command) -> None:
    command.run("migrate")
    import_records(command, worked_example(), draft())
    assert "2 documents rebuilt, 0 changed." in command.run("rebuild").stderr


def test_an_unknown_id_fails_and_a_bad_id_is_wrong_usage(command: Command) -> None:
    command.run("migrate")
    assert "no announcement" in command.run("show", "11111111-2222-4333-8444-555555555555", code=1).stderr
    command.run("show", "x", code=2)


def test_a_bad_setting_is_named(command: Command) -> None:
    command.environment["PORT"] = "http"
    assert "PORT" in command.run("migrate", code=1).stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("keys",),
        ("keys", "create"),
        ("keys", "rotate"),
        ("import",),
        ("export",),
        ("run",),
        ("rebuild",),
        ("openapi",),
    ],
)
def test_every_command_has_help(command: Command, words: tuple[str, ...]) -> None:
    assert len(command.run(*words, "--help").stdout.splitlines()) > 4

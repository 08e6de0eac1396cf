"""`communique doctor` finds nothing in a sound database, and names each thing that is damaged."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from sqlalchemy import make_url

from api.cli import main
from api.services.checks.run import CHECKS
from tests import engines
from tests.cli.test_commands import Command
from tests.cli.test_export_restore import fill, opened
from tests.clients import RECORDS, Client
from tests.records import draft


@pytest.fixture(scope="module")
def sound(engine_name: str, newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a database whose records have been changed, withdrawn and merged, to be copied."""
    folder = tmp_path_factory.mktemp("sound")
    url = engines.copy_database(newest(engine_name), folder, folder.name)
    with opened(url) as app:
        client = Client.of(app, "read", "write", "publish", "admin")
        fill(client)
        for sender, title in ((client, "A plan"), (Client.of(app, "write"), "Another plan")):
            answer = sender.post(RECORDS, json=draft(title=title), headers={"Idempotency-Key": "same"})
            assert answer.status_code == 201
    private(url)
    return url


def private(url: str) -> None:
    """Let others not read a SQLite file, as `communique migrate` makes it."""
    if url.startswith("sqlite"):
        Path(make_url(url).database or "").chmod(0o600)


@pytest.fixture
def url(sound: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """URL of a copy."""
    copy = engines.copy_database(sound, tmp_path, f"doctor-{abs(hash(request.node.nodeid))}")
    private(copy)
    return copy


def findings(url: str, *, code: int = 1) -> dict[str, list[str]]:
    """The examples of each check that found something."""
    done = CliRunner().invoke(main, ["doctor", "--json"], env={"DATABASE_URL": url})
    assert done.exit_code == code, done.output
    results = json.loads(done.stdout)
    assert [each["check"] for each in results] == [each.name for each in CHECKS][: len(results)]
    assert all(each["hint"] for each in results if not each["ok"])
    return {each["check"]: each["examples"] for each in results if not each["ok"]}


def damage(url: str, *statements: str) -> None:
    """Run statements without the checks of foreign keys and the triggers that keep the audit trail."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(make_url(url).database or "")) as connection:
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for statement in (*(f"DROP TRIGGER {name}" for (name,) in triggers), *statements):
                connection.execute(statement)
            connection.commit()
    else:
        engines.execute_autocommit(url, *(f"SET session_replication_role = replica; {each}" for each in statements))


def test_nothing_is_found_in_a_sound_database(url: str) -> None:
    assert findings(url, code=0) == {}
    printed = Command(url).run("doctor").stdout
    assert [line.split()[0] for line in printed.splitlines()] == ["ok"] * len(CHECKS)


NEWEST = "(SELECT id FROM announcements ORDER BY updated_at DESC LIMIT 1)"
DAMAGES = {
    "a document": ("UPDATE announcements SET title = 'Edited by hand'", {"documents"}),
    "a document that is no JSON": ("UPDATE announcements SET document = '{'", {"documents", "search index"}),
    "an ETag": (f"UPDATE announcements SET etag = '\"1-0\"' WHERE id = {NEWEST}", {"documents", "change log"}),  # noqa: S608 - Ours.
    "a list item": ("UPDATE commitments SET document = amounts.document FROM amounts", {"documents"}),
    "a column": ("UPDATE commitments SET due_to = '2001-01-01'", {"documents"}),
    "a tag": ("DELETE FROM announcement_tags", {"documents"}),
    "a role": ("DELETE FROM announcement_roles", {"documents"}),
    "a version": ("DELETE FROM versions WHERE number = 2", {"versions", "change log"}),
    "the first version": ("DELETE FROM versions WHERE number = 1", {"versions", "change log"}),
    "the last change": (f"DELETE FROM versions WHERE announcement_id = {NEWEST}", {"change log"}),  # noqa: S608 - Ours.
    "a term": ("UPDATE quote_terms SET terms = 'x'", {"search index"}),
    "an indexed record": ("DELETE FROM announcement_terms", {"search index"}),
    "a party": ("DELETE FROM parties", {"references"}),
    "a merged party": ("UPDATE parties SET merged_into = announcements.id FROM announcements", {"references"}),
    "a payer": (
        "UPDATE amounts SET payer_id = announcements.id FROM announcements WHERE payer_id IS NOT NULL",
        {"references", "documents"},
    ),
    "a related record": ("UPDATE relations SET announcement = parties.id FROM parties", {"references", "documents"}),
}


FEW = ("a document that is no JSON", "the last change", "a term", "a party")
"""Damages that `make test` makes; the others are for `make test-long`."""


@pytest.mark.parametrize(
    "damaged", [each if each in FEW else pytest.param(each, marks=pytest.mark.long) for each in DAMAGES]
)
def test_what_is_damaged_is_named(damaged: str, url: str) -> None:
    statement, names = DAMAGES[damaged]
    damage(url, statement)
    assert findings(url).keys() >= names


def test_a_record_that_a_response_names_must_be_there(url: str) -> None:
    damage(url, "DELETE FROM announcements WHERE title = 'A plan'")
    assert {"retries", "references"} <= findings(url).keys()


def test_a_value_that_cannot_be_read_ends_its_check_alone(newest: Callable[[str], str], tmp_path: Path) -> None:
    """SQLite stores any text as a date."""
    url = engines.copy_database(newest("sqlite"), tmp_path, "undated")
    private(url)
    with opened(url) as app:
        Client.of(app, "write").create(draft())
    damage(url, "UPDATE announcements SET announced_from = 'x'")
    found = findings(url)
    assert found.keys() == {"documents"}
    assert "ValueError" in found["documents"][0]


def test_a_clock_that_was_set_back_is_noticed(url: str) -> None:
    future = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%d %H:%M:%S.000000")
    offset = "" if url.startswith("sqlite") else "+00"
    damage(url, f"UPDATE versions SET at = '{future}{offset}'")  # noqa: S608 - Ours.
    assert findings(url).keys() >= {"clock"}


def test_an_old_schema_ends_the_checks(fresh_database: str) -> None:
    assert findings(fresh_database).keys() >= {"schema"}


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("DELETE FROM announcement_terms", id="terms are missing"),
        pytest.param(f"INSERT INTO amount_terms (id, terms) VALUES ('{UUID(int=1).hex}', 'x')", id="an amount is gone"),  # noqa: S608 - Ours.
    ],
)
def test_the_text_says_what_to_do(url: str, statement: str) -> None:
    damage(url, statement)
    done = Command(url).run("doctor", code=1)
    assert "FOUND  search index" in done.stdout
    assert "communique rebuild" in done.stdout
    Command(url).run("rebuild")
    assert findings(url, code=0) == {}


def test_a_file_that_others_may_read_is_found(newest: Callable[[str], str], tmp_path: Path) -> None:
    url = engines.copy_database(newest("sqlite"), tmp_path, "shared")
    (tmp_path / "shared.db").chmod(0o644)
    assert findings(url).keys() == {"permissions"}


def test_a_damaged_page_is_found(newest: Callable[[str], str], tmp_path: Path) -> None:
    url = engines.copy_database(newest("sqlite"), tmp_path, "torn")
    private(url)
    with opened(url) as app:
        fill(Client.of(app, "read", "write", "publish", "admin"))
    with closing(sqlite3.connect(tmp_path / "torn.db")) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'versions'").fetchone()
    with (tmp_path / "torn.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    assert findings(url).keys() >= {"file", "versions"}


def test_a_role_without_rights_and_too_many_connections_are_found(
    newest: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = engines.copy_database(newest("postgresql"), tmp_path, f"rights-{UUID(int=1).hex}")
    grant = "GRANT SELECT ON ALL TABLES IN SCHEMA public TO doctor_reader"
    engines.execute_autocommit(url, "CREATE ROLE doctor_reader LOGIN", grant)
    monkeypatch.setenv("WEB_CONCURRENCY", "1000")
    reader = make_url(url).set(username="doctor_reader").render_as_string(hide_password=False)
    assert findings(reader).keys() == {"permissions", "settings"}

"""`communique load-sample`, and what the sample is to show, on both engines."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from api import sample
from api.cli.console import current_time
from api.cli.sample import load_sample
from api.cli.serve import prepare_first_look
from api.db.database import Database
from api.services import auth
from api.services.auth import OPERATOR
from api.services.records import reader, rebuild
from api.settings import Settings
from tests.cli.test_commands import Command
from tests.clients import Client
from tests.records import save_record

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


def test_mistakes_of_the_sample_are_corrected_with_a_note(database: Database, public: Client) -> None:
    load_sample(database)
    corrections = public.get("/v1/changes?change_type=correction").get_json()["data"]
    notes = {each["announcement"]["id"]: each["change"]["note"] for each in corrections}
    assert notes == {id: note for id, (_, note) in sample.MISTAKES.items()}
    by_id = {each["id"]: each for each in RECORDS}
    assert all(by_id[id] | mistake != by_id[id] for id, (mistake, _) in sample.MISTAKES.items())


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


def parts(name: str) -> list[dict[str, Any]]:
    """The parts of all records, such as their amounts."""
    return [part for record in RECORDS for part in record.get(name, ())]


def test_the_sample_is_of_many_places_kinds_and_languages() -> None:
    assert len(RECORDS) >= 60
    assert len({each["jurisdiction"] for each in RECORDS}) >= 20
    assert len({each["kind"] for each in RECORDS}) >= 9
    assert {each["language"] for each in RECORDS} >= {"de", "en", "es", "fr", "ja", "ko", "pt", "zh-Hans"}
    assert len({each["id"] for each in RECORDS}) == len(RECORDS)


def test_every_announcement_says_where_it_can_be_checked() -> None:
    for record in RECORDS:
        assert any({"title", "publisher", "published_on"} <= each.keys() for each in record["sources"]), record["title"]
    reports = [report for each in parts("commitments") for report in each.get("progress", ())]
    assert all({"title", "publisher"} <= report["source"].keys() for report in reports)


def test_the_sample_shows_what_records_can_say() -> None:
    commitments, amounts = parts("commitments"), parts("amounts")
    dates = [*(each["announced_on"] for each in RECORDS), *(each.get("due", "") for each in commitments)]
    assert all(any(sign in each for each in dates) for sign in "?~/X")
    for member in ("restates", "part_of", "upper", "price_year", "approximate", "change", "payer", "payee"):
        assert any(member in each for each in amounts), member
    assert {"gte", "lte"} <= {each.get("comparator") for each in amounts}
    assert any("upper" in each.get("target", {}) for each in commitments)
    statuses = {report["status"] for each in commitments for report in each.get("progress", ())}
    assert statuses >= {"met", "missed", "partly_met", "delayed", "abandoned", "reversed", "in_progress"}
    relations = {each["type"] for each in parts("relations")}
    assert relations >= {"amends", "cites", "follows", "funds", "implements", "partly_revokes", "revokes", "supersedes"}
    assert {each["kind"] for each in parts("parties")} == {"person", "government", "company", "organisation", "group"}
    assert any("other_jurisdictions" in each for each in RECORDS)


def test_relations_of_the_sample_lead_to_its_announcements() -> None:
    known = {each["id"] for record in RECORDS for each in record["identifiers"]}
    assert {each["identifier"]["id"] for each in parts("relations") if "identifier" in each} <= known


def test_what_the_money_restates_is_there(command: Command) -> None:
    command.run("load-sample")
    stored = {each["id"] for each in found(command, "amounts")}
    assert {each["restates"] for each in parts("amounts") if "restates" in each} <= stored


def first_look(database: Database) -> int:
    """Prepare a first look. Returns the number of records."""
    prepare_first_look(database, Settings(), now=current_time())
    return database.read(rebuild.count)


def test_a_first_look_loads_the_sample_into_an_empty_default_database_only(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///data/communique.db")
    assert first_look(database) == 0
    monkeypatch.delenv("DATABASE_URL")
    assert first_look(database) == len(RECORDS)
    database.write(lambda connection: save_record(connection, sample.record() | {"title": "Mine"}, now=current_time()))
    first_look(database)
    assert "Mine" in database.read(lambda connection: reader.get(connection, sample.ID, actor=OPERATOR)[0]).decode()
    assert "open a second terminal" in capsys.readouterr().out


def test_a_first_look_has_a_key_to_rotate_and_revoke(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its id is that of the examples in the contract."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    first_look(database)
    day = timedelta(days=1)
    database.write(lambda connection: auth.rotate_key(connection, sample.KEY_ID, overlap=day, now=current_time()))
    database.write(lambda connection: auth.revoke_key(connection, sample.KEY_ID, now=current_time()))

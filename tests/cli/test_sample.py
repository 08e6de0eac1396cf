"""`communique load-sample`, and what the sample is to show, on both engines."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from sqlalchemy import Connection, event

from api import sample
from api.cli.console import current_time
from api.cli.first_look import prepare_first_look
from api.cli.sample import load_sample
from api.db.database import Database
from api.services import auth
from api.services.auth import OPERATOR
from api.services.records import documents, lifecycle, reader, rebuild
from api.settings import Settings
from tests import engines
from tests.cli.test_commands import Command
from tests.clients import Client
from tests.records import save_record

RECORDS = sample.records()
WITH_HISTORY = [each for each in RECORDS if len(sample.history(each)) > 1 and b"restates" not in orjson.dumps(each)]
"""Records of several steps, none of which needs another record."""


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
    load_sample(database, RECORDS)
    corrections = public.get("/v1/changes?change_type=correction").get_json()["data"]
    notes = {each["announcement"]["id"]: each["change"]["note"] for each in corrections}
    assert notes == {id: note for id, (_, note) in sample.MISTAKES.items()}
    by_id = {each["id"]: each for each in RECORDS}
    assert all(by_id[id] | mistake != by_id[id] for id, (mistake, _) in sample.MISTAKES.items())


def test_a_new_release_of_the_sample_replaces_what_was_loaded(database: Database, public: Client) -> None:
    load_sample(database, RECORDS)
    results = load_sample(database, [each | {"title": f"New: {each['title']}"} for each in RECORDS])
    assert {each.status for each in results.values()} == {"replaced"}
    assert public.get(f"/v1/announcements/{sample.ID}").get_json()["title"].startswith("New: ")
    assert {each.status for each in load_sample(database, RECORDS).values()} == {"replaced"}


def test_records_that_somebody_changed_or_withdrew_are_left_alone(command: Command, migrated_database: str) -> None:
    command.run("load-sample")
    changed = json.dumps(RECORDS[0] | {"title": "Another title"})
    command.run("import", "-", standard_input=changed)
    database = engines.open_migrated(migrated_database)
    withdrawal = {"note": "By mistake.", "if_match": "*", "actor": OPERATOR, "now": current_time()}
    database.write(lambda connection: lifecycle.withdraw(connection, UUID(RECORDS[1]["id"]), **withdrawal))
    database.engine.dispose()
    before = command.run("export", "--stated", "-").stdout
    output = command.run("load-sample").stderr
    for record in RECORDS[:2]:
        assert f"{record['id']}: left alone, as it was changed, withdrawn or imported here." in output
    assert f"{len(RECORDS) - 2} unchanged, 0 refused, 2 left alone." in output
    assert command.run("export", "--stated", "-").stdout == before


class Interruption(Exception):
    """Raised instead of a statement."""


def load_up_to(database: Database, step: int) -> bool:
    """Load what has a history, but stop when this step is to be saved. Returns whether there was such a step."""
    numbers = count()

    def interrupt(_: Connection, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith("INSERT INTO versions") and next(numbers) == step:
            raise Interruption

    event.listen(database.writer, "before_cursor_execute", interrupt)
    try:
        load_sample(database, WITH_HISTORY)
    except Interruption:
        return True
    finally:
        event.remove(database.writer, "before_cursor_execute", interrupt)
    return False


def histories(client: Client) -> list[Any]:
    """Of each record with a history: what it states, its due dates, and the notes and types of its changes."""
    answers = []
    for record in WITH_HISTORY:
        url = f"/v1/announcements/{record['id']}"
        stored, versions = client.get(url).get_json(), client.get(f"{url}/versions").get_json()["data"]
        dates = [[each["due"] for each in part.get("due_history", ())] for part in stored["commitments"]]
        answers.append((documents.strip(stored, documents.RECORD), dates, [each["change"] for each in versions]))
    return answers


def test_an_interrupted_load_is_completed_by_the_next(database: Database, public: Client) -> None:
    load_sample(database, WITH_HISTORY)
    uninterrupted = histories(public)
    engines.delete_all_rows(database)
    step = 0
    while load_up_to(database, step):
        load_sample(database, WITH_HISTORY)
        assert histories(public) == uninterrupted, step
        engines.delete_all_rows(database)
        step += 1
    assert step > max(len(sample.history(each)) for each in WITH_HISTORY)


def test_records_that_are_missing_are_loaded_beside_others(database: Database, public: Client) -> None:
    load_sample(database, WITH_HISTORY)
    uninterrupted = histories(public)
    engines.delete_all_rows(database)
    load_sample(database, WITH_HISTORY[::2])
    load_sample(database, WITH_HISTORY)
    assert histories(public) == uninterrupted


def test_a_restored_sample_has_no_steps_left(command: Command, fresh_database: str, tmp_path: Path) -> None:
    """A restored record has its last version only."""
    command.run("load-sample")
    command.run("export", "--whole", str(tmp_path / "whole.ndjson"))
    restored = Command(fresh_database)
    restored.run("migrate")
    restored.run("import", "--restore", str(tmp_path / "whole.ndjson"))
    assert f"0 created, 0 replaced, {len(RECORDS)} unchanged" in restored.run("load-sample").stderr


def test_what_cannot_be_loaded_is_named(command: Command) -> None:
    other = json.dumps(sample.worked_example() | {"id": "11111111-2222-4333-8444-555555555555"})
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


@pytest.fixture
def default_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings name no database."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


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
    save_own(database, RECORDS[0] | {"title": "Mine"})
    assert first_look(database) == len(RECORDS)
    assert "Mine" in database.read(lambda connection: reader.get(connection, sample.ID, actor=OPERATOR)[0]).decode()
    assert "open a second terminal" in capsys.readouterr().out


def save_own(database: Database, record: dict[str, Any]) -> None:
    """Save a record as a user does."""
    database.write(lambda connection: save_record(connection, record, now=current_time()))


@pytest.mark.usefixtures("default_database")
def test_a_first_look_completes_an_interrupted_load(database: Database, public: Client) -> None:
    load_sample(database, WITH_HISTORY)
    uninterrupted = histories(public)
    engines.delete_all_rows(database)
    assert load_up_to(database, step=3)
    assert first_look(database) == len(RECORDS)
    assert histories(public) == uninterrupted


@pytest.mark.usefixtures("default_database")
def test_a_first_look_adds_nothing_to_records_of_ones_own_but_a_key(database: Database) -> None:
    save_own(database, RECORDS[0])
    assert first_look(database) == 1
    keys = database.read(lambda connection: auth.list_keys(connection, {"limit": 10})).items
    assert [each["name"] for each in keys] == ["first key"]


@pytest.mark.usefixtures("default_database")
def test_a_first_look_has_a_key_to_rotate_and_revoke(database: Database) -> None:
    """Its id is that of the examples in the contract."""
    first_look(database)
    day = timedelta(days=1)
    database.write(lambda connection: auth.rotate_key(connection, sample.KEY_ID, overlap=day, now=current_time()))
    database.write(lambda connection: auth.revoke_key(connection, sample.KEY_ID, now=current_time()))

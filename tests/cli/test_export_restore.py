"""Export and restore between databases of either engine: readers get the same responses."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from api import create_app
from api.cli.console import current_time
from api.cli.imports import LARGE_FILE
from api.models import Progress
from api.services.auth import OPERATOR
from api.services.bulk import deferred_indexes, restore
from api.services.bulk.import_state import ImportOptions
from api.services.bulk.ndjson import Lines
from api.services.records import rebuild
from api.settings import Settings
from tests import engines
from tests.cli.test_commands import Command
from tests.clients import RECORDS, Client, url_of
from tests.records import draft, published, worked_example

pytestmark = pytest.mark.long

REPORT = {"status": "in_progress", "on": "2026-08", "source": {"title": "A report"}, "note": "Three of five."}
WHY = "?note=Because."


@contextmanager
def opened(url: str) -> Iterator[Flask]:
    """Application on a database."""
    app = create_app(Settings(database_url=url, log_level="error"))
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture(scope="module")
def filled(engine_name: str, newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a database whose records have all been changed, to be copied."""
    folder = tmp_path_factory.mktemp("moving")
    url = engines.copy_database(newest(engine_name), folder, folder.name)
    with opened(url) as app:
        fill(Client.of(app, "read", "write", "publish", "admin"))
    return url


@pytest.fixture
def source(filled: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Application on a copy of the filled database."""
    with opened(engines.copy_database(filled, tmp_path, f"source-{abs(hash(request.node.nodeid))}")) as app:
        yield app


@pytest.fixture(params=engines.ENGINES)
def target(request: pytest.FixtureRequest, newest: Callable[[str], str], tmp_path: Path) -> str:
    """URL of a migrated, empty database, of each engine."""
    return engines.copy_database(newest(request.param), tmp_path, f"target-{abs(hash(request.node.nodeid))}")


Q1 = {"scheme": "wikidata", "id": "Q1"}


def fill(client: Client) -> None:
    """Create records; change them, report progress, withdraw, merge and edit parties; let records refer to others."""
    example = client.create(worked_example())
    clusters = next(part for part in example["commitments"] if part["key"] == "clusters")
    assert client.post(f"{clusters['url']}/progress", json=REPORT).status_code == 201
    moved = {"commitments": {"clusters": {"due": "2027"}, "experts": None}}
    assert client.patch(url_of(example) + WHY, json=moved, if_match="*").status_code == 200
    first = client.create(published(title="First", identifiers=[{"scheme": "gov", "id": "1"}]))
    related = {"relations": [{"type": "follows", "announcement": first["id"]}]}
    second = client.create(draft(title="양자", body='"\\ \u2028 é', **related))
    back = {"relations": [{"type": "restates", "announcement": second["id"]}]}
    assert client.patch(url_of(first) + WHY, json=back, if_match="*").status_code == 200
    gone = client.create(published(title="Gone", identifiers=[{"scheme": "gov", "id": "2"}]))
    assert client.delete(url_of(gone) + WHY, if_match="*").status_code == 204
    parties = client.get("/v1/parties").get_json()["data"]
    one, other = (party["id"] for party in parties if party["name"] in {"IonQ", "SK Telecom"})
    assert client.post(f"/v1/parties/{one}/merge", json={"into": other}).status_code == 200
    edits = {"name": "SKT", "aliases": ["SK"], "identifiers": [Q1], "jurisdiction": "US", "succeeds": parties[0]["id"]}
    assert client.patch(f"/v1/parties/{other}", json=edits, if_match="*").status_code == 200


def url_of_app(app: Flask) -> str:
    """Database URL of an application."""
    url: str = app.extensions["settings"].database_url
    return url


def exported(url: str, file: Path, *words: str) -> bytes:
    """Content of an export, whose manifest is checked."""
    Command(url).run("export", str(file), *words)
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    manifest = json.loads(Path(f"{file}.manifest.json").read_text(encoding="utf-8"))
    assert manifest["sha256"] == hashlib.sha256(content).hexdigest()
    assert (manifest["bytes"], manifest["lines"]) == (len(content), content.count(b"\n"))
    return content


def test_an_export_is_the_stored_documents_in_the_order_of_their_ids(source: Flask, tmp_path: Path) -> None:
    client = Client.of(source, "read")
    content = exported(url_of_app(source), tmp_path / "out.ndjson")
    records = [json.loads(line) for line in content.splitlines()]
    assert [record["id"] for record in records] == sorted(record["id"] for record in records)
    assert {record["state"] for record in records} == {"published"}
    assert all(
        client.get(url_of(record)).data == line for record, line in zip(records, content.splitlines(), strict=True)
    )
    assert exported(url_of_app(source), tmp_path / "out.ndjson.gz") == content
    assert Command(url_of_app(source)).run("export").stdout.encode() == content
    drafts = exported(url_of_app(source), tmp_path / "drafts.ndjson", "--state", "draft")
    assert [json.loads(line)["title"] for line in drafts.splitlines()] == ["양자"]
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []


def test_the_manifest_holds_the_cursor_of_the_changes_after_it(source: Flask, tmp_path: Path) -> None:
    exported(url_of_app(source), tmp_path / "out.ndjson")
    since = json.loads((tmp_path / "out.ndjson.manifest.json").read_text(encoding="utf-8"))["since"]
    client = Client.of(source, "read", "write")
    assert client.get(f"/v1/changes?since={since}").get_json()["data"] == []
    later = client.create(draft())
    (change,) = client.get(f"/v1/changes?since={since}").get_json()["data"]
    assert change["announcement"]["id"] == later["id"]


def test_a_database_is_restored_on_either_engine_byte_for_byte(source: Flask, target: str, tmp_path: Path) -> None:
    """Ids, versions, times; drafts, withdrawn records, progress, the directory with its merged and edited parties."""
    whole = exported(url_of_app(source), tmp_path / "whole.ndjson.gz", "--whole")
    command = Command(target)
    assert "0 refused" in command.run("import", "--restore", str(tmp_path / "whole.ndjson.gz")).stderr
    assert exported(target, tmp_path / "again.ndjson", "--whole") == whole
    plain = exported(url_of_app(source), tmp_path / "plain.ndjson")
    assert exported(target, tmp_path / "plain-again.ndjson") == plain
    assert " 0 created" in " " + command.run("import", "--restore", str(tmp_path / "whole.ndjson.gz")).stderr
    assert " 0 changed" in command.run("rebuild").stderr
    assert exported(target, tmp_path / "third.ndjson", "--whole") == whole


def test_a_large_file_is_parsed_by_worker_processes(source: Flask, target: str, tmp_path: Path) -> None:
    """The file is long because of its blank lines."""
    whole = exported(url_of_app(source), tmp_path / "whole.ndjson", "--whole")
    (tmp_path / "long.ndjson").write_bytes(whole + (b" " * 2_000 + b"\n") * (LARGE_FILE // 2_000))
    Command(target).run("import", "--restore", str(tmp_path / "long.ndjson"))
    assert exported(target, tmp_path / "again.ndjson", "--whole") == whole


def test_a_restored_record_waits_for_one_that_it_refers_to(source: Flask, target: str, tmp_path: Path) -> None:
    """Each line is a batch of its own."""
    whole = exported(url_of_app(source), tmp_path / "whole.ndjson", "--whole")
    with opened(target) as app:
        job = restore(app.extensions["database"], ImportOptions(), actor=OPERATOR, clock=current_time, batch_factor=0)
        batches = list(job.run(Lines([whole], max_length=LARGE_FILE)))
    assert job.counts["refused"] == 0
    assert min(map(len, batches)) == 0
    assert exported(target, tmp_path / "again.ndjson", "--whole") == whole


QUESTIONS = (
    f"{RECORDS}?facet=kind,topic,party&q=quantum",
    "/v1/commitments?facet=status,party&limit=200",
    "/v1/commitments?overdue_on=2027-01-01",
    "/v1/amounts/summary?group_by=kind",
    "/v1/quotes?speaker=Bae%20Kyung-hoon",
    "/v1/parties?limit=200",
    "/v1/topics",
    "/v1/coverage?jurisdiction=KR",
)


def test_readers_of_a_restored_database_get_the_same_responses(source: Flask, target: str, tmp_path: Path) -> None:
    exported(url_of_app(source), tmp_path / "whole.ndjson", "--whole")
    Command(target).run("import", "--restore", str(tmp_path / "whole.ndjson"))
    moved = create_app(Settings(database_url=target, log_level="error"))
    before, after = Client.of(source, "read"), Client.of(moved, "read")
    for question in QUESTIONS:
        assert after.get(question).get_data() == before.get(question).get_data(), question
    for line in (tmp_path / "whole.ndjson").read_bytes().splitlines():
        (name, value), *_ = json.loads(line).items()
        address = f"/v1/parties/{value['id']}" if name == "party" else url_of(value)
        first, second = before.get(address), after.get(address)
        assert (first.status_code, first.headers.get("ETag")) == (second.status_code, second.headers.get("ETag"))
        for part in value.get("commitments", ()):
            assert (
                before.get(f"{part['url']}/progress").get_json()["data"]
                == after.get(f"{part['url']}/progress").get_json()["data"]
            )
    with moved.extensions["database"].connect() as connection:
        assert len(connection.execute(select(Progress.id)).all()) == 1
        assert len(rebuild.ids_after(connection, None, most=100)) == 4
    moved.extensions["database"].engine.dispose()


def test_the_stated_form_is_the_same_after_an_ordinary_import(source: Flask, target: str, tmp_path: Path) -> None:
    """A reader copies published records; times and versions are those of the new database."""
    stated = exported(url_of_app(source), tmp_path / "stated.ndjson", "--stated")
    whole = [json.loads(line) for line in exported(url_of_app(source), tmp_path / "out.ndjson").splitlines()]
    whole = [record | {"relations": []} for record in whole]
    lines = "".join(json.dumps(record) + "\n" for record in whole)
    command = Command(target)
    assert "0 refused" in command.run("import", "-", standard_input=lines).stderr
    again = [json.loads(line) for line in exported(target, tmp_path / "again.ndjson", "--stated").splitlines()]
    assert again == [json.loads(line) | {"relations": []} for line in stated.splitlines()]


def test_lines_that_are_no_whole_export_are_refused(target: str, tmp_path: Path) -> None:
    record: dict[str, Any] = {"announcement": {**draft(), "id": str(UUID(int=1))}, "due_histories": {}, "progress": []}
    lines: list[Any] = [draft(), 5, {"party": {}}, {"party": {"id": "x"}}, {"announcement": 5}, record, {}]
    (tmp_path / "in").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    output = Command(target).run("import", "--restore", str(tmp_path / "in"), code=1).stderr
    assert f"{len(lines)} refused" in output
    assert "Traceback" not in output


def test_refused_lines_can_be_written_to_a_file(target: str, tmp_path: Path) -> None:
    lines = "\n".join(map(json.dumps, [draft(), draft(kind="plann")]))
    Command(target).run("import", "-", "--refused", str(tmp_path / "refused"), standard_input=lines, code=1)
    (refused,) = map(json.loads, (tmp_path / "refused").read_text(encoding="utf-8").splitlines())
    assert (refused["line"], refused["problem"]["errors"][0]["pointer"]) == (2, "/kind")


def test_a_dry_run_writes_nothing(target: str) -> None:
    command = Command(target)
    assert "1 created" in command.run("import", "-", "--dry-run", standard_input=json.dumps(draft())).stderr
    assert command.run("export").stdout == ""


@pytest.mark.parametrize("text", ["title,kind\nA plan,plan\n", "\ufefftitle;kind\nA plan;plan\n", '"title"\t"kind"\n'])
def test_a_csv_file_is_refused_once(target: str, text: str) -> None:
    output = Command(target).run("import", "-", standard_input=text, code=1).stderr
    sentence = "This looks like CSV; import takes NDJSON, one record per line. Make a record of each row."
    assert output == f"Error: {sentence} See docs/bulk.md.\n"


def test_a_single_record_may_span_lines_but_not_several(target: str) -> None:
    command, text = Command(target), json.dumps(draft(), indent=1)
    assert "1 created" in command.run("import", "-", standard_input=text).stderr
    output = command.run("import", "-", standard_input=f"{text}\n{text}", code=1).stderr
    assert output.count("\n") == 1
    assert "jq -c '.'" in output
    output = command.run("import", "-", standard_input=json.dumps([draft()], indent=1), code=1).stderr
    assert "jq -c '.[]'" in output


def test_a_large_file_of_another_format_leaves_the_indexes(target: str, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"title,kind\n" + b"A plan,plan\n" * 1_500_000)
    assert "CSV" in Command(target).run("import", str(tmp_path / "in"), code=1).stderr
    database = engines.open_migrated(target)
    assert not deferred_indexes.missing_indexes(database)
    database.engine.dispose()


@pytest.mark.parametrize("kind", ["link", "folder", "pipe", "device"])
def test_an_export_writes_plain_files_only(kind: str, tmp_path: Path, newest: Callable[[str], str]) -> None:
    """Nor does its manifest follow a link."""
    command = Command(engines.copy_database(newest("sqlite"), tmp_path, "plain"))
    victim, special = tmp_path / "victim", tmp_path / "special"
    victim.write_text("precious")
    make = {
        "link": lambda: special.symlink_to(victim),
        "folder": special.mkdir,
        "pipe": lambda: os.mkfifo(special),
        "device": lambda: os.mknod(special, 0o600 | stat.S_IFCHR, os.makedev(1, 3)),
    }
    try:
        make[kind]()
    except PermissionError:  # Only root makes devices.
        special.symlink_to("/dev/null")
    command.run("export", str(special), code=2 if kind == "folder" else 1)
    (tmp_path / "out.ndjson.manifest.json").symlink_to(victim)
    command.run("export", str(tmp_path / "out.ndjson"), code=1)
    assert victim.read_text() == "precious"
    assert not [*tmp_path.glob(".*.part")]


def test_an_export_is_private_and_replaces_a_file_once_it_is_complete(
    tmp_path: Path, newest: Callable[[str], str]
) -> None:
    command = Command(engines.copy_database(newest("sqlite"), tmp_path, "private"))
    output = tmp_path / "out.ndjson"
    output.write_text("before")
    output.chmod(0o644)
    former = output.open(encoding="utf-8")
    command.run("export", str(output))
    assert output.stat().st_mode & 0o777 == 0o600
    assert former.read() == "before"
    former.close()

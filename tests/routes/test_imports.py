"""Imports: each line is written or refused by itself; resumed by key, atomic, dry run."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from api.db.database import Database
from api.models import Import
from api.services.bulk import import_job
from tests.clients import RECORDS, Client, errors_of
from tests.imports import IMPORTS, NDJSON, import_lines, ndjson, read_results, send, statuses
from tests.records import draft, published, worked_example
from tests.refusals import nothing_changes, problem_of

A = "11111111-2222-4333-8444-555555555555"
B = "11111111-2222-4333-8444-666666666666"
NUMBERED = {"identifiers": [{"scheme": "gov", "id": "1"}]}


def pointing(at: str, **members: object) -> dict[str, object]:
    """Draft that refers to another record."""
    return draft(relations=[{"type": "follows", "announcement": at}], **members)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three lines per transaction."""
    monkeypatch.setattr(import_job, "BATCH_LINES", 3)


def test_lines_are_answered_in_order_with_the_url_of_the_record(client: Client) -> None:
    """Blank lines are counted, but not answered."""
    lines, last = read_results(send(client, ndjson([draft(), b"", draft(id=A), worked_example()])))
    assert [each["line"] for each in lines] == [1, 3, 4]
    assert statuses(lines) == ["created"] * 3
    assert lines[1]["id"] == A
    for each in lines:
        stored = client.get(each["url"])
        assert stored.get_json()["version"] == each["version"] == 1
    assert last["summary"] == {"lines": 3, "created": 3, "replaced": 0, "unchanged": 0, "refused": 0, "undone": 0}
    assert (last["complete"], last["atomic"], last["dry_run"]) == (True, False, False)


def test_an_import_may_be_compressed(client: Client) -> None:
    """Several gzip streams are one body."""
    body = gzip.compress(ndjson([draft()])) + gzip.compress(ndjson([draft()])) + b"\0" * 8
    lines, _ = read_results(send(client, body, encoding="gzip"))
    assert statuses(lines) == ["created", "created"]


@pytest.mark.usefixtures("small_batches")
def test_an_existing_record_is_a_conflict_or_is_replaced(client: Client) -> None:
    records = [draft(id=A), draft(**NUMBERED), draft(id=A), draft(**NUMBERED), draft(id=B)]
    lines = import_lines(client, *records)
    assert statuses(lines) == ["created", "created", "refused", "refused", "created"]
    assert [each["problem"]["status"] for each in lines if "problem" in each] == [409, 409]
    assert A in lines[2]["problem"]["errors"][0]["detail"]
    assert lines[1]["id"] in lines[3]["problem"]["errors"][0]["detail"]
    assert statuses(import_lines(client, *records, mode="upsert")) == ["unchanged"] * 5
    changed = [draft(id=A, title="New"), draft(title="New", **NUMBERED)]
    assert [(each["status"], each["version"]) for each in import_lines(client, *changed, mode="upsert")] == [
        ("replaced", 2),
        ("replaced", 2),
    ]


def test_a_change_of_a_published_record_needs_a_note(client: Client) -> None:
    first, later = published(id=A), published(id=A, title="New")
    import_lines(client, first)
    (refused,) = import_lines(client, later, mode="upsert")
    assert refused["problem"]["errors"][0]["parameter"] == "note"
    assert statuses(import_lines(client, later, mode="upsert", note="A correction.", change_type="correction")) == [
        "replaced"
    ]
    assert client.get(f"{RECORDS}/{A}").get_json()["change"] == {"type": "correction", "note": "A correction."}


def test_an_export_can_be_imported(client: Client) -> None:
    """Read-only members are ignored."""
    import_lines(client, published(**NUMBERED), worked_example())
    export = client.get(f"{RECORDS}?format=ndjson").data
    lines, _ = read_results(send(client, export, mode="upsert"))
    assert statuses(lines) == ["unchanged", "unchanged"]


def test_published_records_need_the_scope_for_it(app: Flask) -> None:
    lines = import_lines(Client.of(app, "write"), draft(), published(), draft())
    assert statuses(lines) == ["created", "refused", "created"]
    assert lines[1]["problem"]["status"] == 403


def test_a_record_may_refer_to_one_further_on(client: Client) -> None:
    """Two records may refer to each other."""
    lines = import_lines(client, pointing(B, id=A), draft(), pointing(A, id=B))
    assert statuses(lines) == ["created"] * 3
    assert [each["line"] for each in lines] == [1, 2, 3]


@pytest.mark.usefixtures("small_batches")
def test_a_line_is_deferred_until_the_record_that_it_refers_to_has_come(client: Client) -> None:
    nowhere = "11111111-2222-4333-8444-777777777777"
    records = [pointing(B, id=A), pointing(nowhere), *[draft()] * 5, pointing(A, id=B), *[draft()] * 3]
    lines = import_lines(client, *records)
    assert [each["line"] for each in lines] == [3, 4, 5, 6, 1, 7, 8, 9, 2, 10, 11]
    assert {each["line"] for each in lines if each["status"] == "refused"} == {2}
    (error,) = next(each for each in lines if each["line"] == 2)["problem"]["errors"]
    assert (error["pointer"], error["code"]) == ("/relations/0/announcement", "reference")


@pytest.mark.usefixtures("small_batches")
def test_the_number_of_deferred_lines_is_limited(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.services.bulk.deferred_lines.MAX_DEFERRED_LINES", 1)
    lines = import_lines(client, pointing(B), pointing(B), draft(), draft(id=B))
    assert [(each["line"], each["status"]) for each in lines] == [
        (2, "refused"),
        (3, "created"),
        (1, "created"),
        (4, "created"),
    ]
    assert "before" in lines[0]["problem"]["errors"][0]["detail"]


@pytest.mark.usefixtures("small_batches")
def test_an_atomic_import_writes_nothing_if_one_line_is_refused(client: Client, database: Database) -> None:
    with nothing_changes(database):
        lines = import_lines(client, *[draft()] * 4, draft(kind="plann"), b"{", draft(), atomic="true", key="k")
    assert statuses(lines) == [*["undone"] * 4, "refused", "refused", "undone"]
    assert (
        statuses(import_lines(client, *[draft()] * 4, pointing(A), draft(id=A), atomic="true", key="k"))
        == ["created"] * 6
    )


@pytest.mark.parametrize(("parameter", "kind"), [("atomic", "An atomic import"), ("dry_run", "A dry run")])
def test_one_transaction_takes_a_limited_number_of_lines(
    client: Client, database: Database, monkeypatch: pytest.MonkeyPatch, parameter: str, kind: str
) -> None:
    monkeypatch.setattr(import_job, "MAX_ATOMIC_LINES", 2)
    assert statuses(import_lines(client, draft(), draft(), **{parameter: "true"})) == ["created"] * 2
    with nothing_changes(database):
        problem = problem_of(send(client, ndjson([draft()] * 3), **{parameter: "true"}), 413)
    assert problem["detail"] == f"{kind} takes at most 2 lines and 64 MiB. Send it in smaller parts."


@pytest.mark.usefixtures("small_batches")
def test_a_dry_run_answers_what_an_import_would_and_writes_nothing(client: Client, database: Database) -> None:
    import_lines(client, draft(id=A))
    records = [
        *(draft(id=A), draft(**NUMBERED), pointing(B)),
        *(draft(title="New", **NUMBERED), draft(id=B), b"x"),
        *(pointing(B), draft(id=B), draft()),
    ]
    expected = {
        "create": {line: "refused" if line in {1, 4, 6, 8} else "created" for line in range(1, 10)},
        "upsert": dict.fromkeys(range(1, 10), "created")
        | {1: "unchanged", 4: "replaced", 6: "refused", 8: "unchanged"},
    }
    for mode, by_line in expected.items():
        with nothing_changes(database):
            trial = import_lines(client, *records, dry_run="true", mode=mode, key=mode)
        assert {each["line"]: each["status"] for each in trial} == by_line
        assert not any({"id", "version", "url"} & each.keys() for each in trial if each["status"] != "unchanged")


@pytest.mark.usefixtures("small_batches")
def test_sent_again_with_its_key_an_import_does_nothing_and_answers_the_same(
    client: Client, database: Database
) -> None:
    """Later changes of the records do not matter."""
    body = ndjson([draft(id=A), b"{", pointing(B), draft(), draft(id=A), draft(id=B), draft(kind="x")])
    first = send(client, body, key="k")
    assert "Idempotent-Replayed" not in first.headers
    client.patch(f"{RECORDS}/{A}", json={"title": "New"}, if_match="*")
    with nothing_changes(database):
        again = send(client, body, key="k")
    assert again.headers["Idempotent-Replayed"] == "true"
    instances = {answer.headers["X-Request-Id"] for answer in (first, again)}
    texts = {answer.text.replace(answer.headers["X-Request-Id"], "") for answer in (first, again)}
    assert (len(instances), len(texts)) == (2, 1)


@pytest.mark.usefixtures("small_batches")
def test_another_body_or_other_parameters_under_a_key_are_refused(client: Client, database: Database) -> None:
    lines = [draft(id=A), draft(), draft(), draft()]
    import_lines(client, *lines, key="k")
    with nothing_changes(database):
        for other in ([draft(), *lines[1:]], lines[:2], lines[:3]):
            answer = send(client, ndjson(other), key="k")
            assert answer.status_code == 422 or '"complete":false' in answer.text
            assert "Idempotency-Key" in answer.text
        _, last = read_results(send(client, ndjson([*lines, draft()]), key="k"))
        assert last["complete"] is False
        assert last["problem"]["errors"][0]["code"] == "reused"
        assert errors_of(send(client, ndjson(lines), key="k", mode="upsert")) == {"Idempotency-Key": "reused"}


def test_a_key_belongs_to_the_client_that_sends_it(app: Flask, client: Client) -> None:
    import_lines(client, draft(), key="k")
    assert statuses(import_lines(Client.of(app, "write"), draft(title="Other"), key="k")) == ["created"]


def test_an_import_expires_after_a_day(client: Client, database: Database) -> None:
    import_lines(client, draft(), key="k")
    past = datetime.now(UTC) - timedelta(hours=25)
    database.write(lambda connection: connection.execute(update(Import).values(updated_at=past)))
    assert statuses(import_lines(client, draft(title="Other"), key="k")) == ["created"]
    with database.connect() as connection:
        assert len(connection.execute(select(Import.id)).all()) == 1


def test_errors_of_the_request_are_ordinary_problems(app: Flask, client: Client, public: Client) -> None:
    problem_of(send(public, b""), 401)
    problem_of(send(Client.of(app, "read"), b""), 403)
    problem = problem_of(client.post(IMPORTS, data=b"", headers={"Content-Type": "application/json"}), 415)
    assert "-H 'Content-Type: application/x-ndjson'" in problem["detail"]
    problem_of(send(client, b"", encoding="br"), 415)
    problem_of(client.post(IMPORTS, data=b"", headers={"Content-Type": NDJSON, "Accept": "text/html"}), 406)
    assert errors_of(send(client, b"", mode="replace", atomic="yes", key="no name")) == {
        "mode": "choice",
        "atomic": "type",
        "Idempotency-Key": "format",
    }


def test_an_empty_import_is_valid(client: Client) -> None:
    assert import_lines(client) == []


def test_a_byte_order_mark_before_the_first_line_is_skipped(client: Client) -> None:
    lines, last = read_results(send(client, b"\xef\xbb\xbf" + ndjson([draft(), draft()])))
    assert (statuses(lines), last["complete"]) == (["created", "created"], True)

"""Following changes, exports and imports by the client, also where responses are cut off."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from communique_client import Client, Record, Removal, Update, models, problems

from tests.imports import ndjson
from tests.python_client.faults import CutResponses, Lagging
from tests.records import draft, published
from tests.servers import Server


def follow(client: Client, since: str | None = None, **filters: Any) -> tuple[list[str], list[str | None]]:
    """What happened, in words, and the position after each."""
    events = list(client.follow(since, until_end=True, **filters))
    words = [each.record.title if isinstance(each, Update) else f"without {each.change.op}" for each in events]
    return words, [each.position for each in events]


def titles(records: list[Any]) -> list[str]:
    """Titles in order."""
    return sorted(record.title for record in records)


def made(client: Client, count: int, **members: Any) -> list[Record]:
    """That many published records."""
    return [client.create(published(title=f"Number {number}", **members)) for number in range(count)]


def test_followers_get_each_record_that_has_changed_or_its_removal(client: Client) -> None:
    first, second = made(client, 2)
    words, (_, position) = follow(client)
    assert words == ["Number 0", "Number 1"]
    assert follow(client, position) == ([], [])
    client.update(first, {"title": "Renamed"}, note="A better title.")
    client.withdraw(second, note="A duplicate.")
    client.create(draft())
    words, positions = follow(client, position)
    assert words == ["Renamed", "without withdrawn", "A plan"]
    assert follow(client, positions[-1]) == ([], [])


def test_the_position_before_the_end_of_a_page_repeats_the_page(client: Client) -> None:
    """So that nothing is missed by who stops between two records."""
    made(client, 5)
    words, positions = follow(client, limit=2)
    assert words == [f"Number {number}" for number in range(5)]
    assert [follow(client, position)[0][:1] for position in positions] == [
        ["Number 0"], ["Number 2"], ["Number 2"], ["Number 4"], [],
    ]  # fmt: skip


def test_followers_from_the_latest_change_on_may_stop_after_each_event(server: Server, key: str) -> None:
    """Also where the first page with changes has several."""
    with Client(server.address, key) as writer:
        made(writer, 1)

        class Late(httpx.HTTPTransport):
            """Two records are created before the first page that waits is answered."""

            is_late = False

            def handle_request(self, request: httpx.Request) -> httpx.Response:
                if not self.is_late and request.url.params.get("wait", "0") != "0":
                    self.is_late = True
                    position = super().handle_request(httpx.Request("GET", server.address + "/v1/changes?since=latest"))
                    since = json.loads(position.read())["meta"]["next_cursor"]
                    made(writer, 2)
                    if request.url.params["since"] == "latest":
                        request.url = request.url.copy_set_param("since", since)
                return super().handle_request(request)

        with Client(server.address, key, transport=Late()) as client:
            event = next(iter(client.follow("latest")))
            assert isinstance(event, Update)
            assert event.record.title == "Number 0"
            assert follow(client, event.position)[0] == ["Number 0", "Number 1"]
            assert follow(client, "latest") == ([], [])


@pytest.mark.parametrize("is_new", [True, False], ids=["404", "an older version"])
def test_followers_wait_for_a_replica_that_lags_behind_the_changes(server: Server, key: str, is_new: bool) -> None:
    with Client(server.address, key) as writer:
        (record,) = made(writer, 1)
        shown = writer.call("GET", f"/v1/announcements/{record.id}")
        writer.update(record, {"title": "Renamed"}, note="A better title.")
        missing = {"type": "about:blank/not-found", "title": "Not found", "status": 404, "detail": "", "instance": ""}
    past = httpx.Response(404, json=missing) if is_new else httpx.Response(200, json=shown, headers={"ETag": '"1"'})
    transport = Lagging(past)
    with Client(server.address, key, transport=transport) as client:
        assert follow(client)[0] == ["Renamed"]
        assert transport.reads == 3
    with (
        Client(server.address, key, transport=Lagging(past), patience=0.1) as client,
        pytest.raises(httpx.RemoteProtocolError, match="not shown yet"),
    ):
        follow(client)


def test_followers_of_a_filter_get_what_leaves_it(client: Client) -> None:
    record, _ = made(client, 2, topics=["chips"])
    _, positions = follow(client, topic="chips")
    client.update(record, {"topics": ["ships"]}, note="A slip.")
    assert follow(client, positions[-1], topic="chips")[0] == ["without patched"]
    (removal,) = client.follow(positions[-1], until_end=True, topic="chips")
    assert isinstance(removal, Removal)
    assert removal.id == record.id


def test_an_export_that_is_cut_off_gives_each_record_once(server: Server, key: str) -> None:
    """Also one with a separator of lines of Unicode in its text."""
    transport = CutResponses(5_000)
    with Client(server.address, key) as client:
        made(client, 20, summary="One\u2028line\u0085only")
    with Client(server.address, key, transport=transport) as client:
        exported = list(client.export(sort="created_at"))
    assert [record.title for record in exported] == [f"Number {number}" for number in range(20)]
    assert transport.count == 2
    assert {record.summary for record in exported} == {"One\u2028line\u0085only"}


def test_an_export_that_ends_within_a_line_is_not_taken_for_whole(server: Server, key: str) -> None:
    """As behind a proxy that closes the connection as if the response were complete."""
    with Client(server.address, key) as client:
        made(client, 3)
    transport = CutResponses(-10, is_noticed=False)
    with Client(server.address, key, transport=transport) as client:
        assert len(list(client.export())) == 3
        assert transport.count == 2


def test_an_export_that_nobody_reads_to_its_end_is_closed(client: Client) -> None:
    made(client, 3)
    for record in client.export(sort="created_at"):
        assert record.title == "Number 0"
        break
    assert titles(list(client.announcements())) == ["Number 0", "Number 1", "Number 2"]


def test_an_import_answers_each_record_and_then_sums_up(client: Client) -> None:
    lines = [published(title="Good"), {"kind": "plan"}, published(title="Better")]
    results: list[models.ImportResult] = []
    last = client.import_records((line for line in lines), results.append)
    assert [(result.line, result.status) for result in results] == [(1, "created"), (2, "refused"), (3, "created")]
    assert results[1].problem is not None
    assert last.summary is not None
    assert (last.summary.created, last.summary.refused, last.complete) == (2, 1, True)
    assert titles(list(client.announcements())) == ["Better", "Good"]


@pytest.mark.parametrize("name", ["records.ndjson", "records.ndjson.gz"])
def test_an_import_of_a_file_whose_response_is_cut_off_is_resumed(
    server: Server, key: str, tmp_path: Path, name: str
) -> None:
    transport = CutResponses(10_000)
    content = ndjson(published(title=f"Number {number}") for number in range(250))
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    with Client(server.address, key, transport=transport) as client:
        results: list[models.ImportResult] = []
        last = client.import_records(tmp_path / name, results.append)
        assert [(result.line, result.status) for result in results] == [(line, "created") for line in range(1, 251)]
        assert last.complete
        assert transport.count == 2
        assert len(list(client.announcements())) == 250


def test_an_import_is_resumed_by_another_process_with_its_key(client: Client) -> None:
    lines = [published(title=f"Number {number}") for number in range(3)]
    first, again = list[models.ImportResult](), list[models.ImportResult]()
    assert client.import_records(lines, first.append, key="monthly") == client.import_records(
        lines, again.append, key="monthly"
    )
    assert (first, len(first)) == (again, 3)
    with pytest.raises(problems.Invalid, match="Idempotency-Key"):
        client.import_records(lines[:1], key="monthly")
    assert len(list(client.announcements())) == 3


def test_what_was_exported_can_be_imported(client: Client) -> None:
    made(client, 2)
    last = client.import_records(client.export(), mode="upsert")
    assert last.summary is not None
    assert (last.summary.unchanged, last.summary.lines) == (2, 2)
    assert json.loads(next(client.export()).model_dump_json(by_alias=True, exclude_unset=True)).keys() >= {
        "id",
        "title",
    }

"""Broken imports: each line is answered, or the summary says that the import stopped; nothing is half written."""

from __future__ import annotations

import gzip
import io
import json
import os
from functools import partial
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text

from api import create_app
from api.db.database import Database
from api.models import Announcement
from api.services.bulk import import_job
from api.settings import Settings
from tests import engines
from tests.clients import Client
from tests.imports import IMPORTS, NDJSON, import_lines, ndjson, read_results, send, statuses
from tests.records import draft, published
from tests.refusals import nothing_changes, problem_of
from tests.strategies import json_values

MAX_LINE = 20_000
QUICK = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "25")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four lines per transaction."""
    monkeypatch.setattr(import_job, "BATCH_LINES", 4)


@pytest.fixture
def short_lines(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the limit of bodies, and so of lines."""
    short = Settings(database_url=app.extensions["settings"].database_url, max_body_bytes=MAX_LINE)
    monkeypatch.setitem(app.extensions, "settings", short)
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", MAX_LINE)


WRONG: dict[str, tuple[bytes, int]] = {
    "not JSON": (b"{", 400),
    "a comment": (b"# draft", 400),
    "not UTF-8": (b'{"title": "\xff"}', 400),
    "half a surrogate": (b'{"title": "\\ud800"}', 400),
    "a member twice": (b'{"title": "a", "title": "b"}', 400),
    "two records": (b"{} {}", 400),
    "no object": (b"[1]", 400),
    "nested too deeply": (b"[" * 5_000, 400),
    "a mark of the byte order alone": (b"\xef\xbb\xbf", 400),
    "nothing in it": (b"{}", 422),
    "no id": (json.dumps(draft(id="x")).encode(), 422),
    "a number for an id": (json.dumps(draft(id=5)).encode(), 422),
    "withdrawn": (json.dumps(draft(state="withdrawn")).encode(), 422),
}


@pytest.mark.parametrize("name", [*WRONG])
def test_a_broken_line_is_refused_and_its_neighbours_are_written(client: Client, name: str) -> None:
    line, status = WRONG[name]
    lines = import_lines(client, draft(), line, draft())
    assert statuses(lines) == ["created", "refused", "created"]
    assert (lines[1]["line"], lines[1]["problem"]["status"]) == (2, status)


RECORD = json.dumps(draft()).encode()
OTHER_FORMATS: dict[str, tuple[bytes, str, str]] = {
    "CSV": (b"title,kind\nA plan,plan\n", "CSV", "each row"),
    "CSV with a byte order mark": (b"\xef\xbb\xbftitle;kind\r\nA plan;plan\r\n", "CSV", "each row"),
    "a table by tabs": (b"title\tkind\nA plan\tplan\n", "CSV", "each row"),
    "one line of CSV": (b"title,kind", "CSV", "each row"),
    "an array": (b"[" + RECORD + b"]", "a JSON array", "jq -c '.[]'"),
    "an array over lines": (b"[\n" + RECORD + b",\n" + RECORD + b"\n]\n", "a JSON array", "jq -c '.[]'"),
    "a record over lines": (json.dumps(draft(), indent=2).encode(), "JSON that spans several lines", "jq -c '.'"),
    "records over lines": (json.dumps(draft(), indent=2).encode() * 2, "JSON that spans several", "jq -c '.'"),
    "Excel": (b"PK\x03\x04\x14\x00\x06\x00" + b"\n" * 30, "an Excel file", "each row"),
    "gzip that is not declared": (gzip.compress(RECORD), "gzip", "Content-Encoding: gzip"),
    "UTF-16": (RECORD.decode().encode("utf-16"), "UTF-16", "UTF-8"),
    "UTF-16 without a mark": (RECORD.decode().encode("utf-16-le"), "UTF-16", "UTF-8"),
    "HTML": (b"\n<!doctype html>\n<p>A plan\n", "XML or HTML", "each element"),
}


@pytest.mark.parametrize("query", [{}, {"atomic": "true"}, {"dry_run": "true"}])
@pytest.mark.parametrize("name", [*OTHER_FORMATS])
def test_a_file_that_is_not_ndjson_is_recognized_once(
    client: Client, database: Database, name: str, query: dict[str, str]
) -> None:
    body, what, step = OTHER_FORMATS[name]
    with nothing_changes(database):
        detail = problem_of(send(client, body, **query), 400)["detail"]
    assert detail.startswith(f"This looks like {what}")
    assert step in detail
    assert "docs/bulk.md" in detail


@pytest.mark.parametrize("line", [b"a, b", b'{"title": "A",', b"[1]", b"5"])
def test_a_broken_first_line_is_refused_by_itself(client: Client, line: bytes) -> None:
    assert statuses(import_lines(client, line, draft())) == ["refused", "created"]


@pytest.mark.usefixtures("short_lines")
def test_a_line_that_is_too_long_is_refused_and_its_neighbours_are_written(client: Client) -> None:
    """The whole body may exceed the limit."""
    lines = import_lines(client, *[draft(body="x" * (MAX_LINE - 1_000))] * 3, draft(body="x" * MAX_LINE), draft())
    assert statuses(lines) == ["created", "created", "created", "refused", "created"]
    assert lines[3]["problem"]["status"] == 413


def test_a_gzip_stream_that_is_cut_off_keeps_the_lines_before(client: Client, database: Database) -> None:
    body = b"".join(gzip.compress(ndjson([draft()])) for _ in range(9))
    lines, last = read_results(send(client, body[:-4], encoding="gzip"))
    assert statuses(lines) == ["created"] * 8
    assert (last["complete"], last["problem"]["status"]) == (False, 400)
    with database.connect() as connection:
        assert len(connection.scalars(select(Announcement.id)).all()) == 8
    with nothing_changes(database):
        problem_of(send(client, ndjson([draft()]), encoding="gzip"), 400)


def test_an_interrupted_import_is_resumed(client: Client, database: Database) -> None:
    records = [draft(title=f"Number {number}") for number in range(11)]
    body = gzip.compress(ndjson(records))
    whole = b"".join(gzip.compress(line + b"\n") for line in ndjson(records).splitlines())
    first, last = read_results(send(client, whole[:-3], encoding="gzip", key="k"))
    assert (len(first), last["complete"]) == (8, False)
    again, last = read_results(send(client, body, encoding="gzip", key="k"))
    assert last["complete"] is True
    assert again[:8] == first
    assert [each["line"] for each in again] == [*range(1, 12)]
    with database.connect() as connection:
        assert sorted(connection.scalars(select(Announcement.title))) == sorted(each["title"] for each in records)


def test_a_body_that_is_cut_off_is_refused(client: Client, database: Database) -> None:
    body = ndjson([draft()])
    headers = {"Content-Type": NDJSON}
    with nothing_changes(database):
        answer = client.post(
            IMPORTS, data=body, headers=headers, environ_overrides={"CONTENT_LENGTH": str(len(body) + 1)}
        )
        problem_of(answer, 400)


class Silent:
    """A body after whose bytes nothing comes in time."""

    def __init__(self, body: bytes) -> None:
        self.rest = io.BytesIO(body)

    def read(self, size: int) -> bytes:
        """Bytes, as a socket with a time limit has them."""
        data = self.rest.read(size)
        if not data:
            raise TimeoutError
        return data


@pytest.mark.parametrize(("lines", "created"), [(9, 8), (1, 0)])
def test_a_body_that_stops_coming_is_408_and_keeps_the_batches_before(client: Client, lines: int, created: int) -> None:
    unsent = {"wsgi.input": Silent(ndjson([draft()] * lines)), "CONTENT_LENGTH": "1000000"}
    answer = client.post(IMPORTS, headers={"Content-Type": NDJSON}, environ_overrides=unsent, buffered=True)
    if created:
        results, last = read_results(answer)
        assert (statuses(results), last["complete"]) == (["created"] * created, False)
        problem = last["problem"]
    else:
        problem = problem_of(answer, 408)
    assert (problem["status"], problem["type"].rpartition("/")[2]) == (408, "timeout")
    assert "60 seconds" in problem["detail"]


def test_the_number_of_concurrent_imports_is_limited(app: Flask, client: Client) -> None:
    slots = app.extensions["import slots"]
    taken = [slots.acquire(blocking=False) for _ in range(10)].count(True)
    try:
        answer = send(client, ndjson([draft()]))
        problem_of(answer, 429)
        assert int(answer.headers["Retry-After"]) > 0
        assert client.get("/v1/announcements").status_code == 200
    finally:
        slots.release(taken)
    assert statuses(import_lines(client, draft())) == ["created"]
    assert taken == 2


def test_a_full_disk_stops_an_import_with_a_problem_in_the_summary(tmp_path: Any) -> None:
    """With more room the import is resumed."""
    url = engines.create_database("sqlite", tmp_path, "", "full")
    database = engines.open_migrated(url)
    database.engine.dispose()
    app = create_app(Settings(database_url=url, log_level="error", database_pool_size=1))
    client = Client.of(app, "write", "publish")
    records = [published(body=f"{number} words " * 2_000) for number in range(40)]

    def make_room(connection: Connection, *, pages: int) -> None:
        size = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {size + pages}"))

    app.extensions["database"].write(partial(make_room, pages=150))
    lines, last = read_results(send(client, ndjson(records), key="k"))
    assert 0 < len(lines) < 40
    assert statuses(lines) == ["created"] * len(lines)
    assert (last["complete"], last["problem"]["status"]) == (False, 503)
    app.extensions["database"].write(partial(make_room, pages=10_000))
    again, last = read_results(send(client, ndjson(records), key="k"))
    assert (len(again), last["complete"]) == (40, True)
    assert again[: len(lines)] == lines
    app.extensions["database"].engine.dispose()


anything = (
    st.binary(max_size=30)
    | json_values.map(lambda value: json.dumps(value).encode())
    | st.just(json.dumps(draft()).encode())
)


@QUICK
@given(
    body=st.lists(anything, max_size=10).map(b"\n".join),
    mode=st.sampled_from(["create", "upsert"]),
    atomic=st.booleans(),
    dry_run=st.booleans(),
    compressed=st.booleans(),
)
def test_every_line_of_any_body_is_answered(  # noqa: PLR0917 - Hypothesis passes them by name.
    client: Client, body: bytes, mode: str, atomic: bool, dry_run: bool, compressed: bool
) -> None:
    query = {"mode": mode, "atomic": str(atomic).lower(), "dry_run": str(dry_run).lower()}
    sent = gzip.compress(body) if compressed else body
    answer = send(client, sent, encoding="gzip" if compressed else None, **query)
    if answer.status_code == 400:
        assert problem_of(answer, 400)["detail"].startswith("This looks like ")
        return
    lines, last = read_results(answer)
    numbers = [number for number, line in enumerate(body.split(b"\n"), 1) if line.strip()]
    assert [each["line"] for each in lines] == numbers
    assert last["complete"] is True
    assert all(each["problem"]["status"] in {400, 409, 422} for each in lines if each["status"] == "refused")

"""Content negotiation: `?format=` and Accept choose the format of a list."""

from __future__ import annotations

import csv
import io
from typing import Any

import feedparser
import orjson
import pytest
from flask import Flask
from icalendar import Calendar

from tests.clients import RECORDS, Client, errors_of, url_of
from tests.records import published, worked_example

LISTS = (RECORDS, "/v1/commitments", "/v1/amounts", "/v1/quotes")


@pytest.fixture(scope="module")
def record(module_app: Flask) -> dict[str, Any]:
    """Create thirty small records, then the worked example."""
    client = Client.of(module_app, "write", "publish")
    for number in range(30):
        client.create(published(title=f"Small {number}", jurisdiction="FR", announced_on="2026-02-01"))
    return client.create(worked_example())


@pytest.fixture
def reader(module_app: Flask, record: dict[str, Any]) -> Client:  # noqa: ARG001 - made before.
    """A client without a key."""
    return Client(module_app)


@pytest.mark.parametrize("path", LISTS)
def test_ndjson_gives_every_match_of_the_list(reader: Client, path: str) -> None:
    answer = reader.get(f"{path}?format=ndjson")
    lines = [orjson.loads(line) for line in answer.data.splitlines()]
    assert answer.content_type == "application/x-ndjson"
    assert lines == reader.get(f"{path}?limit=200").get_json()["data"]
    assert len(reader.get(f"{path}?format=ndjson&limit=1").data.splitlines()) == 1


def test_more_than_one_batch_is_streamed_without_gaps(client: Client, public: Client) -> None:
    promises = [{"kind": "goal", "statement": f"Goal {n}"} for n in range(600)]
    client.create(published(jurisdiction="DE", commitments=promises))
    client.create(published(jurisdiction="DE", commitments=promises))
    lines = public.get("/v1/commitments?jurisdiction=DE&format=ndjson&fields=id").data.splitlines()
    assert len(set(lines)) == 1_200


@pytest.mark.parametrize("path", LISTS)
def test_csv_has_a_row_for_each_item(reader: Client, path: str) -> None:
    answer = reader.get(f"{path}?format=csv&jurisdiction=KR")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert answer.content_type.startswith("text/csv")
    assert [row["id"] for row in rows] == [
        item["id"] for item in reader.get(f"{path}?jurisdiction=KR&limit=200").get_json()["data"]
    ]
    assert reader.get(f"{path}?format=csv&jurisdiction=IT").text.count("\r\n") == 1


def test_an_atom_feed_is_read_by_a_feed_reader(reader: Client, record: dict[str, Any]) -> None:
    answer = reader.get(f"{RECORDS}?format=atom&topic=quantum-technology")
    feed = feedparser.parse(answer.data)
    assert not feed.bozo
    assert [(entry.id, entry.title) for entry in feed.entries] == [(f"urn:uuid:{record['id']}", record["title"])]
    assert 'rel="next"' in reader.get(f"{RECORDS}?format=atom&limit=5").headers["Link"]


def test_a_calendar_lists_commitments_by_due_date(reader: Client, record: dict[str, Any]) -> None:
    calendar = Calendar.from_ical(reader.get("/v1/commitments?format=ics&due_from=2026&due_to=2026").data)
    clusters = next(part for part in record["commitments"] if part["key"] == "clusters")
    (event,) = calendar.walk("VEVENT")
    assert str(event["UID"]) == f"urn:uuid:{clusters['id']}"
    assert (str(event["DTSTART"].dt), str(event["DTEND"].dt)) == ("2026-07-01", "2026-08-01")


def test_a_record_is_linked_data_on_request(reader: Client, record: dict[str, Any]) -> None:
    named = reader.get(f"{url_of(record)}?format=jsonld")
    asked = reader.get(url_of(record), headers={"Accept": "application/ld+json"})
    assert named.content_type == asked.content_type == "application/ld+json"
    assert orjson.loads(named.data)["name"] == record["title"]
    assert orjson.loads(reader.get(f"{RECORDS}?format=jsonld&limit=2").data)["numberOfItems"] == 2
    assert orjson.loads(reader.get(f"{RECORDS}?format=jsonfeed&limit=2").data)["items"][0]["title"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv", "text/csv; charset=utf-8; header=present"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("application/atom+xml;q=0.9, text/html", "application/atom+xml; charset=utf-8"),
        ("application/json, text/csv;q=0.5", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_accept_chooses_a_format(reader: Client, accept: str, kind: str) -> None:
    answer = reader.get(f"{RECORDS}?jurisdiction=KR", headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, kind)
    assert "Accept" in answer.headers["Vary"]


def test_the_query_takes_precedence_over_accept(reader: Client) -> None:
    answer = reader.get("/v1/amounts?format=csv", headers={"Accept": "application/json"})
    assert answer.content_type.startswith("text/csv")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/v1/amounts", 406), ("/v1/commitments", 406), ("/v1/topics", 406), ("/v1/parties", 406)],
)
def test_a_format_that_a_list_does_not_offer_is_refused(public: Client, path: str, status: int) -> None:
    assert public.get(path, headers={"Accept": "application/atom+xml"}).status_code == status
    assert errors_of(public.get(f"{path}?format=atom")).keys() == {"format"}


@pytest.mark.parametrize("question", ["fields=id", "facet=kind", "q=a&highlight=true"])
def test_a_parameter_without_effect_on_the_format_is_refused(public: Client, question: str) -> None:
    answer = public.get(f"{RECORDS}?format=csv&{question}")
    assert answer.status_code == 422
    assert list(errors_of(answer).values()) == ["format"]


@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "atom", "jsonfeed", "jsonld"])
def test_head_returns_the_headers_of_get(reader: Client, form: str) -> None:
    path = f"{RECORDS}?format={form}"
    got, headed = reader.get(path), reader.send("HEAD", path)
    assert (headed.status_code, headed.content_type, headed.data) == (200, got.content_type, b"")

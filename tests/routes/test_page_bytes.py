"""Pages end before they are too long, whatever the format: the link to the next one loses nothing."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import orjson
import pytest
from flask import Flask
from sqlalchemy import insert, select, update

from api.db.database import Database
from api.models import Announcement, Version
from api.services import pagination
from api.services.pagination import MAX_PAGE_BYTES
from tests.clients import RECORDS, Client, url_of
from tests.records import published
from tests.services.query.test_statement_counts import counted

BODY = 700_000
"""Characters of the body of a long record: five of them fill a page."""

LONG, SHORT = "x" * BODY, "x"
PATTERN = "lsllslllllssll"
"""Which of the records, the latest first, are long."""


@pytest.fixture(scope="module")
def records(module_app: Flask) -> list[str]:
    """Ids of records, the latest first: five long ones and the short ones between them fill a page."""
    client, ids = Client.of(module_app, "write", "publish"), []
    for day, letter in enumerate(reversed(PATTERN), 1):
        body = LONG if letter == "l" else SHORT
        topics = ["long" if letter == "l" else "short"]
        record = published(announced_on=f"2026-01-{day:02}", body=body, topics=topics, title=f"Quantum {letter}")
        ids.append(client.create(record)["id"])
    return ids[::-1]


@pytest.fixture
def reader(module_app: Flask) -> Client:
    """A client of the application that has these records."""
    return Client(module_app)


def pages(client: Client, path: str) -> Iterator[Any]:
    """Every page of a list, by its links."""
    link = path
    while link:
        answer = client.get(link)
        assert answer.status_code == 200, answer.text
        yield answer
        link = answer.get_json()["links"].get("next", "")


LISTS = (
    f"{RECORDS}?limit=200",
    f"{RECORDS}?limit=10",
    f"{RECORDS}?limit=200&sort=announced_on",
    f"{RECORDS}?limit=200&sort=-updated_at",
    f"{RECORDS}?limit=200&q=quantum",
    f"{RECORDS}?limit=200&q=quantum&sort=-announced_on",
    f"{RECORDS}?limit=200&party=Ministry%20of%20Science%20and%20ICT",
    f"{RECORDS}?limit=200&total=exact&kind=plan",
    f"{RECORDS}?limit=200&fields=id",
)


@pytest.mark.parametrize("path", LISTS)
def test_a_page_ends_by_bytes_and_the_next_goes_on(reader: Client, records: list[str], path: str) -> None:
    listed: list[str] = []
    for answer in pages(reader, path):
        page = answer.get_json()
        listed += [each["id"] for each in page["data"]]
        has_next = "next" in page["links"]
        is_short = len(page["data"]) < int(path.split("limit=")[1].split("&", maxsplit=1)[0])
        assert page["meta"].get("ended_by") == ("bytes" if has_next and is_short else None)
        assert page["meta"]["total"]["value"] == len(PATTERN)
        assert len(answer.data) < MAX_PAGE_BYTES + 50_000
    assert sorted(listed) == sorted(records)
    if "sort" not in path:
        assert listed == records


def test_a_page_by_count_does_not_say_why_it_ended(reader: Client, records: list[str]) -> None:
    page = reader.get(f"{RECORDS}?limit=2").get_json()
    assert [each["id"] for each in page["data"]] == records[:2]
    assert page["meta"].keys() == {"total", "next_cursor"}


def test_an_item_longer_than_a_page_is_a_page(client: Client, public: Client, database: Database) -> None:
    for title in "abc":
        long = client.create(published(title=title))
        if title == "b":
            document = orjson.dumps(long | {"body": "z" * (MAX_PAGE_BYTES + 1)})
            with database.writer.begin() as connection:
                change = update(Announcement).where(Announcement.id == UUID(long["id"])).values(document=document)
                connection.execute(change)
    found = [page.get_json() for page in pages(public, f"{RECORDS}?sort=created_at")]
    assert [[each["title"] for each in page["data"]] for page in found] == [["a"], ["b"], ["c"]]
    assert [page["meta"].get("ended_by") for page in found] == ["bytes", "bytes", None]


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_a_stream_has_all_items_in_order(reader: Client, records: list[str], format: str) -> None:
    answer = reader.get(f"{RECORDS}?format={format}")
    ids = (
        [line.split(",")[0] for line in answer.text.splitlines()[1:]]
        if format == "csv"
        else [orjson.loads(line)["id"] for line in answer.data.splitlines()]
    )
    assert ids == records


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("format", ["csv", "ndjson", "atom", "jsonfeed", "jsonld"])
def test_a_page_of_another_format_has_the_link_to_the_next(reader: Client, format: str) -> None:
    answer = reader.get(f"{RECORDS}?limit=200&format={format}")
    assert 'rel="next"' in answer.headers["Link"]


@pytest.mark.usefixtures("records")
def test_the_bytes_are_limited_when_rows_are_read(reader: Client, module_app: Flask) -> None:
    """A page needs no more memory than a few pages, whatever the records are."""
    reader.is_checked = False
    reader.get(f"{RECORDS}?limit=200")
    tracemalloc.start()
    assert reader.get(f"{RECORDS}?limit=200").status_code == 200
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * MAX_PAGE_BYTES
    with counted(module_app.extensions["database"]) as statements:
        reader.get(f"{RECORDS}?limit=10&topic=short")
    assert len(statements) == 1


def test_pages_of_parties_and_of_progress_end_by_bytes(
    client: Client, public: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A party has a name more for each record that calls it so, and a report a note and a source."""
    monkeypatch.setattr(pagination, "MAX_PAGE_BYTES", 2_000)
    for number in range(4):
        parties = [
            {
                "key": f"p{each}",
                "name": f"{each}{number}" * 150,
                "kind": "company",
                "roles": ["issuer"],
                "identifiers": [{"scheme": "wikidata", "id": f"Q{each}"}],
            }
            for each in range(5)
        ]
        promise = {"key": "c", "kind": "goal", "statement": "Lead."}
        record = client.create(published(title=f"{number}", parties=parties, commitments=[promise]))
    progress = f"{record['commitments'][0]['url']}/progress"
    for day in range(1, 6):
        body = {"status": "in_progress", "on": f"2026-05-{day:02}", "note": "양" * 300, "source": {"title": "x"}}
        assert client.post(progress, json=body).status_code == 201
    for path, count, on_first in (("/v1/parties?limit=200&kind=company", 5, 1), (f"{progress}?limit=200", 5, 2)):
        found = [page.get_json() for page in pages(public, path)]
        ids = [each["id"] for page in found for each in page["data"]]
        assert (len(ids), len({*ids})) == (count, count)
        assert len(found[0]["data"]) == on_first
        assert [page["meta"].get("ended_by") for page in found] == ["bytes"] * (len(found) - 1) + [None]
        assert {page["meta"]["total"]["value"] for page in found} == {count}


def test_long_lists_of_changed_paths_are_paged_by_bytes(client: Client, public: Client, database: Database) -> None:
    record = client.create(published())
    paths = [f"/commitments/{number}-{'k' * 60}" for number in range(1_000)]
    with database.writer.begin() as connection:
        first = connection.execute(select(Version.__table__)).one()._asdict()
        later = [
            {**first, "seq": first["seq"] + number, "number": number + 1, "public_number": number + 1, "paths": paths}
            for number in range(1, 100)
        ]
        connection.execute(insert(Version), later)
    for path in (f"{url_of(record)}/versions?limit=200", "/v1/changes?limit=200"):
        found: list[int] = []
        ends: list[str | None] = []
        for answer in pages(public, path):
            page = answer.get_json()
            found += [each["version"] for each in page["data"]]
            ends.append(page["meta"].get("ended_by"))
            assert len(answer.data) < 1.2 * MAX_PAGE_BYTES
            if page["meta"].get("at_end"):
                break
        assert found == [*range(1, 101)]
        assert ends == ["bytes", None]

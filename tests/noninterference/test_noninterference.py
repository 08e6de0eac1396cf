"""Drafts never show in public: every public read is the same, to the byte, whether or not there are drafts.

Two databases have the same public history; in one, drafts and their changes come between its steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from api import create_app
from api.http.contract import contract_of
from api.settings import Settings
from tests import engines
from tests.clients import Client
from tests.noninterference import histories
from tests.noninterference.reads import Known, Read, public_reads
from tests.oracle.snapshot import Snapshot, read_snapshot

PER_DELIVERY = {"Date", "X-Request-Id"}
"""Headers that differ whenever a request is sent again."""

SEED, SIZE, MAX_PAGES = 20_260_129, 10, 40
SHORT = 17
"""In the short form, one of so many requests is sent."""


class Pair(NamedTuple):
    """The application on a database without drafts, and on one with them; and what requests can name."""

    plain: Flask
    mixed: Flask
    known: Known


@pytest.fixture(scope="module")
def pair(engine_name: str, newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Both applications, whose records the tests do not change."""
    apps: list[Flask] = []
    for name in ("plain", "mixed"):
        folder = tmp_path_factory.mktemp(name)
        url = engines.copy_database(newest(engine_name), folder, folder.name)
        app = create_app(Settings(database_url=url, log_level="error"))
        database = engines.disable_fsync(app.extensions["database"])
        histories.play(database, histories.steps_of(SEED, SIZE), with_secrets=name == "mixed")
        apps.append(app)
    yield Pair(*apps, known_of(*apps))
    for app in apps:
        app.extensions["database"].engine.dispose()


def known_of(plain: Flask, mixed: Flask) -> Known:
    """What requests can name."""
    today = datetime.now(UTC).date()
    every = read_snapshot(plain.extensions["database"], today)
    shown = Snapshot([record for record in every.records if record["state"] == "published"], today)
    drafts = read_snapshot(mixed.extensions["database"], today)
    parties = sorted({party.id for snapshot in (every, drafts) for party in snapshot.parties})
    ids = [histories.id_of(name, number) for number in range(SIZE) for name in ("public", "secret")]
    return Known(shown, ids, parties)


def send(app: Flask, read: Read, **headers: str) -> TestResponse:
    """The response of an application to a request without a key."""
    sent = {"Accept": read.accept, "X-Request-Id": "the-same", **headers}
    return Client(app).send(read.method, read.path, json=read.json, headers=sent, buffered=True)


def visible(answer: TestResponse) -> str:
    """All of a response that must not differ."""
    headers = sorted(f"{name}: {value}" for name, value in answer.headers if name not in PER_DELIVERY)
    return "\n".join([answer.status, *headers, repr(answer.data)])


def difference(read: Read, plain: TestResponse, mixed: TestResponse) -> list[str]:
    """The place at which two responses begin to differ; none if they are the same."""
    one, other = visible(plain), visible(mixed)
    if one == other:
        return []
    place = next(index for index, pair in enumerate(zip_longest(one, other)) if pair[0] != pair[1])
    shown = (text[max(place - 60, 0) : place + 60] for text in (one, other))
    return [f"{read.method} {read.path}: {' | '.join(shown)}"]


def compare(pair: Pair, read: Read) -> tuple[TestResponse, list[str]]:
    """The response without drafts, and what differs with them; sent again on a new day if midnight came between."""
    while True:
        day = datetime.now(UTC).date()
        plain, mixed = (send(app, read) for app in (pair.plain, pair.mixed))
        if datetime.now(UTC).date() == day:
            break
    differences = difference(read, plain, mixed)
    if etag := plain.headers.get("ETag"):
        known = [send(app, read, **{"If-None-Match": etag}) for app in (pair.plain, pair.mixed)]
        assert known[0].status_code == (200 if read.method == "POST" else 304)
        differences += difference(read, *known)
    return plain, differences


def compare_pages(pair: Pair, read: Read) -> Iterator[list[str]]:
    """What differs on each page of a list, or in another response."""
    for _ in range(MAX_PAGES):
        answer, differences = compare(pair, read)
        yield differences
        body = answer.get_json() if answer.is_json and read.method == "GET" else None
        if not isinstance(body, dict) or not body.get("data") or "next" not in body["links"]:
            break
        address = urlsplit(body["links"]["next"])
        read = Read(f"{address.path}?{address.query}")


def test_some_public_reads_do_not_show_drafts(pair: Pair) -> None:
    reads = public_reads(pair.known, random_number=40)
    assert [each for read in reads[::SHORT] for page in compare_pages(pair, read) for each in page] == []


@pytest.mark.long
def test_no_public_read_shows_drafts(pair: Pair) -> None:
    reads = public_reads(pair.known, random_number=200)
    pages = [page for read in reads for page in compare_pages(pair, read)]
    assert [each for page in pages for each in page] == []
    assert len(pages) > 1_400


def test_the_reads_are_of_every_open_address(pair: Pair) -> None:
    adapter, rules = pair.plain.url_map.bind("localhost"), pair.plain.url_map.iter_rules()
    paths = {(urlsplit(read.path).path, read.method) for read in public_reads(pair.known, random_number=4)}
    matched = {adapter.match(path, method=method)[0] for path, method in paths if adapter.test(path, method=method)}
    readable = {rule.endpoint for rule in rules if rule.methods and not rule.methods.isdisjoint(("GET", "QUERY"))} - {
        "static"
    }
    assert {each for each in readable if not contract_of(pair.plain.view_functions[each]).scopes} <= matched

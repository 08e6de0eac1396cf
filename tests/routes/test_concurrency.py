"""Simultaneous writers: one wins, the others get an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from api import create_app
from api.db.sql import CHANGE_LOG_LOCK_ID, lock_until_commit
from api.settings import Settings
from tests.clients import RECORDS, Client, url_of
from tests.records import draft, published

TOO_LONG = 30
TRIALS = 5
WRITERS = 4


def at_once(app: Flask, key: str | None, send: Callable[[Client, int], TestResponse]) -> list[TestResponse]:
    """Send one request from each of several threads at the same moment. Return the answers by writer."""
    barrier = Barrier(WRITERS)

    def start(number: int) -> TestResponse:
        client = Client(app, key)
        barrier.wait(30)
        return send(client, number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(start, range(WRITERS)))


def statuses(answers: list[TestResponse]) -> Counter[int]:
    """Count the statuses."""
    return Counter(answer.status_code for answer in answers)


def test_one_of_several_writers_with_the_same_etag_wins(app: Flask, client: Client) -> None:
    for _ in range(TRIALS):
        record = client.create(draft())
        url, etag = url_of(record), client.get(url_of(record)).headers["ETag"]

        def send(writer: Client, number: int, url: str = url, etag: str = etag) -> TestResponse:
            promises = [{"key": f"k{number}-{n}", "kind": "goal", "statement": f"{number}"} for n in range(20)]
            return writer.put(url, json=draft(title=f"{number}", commitments=promises), if_match=etag)

        answers = at_once(app, client.key, send)
        assert statuses(answers) == {200: 1, 412: WRITERS - 1}
        (winner,) = (number for number, answer in enumerate(answers) if answer.status_code == 200)
        stored = client.get(url).get_json()
        assert (stored["version"], stored["title"]) == (2, f"{winner}")
        assert {each["statement"] for each in stored["commitments"]} == {f"{winner}"}


def test_one_of_several_writers_with_the_same_id_creates(app: Flask, client: Client) -> None:
    for _ in range(TRIALS):
        url = f"{RECORDS}/{uuid4()}"

        def send(writer: Client, number: int, url: str = url) -> TestResponse:
            return writer.put(url, json=draft(title=f"{number}"))

        assert statuses(at_once(app, client.key, send)) == {201: 1, 428: WRITERS - 1}


def test_one_of_several_records_with_the_same_identifier_is_stored(app: Flask, client: Client) -> None:
    for trial in range(TRIALS):
        record = draft(identifiers=[{"scheme": "gov", "id": f"{trial}"}])

        def send(writer: Client, _: int, record: dict[str, object] = record) -> TestResponse:
            return writer.post(RECORDS, json=record)

        assert statuses(at_once(app, client.key, send)) == {201: 1, 409: WRITERS - 1}


def test_a_new_party_of_simultaneous_records_is_added_once(app: Flask, client: Client) -> None:
    for trial in range(TRIALS):
        issuer = {"key": "x", "name": f"New body {trial}", "kind": "government", "roles": ["issuer"]}
        record = published(parties=[issuer])

        def send(writer: Client, _: int, record: dict[str, object] = record) -> TestResponse:
            return writer.post(RECORDS, json=record)

        answers = at_once(app, client.key, send)
        assert statuses(answers) == {201: WRITERS}
        assert len({answer.get_json()["parties"][0]["party"]["id"] for answer in answers}) == 1


def test_simultaneous_reports_of_progress_are_all_stored(app: Flask, client: Client) -> None:
    record = client.create(draft(commitments=[{"key": "c", "kind": "goal", "statement": "x"}]))
    url = f"{record['commitments'][0]['url']}/progress"

    def send(writer: Client, number: int) -> TestResponse:
        report = {"status": "in_progress", "on": f"2026-0{number + 1}", "source": {"title": "x"}}
        return writer.post(url, json=report)

    assert statuses(at_once(app, client.key, send)) == {201: WRITERS}
    stored = client.get(url_of(record)).get_json()
    assert (stored["version"], stored["commitments"][0]["status"]["on"]) == (1 + WRITERS, f"2026-0{WRITERS}")


def test_a_write_waits_a_limited_time_for_another_writer(migrated_database: str) -> None:
    """Then it answers 503, also if the other is a thread of its process; once that has ended, it succeeds."""
    app = create_app(Settings(database_url=migrated_database, database_lock_timeout=1, log_level="error"))
    client, database = Client.of(app, "write"), app.extensions["database"]
    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as connection:
            lock_until_commit(connection, CHANGE_LOG_LOCK_ID)
            refused = pool.submit(client.post, RECORDS, json=draft()).result(TOO_LONG)
            assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
            assert "Nothing was changed" in refused.get_json()["detail"]
        assert client.post(RECORDS, json=draft()).status_code == 201
    database.engine.dispose()

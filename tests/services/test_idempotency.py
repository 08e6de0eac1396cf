"""Idempotency records: stored with the change, found by key, purged after 24 hours."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask, Response
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from api.db.database import Database
from api.http.context import ctx
from api.http.transactions import replay_or_run
from api.models import IdempotencyRecord
from api.services import auth, idempotency
from api.services.auth import Actor
from api.services.errors import InFlight, Invalid, ServiceError
from api.services.idempotency import MAX_PURGED, RETENTION, IdempotentRequest, StoredResponse, sha256_hex
from tests.services.test_change_feed import ON_POSTGRESQL

NOW = datetime(2026, 1, 30, 8, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
ANSWER = StoredResponse(201, {"ETag": '"1-x"', "Location": "/v1/announcements/x"}, b'{"title": "\xc3\xa9"}', None)


@pytest.fixture
def key_id(database: Database) -> UUID:
    """The id of an API key."""
    key = database.write(lambda connection: auth.create_key(connection, name="x", scopes=["write"], now=NOW))
    id: UUID = key["id"]
    return id


@pytest.fixture
def call(key_id: UUID) -> IdempotentRequest:
    """A request with an Idempotency-Key."""
    return IdempotentRequest(key_id, sha256_hex(b"name"), sha256_hex(b"POST", b"/", b"", b"{}"))


def look_up(database: Database, call: IdempotentRequest, now: datetime = NOW) -> StoredResponse | None:
    """Look for the response, in a transaction of its own."""
    return database.write(lambda connection: find(connection, call, now))


def find(connection: Connection, call: IdempotentRequest, now: datetime = NOW) -> StoredResponse | None:
    """Look for the response; raise what refuses the request."""
    found = idempotency.find_responses(connection, [call], now=now).get(call)
    if isinstance(found, ServiceError):
        raise found
    return found


def store(database: Database, call: IdempotentRequest, now: datetime = NOW) -> None:
    """Store a response, in a transaction of its own."""
    database.write(lambda connection: idempotency.store_responses(connection, {call: ANSWER}, now=now))


def names(connection: Connection) -> set[str]:
    """The digests of keys that have a record."""
    return set(connection.scalars(select(IdempotencyRecord.name)))


def test_a_stored_response_is_found_for_24_hours(database: Database, call: IdempotentRequest) -> None:
    assert look_up(database, call) is None
    store(database, call)
    assert timedelta(hours=24) == RETENTION
    assert look_up(database, call, NOW + RETENTION - MOMENT) == ANSWER
    assert look_up(database, call, NOW + RETENTION) is None
    store(database, call, NOW + RETENTION)
    assert look_up(database, call, NOW + RETENTION + RETENTION - MOMENT) == ANSWER


def test_a_key_with_another_request_is_invalid(database: Database, call: IdempotentRequest) -> None:
    store(database, call)
    for parts in ((b"PUT", b"/", b"", b"{}"), (b"POST", b"/", b"{}", b""), (b"POST", b"", b"/", b"{}")):
        with pytest.raises(Invalid):
            look_up(database, IdempotentRequest(call.key_id, call.name, sha256_hex(*parts)))


def test_expired_records_are_purged_a_few_at_a_time_oldest_first(database: Database, key_id: UUID) -> None:
    ages = {sha256_hex(str(age).encode()): age for age in range(-2, 2 * MAX_PURGED)}
    for name, age in ages.items():
        store(database, IdempotentRequest(key_id, name, name), NOW - RETENTION - age * MOMENT)
    for number, remaining in enumerate((MAX_PURGED, 0, 0)):
        store(database, IdempotentRequest(key_id, f"new {number}", ""))
        with database.connect() as connection:
            assert names(connection) & ages.keys() == {name for name, age in ages.items() if age < remaining}


def test_purging_skips_locked_records(database: Database, key_id: UUID) -> None:
    """On SQLite there is one writer at a time."""
    for number in range(3):
        store(database, IdempotentRequest(key_id, sha256_hex(str(number).encode()), ""), NOW - RETENTION)
    with database.writer.connect() as first, database.engine.connect() as second:
        idempotency.store_responses(first, {IdempotentRequest(key_id, "first", ""): ANSWER}, now=NOW)
        assert names(first) == {"first"}
        if database.engine.dialect.name == "postgresql":
            idempotency.store_responses(second, {IdempotentRequest(key_id, "second", ""): ANSWER}, now=NOW)
        assert len(names(second) - {"second"}) == 3


@ON_POSTGRESQL
def test_a_request_is_in_flight_in_every_process_until_its_commit(database: Database, call: IdempotentRequest) -> None:
    other = IdempotentRequest(call.key_id, sha256_hex(b"other"), call.fingerprint)
    with database.writer.connect() as first:
        assert find(first, call) is None
        with pytest.raises(InFlight):
            look_up(database, call)
        assert look_up(database, other) is None
        first.rollback()
        assert look_up(database, call) is None
        assert find(first, call) is None
        idempotency.store_responses(first, {call: ANSWER}, now=NOW)
        first.commit()
    assert look_up(database, call) == ANSWER


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_on_sqlite_the_second_waits_and_sees_the_first_response(database: Database, call: IdempotentRequest) -> None:
    with ThreadPoolExecutor(1) as pool:
        with database.writer.begin() as first:
            assert find(first, call) is None
            second = pool.submit(look_up, database, call)
            idempotency.store_responses(first, {call: ANSWER}, now=NOW)
        assert second.result() == ANSWER


def test_one_request_per_key_is_in_flight_in_a_process(key_id: UUID) -> None:
    """An Idempotency-Key belongs to an API key."""
    first, second, third = (IdempotentRequest(*each, "") for each in ((key_id, "x"), (key_id, "y"), (UUID(int=0), "x")))
    with idempotency.in_flight(first), idempotency.in_flight(second), idempotency.in_flight(third):
        assert len(idempotency.IN_FLIGHT) == 3
        with pytest.raises(InFlight), idempotency.in_flight(first):
            pass
        assert len(idempotency.IN_FLIGHT) == 3
    assert not idempotency.IN_FLIGHT


@pytest.fixture
def request_of(app: Flask, key_id: UUID) -> Iterator[None]:
    """A POST with an API key."""
    with app.test_request_context("/", method="POST", data=b"{}"):
        app.preprocess_request()
        ctx().actor = Actor(key_id)
        yield


@pytest.mark.usefixtures("request_of")
def test_work_that_is_retried_stores_its_last_response(database: Database) -> None:
    attempts: list[int] = []

    def work(_: Connection) -> Response:
        attempts.append(len(attempts))
        if len(attempts) == 1:
            raise IntegrityError("another was faster", {}, Exception())
        return Response(f"{len(attempts)}", 201)

    first, again = (replay_or_run("name", work, write=database.write) for _ in range(2))
    assert (first.data, again.data, len(attempts)) == (b"2", b"2", 2)
    with database.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(IdempotencyRecord)) == 1


@pytest.mark.usefixtures("request_of")
def test_a_change_is_rolled_back_if_its_response_cannot_be_stored(database: Database) -> None:
    ctx().actor = Actor(UUID(int=0))

    def work(connection: Connection) -> Response:
        auth.create_key(connection, name="half", scopes=["read"], now=NOW)
        return Response("x", 201)

    with pytest.raises(IntegrityError):
        replay_or_run("name", work, write=database.write)
    with database.connect() as connection:
        assert [key["name"] for key in auth.list_keys(connection, {"limit": 10}).items] == ["x"]
    assert not idempotency.IN_FLIGHT

"""Answers are kept by name, for a time, in the transaction of what they tell of."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask, Response, g
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from api.db.database import Database
from api.http.idempotency import once
from api.models import IdempotencyRecord
from api.services import auth, idempotency
from api.services.auth import Actor
from api.services.errors import Invalid, UnderWay
from api.services.idempotency import KEPT_FOR, MOST_PURGED, Answer, Call, digest
from tests.services.test_change_feed import ON_POSTGRESQL

NOW = datetime(2026, 1, 30, 8, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
ANSWER = Answer(201, {"ETag": '"1-x"', "Location": "/v1/announcements/x"}, b'{"title": "\xc3\xa9"}', None)


@pytest.fixture
def key_id(database: Database) -> UUID:
    """Give the id of a key."""
    made = database.write(lambda connection: auth.create(connection, name="x", scopes=["write"], now=NOW))
    id: UUID = made["id"]
    return id


@pytest.fixture
def call(key_id: UUID) -> Call:
    """Give a request that has a name."""
    return Call(key_id, digest(b"name"), digest(b"POST", b"/", b"", b"{}"))


def find(database: Database, call: Call, now: datetime = NOW) -> Answer | None:
    """Look for an answer, in a transaction of its own."""
    return database.write(lambda connection: idempotency.find(connection, call, now=now))


def keep(database: Database, call: Call, now: datetime = NOW) -> None:
    """Keep an answer, likewise."""
    database.write(lambda connection: idempotency.keep(connection, call, ANSWER, now=now))


def names(connection: Connection) -> set[str]:
    """Return the names under which answers are kept."""
    return set(connection.scalars(select(IdempotencyRecord.name)))


def test_an_answer_is_found_as_it_was_kept_for_24_hours(database: Database, call: Call) -> None:
    """To the microsecond; then it is gone, and another can be kept."""
    assert find(database, call) is None
    keep(database, call)
    assert timedelta(hours=24) == KEPT_FOR
    assert find(database, call, NOW + KEPT_FOR - MOMENT) == ANSWER
    assert find(database, call, NOW + KEPT_FOR) is None
    keep(database, call, NOW + KEPT_FOR)
    assert find(database, call, NOW + KEPT_FOR + KEPT_FOR - MOMENT) == ANSWER


def test_another_request_is_told_from_the_first(database: Database, call: Call) -> None:
    """By every part of it, wherever one ends and the next begins."""
    keep(database, call)
    for asked in ((b"PUT", b"/", b"", b"{}"), (b"POST", b"/", b"{}", b""), (b"POST", b"", b"/", b"{}")):
        with pytest.raises(Invalid):
            find(database, Call(call.key_id, call.name, digest(*asked)))


def test_old_answers_are_forgotten_a_few_at_a_time_the_oldest_first(database: Database, key_id: UUID) -> None:
    """And none that is still needed."""
    ages = {digest(str(age).encode()): age for age in range(-2, 2 * MOST_PURGED)}
    for name, age in ages.items():
        keep(database, Call(key_id, name, name), NOW - KEPT_FOR - age * MOMENT)
    for kept in (MOST_PURGED, 0, 0):
        database.write(lambda connection: idempotency.purge(connection, now=NOW))
        with database.connect() as connection:
            assert names(connection) == {name for name, age in ages.items() if age < kept}


def test_forgetting_waits_for_nobody(database: Database, key_id: UUID) -> None:
    """What one writer forgets, another one that comes meanwhile lets be; on SQLite there is only one at a time."""
    for number in range(3):
        keep(database, Call(key_id, digest(str(number).encode()), ""), NOW - KEPT_FOR)
    with database.writer.connect() as first, database.engine.connect() as second:
        idempotency.purge(first, now=NOW)
        assert names(first) == set()
        if database.engine.dialect.name == "postgresql":
            idempotency.purge(second, now=NOW)
        assert len(names(second)) == 3


@ON_POSTGRESQL
def test_a_call_is_under_way_in_every_process_until_its_transaction_ends(database: Database, call: Call) -> None:
    """Whoever comes then sees the answer; and nobody else is kept waiting."""
    other = Call(call.key_id, digest(b"other"), call.fingerprint)
    with database.writer.connect() as first:
        assert idempotency.find(first, call, now=NOW) is None
        with pytest.raises(UnderWay):
            find(database, call)
        assert find(database, other) is None
        first.rollback()
        assert find(database, call) is None
        assert idempotency.find(first, call, now=NOW) is None
        idempotency.keep(first, call, ANSWER, now=NOW)
        first.commit()
    assert find(database, call) == ANSWER


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_on_sqlite_the_second_waits_for_the_first_and_sees_its_answer(database: Database, call: Call) -> None:
    """As every writer there waits for the one before."""
    with ThreadPoolExecutor(1) as pool:
        with database.writer.begin() as first:
            assert idempotency.find(first, call, now=NOW) is None
            second = pool.submit(find, database, call)
            idempotency.keep(first, call, ANSWER, now=NOW)
        assert second.result() == ANSWER


def test_a_name_is_alone_in_a_process(key_id: UUID) -> None:
    """Each name of each key, until what is done under it has ended."""
    with idempotency.alone(key_id, "x"), idempotency.alone(key_id, "y"), idempotency.alone(UUID(int=0), "x"):
        assert len(idempotency.UNDER_WAY) == 3
        with pytest.raises(UnderWay), idempotency.alone(key_id, "x"):
            pass
        assert len(idempotency.UNDER_WAY) == 3
    assert not idempotency.UNDER_WAY


@pytest.fixture
def request_of(app: Flask, key_id: UUID) -> Iterator[None]:
    """Give a test a request with a key."""
    with app.test_request_context("/", method="POST", data=b"{}"):
        g.actor = Actor(key_id)
        yield


@pytest.mark.usefixtures("request_of")
def test_work_that_collides_and_is_done_again_keeps_its_answer(database: Database) -> None:
    """The answer of the attempt that was committed, and no other."""
    attempts: list[int] = []

    def work(_: Connection) -> Response:
        attempts.append(len(attempts))
        if len(attempts) == 1:
            raise IntegrityError("another was faster", {}, Exception())
        return Response(f"{len(attempts)}", 201)

    first, again = (once("name", work) for _ in range(2))
    assert (first.data, again.data, len(attempts)) == (b"2", b"2", 2)
    with database.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(IdempotencyRecord)) == 1


@pytest.mark.usefixtures("request_of")
def test_what_is_done_is_taken_back_where_its_answer_cannot_be_kept(database: Database) -> None:
    """One does not come without the other."""
    g.actor = Actor(UUID(int=0))

    def work(connection: Connection) -> Response:
        auth.create(connection, name="half", scopes=["read"], now=NOW)
        return Response("x", 201)

    with pytest.raises(IntegrityError):
        once("name", work)
    with database.connect() as connection:
        assert [key["name"] for key in auth.page(connection, {"limit": 10}).items] == ["x"]
    assert not idempotency.UNDER_WAY

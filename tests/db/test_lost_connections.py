"""A connection to PostgreSQL that is lost: what may be done again is, and no more is said than is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import URL, Connection, make_url, text
from sqlalchemy.exc import DBAPIError

from api import create_app
from api.db.database import Database
from api.settings import Settings
from tests import engines
from tests.clients import RECORDS, Client
from tests.proxies import Moment, cutter
from tests.records import draft

END_OTHERS = text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
DRIVER = re.compile(r"psycopg|sqlalchemy|SQLSTATE|terminating|server closed|connection (failed|is bad)", re.IGNORECASE)


@pytest.fixture(scope="module")
def url(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the URL of a migrated PostgreSQL database."""
    made = engines.fresh_url("postgresql", tmp_path_factory.mktemp("lost"), server_url, "lost")
    engines.migrated(made).engine.dispose()
    return made


@pytest.fixture(scope="module")
def observer(url: str) -> Iterator[Database]:
    """Give a second way to the database, which nothing breaks."""
    made = Database(url)
    yield made
    made.engine.dispose()


@pytest.fixture
def serve(observer: Database) -> Iterator[Callable[[str | URL], Flask]]:
    """Give a maker of applications on a URL; what they write is deleted afterwards."""
    made: list[Flask] = []

    def make(at: str | URL) -> Flask:
        shown = at if isinstance(at, str) else at.render_as_string(hide_password=False)
        made.append(create_app(Settings(database_url=shown, log_level="error")))
        return made[-1]

    yield make
    for app in made:
        app.extensions["database"].engine.dispose()
    engines.empty(observer)


@pytest.fixture
def served(serve: Callable[[str], Flask], url: str) -> Flask:
    """Give an application on the database."""
    return serve(url)


def end_others(observer: Database) -> None:
    """End every other connection to the database, as a restart of the server would."""
    with observer.connect() as connection:
        assert all(connection.scalars(END_OTHERS))


def breaking_once(observer: Database, statement: str, begun: list[int]) -> Callable[[Connection], Any]:
    """Return work whose connection is ended between two statements, the first time that it is done."""

    def work(connection: Connection) -> Any:
        connection.execute(text(statement))
        begun.append(1)
        if len(begun) == 1:
            end_others(observer)
        return connection.scalar(text("SELECT 42"))

    return work


def count(observer: Database) -> int:
    """Return how many announcements there are."""
    with observer.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM announcements")) or 0


def test_who_asks_after_a_restart_of_the_server_does_not_notice_it(served: Flask, observer: Database) -> None:
    """All connections that were kept are broken; neither a read nor a write is refused for it."""
    client = Client.of(served, "read", "write")
    for send in (lambda: client.get(RECORDS), lambda: client.post(RECORDS, json=draft())):
        end_others(observer)
        assert send().status_code in {200, 201}
    assert count(observer) == 1


def test_a_read_whose_connection_is_lost_is_done_again(served: Flask, observer: Database) -> None:
    """Once."""
    begun: list[int] = []
    assert served.extensions["database"].read(breaking_once(observer, "SELECT 1", begun)) == 42
    assert len(begun) == 2


def test_a_write_whose_connection_is_lost_before_the_commit_is_done_again(served: Flask, observer: Database) -> None:
    """Nothing of the first attempt is left."""
    begun: list[int] = []
    assert served.extensions["database"].write(breaking_once(observer, "CREATE TABLE again (id int)", begun)) == 42
    assert len(begun) == 2
    with observer.writer.begin() as connection:
        connection.execute(text("DROP TABLE again"))


def test_a_read_that_loses_every_connection_is_answered_503(served: Flask, observer: Database) -> None:
    """It is not done for ever."""

    def work(connection: Connection) -> None:
        end_others(observer)
        connection.execute(text("SELECT 1"))

    with pytest.raises(DBAPIError) as lost:
        served.extensions["database"].read(work)
    assert lost.value.connection_invalidated


@pytest.mark.parametrize(("moment", "kept"), [("before", 0), ("after", 1)])
def test_a_connection_lost_during_the_commit_leaves_the_outcome_unknown(
    serve: Callable[[URL], Flask], url: str, observer: Database, moment: Moment, kept: int
) -> None:
    """The answer says so and claims nothing; the write is not done again, which could make it twice."""
    folder = make_url(url).query["host"]
    with cutter(str(Path(str(folder)) / ".s.PGSQL.5432")) as way:
        client = Client.of(serve(make_url(url).set(host="127.0.0.1", port=way.port, query={})), "read", "write")
        way.moment = moment
        answer = client.post(RECORDS, json=draft())
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "may have been made" in answer.get_json()["detail"]
        assert "Idempotency-Key" in answer.get_json()["detail"]
        until_settled(observer)
        assert count(observer) == kept
        assert client.get(RECORDS).status_code == 200


def until_settled(observer: Database) -> None:
    """Wait until every other connection to the database has ended or has nothing under way."""
    busy = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    with observer.connect() as connection:
        while connection.scalar(busy):
            pass


def test_a_server_that_was_replaced_is_left_for_the_one_that_writes(served: Flask, observer: Database) -> None:
    """A kept connection may lead to the old primary, which now only reads."""
    client = Client.of(served, "read", "write")
    database: Database = served.extensions["database"]
    database.read(lambda connection: connection.execute(text("SET default_transaction_read_only = on")).close())
    assert client.post(RECORDS, json=draft()).status_code == 201
    assert count(observer) == 1


def test_a_database_that_only_reads_still_answers_reads(served: Flask, observer: Database) -> None:
    """Writes are put off, not failed."""
    client = Client.of(served, "read", "write")
    change_mode(observer, "on")
    try:
        end_others(observer)
        refused = client.post(RECORDS, json=draft())
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert client.get(RECORDS).status_code == 200
    finally:
        change_mode(observer, "off")
    end_others(observer)
    assert client.post(RECORDS, json=draft()).status_code == 201


def change_mode(observer: Database, mode: str) -> None:
    """Let the database only read, or write again."""
    with observer.writer.begin() as connection:
        connection.execute(text("SET LOCAL transaction_read_only = off"))
        connection.execute(text(f"ALTER DATABASE lost SET default_transaction_read_only = {mode}"))


def test_a_database_that_is_away_or_full_is_503_without_a_word_of_the_driver(
    serve: Callable[[URL], Flask], url: str, observer: Database
) -> None:
    """Nobody listens; the user may have no more connections; there is no such database."""
    with observer.writer.begin() as connection:
        connection.execute(text("CREATE ROLE few LOGIN CONNECTION LIMIT 0"))
    whole = make_url(url)
    for away in (
        whole.set(host="127.0.0.1", port=1, query={}),
        whole.set(username="few"),
        whole.set(database="nowhere"),
    ):
        public = Client(serve(away))
        for answer in (public.get(RECORDS), public.get("/readyz")):
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
            assert not DRIVER.search(answer.text)

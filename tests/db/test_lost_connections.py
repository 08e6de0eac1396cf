"""Lost connections to PostgreSQL: safe work is done again, and unknown outcomes are reported as unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import URL, Connection, make_url, table, text
from sqlalchemy.exc import DBAPIError

from api import create_app
from api.db.bulk_insert import COPY_FROM_ROWS, insert_driver_rows
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
    """URL of a migrated PostgreSQL database."""
    address = engines.create_database("postgresql", tmp_path_factory.mktemp("lost"), server_url, "lost")
    engines.open_migrated(address).engine.dispose()
    return address


@pytest.fixture(scope="module")
def observer(url: str) -> Iterator[Database]:
    """The database through connections that no test breaks."""
    database = Database(url)
    yield database
    database.engine.dispose()


@pytest.fixture
def serve(observer: Database) -> Iterator[Callable[[str | URL], Flask]]:
    """Creates applications on a URL; deletes their rows afterwards."""
    apps: list[Flask] = []

    def make(at: str | URL) -> Flask:
        shown = at if isinstance(at, str) else at.render_as_string(hide_password=False)
        apps.append(create_app(Settings(database_url=shown, log_level="error")))
        return apps[-1]

    yield make
    for app in apps:
        app.extensions["database"].engine.dispose()
    engines.delete_all_rows(observer)


@pytest.fixture
def served(serve: Callable[[str], Flask], url: str) -> Flask:
    """An application on the database."""
    return serve(url)


def end_others(observer: Database) -> None:
    """End every other connection to the database, as a restart of the server would."""
    with observer.connect() as connection:
        connection.scalars(END_OTHERS).all()  # False for one that has just ended by itself, such as autovacuum.


def breaking_once(observer: Database, statement: str, begun: list[int]) -> Callable[[Connection], Any]:
    """Work whose connection ends between two statements at the first attempt."""

    def work(connection: Connection) -> Any:
        connection.execute(text(statement))
        begun.append(1)
        if len(begun) == 1:
            end_others(observer)
        return connection.scalar(text("SELECT 42"))

    return work


def count(observer: Database) -> int:
    """Number of announcements."""
    with observer.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM announcements")) or 0


def test_requests_after_a_restart_of_the_server_succeed(served: Flask, observer: Database) -> None:
    """All pooled connections are broken then."""
    client = Client.of(served, "read", "write")
    for send in (lambda: client.get(RECORDS), lambda: client.post(RECORDS, json=draft())):
        end_others(observer)
        assert send().status_code in {200, 201}
    assert count(observer) == 1


def test_a_read_with_a_lost_connection_is_done_once_more(served: Flask, observer: Database) -> None:
    begun: list[int] = []
    assert served.extensions["database"].read(breaking_once(observer, "SELECT 1", begun)) == 42
    assert len(begun) == 2


def test_a_write_with_a_connection_lost_before_the_commit_is_done_again(served: Flask, observer: Database) -> None:
    begun: list[int] = []
    assert served.extensions["database"].write(breaking_once(observer, "CREATE TABLE again (id int)", begun)) == 42
    assert len(begun) == 2
    with observer.writer.begin() as connection:
        connection.execute(text("DROP TABLE again"))


def test_a_write_with_a_connection_lost_during_copy_is_done_again(served: Flask, observer: Database) -> None:
    with observer.writer.begin() as connection:
        connection.execute(text("CREATE TABLE copied (id int)"))
    begun: list[int] = []

    def work(connection: Connection) -> None:
        connection.execute(text("SELECT 1"))
        begun.append(1)
        if len(begun) == 1:
            end_others(observer)
        insert_driver_rows(connection, table("copied"), [(1,)] * COPY_FROM_ROWS, ["id"])

    served.extensions["database"].write(work)
    assert len(begun) == 2
    with observer.writer.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM copied")) == COPY_FROM_ROWS
        connection.execute(text("DROP TABLE copied"))


def test_a_read_that_loses_its_second_connection_fails(served: Flask, observer: Database) -> None:

    def work(connection: Connection) -> None:
        end_others(observer)
        connection.execute(text("SELECT 1"))

    with pytest.raises(DBAPIError) as lost:
        served.extensions["database"].read(work)
    assert lost.value.connection_invalidated


@pytest.mark.parametrize(("moment", "stored"), [("before", 0), ("after", 1)])
def test_a_connection_lost_during_the_commit_leaves_the_outcome_unknown(
    serve: Callable[[URL], Flask], url: str, observer: Database, moment: Moment, stored: int
) -> None:
    """The response says so; the write is not done again, which could make it twice."""
    folder = make_url(url).query["host"]
    with cutter(str(Path(str(folder)) / ".s.PGSQL.5432")) as way:
        client = Client.of(serve(make_url(url).set(host="127.0.0.1", port=way.port, query={})), "read", "write")
        way.moment = moment
        answer = client.post(RECORDS, json=draft())
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "may have been made" in answer.get_json()["detail"]
        assert "Idempotency-Key" in answer.get_json()["detail"]
        until_idle(observer)
        assert count(observer) == stored
        assert client.get(RECORDS).status_code == 200


def until_idle(observer: Database) -> None:
    """Wait until every other connection has ended or is idle."""
    busy = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    with observer.connect() as connection:
        while connection.scalar(busy):
            pass


def test_connections_to_a_demoted_primary_are_dropped(served: Flask, observer: Database) -> None:
    """A pooled connection may lead to the old primary, which only reads now."""
    client = Client.of(served, "read", "write")
    database: Database = served.extensions["database"]
    database.read(lambda connection: connection.execute(text("SET default_transaction_read_only = on")).close())
    assert client.post(RECORDS, json=draft()).status_code == 201
    assert count(observer) == 1


def test_a_read_only_database_answers_reads(served: Flask, observer: Database) -> None:
    """Writes get 503 with Retry-After."""
    client = Client.of(served, "read", "write")
    set_read_only(observer, "on")
    try:
        end_others(observer)
        refused = client.post(RECORDS, json=draft())
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert client.get(RECORDS).status_code == 200
    finally:
        set_read_only(observer, "off")
    end_others(observer)
    assert client.post(RECORDS, json=draft()).status_code == 201


def set_read_only(observer: Database, mode: str) -> None:
    """Make the database read-only, or writable again."""
    with observer.writer.begin() as connection:
        connection.execute(text("SET LOCAL transaction_read_only = off"))
        connection.execute(text(f"ALTER DATABASE lost SET default_transaction_read_only = {mode}"))


def test_an_unreachable_or_full_database_is_503_without_driver_messages(
    serve: Callable[[URL], Flask], url: str, observer: Database
) -> None:
    """Nobody listens; the role has no connections left; the database does not exist."""
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

"""A statement that runs too long is ended on both engines, and told apart from a database that is away."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Response
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from api import create_app
from api.db.database import Database
from api.db.engine import EngineOptions, disable_timeouts, exceeded_limit
from api.services.query.executor import read_snapshot
from api.settings import Settings
from tests.clients import RECORDS, Client
from tests.engines import ENGINES

COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n{}) SELECT count(*) FROM n"
ENDLESS = text(COUNT.format(""))
LONG = text(COUNT.format(" WHERE i < 400000"))
"""Longer than the limit of these tests."""


@pytest.fixture
def hasty(migrated_database: str) -> Any:
    """A database whose statements may run a tenth of a second."""
    database = Database(migrated_database, EngineOptions(statement_timeout=0.1))
    yield database
    database.engine.dispose()


def count_numbers(connection: Connection) -> int | None:
    """Count for ever."""
    number: int | None = connection.scalar(ENDLESS)
    return number


@pytest.mark.parametrize("method", ["read", "write"])
def test_a_statement_that_runs_too_long_is_ended(hasty: Database, method: str) -> None:
    run = getattr(hasty, method)
    with pytest.raises(OperationalError) as ended:
        run(count_numbers)
    assert exceeded_limit(ended.value) == "statement"
    assert not ended.value.connection_invalidated
    assert run(lambda connection: connection.scalar(text("SELECT 1"))) == 1


def test_a_write_that_was_ended_changes_nothing(hasty: Database) -> None:
    def work(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE halves (id INTEGER)"))
        count_numbers(connection)

    with pytest.raises(OperationalError):
        hasty.write(work)
    hasty.write(lambda connection: connection.execute(text("CREATE TABLE halves (id INTEGER)")))


def test_each_statement_of_a_write_has_its_own_time(hasty: Database) -> None:
    short = text(COUNT.format(" WHERE i < 20000"))

    def work(connection: Connection) -> int:
        return sum(connection.scalar(short) or 0 for _ in range(25))

    assert hasty.write(work) == 500_000


@pytest.mark.parametrize("opened", [Database.snapshot, lambda database: database.writer.begin()])
def test_what_reads_or_changes_everything_has_no_limit(
    hasty: Database, opened: Callable[[Database], AbstractContextManager[Connection]]
) -> None:
    with opened(hasty) as connection:
        disable_timeouts(connection)
        assert connection.scalar(LONG) == 400_000


def test_a_write_without_limits_leaves_those_of_the_next(hasty: Database) -> None:
    def work(connection: Connection) -> int | None:
        disable_timeouts(connection)
        number: int | None = connection.scalar(LONG)
        return number

    assert hasty.write(work) == 400_000
    with pytest.raises(OperationalError):
        hasty.write(count_numbers)


def test_zero_is_no_limit(migrated_database: str) -> None:
    database = Database(migrated_database, EngineOptions(statement_timeout=0))
    assert database.read(lambda connection: connection.scalar(LONG)) == 400_000
    database.engine.dispose()


def test_a_client_is_told_to_ask_for_less(migrated_database: str) -> None:
    """And not that the database is away."""
    app = create_app(Settings(database_url=migrated_database, database_statement_timeout=1, log_level="error"))
    database: Database = app.extensions["database"]

    def count_all() -> Response:
        return Response(str(database.read(count_numbers)))

    app.add_url_rule("/v1/numbers", view_func=count_all)
    refused = Client(app).get("/v1/numbers")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert refused.content_type == "application/problem+json"
    assert "DATABASE_STATEMENT_TIMEOUT" in refused.get_json()["detail"]
    assert "unreachable" not in refused.text
    assert Client(app).get(RECORDS).status_code == 200
    database.engine.dispose()


@pytest.mark.parametrize("engine_name", ENGINES[:1], indirect=True)
@pytest.mark.parametrize(("statement", "status"), [("BEGIN", 503), ("ROLLBACK", 200)])
def test_an_error_around_the_statements_of_a_page_is_one_of_the_database(
    migrated_database: str, statement: str, status: int
) -> None:
    """SQLite refuses to begin the transaction of a page, or to end it: then the connection is given up."""
    app = create_app(Settings(database_url=migrated_database, log_level="error"))
    database: Database = app.extensions["database"]

    def read_page(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if statement == "BEGIN":
            driver.set_progress_handler(lambda: 1, 1)
        with read_snapshot(connection):
            connection.execute(text("SELECT count(*) FROM announcements"))
            driver.set_progress_handler(lambda: 1, 1)

    with pytest.raises(OperationalError):
        database.read(read_page)
    assert Client(app).get(RECORDS).status_code == status
    database.engine.dispose()

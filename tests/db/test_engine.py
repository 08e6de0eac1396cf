"""Connections to PostgreSQL: their limits, what a pooler takes, and which of several servers is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import DBAPIError

from api.db.database import Database
from api.db.engine import EngineOptions

LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
POOLERS = ("none", "transaction", "prepared")
PREPARED = text("SELECT count(*) FROM pg_prepared_statements")


@pytest.fixture
def opened(server_url: str) -> Iterator[Callable[..., Database]]:
    """Give a maker of databases, one connection each."""
    made: list[Database] = []

    def make(url: str = server_url, **options: Any) -> Database:
        made.append(
            Database(url, EngineOptions(size=1, statement_timeout=7, lock_timeout=3, idle_timeout=9, **options))
        )
        return made[-1]

    yield make
    for database in made:
        database.engine.dispose()


def limits(connection: Connection) -> list[str | None]:
    """Return how long things may take in a session."""
    return [connection.scalar(text(f"SHOW {name}")) for name in LIMITS]


@pytest.mark.parametrize("pooler", POOLERS)
def test_a_transaction_has_its_limits_behind_every_pooler(opened: Callable[..., Database], pooler: str) -> None:
    """Whatever was or was not said when the session began."""
    database = opened(pooler=pooler)
    assert database.write(limits) == ["7s", "3s", "9s"]
    assert database.read(limits) == (["7s", "3s", "9s"] if pooler == "none" else ["0", "0", "0"])


@pytest.mark.parametrize("pooler", POOLERS)
def test_nothing_is_prepared_where_a_pooler_would_lose_it(opened: Callable[..., Database], pooler: str) -> None:
    """However often it is asked."""
    database = opened(pooler=pooler)
    for _ in range(10):
        database.read(lambda connection: connection.scalar(text("SELECT 1")))
    assert bool(database.read(lambda connection: connection.scalar(PREPARED))) == (pooler != "transaction")


def test_nothing_is_prepared_where_tables_grow_from_nothing(opened: Callable[..., Database]) -> None:
    """A plan for small ones would stay."""
    database = opened(in_bulk=True)
    for _ in range(10):
        database.read(lambda connection: connection.scalar(text("SELECT 1")))
    assert database.read(lambda connection: connection.scalar(PREPARED)) == 0


def test_what_the_url_says_of_a_connection_goes_first(opened: Callable[..., Database], server_url: str) -> None:
    """The rest is as it was."""
    url = make_url(server_url).update_query_dict({"application_name": "mine"})
    database = opened(url.render_as_string(hide_password=False))
    assert database.read(lambda connection: connection.scalar(text("SHOW application_name"))) == "mine"
    assert database.read(limits) == ["7s", "3s", "9s"]


def test_of_several_servers_the_one_that_writes_is_found(opened: Callable[..., Database], server_url: str) -> None:
    """Though another stands before it that nobody answers at."""
    url = make_url(server_url)
    several = url.set(query={"host": ("/nowhere", str(url.query["host"]))})
    assert opened(several.render_as_string(hide_password=False)).write(limits) == ["7s", "3s", "9s"]


def test_a_server_that_has_stopped_is_not_waited_for(opened: Callable[..., Database]) -> None:
    """Its connection is closed, and counts as lost."""
    with opened().engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.response_timeout = 0.2
        with pytest.raises(DBAPIError) as stopped:
            connection.execute(text("SELECT pg_sleep(5)"))
    assert stopped.value.connection_invalidated

"""Connections to PostgreSQL: limits of time, poolers, and several hosts."""

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
    """Makes databases with one connection each."""
    databases: list[Database] = []

    def make(url: str = server_url, **options: Any) -> Database:
        databases.append(
            Database(url, EngineOptions(size=1, statement_timeout=7, lock_timeout=3, idle_timeout=9, **options))
        )
        return databases[-1]

    yield make
    for database in databases:
        database.engine.dispose()


def limits(connection: Connection) -> list[str | None]:
    """The session's limits of time."""
    return [connection.scalar(text(f"SHOW {name}")) for name in LIMITS]


@pytest.mark.parametrize("pooler", POOLERS)
def test_a_transaction_has_its_limits_behind_every_pooler(opened: Callable[..., Database], pooler: str) -> None:
    database = opened(pooler=pooler)
    assert database.write(limits) == ["7s", "3s", "9s"]
    assert database.read(limits) == (["7s", "3s", "9s"] if pooler == "none" else ["0", "0", "0"])


@pytest.mark.parametrize("pooler", POOLERS)
def test_statements_are_not_prepared_behind_a_transaction_pooler(opened: Callable[..., Database], pooler: str) -> None:
    database = opened(pooler=pooler)
    for _ in range(10):
        database.read(lambda connection: connection.scalar(text("SELECT 1")))
    assert bool(database.read(lambda connection: connection.scalar(PREPARED))) == (pooler != "transaction")


def test_statements_are_not_prepared_in_bulk(opened: Callable[..., Database]) -> None:
    """A plan for small tables would stay."""
    database = opened(in_bulk=True)
    for _ in range(10):
        database.read(lambda connection: connection.scalar(text("SELECT 1")))
    assert database.read(lambda connection: connection.scalar(PREPARED)) == 0


def test_arguments_in_the_url_take_precedence(opened: Callable[..., Database], server_url: str) -> None:
    url = make_url(server_url).update_query_dict({"application_name": "mine"})
    database = opened(url.render_as_string(hide_password=False))
    assert database.read(lambda connection: connection.scalar(text("SHOW application_name"))) == "mine"
    assert database.read(limits) == ["7s", "3s", "9s"]


def test_of_several_hosts_the_writable_one_is_used(opened: Callable[..., Database], server_url: str) -> None:
    url = make_url(server_url)
    several = url.set(query={"host": ("/nowhere", str(url.query["host"]))})
    assert opened(several.render_as_string(hide_password=False)).write(limits) == ["7s", "3s", "9s"]


def test_a_connection_without_an_answer_is_closed(opened: Callable[..., Database]) -> None:
    """The server counts as lost."""
    with opened().engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.response_timeout = 0.2
        with pytest.raises(DBAPIError) as stopped:
            connection.execute(text("SELECT pg_sleep(5)"))
    assert stopped.value.connection_invalidated

"""A compiled query gives the rows of the plain query, and fails as SQLAlchemy fails."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Integer, bindparam, column, literal, select, table
from sqlalchemy.exc import DBAPIError, OperationalError, SAWarning

from api.db.compiled_query import CompiledQuery
from api.db.database import Database
from api.models import Amount, Announcement, Commitment
from tests import engines
from tests.clients import Client
from tests.records import worked_example
from tests.services.query.test_statement_counts import counted

SENT = "what-was-sent"
ONE = CompiledQuery(select(literal(1, Integer()).label("one")))


@pytest.fixture
def file_database(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database."""
    database = Database(engines.create_database("sqlite", tmp_path, "", "compiled"))
    yield database
    database.engine.dispose()


@pytest.mark.parametrize(
    "columns",
    [
        (Announcement.id, Announcement.announced_from, Announcement.updated_at, Announcement.document),
        (Amount.value, Amount.approximate, Amount.payer_id, Amount.percent),
        (Commitment.target_value, Commitment.due_from, Commitment.evidence, Commitment.position),
    ],
)
def test_rows_of_every_type_equal_those_of_the_plain_query(
    client: Client, connection: Connection, columns: tuple[Any, ...]
) -> None:
    """The same values under the same names, in the first run and in later ones."""
    client.create(worked_example())
    query: Any = select(*columns)
    compiled = CompiledQuery(query)
    expected = [row._asdict() for row in connection.execute(query)]
    for _ in range(2):
        assert [row._asdict() for row in compiled.all(connection)] == expected != []


def test_parameters_are_converted_by_their_types_and_have_defaults(client: Client, connection: Connection) -> None:
    client.create(worked_example())
    least = bindparam("least", Decimal(0), type_=Amount.value.type)
    query: Any = select(Amount.key).where(Amount.value >= least, Amount.currency.in_(["USD", "KRW"]))
    compiled = CompiledQuery(query)
    assert len(compiled.all(connection)) > len(compiled.all(connection, {"least": Decimal("6000000000")})) > 0


def test_the_elements_of_a_list_are_converted_by_their_type(client: Client, connection: Connection) -> None:
    record = client.create(worked_example())
    id = connection.scalar(select(Announcement.id))
    found = CompiledQuery(select(Announcement.id).where(Announcement.id.in_([id]))).first(connection)
    assert str(found.id) == record["id"]


def test_the_first_of_no_rows_is_none(connection: Connection) -> None:
    assert CompiledQuery(select(Announcement.id)).first(connection) is None


def test_an_error_does_not_show_parameters(connection: Connection) -> None:
    missing = table("no_such_table", column("name"))
    compiled = CompiledQuery(select(missing.c.name).where(missing.c.name == literal(SENT)))
    with pytest.raises(DBAPIError) as caught:
        compiled.all(connection)
    assert SENT not in str(caught.value)


def test_a_query_whose_tables_are_not_joined_is_warned_of(connection: Connection) -> None:
    query = select(Amount.key).where(Commitment.kind == literal("goal"))
    for run in (CompiledQuery(query).all, lambda connection: connection.execute(query).all()):
        with pytest.warns(SAWarning, match="cartesian product"):
            run(connection)


def test_a_query_is_compiled_once(database: Database) -> None:
    compiled = CompiledQuery(select(literal(1, Integer()).label("one")))
    with counted(database) as statements:
        for _ in range(2):
            assert database.read(compiled.first).one == 1
    first, second = statements
    assert first is second


def test_a_query_begins_the_transaction_of_a_write(database: Database) -> None:
    compiled = CompiledQuery(select(literal(1, Integer()).label("one")))
    with database.transaction() as connection:
        assert compiled.first(connection).one == 1
        assert connection.in_transaction()
        assert getattr(connection.connection.driver_connection, "in_transaction", True)


def test_a_query_that_sqlite_stops_is_not_run_again(file_database: Database) -> None:
    """SQLite may have rolled the transaction back: the same query could succeed outside of it."""
    stops = [1]
    with file_database.transaction() as connection:
        driver: Any = connection.connection.driver_connection
        ONE.first(connection)
        driver.set_progress_handler(lambda: stops.pop() if stops else 0, 1)
        with pytest.raises(OperationalError, match="interrupted") as caught:
            ONE.first(connection)
    assert not caught.value.connection_invalidated


def test_a_read_whose_sqlite_connection_is_closed_is_done_once_more(file_database: Database) -> None:
    begun: list[int] = []

    def work(connection: Connection) -> Any:
        begun.append(1)
        driver: Any = connection.connection.driver_connection
        if len(begun) == 1:
            driver.close()
        return ONE.first(connection).one

    assert file_database.read(work) == 1
    assert len(begun) == 2

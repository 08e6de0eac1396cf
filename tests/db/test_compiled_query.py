"""Statements that are made once find what a session finds, and fail as a session fails."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, Integer, bindparam, column, literal, select, table
from sqlalchemy.exc import DBAPIError

from api.db.compiled_query import CompiledQuery
from api.db.database import Database
from api.models import Amount, Announcement, Commitment
from tests.clients import Client
from tests.records import worked_example

SENT = "what-was-sent"


@pytest.mark.parametrize(
    "columns",
    [
        (Announcement.id, Announcement.announced_from, Announcement.updated_at, Announcement.document),
        (Amount.value, Amount.approximate, Amount.payer_id, Amount.percent),
        (Commitment.target_value, Commitment.due_from, Commitment.evidence, Commitment.position),
    ],
)
def test_every_type_is_read_as_a_session_reads_it(
    client: Client, connection: Connection, columns: tuple[Any, ...]
) -> None:
    """The rows have the same values under the same names."""
    client.create(worked_example())
    query: Any = select(*columns)
    found = CompiledQuery(query).all(connection)
    assert [row._asdict() for row in found] == [row._asdict() for row in connection.execute(query)]
    assert found


def test_a_parameter_is_written_as_its_type_wants(client: Client, connection: Connection) -> None:
    """And one that is not told keeps its own value."""
    client.create(worked_example())
    least = bindparam("least", Decimal(0), type_=Amount.value.type)
    query: Any = select(Amount.key).where(Amount.value >= least, Amount.currency.in_(["USD", "KRW"]))
    prepared = CompiledQuery(query)
    assert len(prepared.all(connection)) > len(prepared.all(connection, {"least": Decimal("6000000000")})) > 0


def test_what_is_not_there_is_none(connection: Connection) -> None:
    """Of the rows there might be, the first is asked for."""
    assert CompiledQuery(select(Announcement.id)).first(connection) is None


def test_a_failure_tells_nothing_of_what_was_sent(connection: Connection) -> None:
    """It is SQLAlchemy's own error."""
    missing = table("no_such_table", column("name"))
    prepared = CompiledQuery(select(missing.c.name).where(missing.c.name == literal(SENT)))
    with pytest.raises(DBAPIError) as caught:
        prepared.all(connection)
    assert SENT not in str(caught.value)


def test_each_engine_has_its_own_form(database: Database) -> None:
    """And keeps it."""
    prepared = CompiledQuery(select(literal(1, Integer()).label("one")))
    for _ in range(2):
        assert database.read(prepared.first).one == 1
    assert list(prepared.forms) == [database.engine.dialect]

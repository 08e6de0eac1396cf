"""A light session is a thread's own connection, and becomes a session of SQLAlchemy where one is needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, Integer, inspect, literal, select

from api.db import light
from api.db.compiled_query import CompiledQuery
from api.db.database import Database
from api.db.light import Light

ONE = select(literal(1, Integer()).label("one"))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """Give a test an engine on a file, to which its thread has a connection."""
    engine = Database(f"sqlite:///{tmp_path / 'light.db'}").engine
    with light.session(engine) as connection:
        assert not isinstance(connection, Light)
    return engine


def test_it_has_the_connection_that_a_session_would_have(engine: Engine) -> None:
    """Before it becomes one, and after."""
    with light.session(engine) as connection:
        assert isinstance(connection, Light)
        mine = connection.connection.driver_connection
        assert (
            CompiledQuery(ONE).first(connection).one
            == connection.scalar(ONE)
            == CompiledQuery(ONE).first(connection).one
        )
        assert connection.connection.driver_connection is mine
    with engine.connect() as again:
        assert again.connection.driver_connection is mine


def test_one_within_another_has_a_connection_of_its_own(engine: Engine) -> None:
    """Both can be read with."""
    with light.session(engine) as outer, light.session(engine) as inner:
        assert inner.scalar(ONE) == CompiledQuery(ONE).first(outer).one == 1


def test_what_is_lent_is_not_closed(engine: Engine) -> None:
    """An engine that is disposed of meanwhile leaves it to whoever reads."""
    with light.session(engine) as connection:
        engine.dispose()
        assert CompiledQuery(ONE).first(connection).one == 1


def test_who_looks_at_what_it_is_gets_a_session(engine: Engine) -> None:
    """With the same connection; a session is one already."""
    with light.session(engine) as connection:
        whole = light.whole(connection)
        assert inspect(whole).get_table_names() == []
        assert light.whole(whole) is whole

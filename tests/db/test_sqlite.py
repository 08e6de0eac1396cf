"""To a file, each thread has a connection of its own."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from api.db.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Give a test a database that is a file."""
    made = Database(f"sqlite:///{tmp_path / 'pool.db'}")
    yield made
    made.engine.dispose()


@pytest.fixture
def engine(database: Database) -> Engine:
    """Give a test its engine."""
    return database.engine


def used(engine: Engine) -> int:
    """Return which connection of the driver a session has."""
    with engine.connect() as connection:
        return which(connection)


def which(connection: Connection) -> int:
    """Return which connection of the driver this session has."""
    return id(connection.connection.driver_connection)


def test_a_thread_gets_its_connection_again(engine: Engine) -> None:
    """As often as it likes."""
    assert len({used(engine) for _ in range(5)}) == 1


def test_threads_do_not_share_one(engine: Engine) -> None:
    """Not even one after the other."""
    met = Barrier(3)

    def use(_: int) -> int:
        met.wait()
        return used(engine)

    with ThreadPoolExecutor(3) as threads:
        assert len(set(threads.map(use, range(3)))) == 3


def test_a_thread_may_hold_two(engine: Engine) -> None:
    """The one that is given back first is kept."""
    with engine.connect() as outer:
        assert used(engine) != id(outer.connection.driver_connection)


def test_the_connection_of_a_thread_that_has_ended_is_let_go(engine: Engine) -> None:
    """Nobody could use it again."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(used, engine).result()
    deadline = time.monotonic() + 10
    while engine.pool.status() != "Connections of threads: 0":
        assert time.monotonic() < deadline
        gc.collect()


def test_after_an_engine_was_disposed_of_there_are_new_ones(engine: Engine) -> None:
    """And the old ones are closed."""
    with engine.connect() as connection:
        old = connection.connection.driver_connection
    engine.dispose()
    with engine.connect() as connection:
        assert connection.connection.driver_connection is not old


def test_all_write_with_the_same_one(database: Database) -> None:
    """Each thread has its own again afterwards."""

    def write_and_read(_: int) -> tuple[int, int]:
        own = used(database.engine)
        written = database.write(which)
        assert used(database.engine) == own
        return written, own

    with ThreadPoolExecutor(3) as threads:
        written, own = zip(*threads.map(write_and_read, range(3)), strict=True)
    assert len(set(written)) == 1
    assert not set(written) & set(own)


def test_who_fails_to_write_leaves_it_to_the_next(database: Database) -> None:
    """Without what it did."""
    first = database.write(
        lambda connection: (connection.exec_driver_sql("CREATE TABLE kept (id)"), which(connection))[1]
    )
    with pytest.raises(OperationalError):
        database.write(lambda connection: connection.exec_driver_sql("INSERT INTO kept VALUES (1), (nothing)"))
    assert database.write(which) == first
    assert database.read(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM kept").scalar()) == 0

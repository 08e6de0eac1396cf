"""Connections to a SQLite file: a pool to read with, and one connection that writes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import OperationalError

from api.db.database import Database
from tests import engines


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database on a new file."""
    database = Database(engines.create_database("sqlite", tmp_path, "", "pool"))
    yield database
    database.engine.dispose()


def driver_id(connection: Connection) -> int:
    """Identity of the driver's connection."""
    return id(connection.connection.driver_connection)


def test_a_connection_is_used_again(database: Database) -> None:
    assert len({database.read(driver_id) for _ in range(5)}) == 1


def test_threads_that_read_at_once_do_not_share_a_connection(database: Database) -> None:
    met = Barrier(3)

    def work(connection: Connection) -> int:
        met.wait()
        return driver_id(connection)

    with ThreadPoolExecutor(3) as threads:
        assert len(set(threads.map(lambda _: database.read(work), range(3)))) == 3


def test_a_thread_may_hold_two(database: Database) -> None:
    with database.connect() as outer:
        assert database.read(driver_id) != driver_id(outer)


def test_readers_never_wait_for_a_connection(database: Database) -> None:
    """Any number of threads; their connections stay in the pool."""
    opened = [database.engine.connect() for _ in range(40)]
    ids = {driver_id(each) for each in opened}
    assert len(ids) == 40
    for each in opened:
        each.close()
    assert database.read(driver_id) in ids


def test_a_disposed_engine_opens_new_connections(database: Database) -> None:
    """Those that were idle are closed, the one that writes too."""
    with database.connect() as connection:
        reading = connection.connection.driver_connection
    writing = database.write(lambda connection: connection.connection.driver_connection)
    database.engine.dispose()
    for old in (reading, writing):
        assert old is not None
        with pytest.raises(Exception, match="closed"):
            old.execute("SELECT 1")
    assert database.read(lambda connection: connection.exec_driver_sql("SELECT 1").scalar()) == 1
    assert database.write(lambda connection: connection.exec_driver_sql("SELECT 1").scalar()) == 1


def test_a_reader_outlives_the_engine(database: Database) -> None:
    with database.connect() as connection:
        database.engine.dispose()
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1


def test_all_threads_write_with_one_connection(database: Database) -> None:
    """Reads use other connections."""

    def write_and_read(_: int) -> tuple[int, int]:
        return database.write(driver_id), database.read(driver_id)

    with ThreadPoolExecutor(3) as threads:
        writing, reading = zip(*threads.map(write_and_read, range(3)), strict=True)
    assert len(set(writing)) == 1
    assert not set(writing) & set(reading)


def test_a_failed_write_is_rolled_back_before_the_next(database: Database) -> None:
    first = database.write(
        lambda connection: (connection.exec_driver_sql("CREATE TABLE kept (id)"), driver_id(connection))[1]
    )
    with pytest.raises(OperationalError):
        database.write(lambda connection: connection.exec_driver_sql("INSERT INTO kept VALUES (1), (nothing)"))
    assert database.write(driver_id) == first
    assert database.read(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM kept").scalar()) == 0


def test_it_can_be_disposed_of_after_ctrl_c_during_a_write(database: Database) -> None:
    """SQLAlchemy invalidates the connection on which a statement was interrupted."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    def work(connection: Connection) -> None:
        event.listen(connection.engine.dialect, "do_execute", interrupt)
        try:
            connection.execute(text("SELECT 1"))
        finally:
            event.remove(connection.engine.dialect, "do_execute", interrupt)

    with pytest.raises(KeyboardInterrupt):
        database.write(work)
    assert database.write(lambda connection: connection.scalar(text("SELECT 1"))) == 1
    with pytest.raises(KeyboardInterrupt):
        database.write(work)
    database.engine.dispose()

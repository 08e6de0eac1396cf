"""Each thread reads a SQLite file with a connection of its own, which is closed when the engine is disposed of."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from api.db.database import Database
from tests import engines


@pytest.fixture
def file_database(tmp_path: Path) -> Iterator[Database]:
    """A database in a file, with one table."""
    database = Database(engines.create_database("sqlite", tmp_path, "", "readers"))
    database.write(lambda connection: connection.execute(text("CREATE TABLE numbers AS SELECT 1 AS number")))
    yield database
    database.engine.dispose()


def driver_connection(connection: Connection) -> Any:
    """The driver's connection."""
    return connection.connection.driver_connection


def numbers(connection: Connection) -> list[int]:
    """The rows of the table."""
    return [*connection.scalars(text("SELECT number FROM numbers"))]


def test_a_thread_reads_with_one_connection(file_database: Database) -> None:
    assert file_database.read(driver_connection) is file_database.read(driver_connection)


def test_two_threads_read_with_two_connections(file_database: Database) -> None:
    with ThreadPoolExecutor(1) as other_thread:
        other = other_thread.submit(file_database.read, driver_connection).result()
        assert other is not file_database.read(driver_connection)


def test_a_held_connection_reads_the_rows_of_a_pooled_one(file_database: Database) -> None:
    file_database.read(numbers)
    file_database.write(lambda connection: connection.execute(text("INSERT INTO numbers VALUES (2)")))
    with file_database.engine.connect() as pooled:
        assert file_database.read(numbers) == numbers(pooled) == [1, 2]


def test_disposing_closes_the_connections_of_all_threads(file_database: Database) -> None:
    with ThreadPoolExecutor(1) as other_thread:
        held = [
            file_database.read(driver_connection),
            other_thread.submit(file_database.read, driver_connection).result(),
        ]
        file_database.engine.dispose()
        for connection in held:
            with pytest.raises(Exception, match="closed database"):
                connection.execute("SELECT 1")
        assert other_thread.submit(file_database.read, numbers).result() == file_database.read(numbers) == [1]


def test_after_an_error_of_the_database_a_thread_reads_again(file_database: Database) -> None:
    def read_missing_table(connection: Connection) -> None:
        connection.execute(text("SELECT * FROM missing"))

    with pytest.raises(OperationalError):
        file_database.read(read_missing_table)
    assert file_database.read(numbers) == [1]


def test_a_read_may_contain_another(file_database: Database) -> None:
    assert file_database.read(lambda _: file_database.read(numbers)) == [1]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_after_an_interrupted_statement_a_thread_reads_again(
    file_database: Database, error: type[BaseException]
) -> None:
    def interrupt(connection: Connection) -> None:
        numbers(connection)
        connection.invalidate()
        raise error

    with pytest.raises(error):
        file_database.read(interrupt)
    assert file_database.read(numbers) == [1]

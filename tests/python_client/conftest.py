"""Fixtures: a server, and clients of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from communique_client import Client

from api.db.database import Database
from api.services import auth
from tests import engines
from tests.servers import Server, running_server


def create_key(database: Database, *scopes: str) -> str:
    """Secret of a new key with these scopes."""
    now = datetime.now(UTC)
    key = database.write(lambda connection: auth.create_key(connection, name="x", scopes=scopes, now=now))
    secret: str = key["key"]
    return secret


@pytest.fixture(scope="session")
def served(newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Database]]:
    """A server of a new SQLite database, and the database: what a client sees does not depend on the engine."""
    folder = tmp_path_factory.mktemp("served")
    url = engines.copy_database(newest("sqlite"), folder, "served")
    database = Database(url)
    with running_server(url, folder / "log") as server:
        yield server, database
    database.engine.dispose()


@pytest.fixture
def server(served: tuple[Server, Database]) -> Iterator[Server]:
    """The server, with an empty database."""
    running, database = served
    yield running
    engines.delete_all_rows(database)


@pytest.fixture
def key(server: Server, served: tuple[Server, Database]) -> str:
    """Secret of a key that may read, write and publish; `server` deletes it."""
    assert server is served[0]
    return create_key(served[1], "read", "write", "publish")


@pytest.fixture
def client(server: Server, key: str) -> Iterator[Client]:
    """A client that blocks."""
    with Client(server.address, key) as client:
        yield client

"""Fixtures: a PostgreSQL server, a migrated database of each engine, the application on it, clients with API keys."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection

from api import create_app
from api.db.database import Database
from api.settings import Settings
from tests import engines
from tests.clients import Client
from tests.extractors import LIMIT_OF_DRAFTS


def pytest_configure() -> None:
    """Collect cyclic garbage rarely: it took a sixth of the suite's time."""
    gc.set_threshold(50_000)


def pytest_collection_finish() -> None:
    """Keep the million objects of modules and tests out of later collections of garbage: each took half a second."""
    gc.freeze()


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A PostgreSQL server for this test worker."""
    with engines.postgresql_server() as url:
        yield url


@pytest.fixture(scope="session", params=engines.ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def newest(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Function from engine to the URL of a template database at the newest schema, made once per worker."""

    @cache
    def url_of_newest(engine: str) -> str:
        server = request.getfixturevalue("server_url") if engine == "postgresql" else ""
        url = engines.create_database(engine, tmp_path_factory.mktemp("newest"), server, "newest")
        engines.open_migrated(url).engine.dispose()
        return url

    return url_of_newest


def settings_of(url: str) -> Settings:
    """Settings of the application under test."""
    return Settings(database_url=url, log_level="error", wrong_key_limit="none", draft_timeout=LIMIT_OF_DRAFTS)


@pytest.fixture(scope="session")
def session_app(
    engine_name: str, newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application, once per engine."""
    folder = tmp_path_factory.mktemp("app")
    url = engines.copy_database(newest(engine_name), folder, folder.name)
    app = create_app(
        Settings(database_url=url, log_level="error", wrong_key_limit="none", draft_timeout=LIMIT_OF_DRAFTS)
    )
    engines.disable_fsync(app.extensions["database"])
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture(scope="module")
def module_app(
    engine_name: str, newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application once per module, with one database: for tests that only read."""
    folder = tmp_path_factory.mktemp("module")
    url = engines.copy_database(newest(engine_name), folder, folder.name)
    app = create_app(
        Settings(database_url=url, log_level="error", wrong_key_limit="none", draft_timeout=LIMIT_OF_DRAFTS)
    )
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture
def app(session_app: Flask) -> Iterator[Flask]:
    """The application with an empty database."""
    yield session_app
    engines.delete_all_rows(session_app.extensions["database"])


@pytest.fixture
def database(app: Flask) -> Database:
    """The application's database."""
    database: Database = app.extensions["database"]
    return database


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """A connection that is never committed."""
    with database.writer.connect() as connection:
        yield connection


@pytest.fixture
def client(app: Flask) -> Client:
    """A client whose API key has every scope."""
    return Client.of(app, "read", "write", "publish", "admin")


@pytest.fixture
def public(app: Flask) -> Client:
    """A client without an API key."""
    return Client(app)


@pytest.fixture
def fresh_database(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """URL of a new, empty database that is not migrated."""
    server = request.getfixturevalue("server_url") if engine_name == "postgresql" else ""
    return engines.create_database(engine_name, tmp_path, server, f"fresh-{abs(hash(request.node.nodeid))}")


@pytest.fixture
def migrated_database(
    engine_name: str, newest: Callable[[str], str], tmp_path: Path, request: pytest.FixtureRequest
) -> str:
    """URL of a new database at the newest schema."""
    return engines.copy_database(newest(engine_name), tmp_path, f"migrated-{abs(hash(request.node.nodeid))}")

"""Fixtures of tests about the code: the application on SQLite and its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from api import create_app
from api.openapi import build_document
from api.settings import Settings
from tests import engines


@pytest.fixture(scope="session")
def code_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application on a migrated SQLite database."""
    url = engines.create_database("sqlite", tmp_path_factory.mktemp("code"), "", "code")
    engines.open_migrated(url).engine.dispose()
    return create_app(Settings(database_url=url, log_level="error", wrong_key_limit="none"))


@pytest.fixture
def app(code_app: Flask) -> Iterator[Flask]:
    """The application with an empty database."""
    yield code_app
    engines.delete_all_rows(code_app.extensions["database"])


@pytest.fixture(scope="session")
def document(code_app: Flask) -> dict[str, Any]:
    """The OpenAPI document."""
    return build_document(code_app)

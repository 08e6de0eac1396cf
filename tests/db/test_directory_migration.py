"""Names of an older database are folded as names are today, and a rebuild brings its directory in line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import insert, select, update

from api import create_app
from api.cli import main
from api.db.database import Database
from api.db.migrate import configuration, migrate
from api.models import Party, PartyIdentifier, PartyName
from api.settings import Settings
from tests.clients import Client
from tests.directory import Q1, create, entry_of, party, shown

BEFORE = "0020"
"""The last revision without edits of the directory."""


@pytest.fixture
def app(migrated_database: str) -> Iterator[Flask]:
    """The application on a database of its own."""
    app = create_app(Settings(database_url=migrated_database, log_level="error"))
    yield app
    app.extensions["database"].engine.dispose()


def test_an_older_directory_is_brought_in_line(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its names had punctuation, government bodies had no jurisdiction, and nothing went away."""
    database: Database = app.extensions["database"]
    client = Client.of(app, "read", "write", "publish")
    id = entry_of(create(client, party("Children's Fund", Q1), announced_on="2024"))
    create(client, party("New Fund", Q1), announced_on="2025")
    names = PartyName.party_id == PartyName.party_id
    with database.writer.begin() as connection:
        connection.execute(
            update(PartyName)
            .where(names, PartyName.folded_name == "childrensfund")
            .values(folded_name="children'sfund")
        )
        for name in ("children\u2019sfund", "gone"):
            connection.execute(
                insert(PartyName).values(party_id=connection.scalar(select(Party.id)), folded_name=name, public=False)
            )
        connection.execute(update(Party).values(jurisdiction=None, name="Children's Fund"))
        connection.execute(update(PartyIdentifier).values(value="Q9"))
        command.downgrade(configuration(connection), BEFORE)
    migrate(database.writer)
    with database.connect() as connection:
        stored = {(row.folded_name, row.public) for row in connection.execute(select(PartyName))}
        assert stored == {("childrensfund", True), ("newfund", True), ("gone", False)}
    monkeypatch.setenv("DATABASE_URL", app.extensions["settings"].database_url)
    assert CliRunner().invoke(main, ["rebuild"], catch_exceptions=False).exit_code == 0
    with database.connect() as connection:
        stored = {(row.folded_name, row.words) for row in connection.execute(select(PartyName))}
        assert stored == {("childrensfund", " childrens fund"), ("newfund", " new fund")}
    now = shown(client, id)
    assert (now["name"], now["jurisdiction"], now["identifiers"]) == ("New Fund", "KR", [])
    assert entry_of(create(client, party("Children\u2019s Fund"))) == id

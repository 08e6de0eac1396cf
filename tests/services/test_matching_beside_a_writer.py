"""A party is matched while another transaction adds its entry to the directory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, select

from api.db.database import Database
from api.models import StatedParty
from api.services.parties import matching
from tests.records import published, save_record

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def save_record_of(database: Database, name: str) -> None:
    """Save a record whose issuer has this name, and always the same identifier."""
    identifiers = [{"scheme": "wikidata", "id": "Q29046"}]
    issuer = {"key": "m", "name": name, "kind": "government", "roles": ["issuer"], "identifiers": identifiers}
    record = published(title=name, parties=[issuer])
    database.write(lambda connection: save_record(connection, record, note="", now=NOW))


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
def test_an_entry_that_is_added_between_two_statements_is_found(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite has one writer at a time."""
    query = matching.IDENTIFIERS_SHARING

    class AfterAnotherWriter:
        is_first = True

        def all(self, connection: Connection, params: dict[str, Any]) -> Sequence[Any]:
            if AfterAnotherWriter.is_first:
                AfterAnotherWriter.is_first = False
                save_record_of(database, "Ministry of Science")
            return query.all(connection, params)

    monkeypatch.setattr(matching, "IDENTIFIERS_SHARING", AfterAnotherWriter())
    save_record_of(database, "Science Ministry")
    with database.connect() as connection:
        ids = connection.scalars(select(StatedParty.party_id)).all()
    assert len(ids) == 2
    assert len(set(ids)) == 1

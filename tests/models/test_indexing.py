"""Indexes that are put off are made up for, and are then those of the migrations."""

from __future__ import annotations

from sqlalchemy import inspect

from api.models import indexing
from api.models.database import Database


def there(database: Database) -> set[tuple[str, tuple[str | None, ...]]]:
    """Return the indexes of a database, with their columns."""
    with database.engine.connect() as session:
        found = inspect(session)
        return {
            (str(each["name"]), tuple(each["column_names"]))
            for name in found.get_table_names()
            for each in found.get_indexes(name)
        }


def test_what_was_put_off_is_made_as_it_was(migrated_database: str) -> None:
    """All of it, and nothing is missing afterwards."""
    database = Database(migrated_database)
    before = there(database)
    assert indexing.missing(database) == []
    indexing.put_off(database)
    owed = {str(index.name) for index in indexing.missing(database)}
    assert len(owed) > 20
    assert set(indexing.make_up(database)) == owed
    assert there(database) == before
    database.engine.dispose()


def test_what_finds_parties_and_records_is_never_put_off(migrated_database: str) -> None:
    """It is needed while rows are written."""
    database = Database(migrated_database)
    indexing.put_off(database)
    kept = {name for name, _ in there(database)}
    assert {"ix_party_names_folded_name", "ix_announcement_tags_announcement_id_name_value"} <= kept
    database.engine.dispose()

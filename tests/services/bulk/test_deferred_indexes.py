"""Indexes that are put off are made up for, and are then those of the migrations."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy import inspect, text

from api.db.database import Database
from api.search import index as searching
from api.search.index import Entry
from api.search.match_expression import MatchExpression
from api.services.bulk import deferred_indexes
from domain.ids import uuid7
from domain.text.search_query import Phrase


def there(database: Database) -> set[tuple[str, tuple[str | None, ...]]]:
    """Return the indexes of a database, with their columns."""
    with database.engine.connect() as connection:
        found = inspect(connection)
        return {
            (str(each["name"]), tuple(each["column_names"]))
            for name in found.get_table_names()
            for each in found.get_indexes(name)
        }


def test_what_was_put_off_is_made_as_it_was(migrated_database: str) -> None:
    """All of it, and nothing is missing afterwards."""
    database = Database(migrated_database)
    before = there(database)
    assert deferred_indexes.missing(database) == []
    deferred_indexes.drop_deferrable(database)
    owed = {str(index.name) for index in deferred_indexes.missing(database)}
    assert len(owed) > 20
    assert set(deferred_indexes.build_missing(database)) == owed
    assert there(database) == before
    database.engine.dispose()


def test_what_finds_parties_and_records_is_never_put_off(migrated_database: str) -> None:
    """It is needed while rows are written."""
    database = Database(migrated_database)
    deferred_indexes.drop_deferrable(database)
    kept = {name for name, _ in there(database)}
    assert {"ix_party_names_folded_name", "ix_announcement_tags_announcement_id_name_value"} <= kept
    database.engine.dispose()


def test_the_pieces_of_an_index_of_words_are_joined(database: Database) -> None:
    """Each record that is kept by itself adds one; what is found stays the same."""
    if database.engine.dialect.name == "postgresql":
        deferred_indexes.merge_fts_segments(database)
        return
    day, ids = date(2026, 1, 1), [uuid7(datetime(2026, 1, number, tzinfo=UTC)) for number in range(1, 10)]
    entry = Entry(day, (("harbour",), (), ()))
    for each in ids:
        database.write(partial(searching.put, name="announcements", rows={each: entry}))
    database.write(lambda connection: searching.remove(connection, "announcements", {ids[0]: day}))
    assert pieces(database) > 1
    deferred_indexes.merge_fts_segments(database)
    assert pieces(database) == 1
    query = searching.found("announcements", MatchExpression(((Phrase(("harbour",)),),)))
    with database.connect() as connection:
        assert set(connection.scalars(query)) == {*ids[1:]}


def pieces(database: Database) -> int:
    """Return of how many pieces SQLite's index of the words of announcements is made."""
    with database.connect() as connection:
        return connection.scalar(text("SELECT count(DISTINCT segid) FROM announcement_terms_idx")) or 0

"""Deferred indexes are rebuilt as the migrations made them; FTS segments are merged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import Connection, inspect, literal, text

from api.db.database import Database
from api.search import index as searching
from api.search.index import IndexItem
from api.search.match_expression import MatchExpression, MatchExpressionType, matching_ids
from api.services.bulk import deferred_indexes
from domain.ids import uuid7
from domain.text.search_query import Phrase


def existing_indexes(database: Database) -> set[tuple[str, tuple[str | None, ...]]]:
    """Name and columns of every index."""
    with database.engine.connect() as connection:
        inspector = inspect(connection)
        return {
            (str(each["name"]), tuple(each["column_names"]))
            for name in inspector.get_table_names()
            for each in inspector.get_indexes(name)
        }


def test_dropped_indexes_are_rebuilt_as_they_were(migrated_database: str) -> None:
    database = Database(migrated_database)
    before = existing_indexes(database)
    assert deferred_indexes.missing_indexes(database) == []
    deferred_indexes.drop_deferrable(database)
    missing = {str(index.name) for index in deferred_indexes.missing_indexes(database)}
    assert len(missing) > 20
    assert set(deferred_indexes.build_missing(database)) == missing
    assert existing_indexes(database) == before
    database.engine.dispose()


def test_indexes_that_an_import_needs_are_never_dropped(migrated_database: str) -> None:
    database = Database(migrated_database)
    deferred_indexes.drop_deferrable(database)
    remaining = {name for name, _ in existing_indexes(database)}
    assert {"ix_party_names_folded_name", "ix_announcement_tags_announcement_id_name_value"} <= remaining
    database.engine.dispose()


def test_merged_fts_segments_answer_the_same(database: Database) -> None:
    """Each transaction adds a segment."""
    if database.engine.dialect.name == "postgresql":
        deferred_indexes.merge_fts_segments(database)
        return
    day, ids = date(2026, 1, 1), [uuid7(datetime(2026, 1, number, tzinfo=UTC)) for number in range(1, 10)]
    item = IndexItem(day, (("harbour",), (), ()))

    def insert(id: UUID) -> None:
        database.write(partial(insert_item, id=id, item=item))

    for each in ids:
        insert(each)
    database.write(lambda connection: searching.remove(connection, "announcements", {ids[0]: day}))
    if count_segments(database) == 1:  # SQLite has merged them itself.
        ids.append(uuid7(datetime(2026, 1, 10, tzinfo=UTC)))
        insert(ids[-1])
    assert count_segments(database) > 1
    deferred_indexes.merge_fts_segments(database)
    assert count_segments(database) == 1
    words = MatchExpression(((Phrase(("harbour",)),),))
    query = matching_ids("announcements", literal(words, MatchExpressionType()))
    with database.connect() as connection:
        assert set(connection.scalars(query)) == {*ids[1:]}


def insert_item(connection: Connection, id: UUID, item: IndexItem) -> None:
    """Index one announcement."""
    searching.insert_items(connection, "announcements", {id: item})


def count_segments(database: Database) -> int:
    """Number of segments of SQLite's FTS index of announcements."""
    with database.connect() as connection:
        return connection.scalar(text("SELECT count(DISTINCT segid) FROM announcement_terms_idx")) or 0

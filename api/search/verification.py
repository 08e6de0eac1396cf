"""Comparison of the full-text index with the terms that it should have."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import JSON, Connection, bindparam, select, text

from api.search.index import IndexItem, analyze, tsvector
from api.search.match_expression import INDEXES, IndexName
from api.search.sqlite_rowid import rowid_range

DIFFERENT = (
    "SELECT CAST(wanted ->> 0 AS uuid) FROM unnest(ARRAY(SELECT json_array_elements(CAST(:items AS json)))) AS wanted "
    "LEFT JOIN {index} AS indexed ON indexed.id = CAST(wanted ->> 0 AS uuid) "
    "WHERE indexed.terms IS DISTINCT FROM CAST(wanted ->> 1 AS tsvector)"
)


def outdated_items(connection: Connection, name: IndexName, items: Mapping[UUID, IndexItem]) -> list[UUID]:
    """Ids of the items that the index does not have, or has with other terms."""
    if not items:
        return []
    if connection.dialect.name == "postgresql":
        return outdated_in_postgresql(connection, name, items)
    return [id for id, item in items.items() if not is_in_fts5(connection, name, id, item)]


def outdated_in_postgresql(connection: Connection, name: IndexName, items: Mapping[UUID, IndexItem]) -> list[UUID]:
    """The same, by one statement."""
    wanted = [[str(id), tsvector(analyze(item.fields), item.filter_terms)] for id, item in items.items()]
    statement = text(DIFFERENT.format(index=INDEXES[name].name)).bindparams(bindparam("items", type_=JSON()))
    return list(connection.scalars(statement, {"items": wanted}))


def is_in_fts5(connection: Connection, name: IndexName, id: UUID, item: IndexItem) -> bool:
    """Whether exactly one row near the row id of an item has its id, and its terms."""
    index, near = INDEXES[name].c, rowid_range(item.day, id)
    query = select(index.terms).where(index.rowid.between(near["first"], near["last"]), index.id == id)
    return connection.scalars(query).all() == [" ".join([analyze(item.fields), *item.filter_terms])]

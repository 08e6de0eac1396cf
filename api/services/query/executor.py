"""Executes list queries, fast for selective and for unselective filters.

Mostly one plain statement gives a page and the number of matches, up to 1,001. Where one index finds the matches in the
order of the list, it is walked until the page is full. Where a filter leaves few rows, the first 1,001 matches are read
by the most selective access path, counted and sorted; elsewhere they are counted first. If there are that many, another
statement walks the list's index instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from api.db.database import ReadSource
from api.db.engine import raise_driver_error
from api.services import pagination
from api.services.pagination import COUNT_AT_MOST, MAX_PAGE_BYTES, LongValue, Page
from api.services.query import access_paths, relevance, statement_cache
from api.services.query.list_query import ListQuery, table_order
from api.services.query.page_statements import (
    LIMIT,
    POSITION,
    ROW_ID,
    FirstStatement,
    PageRows,
    counted_walk,
    first_statement,
    long_item,
    match_count,
    ordered_walk,
    sorted_candidates,
)
from api.services.query.projection import project_items
from api.services.query.resources import ANNOUNCEMENTS

BATCH, BATCH_OF_RECORDS = 500, 50
"""Rows read at a time by a stream: whole records may be long."""


class ListItem(NamedTuple):
    """An item of a page in the requested shape, its validator, and its id if the request has `id`."""

    document: bytes
    validator: bytes
    id: UUID | None


class Batch(NamedTuple):
    """Documents of a stream, and the sort key of the last one's row; None at the end."""

    documents: Sequence[bytes]
    last_key: Sequence[Any] | None


def page(connection: Connection, query: ListQuery, *, total: int | None = None) -> Page[ListItem]:
    """A page of items, empty with `limit=0`, and the number of matches. `total`: the count, if the caller has it."""
    params = query.params
    size, is_exact = params["limit"], params.get("total") == "exact"
    if not size:
        number = count(connection, query, exact=is_exact) if total is None else total
        return pagination.counted_page([], None, number, exact=is_exact)
    order = table_order(query.resource, query.sort)
    position = pagination.cursor_position(connection, params, order)
    with read_snapshot(connection):
        found = first_rows(connection, query, position, size + 1, is_counted=not is_exact)
        if found.number is None or (is_exact and found.number > COUNT_AT_MOST):
            number = count(connection, query, exact=is_exact)
        else:
            number = found.number
        rows, end = whole_rows(connection, query, found.rows[:size])
    documents = project_items([row.document for row in rows], query.resource.name, params)
    items = [
        ListItem(document, getattr(row, "etag", "").encode() or row.document, getattr(row, "id", None))
        for document, row in zip(documents, rows, strict=True)
    ]
    return pagination.page_of(connection, items, found.keys, number, order=order, params=params, end=end)


@contextmanager
def read_snapshot(connection: Connection) -> Iterator[None]:
    """One state of the data for all statements on SQLite; on PostgreSQL, each statement sees its own."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver.in_transaction:
        yield
        return
    try:
        driver.execute("BEGIN")
    except sqlite3.Error as error:
        raise_driver_error(connection, "BEGIN", error)
    try:
        yield
    finally:
        try:
            driver.rollback()
        except sqlite3.Error as error:  # A transaction that goes on would not see later changes.
            raise_driver_error(connection, "ROLLBACK", error, is_lost=True)


def first_rows(
    connection: Connection, query: ListQuery, position: Sequence[Any] | None, limit: int, *, is_counted: bool = False
) -> PageRows:
    """At most `limit` rows after a sort key, in order; `is_counted`: with the number of matches, up to 1,001."""
    columns = (*query.resource.item_columns, "id") if "id" in query.params else query.resource.item_columns
    if query.is_in_search_order:
        return relevance.first_search_rows(connection, query, columns, position, limit, is_counted=is_counted)

    def read(build: statement_cache.Builder) -> list[Any]:
        statement = statement_cache.compiled_for(query.shape, build, columns, position is not None)
        return statement.rows(connection, query, {POSITION: position, LIMIT: limit})

    first = first_statement(query.shape)
    number: int | None
    if first is FirstStatement.WALK and not is_counted:
        rows, number = read(ordered_walk), None
    elif first is FirstStatement.COUNT:
        number = count(connection, query, exact=False)
        rows = read(sorted_candidates if number <= COUNT_AT_MOST else ordered_walk) if number else []
    else:
        rows = read(counted_walk if first is FirstStatement.WALK else sorted_candidates)
        number = rows[0].number if rows else 0
        if not rows and position is not None:  # Behind the last row, no row has the number.
            number = count(connection, query, exact=False)
        if first is FirstStatement.SORT and number > COUNT_AT_MOST:
            rows = read(ordered_walk)
    names = table_order(query.resource, query.sort).key_names
    return PageRows(rows, [*map(attrgetter(*names), rows)], number)


def whole_rows(connection: Connection, query: ListQuery, rows: Sequence[Any]) -> tuple[Sequence[Any], int]:
    """The first rows with their documents, as many as a page may have, and the number of rows that they come from."""
    documents = [row.document for row in rows]
    if None not in documents and sum(map(len, documents)) <= MAX_PAGE_BYTES:
        return rows, len(rows)
    statement = statement_cache.compiled_for(query.shape, long_item, query.resource.item_columns)

    def read(row: Any) -> Any:
        found = statement.rows(connection, query, {ROW_ID: UUID(str(row.row_id))})
        return row._replace(**found[0]._asdict()) if found else None

    return pagination.within_bytes(rows, LongValue("document", read))


def count(connection: Connection, query: ListQuery, *, exact: bool) -> int:
    """The number of matches: all of them, or up to 1,001."""
    if query.is_in_search_order and not exact:
        return relevance.count_matches(connection, query)
    (row,) = statement_cache.compiled_for(query.shape, match_count, exact).rows(connection, query)
    return int(row.number)


def stream(
    connection: Connection, source: ReadSource, query: ListQuery, *, on_long: Callable[[], object] = lambda: None
) -> Iterator[bytes]:
    """All items in order as the request wants them, read batch by batch: a slow reader holds no connection.

    The first batch is read at once, on the connection; the others from the source, while the items are iterated.
    `on_long` is called before that if there may be others.
    """
    limit = BATCH_OF_RECORDS if query.resource is ANNOUNCEMENTS else BATCH
    batch = read_batch(connection, query, None, limit)
    if batch.last_key is not None:
        on_long()
    return items_from(batch, source, query, limit)


def read_batch(connection: Connection, query: ListQuery, position: Sequence[Any] | None, limit: int) -> Batch:
    """The items of at most `limit` rows after a sort key, as many as a page may have."""
    found = first_rows(connection, query, position, limit)
    rows, end = whole_rows(connection, query, found.rows)
    is_last = end == len(found.rows) < limit
    return Batch([row.document for row in rows], None if is_last else found.keys[end - 1])


def items_from(batch: Batch, source: ReadSource, query: ListQuery, limit: int) -> Iterator[bytes]:
    """The items of a batch, and of those after it."""
    while True:
        yield from project_items(batch.documents, query.resource.name, query.params)
        if batch.last_key is None:
            return
        position = pagination.read_key(batch.last_key, table_order(query.resource, query.sort))
        batch = source.read(partial(read_batch, query=query, position=position, limit=limit))


def missing_ids(connection: Connection, query: ListQuery, page: Page[ListItem]) -> list[UUID]:
    """The ids of the request that the list does not have, or not for this actor or with these filters."""
    is_whole = page.next_cursor is None and "cursor" not in query.params and query.params["limit"]
    if is_whole:
        listed = {item.id for item in page.items}
    else:
        listed = {row.id for row in statement_cache.compiled_for(query.shape, all_matching_ids).rows(connection, query)}
    return [id for id in dict.fromkeys(map(UUID, query.params["id"])) if id not in listed]


def all_matching_ids(query: ListQuery) -> Any:
    """The ids of all matches."""
    return access_paths.full_match(query).select(query.resource.table.id)

"""The filters of announcements on rows that no table holds any more: those of earlier versions.

The statement has the filters' own SQL. Each table of a record that it reads is a common table expression of the same
name, which precedes the table, over rows in a JSON parameter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import JSON, Column, ColumnClause, Connection, Table, literal_column, select
from sqlalchemy.sql import visitors

from api.db.compiled_query import CompiledQuery
from api.db.sql import stored_rows_param
from api.services.query import access_paths
from api.services.query.filters.operators import TODAY
from api.services.query.list_query import CACHE_SIZE, ListQuery, QueryShape, template_of
from api.services.query.resources import ANNOUNCEMENTS

RECORD_ID = "record_id"
"""The id of a row's record. The row has another id, because several versions of a record may be in one statement."""

OWN: Table = ANNOUNCEMENTS.table.__table__
Rows = Mapping[Table, Sequence[Mapping[str, Any]]]


class PastStatement(NamedTuple):
    """A statement over given rows, the template that knows its bind parameters, and the columns of each table."""

    compiled: CompiledQuery
    template: ListQuery
    columns: Mapping[Table, Sequence[Column[Any]]]


def matching_ids(connection: Connection, query: ListQuery, rows: Rows) -> set[UUID]:
    """The `id` of each row of announcements that the query matches, with these rows of it in other tables.

    A row of announcements has its record's id as `record_id`. Words to search for are not looked at.
    """
    statement = past_statement(query.shape, frozenset(rows))
    values = {**query.params, TODAY: query.today}
    for table, columns in statement.columns.items():
        convert = [(column.name, column.type.dialect_impl(connection.dialect)) for column in columns]
        processors = [(name, type_.bind_processor(connection.dialect) or as_it_is) for name, type_ in convert]
        values[parameter(table)] = [[process(row[name]) for name, process in processors] for row in rows[table]]
    readers = statement.template.binds.readers
    found = statement.compiled.all(connection, {name: read(values) for name, read in readers.items()})
    return {row.id for row in found}


def as_it_is(value: Any) -> Any:
    """The value: its type needs no conversion."""
    return value


@lru_cache(CACHE_SIZE)
def past_statement(shape: QueryShape, tables: frozenset[Table]) -> PastStatement:
    """The statement for a shape, in which these tables are parameters."""
    query = template_of(shape)
    columns = {**ANNOUNCEMENTS.columns, "id": literal_column(f"{OWN.name}.{RECORD_ID}", OWN.c.id.type)}
    path = access_paths.table_scan(query, OWN, columns, searched=False)
    statement = select(OWN.c.id).where(*path.predicates)
    used: dict[Table, dict[str, Column[Any]]] = {OWN: {"id": OWN.c.id}}
    for each in visitors.iterate(statement):
        table = getattr(getattr(each, "table", None), "element", getattr(each, "table", None))
        if isinstance(each, ColumnClause) and table in tables:
            used.setdefault(table, {})[each.name] = table.c[each.name]
    used[OWN][RECORD_ID] = Column(RECORD_ID, OWN.c.id.type)
    chosen = {table: tuple(columns.values()) for table, columns in used.items()}
    for table, own_columns in chosen.items():
        statement = statement.add_cte(given_rows(query, table, own_columns))
    return PastStatement(CompiledQuery(statement), query, chosen)


def given_rows(query: ListQuery, table: Table, columns: Sequence[Column[Any]]) -> Any:
    """A common table expression with the name of a table, over the rows in its parameter."""
    return stored_rows_param(query.binds.add(itemgetter(parameter(table)), JSON()), columns).cte(table.name)


def parameter(table: Table) -> str:
    """The name under which statements read the rows of a table; the space keeps it apart from query parameters."""
    return f" {table.name}"

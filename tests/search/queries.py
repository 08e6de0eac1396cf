"""A search as a condition on any column of ids."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement

from api.search.index import IndexName, matching_ids
from api.search.match_expression import MatchExpression, SearchFields
from domain.text.search_query import SearchQuery


def search_condition(
    name: IndexName, id_column: ColumnElement[UUID], query: SearchQuery, *, fields: SearchFields = "all"
) -> ColumnElement[bool]:
    """Whether the row has the required words in these fields, and the excluded words nowhere."""
    if query.required:
        return id_column.in_(matching_ids(name, MatchExpression(query.required, query.excluded, fields)))
    return id_column.not_in(matching_ids(name, MatchExpression((query.excluded,))))

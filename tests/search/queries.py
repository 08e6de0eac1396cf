"""A search as a condition on any column of ids."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, literal

from api.search.match_expression import IndexName, MatchExpression, MatchExpressionType, SearchFields, matching_ids
from domain.text.search_query import SearchQuery


def search_condition(
    name: IndexName, id_column: ColumnElement[UUID], query: SearchQuery, *, fields: SearchFields = "all"
) -> ColumnElement[bool]:
    """Whether the row has the required words in these fields, and the excluded words nowhere."""
    if query.required:
        expression = MatchExpression(query.required, query.excluded, fields)
        return id_column.in_(matching_ids(name, literal(expression, MatchExpressionType())))
    return id_column.not_in(matching_ids(name, literal(MatchExpression((query.excluded,)), MatchExpressionType())))

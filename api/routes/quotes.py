"""`/v1/quotes`: quotations, across all records."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import Connection

from api.http import Blueprint, ctx, in_formats, problem_statuses, public_read, reads, responses
from api.routes.searches import add_search
from api.services.query.resources import QUOTES
from api.services.records.reader import get_part
from schemas.queries.base import BaseQuery
from schemas.queries.lists import LIST_FORMATS, QuotesQuery
from schemas.resources.listed_parts import QuoteInRecordSchema
from schemas.resources.page import page_schema

blueprint = Blueprint("Quotes", __name__, url_prefix="/v1/quotes", description="Quotations, across all records.")
PAGE = page_schema(QuoteInRecordSchema, "QuotePage", listed=True)


@blueprint.get("")
@public_read
@in_formats(*LIST_FORMATS["quotes"], is_export=True)
@problem_statuses(403)
@blueprint.arguments(QuotesQuery(), location="query")
@blueprint.response(200, PAGE)
@reads
def list_quotes(connection: Connection, params: dict[str, Any]) -> Response:
    """List the quotes that match every filter, the latest announced first."""
    return responses.list_response(connection, QUOTES, params)


add_search(blueprint, QUOTES, QuotesQuery(), PAGE)


@blueprint.get("/<uuid:id>")
@public_read
@problem_statuses(404, 410)
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, QuoteInRecordSchema())
@reads
def get_quote(connection: Connection, _: dict[str, Any], id: UUID) -> Response:
    """Read one quote, with its record."""
    return responses.body_response(get_part(connection, QUOTES, id, actor=ctx().actor))

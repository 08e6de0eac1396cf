"""`/v1/quotes`: what was said, across all records."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import Connection

from api.http import list_responses, responses
from api.http.blueprint import Blueprint, in_formats, open_to_read, reading
from api.http.blueprint import answers as can_answer
from api.http.responses import caller
from api.services.query import executor
from api.services.query.resources import QUOTES
from schemas.queries.base import Query
from schemas.queries.lists import FORMATS, QuotesQuery
from schemas.resources.listed_parts import QuoteInRecordSchema
from schemas.resources.page import page_of

blueprint = Blueprint("Quotes", __name__, url_prefix="/v1/quotes", description="What was said, across all records.")


@blueprint.get("")
@open_to_read
@in_formats(*FORMATS["quotes"])
@can_answer(403)
@blueprint.arguments(QuotesQuery(), location="query")
@blueprint.response(200, page_of(QuoteInRecordSchema, "QuotePage", listed=True))
@reading
def list_quotes(connection: Connection, asked: dict[str, Any]) -> Response:
    """List quotes that match every filter, the latest announced first."""
    return list_responses.answer(connection, QUOTES, asked)


@blueprint.get("/<uuid:id>")
@open_to_read
@can_answer(404, 410)
@blueprint.arguments(Query(), location="query")
@blueprint.response(200, QuoteInRecordSchema())
@reading
def get_quote(connection: Connection, _: dict[str, Any], id: UUID) -> Response:
    """Read one quote, with the record that it stands in."""
    return responses.body(executor.get(connection, QUOTES, id, actor=caller()["actor"]))

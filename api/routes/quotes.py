"""`/v1/quotes`: what was said, across all records."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from api.models.database import Session
from api.routes import answers, lists
from api.routes.answers import caller
from api.routes.contract import Blueprint, in_formats, open_to_read, reading
from api.routes.contract import answers as can_answer
from api.services import listing
from api.services.collections import QUOTES
from schemas.in_record import QuoteInRecordSchema
from schemas.list_queries import FORMATS, QuotesQuery
from schemas.lists import page_of
from schemas.parameters import Query

blueprint = Blueprint("Quotes", __name__, url_prefix="/v1/quotes", description="What was said, across all records.")


@blueprint.get("")
@open_to_read
@in_formats(*FORMATS["quotes"])
@can_answer(403)
@blueprint.arguments(QuotesQuery(), location="query")
@blueprint.response(200, page_of(QuoteInRecordSchema, "QuotePage", listed=True))
@reading
def list_quotes(session: Session, asked: dict[str, Any]) -> Response:
    """List quotes that match every filter, the latest announced first."""
    return lists.answer(session, QUOTES, asked)


@blueprint.get("/<uuid:id>")
@open_to_read
@can_answer(404, 410)
@blueprint.arguments(Query(), location="query")
@blueprint.response(200, QuoteInRecordSchema())
@reading
def get_quote(session: Session, _: dict[str, Any], id: UUID) -> Response:
    """Read one quote, with the record that it stands in."""
    return answers.body(listing.get(session, QUOTES, id, actor=caller()["actor"]))

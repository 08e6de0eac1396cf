"""`/v1/amounts`: money that was named, across all records."""

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
from api.services.collections import AMOUNTS
from schemas.in_record import AmountInRecordSchema
from schemas.list_queries import FORMATS, AmountsQuery
from schemas.lists import page_of
from schemas.parameters import Query

blueprint = Blueprint(
    "Amounts", __name__, url_prefix="/v1/amounts", description="Money that was named, across all records."
)


@blueprint.get("")
@open_to_read
@in_formats(*FORMATS["amounts"])
@can_answer(403)
@blueprint.arguments(AmountsQuery(), location="query")
@blueprint.response(200, page_of(AmountInRecordSchema, "AmountPage", listed=True))
@reading
def list_amounts(session: Session, asked: dict[str, Any]) -> Response:
    """List amounts that match every filter, the latest announced first."""
    return lists.answer(session, AMOUNTS, asked)


@blueprint.get("/<uuid:id>")
@open_to_read
@can_answer(404, 410)
@blueprint.arguments(Query(), location="query")
@blueprint.response(200, AmountInRecordSchema())
@reading
def get_amount(session: Session, _: dict[str, Any], id: UUID) -> Response:
    """Read one amount, with the record that it stands in."""
    return answers.body(listing.get(session, AMOUNTS, id, actor=caller()["actor"]))

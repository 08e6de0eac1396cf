"""`/v1/amounts`: sums of money, across all records."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import Connection

from api.http import Blueprint, ctx, in_formats, problem_statuses, public_read, reads, responses
from api.routes.searches import add_search
from api.services.query.resources import AMOUNTS
from api.services.records.reader import get_part
from schemas.queries.base import BaseQuery
from schemas.queries.lists import LIST_FORMATS, AmountsQuery
from schemas.resources.listed_parts import AmountInRecordSchema
from schemas.resources.page import page_schema

blueprint = Blueprint(
    "Amounts",
    __name__,
    url_prefix="/v1/amounts",
    description="Sums of money, across all records: euros, dollars and every other currency.",
)
PAGE = page_schema(AmountInRecordSchema, "AmountPage", listed=True)


@blueprint.get("")
@public_read
@in_formats(*LIST_FORMATS["amounts"], is_export=True)
@problem_statuses(403)
@blueprint.arguments(AmountsQuery(), location="query")
@blueprint.response(200, PAGE)
@reads
def list_amounts(connection: Connection, params: dict[str, Any]) -> Response:
    """List the amounts that match every filter, the latest announced first."""
    return responses.list_response(connection, AMOUNTS, params)


add_search(blueprint, AMOUNTS, AmountsQuery(), PAGE)


@blueprint.get("/<uuid:id>")
@public_read
@problem_statuses(404, 410)
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, AmountInRecordSchema())
@reads
def get_amount(connection: Connection, _: dict[str, Any], id: UUID) -> Response:
    """Read one amount, with its record."""
    return responses.body_response(get_part(connection, AMOUNTS, id, actor=ctx().actor))

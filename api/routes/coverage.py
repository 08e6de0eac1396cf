"""`/v1/coverage`: the number and dates of records by jurisdiction and publisher."""

from __future__ import annotations

from typing import Any

from flask import Response
from sqlalchemy import Connection

from api.http import Blueprint, ctx, public_read, reads, responses
from api.services.analytics import coverage
from schemas.queries.other import CoverageQuery
from schemas.resources.page import page_schema
from schemas.resources.summary import CoverageSchema

blueprint = Blueprint(
    "Coverage",
    __name__,
    url_prefix="/v1/coverage",
    description="Numbers and dates of records, by jurisdiction and publisher.",
)
COVERAGE = CoverageSchema()


@blueprint.get("")
@public_read
@blueprint.arguments(CoverageQuery(), location="query")
@blueprint.response(200, page_schema(CoverageSchema, "CoveragePage"))
@reads
def list_coverage(connection: Connection, params: dict[str, Any]) -> Response:
    """Count the records by jurisdiction and publisher of sources, with their first, last and latest recorded days.

    It tells whether an empty list means that nothing was announced, or that this place or publisher is not covered.
    """
    return responses.dump_page(COVERAGE, coverage(connection, params, actor=ctx().actor))

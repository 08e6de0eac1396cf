"""`/v1/coverage`: how much there is at all."""

from __future__ import annotations

from typing import Any

from flask import Response
from sqlalchemy import Connection

from api.http import Blueprint, ctx, public_read, reads, responses
from api.services.analytics import coverage
from schemas.queries.other import CoverageQuery
from schemas.resources.coverage import CoverageSchema
from schemas.resources.page import page_schema

blueprint = Blueprint("Coverage", __name__, url_prefix="/v1/coverage", description="How much there is at all.")
COVERAGE = CoverageSchema()


@blueprint.get("")
@public_read
@blueprint.arguments(CoverageQuery(), location="query")
@blueprint.response(200, page_schema(CoverageSchema, "CoveragePage"))
@reads
def list_coverage(connection: Connection, asked: dict[str, Any]) -> Response:
    """Say how many records there are by jurisdiction and publisher of sources, of which days, and how fresh.

    So that an empty answer means something: nothing was announced, or nothing is kept of that place or publisher.
    """
    return responses.dumped_page(COVERAGE, coverage(connection, asked, actor=ctx().actor))

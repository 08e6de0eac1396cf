"""`/v1/coverage`: how much there is at all."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.models.database import Session
from api.routes import answers
from api.routes.answers import caller
from api.routes.contract import Blueprint, open_to_read, reading
from api.services import coverage
from schemas.coverage import CoverageSchema
from schemas.lists import page_of
from schemas.queries import CoverageQuery

blueprint = Blueprint("Coverage", __name__, url_prefix="/v1/coverage", description="How much there is at all.")
COVERAGE = CoverageSchema()


@blueprint.get("")
@open_to_read
@blueprint.arguments(CoverageQuery(), location="query")
@blueprint.response(200, page_of(CoverageSchema, "CoveragePage"))
@reading
def list_coverage(session: Session, asked: dict[str, Any]) -> Response:
    """Say how many records there are by jurisdiction and publisher of sources, of which days, and how fresh.

    So that an empty answer means something: nothing was announced, or nothing is kept of that place or publisher.
    """
    return answers.dumped_page(COVERAGE, coverage.page(session, asked, actor=caller()["actor"]))

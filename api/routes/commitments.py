"""`/v1/commitments`: commitments across all records, and their progress."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import Connection

from api.http import (
    Blueprint,
    actor_and_time,
    ctx,
    in_formats,
    problem_statuses,
    public_read,
    reads,
    requires,
    responses,
    writes,
)
from api.routes.searches import add_search
from api.services import records
from api.services.query.resources import COMMITMENTS
from api.services.records.reader import get_part
from schemas.queries.base import BaseQuery, PageQuery
from schemas.queries.lists import LIST_FORMATS, CommitmentsQuery
from schemas.record.commitments import ProgressSchema
from schemas.resources.listed_parts import CommitmentInRecordSchema
from schemas.resources.page import page_schema

blueprint = Blueprint(
    "Commitments",
    __name__,
    url_prefix="/v1/commitments",
    description="Commitments across all records, and their progress.",
)
PROGRESS = ProgressSchema()
PAGE = page_schema(CommitmentInRecordSchema, "CommitmentPage", listed=True)


@blueprint.get("")
@public_read
@in_formats(*LIST_FORMATS["commitments"], is_export=True)
@problem_statuses(403)
@blueprint.arguments(CommitmentsQuery(), location="query")
@blueprint.response(200, PAGE)
@reads
def list_commitments(connection: Connection, params: dict[str, Any]) -> Response:
    """List the commitments that match every filter, the latest announced first."""
    return responses.list_response(connection, COMMITMENTS, params)


add_search(blueprint, COMMITMENTS, CommitmentsQuery(), PAGE)


@blueprint.get("/<uuid:id>")
@public_read
@problem_statuses(404, 410)
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, CommitmentInRecordSchema())
@reads
def get_commitment(connection: Connection, _: dict[str, Any], id: UUID) -> Response:
    """Read one commitment, with its status and its record."""
    return responses.body_response(get_part(connection, COMMITMENTS, id, actor=ctx().actor))


@blueprint.get("/<uuid:id>/progress")
@public_read
@problem_statuses(404, 410)
@blueprint.arguments(PageQuery(), location="query")
@blueprint.response(200, page_schema(ProgressSchema, "ProgressPage"))
@reads
def list_progress(connection: Connection, params: dict[str, Any], id: UUID) -> Response:
    """List the reports of progress on a commitment, by the day that they are about; the last is its status."""
    return responses.dump_page(PROGRESS, records.list_progress(connection, id, params, actor=ctx().actor))


@blueprint.post("/<uuid:id>/progress")
@requires("write", if_published=("publish",))
@problem_statuses(404, 410)
@blueprint.arguments(PROGRESS)
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(201, PROGRESS)
@writes
def report_progress(connection: Connection, report: dict[str, Any], _: dict[str, Any], id: UUID) -> Response:
    """Report progress on a commitment.

    Reports are only added, so If-Match is not needed. Each makes a new version of the record.
    """
    return responses.created_value(PROGRESS, records.report_progress(connection, id, report, **actor_and_time()))

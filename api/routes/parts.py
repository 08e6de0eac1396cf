"""`/v1/commitments` with their progress, `/v1/amounts` and `/v1/quotes`: parts, across all records."""

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
    list_responses,
    problem_statuses,
    public_read,
    reads,
    requires,
    responses,
    writes,
)
from api.services import records
from api.services.query.resources import AMOUNTS, COMMITMENTS, QUOTES
from api.services.records.reader import get_part
from schemas.queries.base import BaseQuery, PageQuery
from schemas.queries.lists import LIST_FORMATS, AmountsQuery, CommitmentsQuery, QuotesQuery
from schemas.resources.listed_parts import AmountInRecordSchema, CommitmentInRecordSchema, QuoteInRecordSchema
from schemas.resources.page import page_schema
from schemas.resources.progress import ProgressSchema

commitments = Blueprint(
    "Commitments",
    __name__,
    url_prefix="/v1/commitments",
    description="Commitments across all records, and their progress.",
)
amounts = Blueprint("Amounts", __name__, url_prefix="/v1/amounts", description="Sums of money, across all records.")
quotes = Blueprint("Quotes", __name__, url_prefix="/v1/quotes", description="Quotations, across all records.")
PROGRESS = ProgressSchema()


@commitments.get("")
@public_read
@in_formats(*LIST_FORMATS["commitments"])
@problem_statuses(403)
@commitments.arguments(CommitmentsQuery(), location="query")
@commitments.response(200, page_schema(CommitmentInRecordSchema, "CommitmentPage", listed=True))
@reads
def list_commitments(connection: Connection, params: dict[str, Any]) -> Response:
    """List the commitments that match every filter, the latest announced first."""
    return list_responses.list_response(connection, COMMITMENTS, params)


@commitments.get("/<uuid:id>")
@public_read
@problem_statuses(404, 410)
@commitments.arguments(BaseQuery(), location="query")
@commitments.response(200, CommitmentInRecordSchema())
@reads
def get_commitment(connection: Connection, _: dict[str, Any], id: UUID) -> Response:
    """Read one commitment, with its status and its record."""
    return responses.body_response(get_part(connection, COMMITMENTS, id, actor=ctx().actor))


@commitments.get("/<uuid:id>/progress")
@public_read
@problem_statuses(404, 410)
@commitments.arguments(PageQuery(), location="query")
@commitments.response(200, page_schema(ProgressSchema, "ProgressPage"))
@reads
def list_progress(connection: Connection, params: dict[str, Any], id: UUID) -> Response:
    """List the reports of progress on a commitment, by the day that they are about; the last is its status."""
    return responses.dump_page(PROGRESS, records.list_progress(connection, id, params, actor=ctx().actor))


@commitments.post("/<uuid:id>/progress")
@requires("write")
@problem_statuses(404, 410)
@commitments.arguments(PROGRESS)
@commitments.arguments(BaseQuery(), location="query")
@commitments.response(201, PROGRESS)
@writes
def report_progress(connection: Connection, report: dict[str, Any], _: dict[str, Any], id: UUID) -> Response:
    """Report progress on a commitment.

    Reports are only added, so If-Match is not needed. Each makes a new version of the record.
    """
    return responses.created_value(PROGRESS, records.report_progress(connection, id, report, **actor_and_time()))


@amounts.get("")
@public_read
@in_formats(*LIST_FORMATS["amounts"])
@problem_statuses(403)
@amounts.arguments(AmountsQuery(), location="query")
@amounts.response(200, page_schema(AmountInRecordSchema, "AmountPage", listed=True))
@reads
def list_amounts(connection: Connection, params: dict[str, Any]) -> Response:
    """List the amounts that match every filter, the latest announced first."""
    return list_responses.list_response(connection, AMOUNTS, params)


@amounts.get("/<uuid:id>")
@public_read
@problem_statuses(404, 410)
@amounts.arguments(BaseQuery(), location="query")
@amounts.response(200, AmountInRecordSchema())
@reads
def get_amount(connection: Connection, _: dict[str, Any], id: UUID) -> Response:
    """Read one amount, with its record."""
    return responses.body_response(get_part(connection, AMOUNTS, id, actor=ctx().actor))


@quotes.get("")
@public_read
@in_formats(*LIST_FORMATS["quotes"])
@problem_statuses(403)
@quotes.arguments(QuotesQuery(), location="query")
@quotes.response(200, page_schema(QuoteInRecordSchema, "QuotePage", listed=True))
@reads
def list_quotes(connection: Connection, params: dict[str, Any]) -> Response:
    """List the quotes that match every filter, the latest announced first."""
    return list_responses.list_response(connection, QUOTES, params)


@quotes.get("/<uuid:id>")
@public_read
@problem_statuses(404, 410)
@quotes.arguments(BaseQuery(), location="query")
@quotes.response(200, QuoteInRecordSchema())
@reads
def get_quote(connection: Connection, _: dict[str, Any], id: UUID) -> Response:
    """Read one quote, with its record."""
    return responses.body_response(get_part(connection, QUOTES, id, actor=ctx().actor))

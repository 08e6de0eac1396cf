"""`/v1/commitments/summary` and `/v1/amounts/summary`: counts and sums of lists."""

from __future__ import annotations

from typing import Any

from flask import Response
from sqlalchemy import Connection

from api.http import Blueprint, problem_statuses, public_read, reads, responses
from api.services.analytics import count_commitments, sum_amounts
from api.services.query.resources import AMOUNTS, COMMITMENTS
from schemas.resources.page import SummaryMetaSchema, page_schema
from schemas.resources.summary import (
    AmountsSummaryQuery,
    AmountSumSchema,
    CommitmentsSummaryQuery,
    CommitmentSumSchema,
)

blueprint = Blueprint("Summaries", __name__, url_prefix="/v1", description="Counts and sums of lists.")


@blueprint.get("/commitments/summary")
@public_read
@problem_statuses(403)
@blueprint.arguments(CommitmentsSummaryQuery(), location="query")
@blueprint.response(200, page_schema(CommitmentSumSchema, "CommitmentSummary", meta=SummaryMetaSchema))
@reads
def summarise_commitments(connection: Connection, params: dict[str, Any]) -> Response:
    """Count the commitments that match every filter, by one to three groups.

    A commitment with several values of a group, such as topics, is counted under each. Promises of superseded records
    are not overdue; `meta.left_out` counts them, and `superseded=include` brings them back.
    """
    groups = params.pop("group_by", ["status"])
    counts = count_commitments(connection, responses.list_query(COMMITMENTS, params), groups)
    return responses.unpaged(counts.rows, meta=counts.meta)


@blueprint.get("/amounts/summary")
@public_read
@problem_statuses(403)
@blueprint.arguments(AmountsSummaryQuery(), location="query")
@blueprint.response(200, page_schema(AmountSumSchema, "AmountSummary", meta=SummaryMetaSchema))
@reads
def summarise_amounts(connection: Connection, params: dict[str, Any]) -> Response:
    """Add up the amounts that match every filter, exactly, by currency and one to three groups.

    Currencies are kept apart, unless `convert` asks for one. A part is never added to its whole: it is left out if the
    whole matches too. An amount with several values of a group, such as topics, is counted under each.

    Limits and ranges are not added: `bounds` of a row has their number, and what they come to. Amounts of superseded
    records, and amounts that restate others, are left out; `meta.left_out` counts them, and `superseded=include` and
    `restated=include` bring them back.
    """
    groups = params.pop("group_by", ["currency"])
    sums = sum_amounts(connection, responses.list_query(AMOUNTS, params), groups)
    return responses.unpaged(sums.rows, meta=sums.meta)

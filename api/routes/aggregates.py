"""`/v1/commitments/summary`, `/v1/amounts/summary` and `/v1/quotes/summary`: counts and sums of lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flask import Response
from sqlalchemy import Connection

from api.formats import FORMATS
from api.http import Blueprint, ctx, in_formats, problem_statuses, public_read, reads, responses
from api.services.analytics import (
    count_commitments,
    count_quotes,
    first_rows,
    group_columns,
    notes_on_unknown_values,
    sum_amounts,
)
from api.services.analytics.aggregates import Row, Summary
from api.services.query import ListQuery
from api.services.query.resources import AMOUNTS, COMMITMENTS, QUOTES, Resource
from domain.json import encode_json
from schemas.resources.page import SummaryMetaSchema, page_schema
from schemas.resources.summary import (
    SUMMARY_FORMATS,
    AmountsSummaryQuery,
    AmountSumSchema,
    CommitmentsSummaryQuery,
    CommitmentSumSchema,
    QuotesSummaryQuery,
    QuoteSumSchema,
)

blueprint = Blueprint("Summaries", __name__, url_prefix="/v1", description="Counts and sums of lists.")


@blueprint.get("/commitments/summary")
@public_read
@in_formats(*SUMMARY_FORMATS)
@problem_statuses(403)
@blueprint.arguments(CommitmentsSummaryQuery(), location="query")
@blueprint.response(200, page_schema(CommitmentSumSchema, "CommitmentSummary", meta=SummaryMetaSchema))
@reads
def summarise_commitments(connection: Connection, params: dict[str, Any]) -> Response:
    """Count the commitments that match every filter, by one to three groups.

    A commitment with several values of a group, such as topics, is counted under each. Promises of superseded records
    are not overdue; `meta.left_out` counts them, and `superseded=include` brings them back.
    """
    return summary_response(connection, COMMITMENTS, params, count_commitments, usual_group="status")


@blueprint.get("/amounts/summary")
@public_read
@in_formats(*SUMMARY_FORMATS)
@problem_statuses(403)
@blueprint.arguments(AmountsSummaryQuery(), location="query")
@blueprint.response(200, page_schema(AmountSumSchema, "AmountSummary", meta=SummaryMetaSchema))
@reads
def summarise_amounts(connection: Connection, params: dict[str, Any]) -> Response:
    """Add up the amounts that match every filter, exactly, by currency and one to three groups.

    Money of every kind is added, estimates and private investments beside budgets: name the `kind`, or group by it.
    Currencies are kept apart, unless `convert` asks for one, such as euros. A part is never added to its whole: it is
    left out if the whole matches too. An amount with several values of a group, such as topics, is counted under each.

    Limits and ranges are not added: `bounds` of a row has their number, and what they come to. Amounts of superseded
    records, and amounts that restate others, are left out; `meta.left_out` counts them, and `superseded=include` and
    `restated=include` bring them back.
    """
    return summary_response(connection, AMOUNTS, params, sum_amounts, usual_group="currency")


@blueprint.get("/quotes/summary")
@public_read
@in_formats(*SUMMARY_FORMATS)
@problem_statuses(403)
@blueprint.arguments(QuotesSummaryQuery(), location="query")
@blueprint.response(200, page_schema(QuoteSumSchema, "QuoteSummary", meta=SummaryMetaSchema))
@reads
def summarise_quotes(connection: Connection, params: dict[str, Any]) -> Response:
    """Count the quotes that match every filter, by one to three groups.

    `sort=-count&limit=10` says who is quoted most. A quote with several values of a group, such as topics, is counted
    under each.
    """
    return summary_response(connection, QUOTES, params, count_quotes, usual_group="speaker")


def summary_response(
    connection: Connection,
    resource: Resource,
    params: dict[str, Any],
    summarise: Callable[[Connection, ListQuery, Sequence[str]], Summary],
    *,
    usual_group: str,
) -> Response:
    """The first rows of a summary in the order and the format of the request, or all of them."""
    groups = params.pop("group_by", [usual_group])
    order = {name: params.pop(name) for name in ("sort", "limit") if name in params}
    name = params.get("format") or ctx().format
    responses.check_params(name, params)
    wanted = responses.list_query(resource, params)
    summary = summarise(connection, wanted, groups)
    rows = first_rows(summary.rows, wanted, groups, **order)
    if name != "json":
        return table_response(wanted, rows, groups, format=name)
    notes = [] if summary.rows else notes_on_unknown_values(connection, wanted)
    meta = summary.meta | ({"notes": notes} if notes else {})
    return responses.unpaged(rows, total=len(summary.rows), meta=meta)


def table_response(wanted: ListQuery, rows: Sequence[Row], groups: Sequence[str], *, format: str) -> Response:
    """The rows of a summary as a table for spreadsheets, or as lines of JSON."""
    form, collection = FORMATS[format], wanted.resource.name
    columns = tuple(group_columns(wanted, [each for each in groups if each != "currency"]))
    metadata = responses.list_metadata(collection)
    metadata = replace(metadata, has_bom=wanted.params.get("bom", False), group_columns=columns)
    content = b"".join(form.write(map(encode_json, rows), metadata))
    response = responses.body_response(content, content_type=form.media_type)
    response.headers.extend(responses.file_headers(form, f"{collection}-summary"))
    return response

"""`/v1/topics`, `/v1/coverage`, summaries and charts: counts and sums over records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Response
from sqlalchemy import Connection

from api.formats import RESPONSE_TYPES
from api.formats.charts.amount_bars import AmountBar, render_amount_bars
from api.formats.charts.timeline import render_timeline, render_yearly_counts
from api.http import Blueprint, ctx, in_formats, list_responses, now, problem_statuses, public_read, reads, responses
from api.services import analytics
from api.services.analytics.timeline import Timeline
from api.services.query.resources import AMOUNTS, ANNOUNCEMENTS, COMMITMENTS
from schemas.queries.base import BaseQuery
from schemas.queries.lists import TopicsQuery
from schemas.queries.other import CoverageQuery
from schemas.resources.page import page_schema
from schemas.resources.summary import (
    AmountsSummaryQuery,
    AmountSumSchema,
    CommitmentsSummaryQuery,
    CommitmentSumSchema,
    CoverageSchema,
    PictureQuery,
    TimelineQuery,
    TopicSchema,
)

summaries = Blueprint("Summaries", __name__, url_prefix="/v1", description="Counts and sums of lists.")
charts = Blueprint("Pictures", __name__, url_prefix="/v1", description="Charts of lists.")
topics = Blueprint("Topics", __name__, url_prefix="/v1/topics", description="Topics of records.")
coverage = Blueprint(
    "Coverage",
    __name__,
    url_prefix="/v1/coverage",
    description="Numbers and dates of records, by jurisdiction and publisher.",
)
SVG = RESPONSE_TYPES["svg"]
UNTITLED = ("match", "q")


@summaries.get("/commitments/summary")
@public_read
@problem_statuses(403)
@summaries.arguments(CommitmentsSummaryQuery(), location="query")
@summaries.response(200, page_schema(CommitmentSumSchema, "CommitmentSummary"))
@reads
def summarise_commitments(connection: Connection, params: dict[str, Any]) -> Response:
    """Count the commitments that match every filter, by one to three groups.

    A commitment with several values of a group, such as topics, is counted under each.
    """
    groups = params.pop("group_by", ["status"])
    return responses.unpaged(
        analytics.count_commitments(connection, list_responses.list_query(COMMITMENTS, params), groups)
    )


@summaries.get("/amounts/summary")
@public_read
@problem_statuses(403)
@summaries.arguments(AmountsSummaryQuery(), location="query")
@summaries.response(200, page_schema(AmountSumSchema, "AmountSummary"))
@reads
def summarise_amounts(connection: Connection, params: dict[str, Any]) -> Response:
    """Add up the amounts that match every filter, exactly, by currency and one to three groups.

    Currencies are kept apart, unless `convert` asks for one. A part is never added to its whole: it is left out if the
    whole matches too. An amount with several values of a group, such as topics, is counted under each.
    """
    groups = params.pop("group_by", ["currency"])
    target = params.pop("currency")[0] if params.pop("convert", None) else None
    return responses.unpaged(
        analytics.sum_amounts(connection, list_responses.list_query(AMOUNTS, params), groups, target=target)
    )


@topics.get("")
@public_read
@problem_statuses(403)
@topics.arguments(TopicsQuery(), location="query")
@topics.response(200, page_schema(TopicSchema, "TopicPage"))
@reads
def list_topics(connection: Connection, params: dict[str, Any]) -> Response:
    """List the topics of the records that match every filter, alphabetically, with the number of records of each."""
    return responses.dump_page(
        TopicSchema(), analytics.topics(connection, list_responses.list_query(ANNOUNCEMENTS, params))
    )


@topics.get("/<string:topic>")
@public_read
@problem_statuses(404)
@topics.arguments(BaseQuery(), location="query")
@topics.response(200, TopicSchema())
@reads
def get_topic(connection: Connection, _: dict[str, Any], topic: str) -> Response:
    """Read one topic, with the number of its records and commitments."""
    return responses.dump_value(TopicSchema(), analytics.topic(connection, topic, actor=ctx().actor))


@coverage.get("")
@public_read
@coverage.arguments(CoverageQuery(), location="query")
@coverage.response(200, page_schema(CoverageSchema, "CoveragePage"))
@reads
def list_coverage(connection: Connection, params: dict[str, Any]) -> Response:
    """Count the records by jurisdiction and publisher of sources, with their first, last and latest recorded days.

    It tells whether an empty list means that nothing was announced, or that this place or publisher is not covered.
    """
    return responses.dump_page(CoverageSchema(), analytics.coverage(connection, params, actor=ctx().actor))


@charts.get("/commitments/timeline.svg")
@public_read
@in_formats("svg")
@problem_statuses(403)
@charts.arguments(TimelineQuery(), location="query")
@reads
def draw_timeline(connection: Connection, params: dict[str, Any]) -> Response:
    """Draw the commitments that match every filter by when they are due.

    Up to 40 commitments are drawn one by one; more are counted by year. The picture has its text as text, and its
    description has all that it shows.
    """
    today = now().date()
    found = analytics.timeline(connection, list_responses.list_query(COMMITMENTS, params), today=today)
    svg = timeline_chart(found, title=chart_title("When promises fall due", params), today=today)
    return responses.body_response(svg, content_type=SVG)


@charts.get("/amounts/summary.svg")
@public_read
@in_formats("svg")
@problem_statuses(403)
@charts.arguments(PictureQuery(), location="query")
@reads
def draw_amounts(connection: Connection, params: dict[str, Any]) -> Response:
    """Draw the sums of the amounts that match every filter: a panel for each currency, a bar for each group."""
    (group,) = params.pop("group_by", ["jurisdiction"])
    rows = analytics.sum_amounts(connection, list_responses.list_query(AMOUNTS, params), [group])
    title = chart_title(f"Sums by {group.replace('_', ' ')}", params)
    return responses.body_response(
        render_amount_bars(amount_bars(rows, group), title=title, group_by=group), content_type=SVG
    )


def timeline_chart(found: Timeline, *, title: str, today: date) -> bytes:
    """The commitments one by one, or if there are too many, their number by year."""
    if found.counts or found.spanning:
        return render_yearly_counts(
            found.counts, title=title, today=today, undated=found.undated, spanning=found.spanning
        )
    return render_timeline(found.entries, title=title, today=today, total=found.total, undated=found.undated)


def amount_bars(rows: Sequence[Mapping[str, Any]], group: str) -> list[AmountBar]:
    """A bar for each sum."""
    return [
        AmountBar(
            str(row["labels"].get(group) or row.get(group) or "not stated"),
            *(row["currency"], Decimal(row["sum"]), row["count"]),
        )
        for row in rows
    ]


def chart_title(subject: str, params: Mapping[str, Any]) -> str:
    """The subject and the filters."""
    filters = [f"{name.replace('_', ' ')} {in_words(value)}" for name, value in params.items() if name not in UNTITLED]
    return f"{subject}: {', '.join(filters)}" if filters else subject


def in_words(value: Any) -> str:
    """The value of a parameter."""
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value).lower()

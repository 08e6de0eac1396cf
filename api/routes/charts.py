"""`/v1/commitments/timeline.svg` and `/v1/amounts/summary.svg`: charts of lists."""

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
from api.http import Blueprint, ctx, in_formats, now, problem_statuses, public_read, reads, responses
from api.http.context import DATA_POLICY
from api.services.analytics import sum_amounts
from api.services.analytics import timeline as find_timeline
from api.services.analytics.aggregates import Summary
from api.services.analytics.timeline import Timeline
from api.services.query.resources import AMOUNTS, COMMITMENTS
from schemas.resources.summary import PictureQuery, TimelineQuery

UNTITLED = ("match", "q")
SVG = RESPONSE_TYPES["svg"]
PICTURE_POLICY = f"{DATA_POLICY}; style-src 'unsafe-inline'"
"""The root element has a style."""

blueprint = Blueprint("Pictures", __name__, url_prefix="/v1", description="Charts of lists.")


@blueprint.get("/commitments/timeline.svg")
@public_read
@in_formats("svg")
@problem_statuses(403)
@blueprint.arguments(TimelineQuery(), location="query")
@reads
def draw_timeline(connection: Connection, params: dict[str, Any]) -> Response:
    """Draw the commitments that match every filter by when they are due.

    Up to 40 commitments are drawn one by one; more are counted by year. The picture has its text as text, and its
    description has all that it shows.
    """
    today = now().date()
    found = find_timeline(connection, responses.list_query(COMMITMENTS, params))
    svg = timeline_chart(found, title=chart_title("When promises fall due", params), today=today)
    return picture(svg)


@blueprint.get("/amounts/summary.svg")
@public_read
@in_formats("svg")
@problem_statuses(403)
@blueprint.arguments(PictureQuery(), location="query")
@reads
def draw_amounts(connection: Connection, params: dict[str, Any]) -> Response:
    """Draw the sums of the amounts that match every filter: a panel for each currency, a bar for each group.

    A line below says how many limits, ranges, and amounts of superseded records or that restate others are not drawn.
    """
    (group,) = params.pop("group_by", ["jurisdiction"])
    sums = sum_amounts(connection, responses.list_query(AMOUNTS, params), [group])
    title = chart_title(f"Sums by {group.replace('_', ' ')}", params)
    bars = amount_bars(sums.rows, group)
    return picture(render_amount_bars(bars, title=title, group_by=group, absent=absent_amounts(sums)))


def picture(svg: bytes) -> Response:
    """An SVG document that runs nothing and loads nothing."""
    ctx().content_policy = PICTURE_POLICY
    return responses.body_response(svg, content_type=SVG)


def timeline_chart(found: Timeline, *, title: str, today: date) -> bytes:
    """The commitments one by one, or if there are too many, their number by year."""
    if found.counts or found.spanning:
        return render_yearly_counts(
            found.counts, title=title, today=today, undated=found.undated, spanning=found.spanning
        )
    return render_timeline(found.entries, title=title, today=today, total=found.total, undated=found.undated)


def amount_bars(rows: Sequence[Mapping[str, Any]], group: str) -> list[AmountBar]:
    """A bar for each sum; none where there are only limits and ranges."""
    return [
        AmountBar(
            str(row["labels"].get(group) or row.get(group) or "not stated"),
            *(row["currency"], Decimal(row["sum"]), row["count"]),
        )
        for row in rows
        if row["sum"] is not None
    ]


def absent_amounts(sums: Summary) -> dict[str, int]:
    """The number of amounts that match and are in no bar, by what they are."""
    without_rate = [each for row in sums.rows for each in row.get("not_converted", ())]
    bounded = sum(each["bounds"]["count"] for each in (*sums.rows, *without_rate) if "bounds" in each)
    left_out = {**sums.left_out}
    unknown = left_out.pop("not_converted", 0) + sum(each["count"] for each in without_rate)
    found = {"limits and ranges": bounded, "amounts without a rate": unknown}
    found |= {f"{reason} amounts": number for reason, number in left_out.items()}
    return {name: number for name, number in found.items() if number}


def chart_title(subject: str, params: Mapping[str, Any]) -> str:
    """The subject and the filters."""
    filters = [f"{name.replace('_', ' ')} {in_words(value)}" for name, value in params.items() if name not in UNTITLED]
    return f"{subject}: {', '.join(filters)}" if filters else subject


def in_words(value: Any) -> str:
    """The value of a parameter."""
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value).lower()

"""`/v1/commitments/timeline.svg` and `/v1/amounts/summary.svg`: charts of lists."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from api.formats import RESPONSE_TYPES
from api.formats.charts.amount_bars import AmountBar, render_amount_bars
from api.formats.charts.canvas import STYLE_SHEET
from api.formats.charts.filter_words import chart_title
from api.formats.charts.timeline import render_timeline
from api.formats.charts.yearly_counts import render_yearly_counts
from api.http import Blueprint, ctx, in_formats, now, problem_statuses, public_read, reads, responses
from api.http.context import DATA_POLICY
from api.services.analytics import sum_amounts
from api.services.analytics import timeline as find_timeline
from api.services.analytics.aggregates import Summary
from api.services.analytics.dimensions import NOT_STATED
from api.services.query.resources import AMOUNTS, COMMITMENTS
from schemas.resources.summary import PictureQuery, TimelineQuery

SVG = RESPONSE_TYPES["svg"]
STYLE_DIGEST = b64encode(sha256(STYLE_SHEET.encode()).digest()).decode()
PICTURE_POLICY = f"{DATA_POLICY}; style-src 'sha256-{STYLE_DIGEST}'"
"""Pictures have the style sheet of charts in them, and nothing else that a policy concerns."""

blueprint = Blueprint("Pictures", __name__, url_prefix="/v1", description="Charts of lists.")


@blueprint.get("/commitments/timeline.svg")
@public_read
@in_formats("svg")
@problem_statuses(403)
@blueprint.arguments(TimelineQuery(), location="query")
@reads
def draw_timeline(connection: Connection, params: dict[str, Any]) -> Response:
    """Draw the commitments that match every filter by when they are due.

    Up to 40 commitments are drawn one by one; more are counted by year, late ones apart. The title has the filters in
    words; the text is text, and the description has all that the picture shows. It follows light or dark mode.
    """
    today = now().date()
    found = find_timeline(connection, responses.list_query(COMMITMENTS, params))
    render = render_yearly_counts if found.counts or found.spanning else render_timeline
    return picture(render(found, title=title_of("When promises fall due", params), today=today))


@blueprint.get("/amounts/summary.svg")
@public_read
@in_formats("svg")
@problem_statuses(403)
@blueprint.arguments(PictureQuery(), location="query")
@reads
def draw_amounts(connection: Connection, params: dict[str, Any]) -> Response:
    """Draw the sums of the amounts that match every filter: a panel for each currency, a bar for each group.

    Years are in the order of time, other groups with the greatest first. Converted sums name their own currencies. A
    line below says how many limits, ranges, and amounts of superseded records or that restate others are not drawn.
    """
    (group,) = params.pop("group_by", ["jurisdiction"])
    sums = sum_amounts(connection, responses.list_query(AMOUNTS, params), [group])
    target = params.get("convert")
    title = title_of(f"Sums by {group.replace('_', ' ')}" + (f" in {target}" if target else ""), params)
    bars, absent = amount_bars(sums.rows, group), absent_amounts(sums)
    return picture(render_amount_bars(bars, title=title, group_by=group, absent=absent, is_converted=bool(target)))


def picture(svg: bytes) -> Response:
    """An SVG document that runs nothing and loads nothing."""
    ctx().content_policy = PICTURE_POLICY
    return responses.body_response(svg, content_type=SVG)


def title_of(subject: str, params: dict[str, Any]) -> str:
    """The subject, and the filters in words. What was searched for is as it was sent."""
    return chart_title(subject, params | ({"q": request.args["q"]} if "q" in params else {}))


def amount_bars(rows: Sequence[Mapping[str, Any]], group: str) -> list[AmountBar]:
    """A bar for each sum; none where there are only limits and ranges."""
    return [
        AmountBar(
            str(row["labels"].get(group) or row.get(group) or NOT_STATED),
            *(row["currency"], Decimal(row["sum"]), row["count"]),
            converted=sorted({each["currency"] for each in row.get("conversions", ())} - {row["currency"]}),
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
    found |= {f"{reason} amounts": number for reason, number in sorted(left_out.items())}
    return {name: number for name, number in found.items() if number}

"""`/v1/commitments/timeline.svg` and `/v1/amounts/summary.svg`: charts of lists."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Response
from sqlalchemy import Connection

from api.formats import RESPONSE_TYPES
from api.formats.charts.amount_bars import AmountBar, render_amount_bars
from api.formats.charts.timeline import render_timeline
from api.formats.charts.yearly_counts import render_yearly_counts
from api.http import Blueprint, in_formats, list_responses, now, problem_statuses, public_read, reads, responses
from api.services.analytics import sum_amounts
from api.services.analytics import timeline as find_timeline
from api.services.query.resources import AMOUNTS, COMMITMENTS
from schemas.resources.summary import PictureQuery, TimelineQuery

blueprint = Blueprint("Pictures", __name__, url_prefix="/v1", description="Charts of lists.")


@blueprint.get("/commitments/timeline.svg")
@public_read
@in_formats("svg")
@problem_statuses(403)
@blueprint.arguments(TimelineQuery(), location="query")
@reads
def draw_timeline(connection: Connection, asked: dict[str, Any]) -> Response:
    """Draw the commitments that match every filter by when they are due.

    Up to 40 commitments are drawn one by one; more are counted by year. The picture has its text as text, and its
    description has all that it shows.
    """
    today = now().date()
    found = find_timeline(connection, list_responses.list_query(COMMITMENTS, asked), today=today)
    title = titled("When promises fall due", asked)
    if found.counts or found.spanning:
        return drawn(
            render_yearly_counts(found.counts, title=title, today=today, undated=found.undated, spanning=found.spanning)
        )
    return drawn(render_timeline(found.entries, title=title, today=today, total=found.total, undated=found.undated))


@blueprint.get("/amounts/summary.svg")
@public_read
@in_formats("svg")
@problem_statuses(403)
@blueprint.arguments(PictureQuery(), location="query")
@reads
def draw_amounts(connection: Connection, asked: dict[str, Any]) -> Response:
    """Draw the sums of the amounts that match every filter: a panel for each currency, a bar for each group."""
    (group,) = asked.pop("group_by", ["jurisdiction"])
    title = titled(f"Sums by {group.replace('_', ' ')}", asked)
    rows = sum_amounts(connection, list_responses.list_query(AMOUNTS, asked), [group])
    bars = [
        AmountBar(
            str(row["labels"].get(group) or row.get(group) or "not stated"),
            *(row["currency"], Decimal(row["sum"]), row["count"]),
        )
        for row in rows
    ]
    return drawn(render_amount_bars(bars, title=title, group_by=group))


def drawn(picture: bytes) -> Response:
    """Answer with a picture."""
    return responses.body(picture, content_type=RESPONSE_TYPES["svg"])


def titled(what: str, asked: Mapping[str, Any]) -> str:
    """Return a title that says what was asked."""
    said = [f"{name.replace('_', ' ')} {text(value)}" for name, value in asked.items() if name not in {"match", "q"}]
    return f"{what}: {', '.join(said)}" if said else what


def text(value: Any) -> str:
    """Return a parameter's value as a title has it."""
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value).lower()

"""`/metrics`: counts and times of the service, for Prometheus."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app
from prometheus_client import CONTENT_TYPE_LATEST

from api.http import Blueprint, in_formats, requires, responses
from api.http.metrics_page import render_page
from schemas.queries.base import BaseQuery

blueprint = Blueprint("Metrics", __name__, description="Counts and times of the service, for Prometheus.")


@blueprint.get("/metrics")
@requires("admin")
@in_formats("prometheus")
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, description="Metrics of all worker processes, in Prometheus' text format.")
def get_metrics(_: dict[str, Any]) -> Response:
    """Read the metrics of the service.

    Where METRICS_BIND names an address of its own for them, they are there, without a key, and not here.
    """
    return responses.body_response(render_page(current_app), content_type=CONTENT_TYPE_LATEST)

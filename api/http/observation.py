"""Observation of requests: a line in the log, counts and times for `/metrics`, the trace that a client continues."""

from __future__ import annotations

import re
import time

import structlog
from flask import Flask, Response, request

from api import metrics
from api.http.context import client_address, ctx

log = structlog.get_logger()

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
"""Methods with a label of their own in metrics: a client may send any word."""

TRACEPARENT = re.compile(r"[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
"""A traceparent header (W3C Trace Context)."""


def traceparent() -> str | None:
    """The valid traceparent header of this request: the trace that it is part of."""
    sent = request.environ.get("HTTP_TRACEPARENT")
    return sent if sent and TRACEPARENT.fullmatch(sent) else None


def route_rule() -> str:
    """The rule of this request's route; empty if no route has its address and method."""
    return request.url_rule.rule if request.url_rule else ""


def log_request(response: Response) -> Response:
    """Write one line. It has no path, query, header or body, where a client may have put a secret."""
    context = ctx()
    log.info(
        "request",
        request_id=context.request_id,
        method=request.method if request.method in METHODS else "_OTHER",
        route=route_rule(),
        arguments={name: str(value) for name, value in (request.view_args or {}).items()} or None,
        status=response.status_code,
        ms=round((time.perf_counter() - context.started_at) * 1000, 2),
        client=client_address(),
        key=context.actor.short_id,
        traceparent=traceparent(),
    )
    return response


def count_request(response: Response) -> Response:
    """Count the request and its bytes, and measure its time, by the rule of its route."""
    route = route_rule()
    method = request.method if request.method in METHODS else "_OTHER"
    seconds = time.perf_counter() - ctx().started_at
    metrics.REQUEST_DURATION.labels(route, method, response.status_code).observe(seconds)
    if request.content_length:
        metrics.REQUEST_BYTES.labels(route).inc(request.content_length)
    if response.is_sequence:
        metrics.RESPONSE_BYTES.labels(route).inc(response.calculate_content_length() or 0)
    return response


def observe_requests(app: Flask) -> None:
    """Observe the requests of an application; at a log level above info, without lines."""
    app.after_request(count_request)
    if app.extensions["settings"].log_level in {"debug", "info"}:
        app.after_request(log_request)

"""OpenTelemetry traces: a span for each request, and one in it for each read or transaction of the database.

Needs the extra `otel`. The exporter has the standard settings OTEL_EXPORTER_OTLP_…, OTEL_SERVICE_NAME, OTEL_TRACES_….
A span has the route, never the path or the query, as in the log.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Flask, Response, g, request
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import extract
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode, Tracer, get_current_span

from api.http.application import METHODS
from api.http.context import ctx

Call = TypeVar("Call", bound=Callable[..., Any])


def trace_requests(app: Flask) -> None:
    """Record spans of this application, and send them in the background to the collector that the settings name."""
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: "communique"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    tracer = provider.get_tracer("communique")
    app.before_request(lambda: begin_span(tracer))
    app.after_request(describe_span)
    app.teardown_request(end_span)
    app.extensions["traces"] = provider
    database = app.extensions["database"]
    database.read = traced(database.read, tracer, "database read")
    database.write = traced(database.write, tracer, "database write")


def begin_span(tracer: Tracer) -> None:
    """Begin the span of this request, in the trace of its traceparent header (W3C Trace Context)."""
    method = request.method if request.method in METHODS else "_OTHER"
    route = request.url_rule.rule if request.url_rule else ""
    g.spans = ExitStack()
    g.spans.enter_context(
        tracer.start_as_current_span(
            f"{method} {route}".rstrip(),
            context=extract(request.headers),
            kind=SpanKind.SERVER,
            attributes={"http.request.method": method, "http.route": route},
        )
    )


def describe_span(response: Response) -> Response:
    """Add the status and the id of this request to its span. Only 5xx are errors of a server's span, by convention."""
    span = get_current_span()
    span.set_attributes({"http.response.status_code": response.status_code, "communique.request_id": ctx().request_id})
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        span.set_status(StatusCode.ERROR)
    return response


def end_span(_: BaseException | None) -> None:
    """End the span of this request."""
    if "spans" in g:
        g.spans.close()


def traced(call: Call, tracer: Tracer, name: str) -> Call:
    """A function whose calls have spans. Exceptions are not recorded: most are refusals, and texts may name data."""

    @wraps(call)
    def in_span(*arguments: Any, **keywords: Any) -> Any:
        with tracer.start_as_current_span(
            name, kind=SpanKind.CLIENT, record_exception=False, set_status_on_exception=False
        ):
            return call(*arguments, **keywords)

    return in_span  # type: ignore[return-value]  # It has the signature of the call.

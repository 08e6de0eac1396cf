"""Before and after each request: its id, its actor, its response format, the common headers and its line in the log."""

from __future__ import annotations

import random
import re
import time

import structlog
from flask import Flask, Response, current_app, g, request

from api.http.context import RequestContext, ctx, now
from api.http.negotiation import ANYTHING, accepted_format
from api.http.read_routing import POSITION, authoritative_source
from api.services import auth
from api.services.auth import Actor
from api.services.errors import Unauthenticated

log = structlog.get_logger()

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
COMMON_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"ETag, Link, Location, Retry-After, X-Request-Id, {POSITION}",
    "X-Content-Type-Options": "nosniff",
}
PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": f"Authorization, If-None-Match, {POSITION}",
}
"""Pages of other origins may read, and nothing else."""


def begin_request() -> None:
    """Set up the request's state. Raises `Unauthenticated`, or `NotAcceptable` if no format suits the client."""
    parts = current_app.extensions
    sent_id = request.headers.get("X-Request-Id", "")
    g.ctx = context = RequestContext(
        settings=parts["settings"],
        database=parts["database"],
        replicas=parts["replicas"],
        committer=parts["committer"],
        request_id=sent_id if REQUEST_ID.fullmatch(sent_id) else f"{random.getrandbits(64):016x}",
        started_at=time.perf_counter(),
    )
    if request.path.startswith("/v1/"):
        if "Authorization" in request.headers:
            context.actor = authenticate_request()
        if (request.headers.get("Accept") or ANYTHING) != ANYTHING and "format" not in request.args:
            context.format = accepted_format()


def authenticate_request() -> Actor:
    """The holder of the key in the Authorization header (RFC 6750). Raises `Unauthenticated`."""
    scheme, _, secret = request.headers["Authorization"].partition(" ")
    ctx().secret = secret = secret.strip()
    if scheme.lower() != "bearer" or not secret:
        raise Unauthenticated("Authorization must read: Bearer <key>. `communique keys create` makes a key.")
    return authoritative_source().read(lambda connection: auth.authenticate(connection, secret, now=now()))


def finish_request(response: Response) -> Response:
    """Add the headers that every response has."""
    headers = response.headers
    headers.add("X-Request-Id", ctx().request_id)
    for name, value in COMMON_HEADERS.items():
        headers.add(name, value)
    if request.method == "OPTIONS":
        headers.extend(PREFLIGHT_HEADERS)
    return response


def log_request(response: Response) -> Response:
    """Write one line; never a header, a query or a body."""
    context = ctx()
    log.info(
        "request",
        request_id=context.request_id,
        method=request.method,
        path=request.path,
        status=response.status_code,
        ms=round((time.perf_counter() - context.started_at) * 1000, 2),
        key=str(context.actor.key_id) if context.actor.key_id else None,
    )
    return response


def register_hooks(app: Flask) -> None:
    """Call these functions around each request of the application."""
    app.before_request(begin_request)
    app.after_request(finish_request)
    if app.extensions["settings"].log_level in {"debug", "info"}:
        app.after_request(log_request)

"""What happens around every request: its id, who asks, what the client takes, and one line in the log."""

from __future__ import annotations

import random
import re
import time
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask, Response, request
from werkzeug.datastructures import Headers

from api.http.context import RequestContext, ctx
from api.http.negotiation import ANYTHING, refuse_other_formats
from api.http.read_routing import POSITION, authoritative_source
from api.services import auth
from api.services.auth import Actor
from api.services.errors import Unauthenticated
from api.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

log = structlog.get_logger()

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
ALWAYS = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", f"ETag, Link, Location, Retry-After, X-Request-Id, {POSITION}"),
    ("X-Content-Type-Options", "nosniff"),
]
"""Headers of every answer."""

PREFLIGHT = [
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Allow-Headers", f"Authorization, If-None-Match, {POSITION}"),
]
"""Headers of the answer that says what a page of another origin may do: read."""


class Answer(Response):
    """An answer with the headers that every answer has. They are the same each time, and need no checking."""

    def get_wsgi_response(self, environ: WSGIEnvironment) -> tuple[Any, str, list[tuple[str, str]]]:
        """Return the answer with these headers at its end."""
        headers = self.get_wsgi_headers(environ).to_wsgi_list()
        more = PREFLIGHT if environ["REQUEST_METHOD"].upper() == "OPTIONS" else ()
        always = (("X-Request-Id", environ.get(REQUEST, "")), *ALWAYS)
        return self.get_app_iter(environ), self.status, [*headers, *more, *always]


class Ready(Answer):
    """An answer that is sent as it is: its content is bytes, and its headers are ours and all there."""

    default_mimetype = None

    def __init__(self, content: bytes | None, status: str, headers: list[tuple[str, str]]) -> None:
        """Take its content, if it has any, and its headers with how long that is."""
        parts = () if content is None else (content,)
        super().__init__(parts, status, Unchecked(headers), direct_passthrough=True)

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:  # noqa: ARG002 - Werkzeug asks for each.
        """Return its headers."""
        return self.headers


class Unchecked(Headers):
    """Headers that are taken as they are."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        """Take them."""
        self._list = pairs


REQUEST = "communique.request_id"
"""Where the request's id is kept: an answer is finished when nothing else of the request is left."""


def settings() -> Settings:
    """Return the application's settings."""
    return ctx().settings


def now() -> datetime:
    """Return the time at which this request is answered; services are told it, and never ask."""
    return datetime.now(UTC)


def begin() -> None:
    """Give the request an id, its client's own where it sent a decent one, and find out who asks."""
    known = ctx()
    environ = known.environ = request.environ
    given = environ.get("HTTP_X_REQUEST_ID", "")
    environ[REQUEST] = given if REQUEST_ID.fullmatch(given) else f"{random.getrandbits(64):016x}"
    if environ["PATH_INFO"].startswith("/v1/"):
        if "HTTP_AUTHORIZATION" in environ:
            known.actor = identify()
        if environ.get("HTTP_ACCEPT", ANYTHING) != ANYTHING:
            refuse_other_formats()


def start_clock() -> None:
    """Note when the request began."""
    ctx().began = time.perf_counter()


def request_id() -> str:
    """Return the request's id."""
    id: str = request.environ.get(REQUEST, "")
    return id


def identify() -> Actor:
    """Return who holds the key that was sent."""
    secret = sent_secret()
    return authoritative_source().read(lambda connection: auth.authenticate(connection, secret, now=now()))


def sent_secret() -> str:
    """Return the secret of the key that was sent."""
    scheme, _, secret = request.headers["Authorization"].partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Unauthenticated("The Authorization header has to be: Bearer <key>.")
    return secret.strip()


def write_line(response: Response) -> Response:
    """Write the request's line of the log."""
    log.info("request", **line(response))
    return response


def line(response: Response) -> dict[str, Any]:
    """Return what is logged of a request: never a header, a query or a body."""
    known = ctx()
    return {
        "request_id": request_id(),
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round((time.perf_counter() - known.began) * 1000, 2),
        "key": str(known.actor.key_id) if known.actor.key_id else None,
    }


def register(app: Flask) -> None:
    """Put it around every request; its line is made only where it is written."""
    app.response_class = Answer
    parts = itemgetter("settings", "database", "replicas", "committer")
    app.app_ctx_globals_class = lambda: RequestContext(*parts(app.extensions))  # type: ignore[assignment,return-value]  # Only we read it.
    is_told = app.extensions["settings"].log_level in {"debug", "info"}
    if is_told:
        app.before_request(start_clock)
    app.before_request(begin)
    if is_told:
        app.after_request(write_line)

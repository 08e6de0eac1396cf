"""What happens around every request: its id, who asks, what the client takes, and one line in the log."""

from __future__ import annotations

import re
import secrets
import time
from datetime import UTC, datetime
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, request

from api.models.database import Database
from api.routes.negotiation import refuse_other_formats
from api.services import keys
from api.services.access import PUBLIC, Actor
from api.services.errors import Unauthenticated
from api.settings import Settings

log = structlog.get_logger()

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
ALWAYS = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After, X-Request-Id"),
    ("X-Content-Type-Options", "nosniff"),
]
"""Headers of every answer."""


def database() -> Database:
    """Return the application's database."""
    found: Database = current_app.extensions["database"]
    return found


def settings() -> Settings:
    """Return the application's settings."""
    found: Settings = current_app.extensions["settings"]
    return found


def now() -> datetime:
    """Return the time at which this request is answered; services are told it, and never ask."""
    return datetime.now(UTC)


def begin() -> None:
    """Give the request an id, its client's own where it sent a decent one, and find out who asks."""
    g.began = time.perf_counter()
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    g.actor = PUBLIC
    if request.path.startswith("/v1/"):
        g.actor = identify()
        refuse_other_formats()


def identify() -> Actor:
    """Return who holds the key that was sent; the public where none was."""
    if "Authorization" not in request.headers:
        return PUBLIC
    secret = sent_secret()
    with database().reading() as session:
        return keys.authenticate(session, secret, now=now())


def sent_secret() -> str:
    """Return the secret of the key that was sent."""
    scheme, _, secret = request.headers["Authorization"].partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Unauthenticated("The Authorization header has to be: Bearer <key>.")
    return secret.strip()


def finish(response: Response) -> Response:
    """Name the request, let browsers of every origin read, and write the line of the log."""
    headers = response.headers
    headers.add("X-Request-Id", g.get("request_id", ""))
    headers.extend(ALWAYS)
    if request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        headers["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
    log.info("request", **line(response))
    return response


def line(response: Response) -> dict[str, Any]:
    """Return what is logged of a request: never a header, a query or a body."""
    actor: Actor = g.get("actor", PUBLIC)
    return {
        "request_id": g.get("request_id"),
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 2),
        "key": str(actor.key_id) if actor.key_id else None,
    }


def register(app: Flask) -> None:
    """Put it around every request."""
    app.before_request(begin)
    app.after_request(finish)

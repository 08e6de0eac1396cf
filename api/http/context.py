"""The state of one request, in Flask's `g`: who sends it, the format it prefers, where it reads; and its hooks."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import NotAcceptable, RequestEntityTooLarge
from werkzeug.urls import uri_to_iri

from api.db.database import Database, ReadSource
from api.db.replicas import Replicas
from api.formats import RESPONSE_TYPES
from api.http.contract import contract_of
from api.http.proxies import canonical_address
from api.services import auth, tokens
from api.services.auth import PUBLIC, Actor
from api.services.errors import Malformed, RequestTimeout, ServiceError, Unauthenticated
from api.services.idempotency import StoredResponse
from api.services.records.group_commit import GroupCommitter
from api.services.tokens import Signer
from api.settings import Settings
from domain.violations import LocatedViolation, Violation

POSITION = "Communique-Position"
TOKEN_SCOPE = {"list": "positions"}
"""Marks a token as a replication position, so that a cursor of a list is not taken for one."""

WRITE_SCOPES = frozenset({"write", "publish", "admin"})

KEYED_PATHS = ("/v1/", "/metrics")
"""Beginnings of the paths at which a key is read."""

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""For responses that no browser should run or frame. Pages and pictures say what they need."""

ANYTHING = "*/*"
SERVED_AS_JSON = ("application/problem+json", "application/json-patch+json")
"""Media types of problems and of diffs: a client that accepts one of them gets JSON."""

TRUNCATED = "The body is truncated: it ends before its Content-Length or its last chunk."
LATE = "The body did not come in time. Send the request again, with a Content-Length or less at once."


@dataclass(slots=True)
class RequestContext:
    """State of one request."""

    settings: Settings
    database: Database
    authority: ReadSource
    """The primary; while it cannot be reached, a replica."""
    replicas: Replicas | None
    committer: GroupCommitter[Any, StoredResponse]
    request_id: str
    started_at: float
    """In seconds, of `time.perf_counter`."""
    route: str = ""
    """The rule of its route; empty if no route has its address and method."""
    actor: Actor = PUBLIC
    format: str = "json"
    """The response format that the Accept header prefers."""
    violations: tuple[LocatedViolation, ...] = ()
    """Errors found in the request so far: they are reported together."""
    secret: str = ""
    """The API key that was sent."""
    content_policy: str = DATA_POLICY
    """The Content-Security-Policy of the response."""
    salt: str | None = None
    """The salt of a secret in the response, with which a replay derives the secret again."""


def ctx() -> RequestContext:
    """The state of the current request."""
    context: RequestContext = g.ctx
    return context


def now() -> datetime:
    """The current time, in UTC. Services get it as an argument."""
    return datetime.now(UTC)


def actor_and_time() -> dict[str, Any]:
    """Arguments of every service that writes: the actor, with the request and its address, and the time."""
    context = ctx()
    actor = replace(context.actor, request_id=context.request_id, client_address=client_address() or None)
    return {"actor": actor, "now": now()}


def client_address() -> str:
    """The client's IP address in canonical form; empty behind a Unix socket whose proxy names none.

    It is from X-Forwarded-For only if trusted proxies sent it (TRUSTED_PROXIES, FORWARDED_ALLOW_IPS).
    """
    return canonical_address(request.environ.get("REMOTE_ADDR") or "")


def public_root() -> str:
    """The address of the API in front of its paths: the public URL, or without one, a path on the host."""
    return ctx().settings.public_url.rstrip("/") or request.root_path


def begin_request() -> None:
    """Set up the request's state.

    Raises `Malformed` for a host that is no name, `Unauthenticated`, or `NotAcceptable` if no format suits the client.
    """
    parts, environ, rule = current_app.extensions, request.environ, request.url_rule
    sent_id = environ.get("HTTP_X_REQUEST_ID", "")
    g.ctx = context = RequestContext(
        settings=parts["settings"],
        database=parts["database"],
        authority=parts["authority"],
        replicas=parts["replicas"],
        committer=parts["committer"],
        request_id=sent_id if REQUEST_ID.fullmatch(sent_id) else f"{random.getrandbits(64):016x}",
        started_at=time.perf_counter(),
        route=rule.rule if rule else "",
    )
    if "xn--" in environ.get("HTTP_HOST", "").lower():
        check_punycode(environ)
    if environ["PATH_INFO"].startswith(KEYED_PATHS):
        if "HTTP_AUTHORIZATION" in environ:
            context.actor = authenticate_request()
        if (environ.get("HTTP_ACCEPT") or ANYTHING) != ANYTHING and "format" not in request.args:
            context.format = accepted_format()


def check_punycode(environ: dict[str, Any]) -> None:
    """Raise `Malformed` if the host is no internationalised name: Werkzeug could build no address from it."""
    try:
        uri_to_iri(f"http://{environ['HTTP_HOST']}/")
    except ValueError:
        request.host = "localhost"
        raise Malformed("The Host header is not a host name: what follows its “xn--” is not Punycode.") from None


def authenticate_request() -> Actor:
    """The holder of the key in the Authorization header (RFC 6750).

    Raises `Unauthenticated`, or `QuotaExceeded` once an address has sent too many wrong keys. Right ones are accepted
    from it all the same: others may share it, and a lookup costs less than any answer.
    """
    scheme, _, secret = request.headers["Authorization"].partition(" ")
    ctx().secret = secret = secret.strip()
    if scheme.lower() != "bearer" or not secret:
        raise Unauthenticated("Authorization must read: Bearer <key>. `communique keys create` makes a key.")
    usage = current_app.extensions["key_usage"]
    try:
        return ctx().authority.read(
            lambda connection: auth.authenticate(
                connection, secret, now=now(), usage=usage, client_address=client_address
            )
        )
    except Unauthenticated as error:
        refusals = current_app.extensions["access_refusals"]
        refusals.add_sign_in(error, ctx().request_id, client_address(), now=now())
        raise


def accepted_format() -> str:
    """The format of this route that Accept prefers (RFC 9110). Raises `NotAcceptable` if it accepts none."""
    by_type = {RESPONSE_TYPES[name]: name for name in offered_formats()}
    others = SERVED_AS_JSON if RESPONSE_TYPES["json"] in by_type else ()
    best = request.accept_mimetypes.best_match([*by_type, *others])
    if best is None:
        raise NotAcceptable
    return by_type.get(best, "json")


def offered_formats() -> tuple[str, ...]:
    """The formats that this route offers, its default first."""
    view = current_app.view_functions.get(request.endpoint or "")
    return contract_of(view).formats


def whole_body(*, cache: bool = True) -> bytes:
    """The body of this request. Raises `RequestEntityTooLarge`, `RequestTimeout` or `Malformed`."""
    try:
        return request.get_data(cache=cache)
    except RequestEntityTooLarge:
        raise
    except Exception as error:  # noqa: BLE001 - See `body_error`.
        raise body_error(error, late=LATE) from None


def body_error(error: Exception, *, late: str) -> ServiceError:
    """The error for a body that could not be read: it did not come in time, or it is truncated.

    Each server has exceptions of its own for a truncated body.
    """
    return RequestTimeout(late) if isinstance(error.__context__, TimeoutError) else Malformed(TRUNCATED)


def read_source() -> ReadSource:
    """The primary for clients that may write, else a replica at least at the position that the client names."""
    context = ctx()
    position = requested_position() if POSITION in request.headers else 0
    if context.replicas is None or not WRITE_SCOPES.isdisjoint(context.actor.scopes):
        return context.database
    return context.replicas.at_least(position)


def signer() -> Signer:
    """The signer of the database."""
    return tokens.SIGNERS.get(ctx().database.engine) or ctx().authority.read(tokens.signer)


def requested_position() -> int:
    """The position in the Communique-Position header. An invalid one is collected as an error, and counts as 0."""
    position = tokens.decode_number(signer(), request.headers[POSITION], TOKEN_SCOPE)
    if position is not None:
        return position
    detail = f"This is not a position of this server. Send {POSITION} as a write returned it, or leave it out."
    ctx().violations += (LocatedViolation((POSITION,), Violation("position", detail), "header"),)
    return 0


def add_replication_token(response: Response) -> Response:
    """Add the position at which a replica shows this write, if there are replicas."""
    replicas = ctx().replicas
    position = replicas.current_position() if replicas else None
    if position is not None:
        response.headers[POSITION] = tokens.encode_token(signer(), [position], TOKEN_SCOPE)
    return response


def require_https(response: Response) -> Response:
    """Let browsers use HTTPS only from now on (RFC 6797), if this request did."""
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={ctx().settings.hsts_seconds}"
    return response


def register_hooks(app: Flask) -> None:
    """Call these functions around each request of the application."""
    app.before_request(begin_request)
    if app.extensions["settings"].hsts_seconds:
        app.after_request(require_https)

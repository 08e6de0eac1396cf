"""Errors as problem details (RFC 9457): one table from what was refused to how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from flask import Flask, Response, request
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from api.db.database import CommitOutcomeUnknown
from api.http.context import ctx
from api.services import errors
from domain.violations import LocatedViolation

log = structlog.get_logger()

MAX_LISTED_ERRORS = 1_000
NOT_READY = {"42P01", "25006", "26000", "42P05"}
"""SQLSTATEs of a database that is not migrated; that only reads, as one does that was just replaced; or that is behind
a pooler which mixes up prepared statements, where DATABASE_POOLER should be `transaction`."""

AWAY = "Nothing was changed. Try again after Retry-After seconds."
UNKNOWN = (
    "The connection to the database was lost while the change was being committed: it may have been made, and it may "
    "not. To send it again with the same Idempotency-Key, or with the same If-Match, is safe; else look first."
)


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: its status, its name in the address of its page, its title and its meaning."""

    status: int
    name: str
    title: str
    meaning: str


PROBLEM_TYPES = (
    ProblemType(
        400, "malformed", "Cannot be parsed", "The body is not JSON as this service takes it, or the request is broken."
    ),
    ProblemType(
        401,
        "unauthenticated",
        "A key is needed",
        "There is no key, or it is unknown, expired or revoked. Send `Authorization: Bearer <key>`.",
    ),
    ProblemType(403, "forbidden", "The key may not do this", "The key lacks the scope that is named."),
    ProblemType(404, "not-found", "Not found", "There is no such thing at this address, or none that you may see."),
    ProblemType(405, "method", "Not a method of this address", "The Allow header lists the methods there are."),
    ProblemType(406, "not-acceptable", "No such format", "None of the formats in the Accept header can be given."),
    ProblemType(
        409,
        "conflict",
        "Conflict with what exists",
        "What was sent cannot be, beside what is already there, or is under way already; the errors name it.",
    ),
    ProblemType(410, "withdrawn", "Withdrawn", "The record was withdrawn; the detail gives the reason."),
    ProblemType(
        412,
        "stale",
        "Changed meanwhile",
        "The record is no longer the version that If-Match names. Read it again, and decide anew.",
    ),
    ProblemType(
        413,
        "too-large",
        "Body too large",
        "The request body, or a line of an import, is longer than this server takes.",
    ),
    ProblemType(
        415,
        "media-type",
        "Not a media type of this address",
        "Writes need `Content-Type: application/json`; PATCH also takes `application/merge-patch+json`. Imports are "
        "`application/x-ndjson`, as they are or with `Content-Encoding: gzip`.",
    ),
    ProblemType(
        422, "invalid", "Understood, and wrong", "Every fault is in `errors`, with its place and what is allowed."
    ),
    ProblemType(
        428,
        "precondition-needed",
        "If-Match is needed",
        "A change of something that exists has to name the version it is meant for.",
    ),
    ProblemType(
        429, "busy", "Too much at once", "This server does enough of this already. Send it again after Retry-After."
    ),
    ProblemType(500, "internal", "A fault of this service", "It is in the server's log under the id in `instance`."),
    ProblemType(
        503,
        "unavailable",
        "The database is away or busy",
        "Nothing was changed, unless the detail says that this is not known. Try again after Retry-After seconds.",
    ),
)
TYPE_BY_STATUS = {kind.status: kind for kind in PROBLEM_TYPES}

STATUS_BY_ERROR: Mapping[type[errors.ServiceError], int] = {
    errors.Malformed: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.InFlight: 409,
    errors.Gone: 410,
    errors.Stale: 412,
    errors.TooLarge: 413,
    errors.Invalid: 422,
    errors.PreconditionRequired: 428,
    errors.Busy: 429,
}
"""Every refusal there is, and its status."""

HEADERS_BY_STATUS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    429: {"Retry-After": "30"},
    503: {"Retry-After": "5"},
}
HEADERS_BY_ERROR: Mapping[type[errors.ServiceError], Mapping[str, str]] = {errors.InFlight: {"Retry-After": "1"}}


def problem(
    status: int, detail: str, violations: tuple[LocatedViolation, ...] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """Return the answer for a problem; `violations` says each place that is wrong."""
    return Response(
        orjson.dumps(request_problem(status, detail, violations)),
        status,
        {"Cache-Control": "no-store", **HEADERS_BY_STATUS.get(status, {}), **(headers or {})},
        content_type="application/problem+json",
    )


def request_problem(status: int, detail: str, violations: tuple[LocatedViolation, ...] = ()) -> dict[str, Any]:
    """Return the members of a problem with this request."""
    return problem_document(status, detail, violations, root=request.root_url) | {"instance": ctx().request_id}


def problem_document(
    status: int, detail: str, violations: tuple[LocatedViolation, ...] = (), *, root: str
) -> dict[str, Any]:
    """Return the members of a problem, under this root."""
    kind = TYPE_BY_STATUS.get(status) or ProblemType(status, "malformed", "Refused", "")
    body: dict[str, Any] = {
        "type": f"{root}problems/{kind.name}",
        "title": kind.title,
        "status": status,
        "detail": detail,
    }
    if violations:
        body["errors"] = [error_entry(fault) for fault in violations[:MAX_LISTED_ERRORS]]
    return body


def error_entry(placed: LocatedViolation) -> dict[str, Any]:
    """Return one fault as it is shown."""
    fault = placed.violation
    where = {"pointer": placed.pointer} if placed.location == "body" else {"parameter": str(placed.path[0])}
    shown: dict[str, Any] = where | {"code": fault.code, "detail": fault.detail}
    if fault.allowed:
        shown["allowed"] = list(fault.allowed)
    if fault.did_you_mean:
        shown["did_you_mean"] = fault.did_you_mean
    return shown


def refused(error: errors.ServiceError) -> Response:
    """Answer what a service refused."""
    return problem(STATUS_BY_ERROR[type(error)], error.detail, error.violations, HEADERS_BY_ERROR.get(type(error)))


def http_error(error: HTTPException) -> Response:
    """Answer what Flask or Werkzeug refused, in our words: no text of theirs reaches a client."""
    status = error.code or 500
    allow = getattr(error, "valid_methods", None)
    headers = {"Allow": ", ".join(sorted(allow))} if allow else {}
    return problem(
        status, TYPE_BY_STATUS[status].meaning if status in TYPE_BY_STATUS else "The request was refused.", (), headers
    )


def collided(_: IntegrityError) -> Response:
    """Answer a write that other writers kept getting in the way of."""
    return problem(409, "Another write was under way on the same thing. Nothing was changed.")


def database_away(error: Exception) -> Response:
    """Answer when the database cannot be reached, or is too busy."""
    log.error("database unavailable", request_id=ctx().request_id, error=type(error).__name__)
    return problem(503, AWAY)


def outcome_unknown(error: CommitOutcomeUnknown) -> Response:
    """Answer a write of which nobody can know whether it was made: never that nothing was changed."""
    log.error("outcome unknown", request_id=ctx().request_id, error=type(error.__cause__).__name__)
    return problem(503, UNKNOWN)


def database_error(error: DBAPIError) -> Response:
    """Answer an error of the database: it is not ready for us, or we are at fault."""
    is_away = error.connection_invalidated or getattr(error.orig, "sqlstate", None) in NOT_READY
    return (database_away if is_away else crashed)(error)


def crashed(error: Exception) -> Response:
    """Answer a fault of ours: the traceback is for the log alone."""
    log.error("unhandled error", request_id=ctx().request_id, exc_info=error)
    return problem(500, TYPE_BY_STATUS[500].meaning)


HANDLERS = (
    (errors.ServiceError, refused),
    (HTTPException, http_error),
    (CommitOutcomeUnknown, outcome_unknown),
    (IntegrityError, collided),
    (OperationalError, database_away),
    (InterfaceError, database_away),
    (DBAPIError, database_error),
    (PoolTimeout, database_away),
    (Exception, crashed),
)


def answer(error: Exception) -> Response:
    """Return the answer for any error there can be."""
    handle: Any = next(handler for kind, handler in HANDLERS if isinstance(error, kind))
    answered: Response = handle(error)
    return answered


def register(app: Flask) -> None:
    """Answer every error as a problem."""
    for error, handler in HANDLERS:
        app.register_error_handler(error, handler)

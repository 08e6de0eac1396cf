"""Errors as problem details (RFC 9457): one table from error to status, one from error to handler."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote, unquote

import orjson
import structlog
from flask import Response, current_app, request
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from api import metrics
from api.db.causes import diagnose
from api.db.database import CommitOutcomeUnknown
from api.db.engine import exceeded_limit
from api.formats import RESPONSE_TYPES
from api.http.addresses import nearest_address
from api.http.context import client_address, ctx, now, offered_formats, public_root
from api.http.contract import body_types, contract_of
from api.http.problem_types import TYPE_BY_NAME, TYPE_BY_STATUS, ProblemType
from api.services import errors
from api.services.audit import Requester
from domain.violations import MAX_VIOLATIONS, LocatedViolation

log = structlog.get_logger()

UNAVAILABLE = "The database is unreachable or busy. Nothing was changed. Try again after Retry-After seconds."
DETAILS_OF_LIMITS = {
    "statement": (
        "The statement took longer than DATABASE_STATEMENT_TIMEOUT allows, and was stopped. Nothing was changed. Ask "
        "for less: more filters, fewer facets or groups, rarer words, smaller records. If this is little already, the "
        "server is busy: try again after Retry-After seconds."
    ),
    "lock": (
        "Other writes took longer than DATABASE_LOCK_TIMEOUT allows to wait. Nothing was changed. Try again after "
        "Retry-After seconds."
    ),
}
"""Sentences for what took longer than a limit of time allows."""

OUTCOME_UNKNOWN = (
    "The commit was interrupted: the change may have been made, or not. Send it again with the same Idempotency-Key or "
    "the same If-Match, which is safe; without either, check whether the change was saved."
)


STATUS_BY_ERROR: Mapping[type[errors.ServiceError], int] = {
    errors.Malformed: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.RequestTimeout: 408,
    errors.Conflict: 409,
    errors.InFlight: 409,
    errors.Gone: 410,
    errors.Stale: 412,
    errors.TooLarge: 413,
    errors.Invalid: 422,
    errors.PreconditionRequired: 428,
    errors.Busy: 429,
    errors.WorkersBusy: 429,
    errors.QuotaExceeded: 429,
    errors.Overloaded: 503,
}
"""The status of every error that a service raises."""

HEADERS_BY_STATUS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    429: {"Retry-After": "30"},
    503: {"Retry-After": "5"},
}
HEADERS_BY_ERROR: Mapping[type[errors.ServiceError], Mapping[str, str]] = {
    errors.InFlight: {"Retry-After": "1"},
    errors.WorkersBusy: {"Retry-After": "1"},
}


def problem(
    status: int,
    detail: str,
    violations: tuple[LocatedViolation, ...] = (),
    headers: Mapping[str, str] | None = None,
    members: Mapping[str, Any] | None = None,
) -> Response:
    """A problem response, counted; `members` replace or extend the usual ones (RFC 9457, section 3.2)."""
    metrics.PROBLEMS.labels(type_of(status).name).inc()
    for code in {each.violation.code for each in violations}:
        metrics.VIOLATIONS.labels(code).inc()
    return Response(
        orjson.dumps(request_problem(status, detail, violations) | dict(members or {})),
        status,
        {"Cache-Control": "no-store", **HEADERS_BY_STATUS.get(status, {}), **(headers or {})},
        content_type="application/problem+json",
    )


def type_of(status: int) -> ProblemType:
    """The problem type of a status."""
    return TYPE_BY_STATUS.get(status) or ProblemType(status, "malformed", "Request refused", "")


def request_problem(status: int, detail: str, violations: tuple[LocatedViolation, ...] = ()) -> dict[str, Any]:
    """The members of a problem of this request."""
    return problem_document(status, detail, violations, root=request.root_url) | {"instance": ctx().request_id}


def problem_document(
    status: int, detail: str, violations: tuple[LocatedViolation, ...] = (), *, root: str
) -> dict[str, Any]:
    """The members of a problem (RFC 9457), whose type is a URI under this root."""
    type_ = type_of(status)
    members = type_members(type_, root) | {"status": status, "detail": detail}
    if violations:
        members["errors"] = [error_entry(each) for each in violations[:MAX_VIOLATIONS]]
    return members


def type_members(type_: ProblemType, root: str) -> dict[str, Any]:
    """The type of a problem, a URI under this root, and its title."""
    return {"type": f"{root}problems/{type_.name}", "title": type_.title}


def error_entry(located: LocatedViolation) -> dict[str, Any]:
    """One entry of `errors`."""
    violation = located.violation
    where = {"pointer": located.pointer} if located.location == "body" else {"parameter": str(located.path[0])}
    entry: dict[str, Any] = where | {"code": violation.code, "detail": located.sentence}
    if violation.allowed:
        entry["allowed"] = list(violation.allowed)
    if violation.did_you_mean:
        entry["did_you_mean"] = violation.did_you_mean
    return entry


def service_error(error: errors.ServiceError) -> Response:
    """The response to an error that a service raised."""
    return problem(STATUS_BY_ERROR[type(error)], error.detail, error.violations, HEADERS_BY_ERROR.get(type(error)))


def access_refused(error: errors.Forbidden) -> Response:
    """403, reported in the audit trail."""
    context, operation = ctx(), f"{request.method} {ctx().route}"
    origin = Requester(context.request_id, client_address(), error.key_id or context.actor.key_id)
    current_app.extensions["access_refusals"].add_request(error, origin, operation, now=now())
    return service_error(error)


def quota_exceeded(error: errors.QuotaExceeded) -> Response:
    """429 with the policies and the wait (draft-ietf-httpapi-ratelimit-headers-11, quota-exceeded)."""
    members = type_members(TYPE_BY_NAME["quota-exceeded"], request.root_url) | {"violated-policies": error.policies}
    return problem(429, error.detail, headers={"Retry-After": str(error.wait)}, members=members)


def http_error(error: HTTPException) -> Response:
    """The response to an error of Flask or Werkzeug, in our words."""
    status = error.code or 500
    if status in HTTP_ERROR_DETAILS:
        return HTTP_ERROR_DETAILS[status](error)
    return problem(status, TYPE_BY_STATUS[status].meaning if status in TYPE_BY_STATUS else "The request was refused.")


def no_such_address(_: HTTPException) -> Response:
    """404 with the address that was probably meant, or else with the beginning of this one that there is."""
    rules, root = {str(rule) for rule in current_app.url_map.iter_rules()}, public_root().rstrip("/")
    meant = nearest_address(request.path, rules)
    if meant and meant != quote(request.path):  # A file of /docs that is not there has an address.
        methods = current_app.create_url_adapter(request).allowed_methods(unquote(meant))  # type: ignore[union-attr]
        advice = "" if request.method in methods else f" It takes {alternatives(methods)}."
        return problem(404, f"No such address. Did you mean {root}{meant}?{advice}")
    holder = nearest_address(request.path.rstrip("/").rpartition("/")[0], rules)
    if holder:
        ids = " Ids are UUIDs." if f"{holder}/<uuid:id>" in rules else ""
        return problem(404, f"No such address in {root}{holder}.{ids} {root}/openapi.yaml has all addresses.")
    return problem(404, f"No such address. {root}/openapi.yaml has all addresses.")


def alternatives(methods: Iterable[str]) -> str:
    """The methods with which an address is used."""
    return " or ".join(sorted({*methods} - {"OPTIONS"}))


def method_not_allowed(error: HTTPException) -> Response:
    """405 with the methods that the address has."""
    methods = sorted(error.valid_methods or ()) if isinstance(error, MethodNotAllowed) else []
    return problem(405, f"Use {alternatives(methods)} here.", headers={"Allow": ", ".join(methods)})


def not_acceptable(_: HTTPException) -> Response:
    """406 with the formats that the address has."""
    types = [RESPONSE_TYPES[name] for name in offered_formats()]
    return problem(406, f"No format in the Accept header is available. Accept one of: {', '.join(types)}.")


def unsupported_media_type(_: HTTPException) -> Response:
    """415 with the Content-Type that the operation takes."""
    contract = contract_of(current_app.view_functions.get(request.endpoint or ""))
    types = ("application/x-ndjson",) if contract.streams else body_types(request.method, contract)
    packed = ", plain or with Content-Encoding: gzip" if contract.streams else ""
    return problem(415, f"Send {' or '.join(types)}{packed}. In curl: -H 'Content-Type: {types[0]}'.")


def content_too_large(_: HTTPException) -> Response:
    """413 with the limit of this operation."""
    limit, most = request.max_content_length or 0, ctx().settings.max_body_bytes
    advice = "Send many records to /v1/imports, one per line." if limit == most else "Send a smaller one."
    return problem(413, f"The body is longer than {limit:,} bytes, the limit here. {advice}")


HTTP_ERROR_DETAILS: Mapping[int, Callable[[HTTPException], Response]] = {
    404: no_such_address,
    405: method_not_allowed,
    406: not_acceptable,
    413: content_too_large,
    415: unsupported_media_type,
}


def write_conflict(_: IntegrityError) -> Response:
    """The response to a write whose retries all failed because of concurrent writes."""
    return problem(409, "Another write changed the same data at the same time. Nothing was changed. Send it again.")


def database_unavailable(error: Exception) -> Response:
    """The response while the database cannot be reached, is too busy, or takes longer than a limit of time allows."""
    limit = exceeded_limit(error)
    found = diagnose(error, ctx().database.engine.url)
    unexplained = error if found.cause == "unknown" else None
    log.error("database unavailable", request_id=ctx().request_id, **found.fields, exc_info=unexplained)
    return problem(503, DETAILS_OF_LIMITS[limit] if limit else UNAVAILABLE)


def outcome_unknown(error: CommitOutcomeUnknown) -> Response:
    """The response to a write of which it is unknown whether it was committed."""
    found = diagnose(error.__cause__ or error, ctx().database.engine.url)
    log.error("commit outcome unknown", request_id=ctx().request_id, **found.fields)
    return problem(503, OUTCOME_UNKNOWN)


def database_error(error: DBAPIError) -> Response:
    """The response to another error of the database: it is not ready, or the error is ours."""
    is_known = error.connection_invalidated or diagnose(error, ctx().database.engine.url).cause != "unknown"
    return (database_unavailable if is_known else internal_error)(error)


def internal_error(error: Exception) -> Response:
    """The response to an error of ours. Its traceback is logged, and never sent."""
    log.error("unhandled error", request_id=ctx().request_id, exc_info=error)
    return problem(500, TYPE_BY_STATUS[500].meaning)


HANDLERS = (
    (errors.QuotaExceeded, quota_exceeded),
    (errors.Forbidden, access_refused),
    (errors.ServiceError, service_error),
    (HTTPException, http_error),
    (CommitOutcomeUnknown, outcome_unknown),
    (IntegrityError, write_conflict),
    (OperationalError, database_unavailable),
    (InterfaceError, database_unavailable),
    (DBAPIError, database_error),
    (PoolTimeout, database_unavailable),
    (MemoryError, database_unavailable),
    (Exception, internal_error),
)
"""Handlers by class of error; the first that fits answers."""


def respond_to_error(error: Exception) -> Response:
    """The response to any error."""
    handle: Any = next(handler for kind, handler in HANDLERS if isinstance(error, kind))
    response: Response = handle(error)
    return response

"""Rate limits at the edge: what counts against which policy, and the headers that say what is left.

The headers are those of draft-ietf-httpapi-ratelimit-headers-11, as structured fields (RFC 9651).
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, g, request

from api.http.context import client_address, ctx
from api.http.contract import contract_of
from api.services.rate_limits import READS, WRITES, RateLimiter, Usage, client_network, refuse_exceeded

EXPORT_FORMATS = {"ndjson", "csv", "xlsx"}
FREE_ENDPOINTS = {"Quota.get_quota"}


def rate_limiter() -> RateLimiter:
    """The limiter of this process."""
    limiter: RateLimiter = current_app.extensions["rate_limiter"]
    return limiter


def quota_holder() -> str:
    """The client that a quota belongs to: its key, or without a key its address."""
    key_id = ctx().actor.key_id
    return f"key:{key_id}" if key_id else f"address:{client_network(client_address())}"


def request_kind() -> str | None:
    """The kind of request that this one counts as; None if it is free.

    Exports are free: GET of NDJSON, CSV and workbooks of a whole list. Their number at a time is limited. A search is
    none: its body, which is not read yet, may have a limit. Nor is a summary, which is a table of a few rows.
    """
    if not request.path.startswith("/v1/") or request.method == "OPTIONS" or request.endpoint in FREE_ENDPOINTS:
        return None
    contract = contract_of(current_app.view_functions.get(request.endpoint or ""))
    if contract.writes or contract.streams:
        return WRITES
    is_whole = contract.is_export and request.method in {"GET", "HEAD"} and "limit" not in request.args
    return None if is_whole and request.args.get("format", ctx().format) in EXPORT_FORMATS else READS


def count_against_quota() -> None:
    """Count this request. Raises `QuotaExceeded`."""
    kind = request_kind()
    if kind is not None:
        g.usages = rate_limiter().count(kind, quota_holder())
        refuse_exceeded(g.usages)


def add_quota_headers(response: Response) -> Response:
    """Add the policies that this request counted against, and what is left of them."""
    usages: list[Usage] = g.get("usages", [])
    if usages:
        policies = (f'"{each.policy.name}";q={each.policy.quota};w={each.policy.window}' for each in usages)
        response.headers["RateLimit-Policy"] = ", ".join(policies)
        left = (f'"{each.policy.name}";r={each.remaining};t={each.reset}' for each in usages)
        response.headers["RateLimit"] = ", ".join(left)
    return response


def usage_item(usage: Usage) -> dict[str, Any]:
    """A policy and what is left of it, as `/v1/quota` shows them."""
    policy = usage.policy
    return {
        "policy": policy.name,
        "applies_to": policy.kind,
        "quota": policy.quota,
        "window": policy.window,
        "remaining": usage.remaining,
        "reset": usage.reset,
    }


def register_quotas(app: Flask) -> None:
    """Count requests and add the headers, if RATE_LIMIT has any policy: otherwise nothing is called."""
    if app.extensions["settings"].rate_limit:
        app.before_request(count_against_quota)
        app.after_request(add_quota_headers)

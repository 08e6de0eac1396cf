"""Cross-origin resource sharing (the Fetch standard): pages of other origins use what is open to everyone.

No cookie is read, so a page has no more rights than the key that it sends itself. Writes stay closed to pages all the
same: a key that may write does not belong in one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from api.http.context import POSITION
from api.http.contract import contract_of

EVERY_ORIGIN = (
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        f"Accept-Query, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, {POSITION}",
    ),
)
"""Headers of every response: a page may read it, problems too."""

REQUEST_HEADERS = f"Accept, Authorization, If-None-Match, X-Request-Id, {POSITION}"
PREFLIGHT_AGE = "7200"
"""Seconds for which a browser remembers a permission; Chromium remembers none longer."""


def preflight_headers(app: Flask, environ: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """The permission for the method that a browser asks about, by default GET; empty if it is not open to everyone.

    At an address that takes writes too, only GET and HEAD are permitted, without Content-Type: browsers apply a
    remembered header to every method, and POST as a method needs no permission.
    """
    adapter, path = app.url_map.bind("localhost"), environ["PATH_INFO"]
    methods = {*adapter.allowed_methods(path)} - {"OPTIONS"}
    opened = {each for each in methods if is_open(app, adapter, path, each)}
    if opened != methods:
        opened &= {"GET", "HEAD"}
    if environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD", "GET") not in opened:
        return ()
    return (
        ("Access-Control-Allow-Methods", ", ".join(sorted(opened))),
        ("Access-Control-Allow-Headers", REQUEST_HEADERS + (", Content-Type" if "QUERY" in opened else "")),
        ("Access-Control-Max-Age", PREFLIGHT_AGE),
    )


def is_open(app: Flask, adapter: MapAdapter, path: str, method: str) -> bool:
    """Whether a request needs no scope. One that is redirected has no view yet."""
    try:
        endpoint, _ = adapter.match(path, method)
    except HTTPException:
        return False
    return not contract_of(app.view_functions[endpoint]).scopes

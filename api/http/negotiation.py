"""Content negotiation (RFC 9110): the response format named by `?format=`, or else preferred by the Accept header."""

from __future__ import annotations

from flask import current_app, request
from werkzeug.exceptions import NotAcceptable

from api.formats import RESPONSE_TYPES
from api.http.blueprint import contract_of

JSON: str = RESPONSE_TYPES["json"]
ANYTHING = "*/*"
SERVED_AS_JSON = ("application/problem+json", "application/json-patch+json")
"""Media types of problems and of diffs: a client that accepts one of them gets JSON."""


def accepted_format() -> str:
    """The format of this route that Accept prefers. Raises `NotAcceptable` if it accepts none."""
    by_type = {RESPONSE_TYPES[name]: name for name in offered_formats()}
    best = request.accept_mimetypes.best_match([*by_type, *(SERVED_AS_JSON if JSON in by_type else ())])
    if best is None:
        raise NotAcceptable
    return by_type.get(best, "json")


def offered_formats() -> tuple[str, ...]:
    """The formats that this route offers, its default first."""
    view = current_app.view_functions.get(request.endpoint or "")
    return contract_of(view).formats

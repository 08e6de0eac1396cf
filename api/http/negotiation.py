"""Which of its formats a resource is answered in: the one that `?format=` names, else the one that Accept prefers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import NotAcceptable

from api.formats import RESPONSE_TYPES
from api.http.context import ctx
from api.http.contract import contract_of

JSON, ANYTHING = RESPONSE_TYPES["json"], "*/*"
ALWAYS = ("application/problem+json", "application/json-patch+json")
"""What a client may ask for beside JSON that JSON answers: the problems and the differences are of these types."""


def offered() -> Sequence[str]:
    """Return the formats of what is asked for, the usual one first."""
    return formats_of(current_app.view_functions.get(request.endpoint or ""))


@cache
def formats_of(view: Any) -> Sequence[str]:
    """Return the formats that a view offers."""
    return contract_of(view).formats


def accepted() -> str:
    """Return what the client takes; anything, where it does not say."""
    accept: str = ctx().environ.get("HTTP_ACCEPT") or ANYTHING
    return accept


def preferred() -> str | None:
    """Return the offered format that Accept prefers; None where it takes none of them."""
    accept, names = accepted(), offered()
    if accept in {ANYTHING, RESPONSE_TYPES[names[0]]}:
        return names[0]
    by_type = {RESPONSE_TYPES[name]: name for name in names}
    known = [*by_type, *ALWAYS] if JSON in by_type else [*by_type]
    best = request.accept_mimetypes.best_match(known)
    return by_type.get(best, "json") if best else None


def chosen(asked: Mapping[str, Any]) -> str:
    """Return the format to answer in."""
    return str(asked.get("format") or preferred() or offered()[0])


def refuse_other_formats() -> None:
    """Refuse a client that takes none of what is offered, unless it names a format in its query."""
    if "format" not in request.args and preferred() is None:
        raise NotAcceptable

"""The Flask application, in which nothing after a view can turn a committed write into an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import flask
import structlog
from flask import Response

from api.http.context import ctx

log = structlog.get_logger()

Hook = Callable[[Response], Response]


class Application(flask.Flask):
    """Flask, but for a failure of an `after_request` function: it is logged, and the response goes on without it.

    The view has returned by then, and its transaction is committed: a 500 would tell the client that nothing was done.
    """

    def after_request(self, f: Any) -> Any:
        """Register a function to be called with each response; the others are called even if it fails."""
        super().after_request(logging_failures(f))
        return f


def logging_failures(hook: Hook) -> Hook:
    """A hook that logs an exception, and returns the response as it was."""

    @wraps(hook)
    def call_hook(response: Response) -> Response:
        try:
            return hook(response)
        except Exception:
            log.exception("response hook failed", request_id=ctx().request_id, route=str(flask.request.url_rule))
            return response

    return call_hook

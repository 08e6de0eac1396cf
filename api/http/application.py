"""The Flask application, in which nothing after a view can turn a committed write into an error."""

from __future__ import annotations

import flask
import structlog
from flask import Response

from api.http.context import ctx
from api.http.observation import route_rule

log = structlog.get_logger()


class Application(flask.Flask):
    """Flask, but for a failure of an `after_request` function: it is logged, and the response is sent as it is.

    The view has returned by then, and its transaction is committed: a 500 would tell the client that nothing was done.
    """

    def process_response(self, response: Response) -> Response:
        """Call the `after_request` functions; what the first ones have changed remains if a later one fails."""
        try:
            return super().process_response(response)
        except Exception:
            log.exception("response hook failed", request_id=ctx().request_id, route=route_rule())
            return response

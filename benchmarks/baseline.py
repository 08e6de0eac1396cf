"""The baseline: bare Flask that returns constant bytes without any work."""

from __future__ import annotations

from functools import cache

from flask import Flask, Response, request

app = Flask(__name__)


@cache
def filler(size: int) -> bytes:
    """A JSON object of this many bytes."""
    return b'{"filler":"' + b"x" * (size - 13) + b'"}'


@app.get("/<int:size>")
def get_bytes(size: int) -> Response:
    """Respond with this many bytes."""
    return Response(filler(size), mimetype="application/json")


@app.get("/not-modified")
def get_not_modified() -> Response:
    """Respond with 304 to any ETag."""
    return Response(status=304, headers={"ETag": request.headers["If-None-Match"]})


@app.post("/<int:size>")
def post_bytes(size: int) -> Response:
    """Read the body and respond with this many bytes."""
    request.get_data()
    return Response(filler(size), 201, mimetype="application/json")

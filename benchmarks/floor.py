"""Bare Flask: constant bytes and no work. What the API costs is told against this."""

from __future__ import annotations

from functools import cache

from flask import Flask, Response, request

app = Flask(__name__)


@cache
def filler(size: int) -> bytes:
    """Return a JSON object of so many bytes."""
    return b'{"filler":"' + b"x" * (size - 13) + b'"}'


@app.get("/<int:size>")
def answer(size: int) -> Response:
    """Answer with so many bytes."""
    return Response(filler(size), mimetype="application/json")


@app.get("/nothing-new")
def agree() -> Response:
    """Answer that nothing has changed, whatever the client has."""
    return Response(status=304, headers={"ETag": request.headers["If-None-Match"]})


@app.post("/<int:size>")
def take(size: int) -> Response:
    """Read the body, and answer with so many bytes."""
    request.get_data()
    return Response(filler(size), 201, mimetype="application/json")

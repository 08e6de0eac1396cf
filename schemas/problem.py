"""Errors on the wire: problem details (RFC 9457)."""

from __future__ import annotations

from marshmallow import Schema, fields


def text(description: str, example: str | None = None, **more: str) -> fields.String:
    """Return a documented string."""
    return fields.String(metadata={"description": description, **({"examples": [example]} if example else {}), **more})


class ErrorSchema(Schema):
    """One thing that is wrong, at one place."""

    pointer = text("The place in the body: a JSON Pointer (RFC 6901).", "/commitments/0/due")
    parameter = text("The query parameter or header, where it is not the body.", "announced_from")
    code = text("A stable name for what is wrong.", "date")
    detail = text("What is wrong, in a sentence.", "“2026-02-30” is not a day: February 2026 has 28 days.")
    allowed = fields.List(fields.String(), metadata={"description": "What would be right, where that is a short list."})
    did_you_mean = text("The nearest thing that would be right.", "2026-02-28")


class ProblemSchema(Schema):
    """What went wrong with a request, with every error at once."""

    type = text("The address of a page that explains this kind of problem.", format="uri-reference")
    title = text("The kind of problem, in a few words.", "Understood, and wrong")
    status = fields.Integer(metadata={"description": "The HTTP status.", "examples": [422]})
    detail = text("What happened this time, in a sentence.")
    instance = text("The request's id, as in the X-Request-Id header and in the server's log.")
    errors = fields.List(fields.Nested(ErrorSchema), metadata={"description": "Every error of the request."})
